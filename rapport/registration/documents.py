"""The form as a text document (DOCX): a table of questions, written with what is known, and read back."""

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from rapport.exchange.sheets import SheetError
from rapport.exchange.sheets_xlsx import check_archive
from rapport.look.formats import direction
from rapport.registration.forms import Answers
from rapport.registration.models import Draft
from rapport.registration.offline import grids_of, lines_of, read_grid, read_lines
from rapport.registration.workbooks import UnreadableFileError

_BLANK_ROWS = 6
_MOST_ROWS = 5_000


def write_document(draft: Draft, language: str, title: str) -> bytes:
    """A document with every question, filled with the answers so far."""
    document = Document()
    is_mirrored = direction(language) == "rtl"
    document.add_heading(title, 1)
    document.add_paragraph(_("Write into the right column; mark what applies with an x. Leave the codes as they are."))
    rows = [(line.code, line.option or line.question, line.answer) for line in lines_of(draft)]
    _add_table(document, ("code", _("Question"), _("Answer, or x")), rows, is_mirrored=is_mirrored)
    for grid in grids_of(draft):
        document.add_heading(grid.label, 2)
        blank = [("",) * len(grid.columns)] * _BLANK_ROWS
        codes = tuple(f"{grid.prefix}-{code}" for code, _label in grid.columns)
        labels = tuple(label for _code, label in grid.columns)
        _add_table(document, codes, [labels, *grid.rows, *blank], is_mirrored=is_mirrored)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document: Any, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, is_mirrored: bool) -> None:
    table = document.add_table(rows=0, cols=len(head))
    table.style = "Table Grid"
    if is_mirrored:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for number, row in enumerate([head, *rows]):
        cells = table.add_row().cells
        for place, text in enumerate(row):
            cells[place].text = text
            if number == 0 or (place == 0 and head[0] == "code"):
                _make_small(cells[place])
    if head[0] == "code":
        for row in table.rows:
            for cell, width in zip(row.cells, (Cm(3), Cm(6), Cm(8)), strict=True):
                cell.width = width


def _make_small(cell: Any) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(7)
            run.font.color.rgb = RGBColor(0x58, 0x5F, 0x66)


def read_document(content: bytes, draft: Draft) -> tuple[Answers, list[str]]:
    """The answers of a document, and the codes that are no question of this form. Raises UnreadableFileError."""
    tables = _tables(content)
    lines = [(row[0], row[-1]) for table in tables if table[0][0] == "code" for row in table[1:] if row[0]]
    answers, strange = read_lines(lines, draft)
    for grid in grids_of(draft):
        for table in tables:
            prefix, _sign, _code = table[0][0].partition("-")
            if prefix == grid.prefix:
                codes = tuple(code.partition("-")[2] for code in table[0])
                answers |= read_grid(grid.prefix, codes, table[2:])
    if not answers and not strange:
        raise UnreadableFileError(_("This document does not hold the table of questions. Take the template anew."))
    return answers, strange


def _tables(content: bytes) -> list[list[tuple[str, ...]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.docx"
        path.write_bytes(content)
        try:
            check_archive(path)
            document = Document(str(path))
        except SheetError:
            raise UnreadableFileError(_("This is not a text document in the format DOCX.")) from None
        except Exception:  # the library lets through whatever a malformed part makes it stumble over
            raise UnreadableFileError(_("This document is damaged. Save it again as DOCX.")) from None
    return [_cells(table) for table in document.tables if table.rows and table.columns]


def _cells(table: Any) -> list[tuple[str, ...]]:
    return [tuple(cell.text.strip() for cell in row.cells) for row in list(table.rows)[:_MOST_ROWS]]
