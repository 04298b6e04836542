"""The form as a workbook (XLSX): written with what is known, and read back."""

import io
import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rapport.exchange.sheets import SheetError, SheetRow
from rapport.exchange.sheets_xlsx import NoSuchSheetError, check_archive, open_xlsx
from rapport.look.formats import direction
from rapport.registration.models import Draft
from rapport.registration.offline import (
    FORM,
    UNPACKED,
    Brought,
    Grid,
    UnreadableFileError,
    grids_of,
    lines_of,
    read_grid,
    read_lines,
)

_ANSWERS = "answers"
_BLANK_ROWS = 15
_WASH = PatternFill("solid", fgColor="F3F0E8")
_AS_TYPED = "@"  # else a spreadsheet program makes the first of May of “2003-05”
_LONGEST = 32_000  # characters of a cell; a text that is longer is left to the form


def write_workbook(draft: Draft, language: str) -> bytes:
    """A workbook with every question, filled with the answers so far."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _ANSWERS
    _head(
        sheet, ("code", "question", "option", "answer"), ("", _("Question"), _("Choice"), _("Answer, or x")), language
    )
    last = ""
    for line in lines_of(draft):
        question = "" if line.question == last else line.question
        last = line.question
        if len(line.answer) > _LONGEST:
            continue  # empty it would come back as taken away
        sheet.append([_safe(each) for each in (line.code, question, line.option, line.answer)])
        _dress(sheet, sheet.max_row)
        sheet.row_dimensions[sheet.max_row].hidden = line.code == FORM
    for grid in grids_of(draft):
        _write_grid(book, grid, language)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, codes: tuple[str, ...], labels: tuple[str, ...], language: str) -> None:
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.append(list(codes))
    sheet.append(list(labels))
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = "A3"
    for cell in sheet[2]:
        cell.font = Font(bold=True)


def _dress(sheet: Worksheet, row: int) -> None:
    sheet.column_dimensions["A"].hidden = True
    for column, width in (("B", 42), ("C", 42), ("D", 70)):
        sheet.column_dimensions[column].width = width
    for cell in sheet[row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    _open_to_write(sheet.cell(row, 4))


def _open_to_write(cell: Any) -> None:
    cell.fill, cell.number_format = _WASH, _AS_TYPED


def _write_grid(book: Workbook, grid: Grid, language: str) -> None:
    sheet = book.create_sheet(grid.prefix)
    _head(sheet, tuple(code for code, _label in grid.columns), tuple(label for _code, label in grid.columns), language)
    for row in grid.rows:
        sheet.append([_safe(cell) for cell in row])
    for column in range(1, len(grid.columns) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 24
        for line in range(3, len(grid.rows) + 3 + _BLANK_ROWS):
            _open_to_write(sheet.cell(line, column))


def _safe(text: str) -> str:
    """As a workbook can hold it, and so that no program takes it for a formula."""
    legal = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{legal}" if legal[:1] in "=+-@" and legal[:1] else legal


def read_workbook(content: bytes, draft: Draft) -> Brought:
    """What a workbook says. Raises UnreadableFileError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(content)
        try:
            check_archive(path, most=UNPACKED)
            rows = _rows(path, _ANSWERS)
            brought = read_lines([(row[0], row[3]) for row in rows[1:] if row[0]], draft)
            for grid in grids_of(draft):
                codes, *filled = _rows(path, grid.prefix, with_header=True)
                brought.answers.update(read_grid(grid.prefix, codes, filled[1:], draft))
        except NoSuchSheetError:
            raise UnreadableFileError(
                _("This document does not hold the table of questions. Take the template anew.")
            ) from None
        except SheetError:
            raise UnreadableFileError(
                _("This is neither a spreadsheet (XLSX) nor a text document (DOCX), or it is damaged. Save it anew.")
            ) from None
    return brought


def _rows(path: Path, sheet: str, *, with_header: bool = False) -> list[tuple[str, ...]]:
    read = open_xlsx(path, sheet=sheet)
    rows = [tuple(map(_unguarded, row.cells)) + ("",) * 4 for row in read.rows if isinstance(row, SheetRow)]
    return [read.header, *rows] if with_header else rows


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell
