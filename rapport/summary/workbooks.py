"""Workbooks that are alike whenever they are made, in which a text is a text; that of a chart is for “edit data”."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.xml.functions import tostring

from rapport.lib.archives import clean, settle_archive
from rapport.statistics.charts import Row

SHEET = "Data"


def write_chart_workbook(rows: Sequence[Row], head: tuple[str, str], day: date, *, is_from_right: bool) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.sheet_view.rightToLeft = is_from_right
    sheet.column_dimensions["A"].width = 60
    for place, text in enumerate(head, start=1):
        set_text(sheet.cell(1, place), text)
    for line, row in enumerate(rows, start=2):
        set_text(sheet.cell(line, 1), row.label)
        sheet.cell(line, 2).value = row.count
    return settle_workbook(book, day)


def write_cell(sheet: Any, text: str, *, is_bold: bool = False) -> Any:
    """A text for a row of a sheet that is written straight through."""
    cell = WriteOnlyCell(sheet)
    set_text(cell, text)
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def set_text(cell: Any, text: str) -> None:
    """A text is a text, though it begins with “=”."""
    cell.value = clean(text)
    cell.data_type = "s"


def settle_workbook(book: Workbook, day: date) -> bytes:
    """The bytes of a workbook, the same for the same cells; openpyxl would have it changed just now."""
    book.properties.created = datetime.combine(day, time())
    out = io.BytesIO()
    book.save(out)
    book.properties.modified = book.properties.created
    return settle_archive(out.getvalue(), {"docProps/core.xml": tostring(book.properties.to_tree())})
