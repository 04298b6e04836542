"""Small tables as files that a spreadsheet opens: CSV and XLSX. No cell of theirs is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

from rapport.lib.cells import guard_cell

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_CELL = 32_700  # Excel's cells end at 32,767 characters


def write_sheet(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """``kind``: csv or xlsx. Cells are texts, numbers, dates or None; times are written in UTC, to the second."""
    return {"csv": _as_csv, "xlsx": _as_xlsx}[kind](columns, rows)


def _as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        [guard_cell(_plain(value)) if isinstance(value, str) else _plain(value) for value in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")  # without the mark Excel reads it as of a single script


def _guarded(value: Any) -> str:
    return guard_cell(value) if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rapport")
    sheet.freeze_panes = "A2"
    sheet.append(columns)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or isinstance(value, int | float) or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    cell = WriteOnlyCell(sheet, excel_text(_plain(value)))
    cell.data_type = "s"  # else “=1+1” would be a formula
    return cell


def excel_text(text: str) -> str:
    """A text as a cell of Excel can hold it."""
    legal = ILLEGAL_CHARACTERS_RE.sub("", text)
    return legal if len(legal) <= LONGEST_CELL else f"{legal[:LONGEST_CELL]} […]"
