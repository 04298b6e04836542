"""The table of a chart: its numbers, each leading to the partnerships behind it."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from rapport.look.formats import format_number, format_percent
from rapport.statistics.charts import Row
from rapport.summary.docx.markup import Element, w
from rapport.summary.docx.pen import Pen
from rapport.summary.docx.styles import TEXT_WIDTH
from rapport.summary.report import Illustration

_TOGETHER = 8  # lines after the heading that no page break parts
_WIDTHS = (TEXT_WIDTH - 2600, 1300, 1300)


def write_table(pen: Pen, illustration: Illustration) -> Element:
    head = tuple(
        pen.paragraph(style, *pen.text(text), before=[w("keepNext")])
        for style, text in (("TableText", _("What")), ("TableNumber", _("Number")), ("TableNumber", _("Share")))
    )
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="FigureTable"),
            w("bidiVisual") if pen.tongue.is_from_right else None,
            w("tblW", w=TEXT_WIDTH, type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
            w("tblCaption", val=illustration.caption),
            w("tblDescription", val=illustration.base),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in _WIDTHS)),
        _line(head, w("tblHeader")),
        *_rows(pen, illustration.chart.rows),
    )


def _rows(pen: Pen, rows: Sequence[Row]) -> Iterator[Element]:
    for place, row in enumerate(rows, start=1):
        is_kept = place < min(len(rows), _TOGETHER)
        yield _line(_cells(pen, row, [w("keepNext")] if is_kept else []))


def _cells(pen: Pen, row: Row, before: list[Element]) -> tuple[Element, ...]:
    """``before``: properties of the line; those of its first cell are enough."""
    label = f"{row.group}: {row.label}" if row.group else row.label
    return (
        pen.paragraph("TableText", *pen.text(label), before=before),
        pen.paragraph("TableNumber", pen.link(row.query.path(), format_number(row.count))),
        pen.paragraph("TableNumber", *pen.text(format_percent(row.count, row.base))),
    )


def _line(cells: Iterable[Element], *properties: Element) -> Element:
    boxes = (
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), cell) for width, cell in zip(_WIDTHS, cells, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit"), *properties), *boxes)
