"""The form as a text document (DOCX): a table of questions, written with what is known, and read back."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Length, Pt, RGBColor

from rapport.exchange.sheets import SheetError
from rapport.exchange.sheets_xlsx import check_archive
from rapport.look.formats import direction
from rapport.registration.models import Draft
from rapport.registration.offline import (
    UNPACKED,
    Brought,
    UnreadableFileError,
    grids_of,
    lines_of,
    read_grid,
    read_lines,
)

_BLANK_ROWS = 6
_MOST_ROWS = 5_000
_MARGIN = Cm(1.8)
_WIDTHS = (Cm(2.6), Cm(6.2), Cm(8.6))
_GREY = RGBColor(0x58, 0x5F, 0x66)
_CODE = "code"


def write_document(draft: Draft, language: str, title: str, about: str = "") -> bytes:
    """A document with every question, filled with the answers so far; ``about``: the record it is of."""
    document = Document()
    is_mirrored = direction(language) == "rtl"
    _lay_out(document.sections[0], (Cm(21), Cm(29.7)))
    document.add_heading(title, 1)
    if about:
        document.add_paragraph(about)
    document.add_paragraph(_("Write into the right column; mark what applies with an x. Leave the codes as they are."))
    head = (_CODE, _("Question"), _("Answer, or x"))
    _add_table(document, [head, *_rows_of(draft)], widths=_WIDTHS, is_mirrored=is_mirrored)
    for grid in grids_of(draft):
        # Lists have many columns, and lie across.
        _lay_out(document.add_section(), (Cm(29.7), Cm(21)))
        document.add_heading(grid.label, 2)
        codes = tuple(f"{grid.prefix}-{code}" for code, _label in grid.columns)
        labels = tuple(label for _code, label in grid.columns)
        blank = [("",) * len(grid.columns)] * _BLANK_ROWS
        widths = [(Cm(29.7) - 2 * _MARGIN) // len(codes)] * len(codes)
        _add_table(document, [codes, labels, *grid.rows, *blank], widths=widths, is_mirrored=is_mirrored)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _rows_of(draft: Draft) -> Iterator[tuple[str, ...]]:
    """A row a question; one with choices stands above them by itself, without a code."""
    last = ""
    for line in lines_of(draft):
        if line.option and line.question != last:
            yield ("", line.question, "")
        last = line.question
        yield (line.code, line.option or line.question, line.answer)


def _lay_out(section: Any, size: tuple[Length, Length]) -> None:
    section.page_width, section.page_height = size
    section.orientation = WD_ORIENT.LANDSCAPE if size[0] > size[1] else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN


def _add_table(document: Any, rows: Iterable[tuple[str, ...]], *, widths: Sequence[int], is_mirrored: bool) -> None:
    listed = list(rows)
    table = document.add_table(rows=len(listed), cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    if is_mirrored:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    is_form = listed[0][0] == _CODE
    for number, (row, texts) in enumerate(zip(table.rows, listed, strict=True)):
        for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.text, cell.width = text, width
            if number == 0 or (is_form and place == 0):
                _style(cell, size=7, colour=_GREY)
            elif not is_form:
                _style(cell, size=9, is_bold=number == 1)
            elif not texts[0]:
                _style(cell, is_bold=True)


def _style(cell: Any, *, size: int | None = None, colour: RGBColor | None = None, is_bold: bool = False) -> None:
    for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
        run.font.size, run.font.bold = Pt(size) if size else None, is_bold or None
        if colour:
            run.font.color.rgb = colour


def read_document(content: bytes, draft: Draft) -> Brought:
    """What a document says. Raises UnreadableFileError."""
    tables = _tables(content)
    lines = [(row[0], row[-1]) for table in tables if table[0][0] == _CODE for row in table[1:] if row[0]]
    brought = read_lines(lines, draft)
    for grid in grids_of(draft):
        for table in tables:
            prefix, _sign, _code = table[0][0].partition("-")
            if prefix == grid.prefix:
                codes = tuple(code.partition("-")[2] for code in table[0])
                brought.answers.update(read_grid(grid.prefix, codes, table[2:], draft))
    if not brought.answers and not brought.strange:
        raise UnreadableFileError(_("This document does not hold the table of questions. Take the template anew."))
    return brought


def _tables(content: bytes) -> list[list[tuple[str, ...]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.docx"
        path.write_bytes(content)
        try:
            check_archive(path, most=UNPACKED)
            document = Document(str(path))
        except SheetError:
            raise UnreadableFileError(_("This is not a text document in the format DOCX.")) from None
        except Exception:  # the library lets through whatever a malformed part makes it stumble over
            raise UnreadableFileError(_("This document is damaged. Save it again as DOCX.")) from None
    return [_cells(table) for table in document.tables if table.rows and table.columns]


def _cells(table: Any) -> list[tuple[str, ...]]:
    return [tuple(cell.text.strip() for cell in row.cells) for row in list(table.rows)[:_MOST_ROWS]]
