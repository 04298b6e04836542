"""Charts that Word draws itself: bars as vectors, with values kept in them and a workbook behind.

A chart whose bars stand in groups becomes one drawing for each group, all to one scale: sixty bars would
fill a page, and could not be broken over two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapport.look.formats import format_number, format_percent
from rapport.statistics.charts import Row
from rapport.summary.docx.letters import ARABIC, CHINESE, LATIN, Tongue
from rapport.summary.docx.markup import C, Element, a, c, to_bytes, w, wp
from rapport.summary.docx.styles import ACCENT, INK
from rapport.summary.report import Illustration
from rapport.summary.workbooks import SHEET

_EMU = 12700  # to a point
WIDTH = 453 * _EMU
_ROW, _SMALL_ROW, _TITLE, _TALLEST = 19.0, 15.0, 26.0, 600.0  # points
_LABELS = 0.5  # of the width
_MANY = 25
_MOST_TOLD = 12  # rows that the text alternative names: the table after the chart has them all


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of a chart. ``most``: the value at the end of its scale."""

    title: str
    rows: tuple[Row, ...]
    most: int

    @property
    def height(self) -> int:
        row = _SMALL_ROW if len(self.rows) > _MANY else _ROW
        return int((min(_TALLEST, row * len(self.rows)) + 8 + (_TITLE if self.title else 0)) * _EMU)


def panels_of(illustration: Illustration) -> Iterator[Panel]:
    chart = illustration.chart
    for group, rows in groupby(chart.rows, key=lambda row: row.group):
        yield Panel(group, tuple(rows), chart.most)


def describe(illustration: Illustration, panel: Panel) -> str:
    """What stands in the place of the drawing for whoever does not see it."""
    rows = sorted(panel.rows, key=lambda row: -row.count) if len(panel.rows) > _MOST_TOLD else panel.rows
    told = [f"{row.label}: {format_number(row.count)} ({format_percent(row.count, row.base)})." for row in rows]
    more = ["…"] if len(told) > _MOST_TOLD else []
    group = [f"{panel.title}."] if panel.title else []
    return " ".join([f"{illustration.caption}.", *group, *told[:_MOST_TOLD], *more, illustration.base])


def place_chart(relation: str, number: int, panel: Panel, description: str) -> Element:
    """The run that shows a chart in the line."""
    size = {"cx": WIDTH, "cy": panel.height}
    graphic = a("graphic", a("graphicData", c("chart", r_id=relation), uri=C))
    inline = wp(
        "inline",
        wp("extent", **size),
        wp("effectExtent", l=0, t=0, r=0, b=0),
        wp("docPr", id=number, name=f"Chart {number}", descr=description),
        wp("cNvGraphicFramePr"),
        graphic,
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
    return w("r", w("drawing", inline))


def write_chart(panel: Panel, head: tuple[str, str], tongue: Tongue) -> bytes:
    """The part of a chart; its workbook is the relation ``rId1``."""
    bars = c(
        "barChart",
        c("barDir", val="bar"), c("grouping", val="clustered"), c("varyColors", val=0),
        _series(panel, head, tongue),
        c("gapWidth", val=45), c("axId", val=1), c("axId", val=2),
    )  # fmt: skip
    area = c("plotArea", _layout(panel, tongue), bars, _labels_axis(panel, tongue), _values_axis(panel, tongue))
    chart = c(
        "chart",
        _title(panel, tongue),
        c("autoTitleDeleted", val=0 if panel.title else 1),
        area, c("plotVisOnly", val=1), c("dispBlanksAs", val="gap"),
    )  # fmt: skip
    space = c(
        "chartSpace",
        c("date1904", val=0), c("lang", val=tongue.tag), c("roundedCorners", val=0),
        chart,
        c("spPr", a("noFill"), a("ln", a("noFill"))),
        _letters(panel),
        c("externalData", c("autoUpdate", val=0), r_id="rId1"),
    )  # fmt: skip
    return to_bytes(space)


def _series(panel: Panel, head: tuple[str, str], tongue: Tongue) -> Element:
    last = len(panel.rows) + 1
    labels = c("strCache", c("ptCount", val=len(panel.rows)), *_points([row.label for row in panel.rows]))
    values = c(
        "numCache", c("formatCode", "General"), c("ptCount", val=len(panel.rows)),
        *_points([str(row.count) for row in panel.rows]),
    )  # fmt: skip
    name = c("strCache", c("ptCount", val=1), *_points([head[1]]))
    shown = c(
        "dLbls",
        c("numFmt", formatCode="#,##0", sourceLinked=0), c("spPr", a("noFill"), a("ln", a("noFill"))),
        _letters(panel), c("dLblPos", val="outEnd"),
        c("showLegendKey", val=0), c("showVal", val=1), c("showCatName", val=0), c("showSerName", val=0),
        c("showPercent", val=0), c("showBubbleSize", val=0),
    )  # fmt: skip
    return c(
        "ser",
        c("idx", val=0), c("order", val=0), c("tx", c("strRef", c("f", f"{SHEET}!$B$1"), name)),
        c("spPr", _fill(ACCENT)), c("invertIfNegative", val=0), shown,
        c("cat", c("strRef", c("f", f"{SHEET}!$A$2:$A${last}"), labels)),
        c("val", c("numRef", c("f", f"{SHEET}!$B$2:$B${last}"), values)),
    )  # fmt: skip


def _points(texts: Sequence[str]) -> Iterator[Element]:
    return (c("pt", c("v", text), idx=place) for place, text in enumerate(texts))


def _fill(color: str) -> Element:
    return a("solidFill", a("srgbClr", val=color))


def _layout(panel: Panel, tongue: Tongue) -> Element:
    """Labels have half of the width, on the side from which is read."""
    head = _TITLE * _EMU / panel.height if panel.title else 0.0
    numbers = 0.07
    return c("layout", c(
        "manualLayout",
        c("layoutTarget", val="inner"), c("xMode", val="edge"), c("yMode", val="edge"),
        c("x", val=numbers if tongue.is_from_right else _LABELS), c("y", val=f"{head:.4f}"),
        c("w", val=1 - _LABELS - numbers), c("h", val=f"{0.99 - head:.4f}"),
    ))  # fmt: skip


def _labels_axis(panel: Panel, tongue: Tongue) -> Element:
    """The first row on top; each row has its label, however close they stand."""
    return c(
        "catAx",
        c("axId", val=1), c("scaling", c("orientation", val="maxMin")), c("delete", val=0),
        c("axPos", val="r" if tongue.is_from_right else "l"),
        c("numFmt", formatCode="General", sourceLinked=0),
        c("majorTickMark", val="none"), c("minorTickMark", val="none"), c("tickLblPos", val="low"),
        c("spPr", a("ln", _fill("8A9296"), w=6350)), _letters(panel),
        c("crossAx", val=2), c("crosses", val="autoZero"), c("auto", val=0), c("lblAlgn", val="ctr"),
        c("lblOffset", val=60), c("tickLblSkip", val=1), c("noMultiLvlLbl", val=1),
    )  # fmt: skip


def _values_axis(panel: Panel, tongue: Tongue) -> Element:
    """Not shown: the number stands at the end of each bar. From the right where the language is read so."""
    orientation = "maxMin" if tongue.is_from_right else "minMax"
    return c(
        "valAx",
        c("axId", val=2),
        c("scaling", c("orientation", val=orientation), c("max", val=max(1, panel.most)), c("min", val=0)),
        c("delete", val=1), c("axPos", val="t"), c("numFmt", formatCode="General", sourceLinked=0),
        c("majorTickMark", val="none"), c("minorTickMark", val="none"), c("tickLblPos", val="nextTo"),
        c("crossAx", val=1), c("crosses", val="autoZero"), c("crossBetween", val="between"),
    )  # fmt: skip


def _title(panel: Panel, tongue: Tongue) -> Element | None:
    if not panel.title:
        return None
    dress = {"sz": 900, "b": 1}
    run = a("r", a("rPr", *_fonts(), lang=tongue.tag, **dress), a("t", panel.title))
    words = a("p", a("pPr", a("defRPr", *_fonts(), **dress), rtl=0), run)
    return c("title", c("tx", c("rich", a("bodyPr"), a("lstStyle"), words)), c("overlay", val=0))


def _letters(panel: Panel) -> Element:
    """Not as text from the right in any language: LibreOffice turns numbers over in that, and letters need it not."""
    size = 750 if len(panel.rows) > _MANY else 850
    of_paragraph = a("pPr", a("defRPr", *_fonts(), sz=size, b=0), rtl=0)
    body = a("bodyPr", rot=0, vert="horz")  # without a turn of 0 LibreOffice leaves out labels that stand close
    return c("txPr", body, a("lstStyle"), a("p", of_paragraph, a("endParaRPr")))


def _fonts() -> tuple[Element, ...]:
    return (
        _fill(INK), a("latin", typeface=LATIN), a("ea", typeface=CHINESE), a("cs", typeface=ARABIC),
    )  # fmt: skip
