"""Where the bars of a chart stand, in units of its own drawing; mirrored where the language runs from the right.

The label stands above its bar and the number behind it, so that the drawing can be as narrow as a telephone.
"""

import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from rapport.statistics.charts import Chart, Row

WIDTH = 400
NUMBER_SPACE = 78  # behind the longest bar: “1,234 · 56%”
ROW, GROUP_HEAD = 35, 26
LINE = 15  # a second line of a label
LETTERS, BOLD_LETTERS = 58, 50  # of a label in one line


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label and number: ``text_x`` and ``x`` already stand on the reader's side."""

    row: Row
    label: tuple[str, ...]  # its lines
    group: tuple[str, ...]  # the heading above it, where a group begins
    head_y: int
    label_y: int
    y: int
    x: float
    width: float
    text_x: int
    number_x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    chart: Chart
    width: int
    height: int
    bars: tuple[Bar, ...]
    foot_y: int
    line: int = LINE


def draw(chart: Chart, *, is_mirrored: bool) -> Drawing:
    bars: list[Bar] = []
    y, group = 4, ""
    for row in chart.rows:
        head: tuple[str, ...] = ()
        if row.group != group:
            group = row.group
            head = _break(group, BOLD_LETTERS)
            y += GROUP_HEAD + LINE * (len(head) - 1)
        bars.append(_place(chart, row, y, head, is_mirrored))
        y += ROW + LINE * (len(bars[-1].label) - 1)
    return Drawing(chart, WIDTH, y + 44, tuple(bars), y + 16)


def _place(chart: Chart, row: Row, y: int, head: tuple[str, ...], is_mirrored: bool) -> Bar:
    longest = WIDTH - NUMBER_SPACE
    width = round(longest * row.count / chart.most, 1) if chart.most else 0.0
    if row.count:
        width = max(width, 1.0)
    label = _break(row.label, LETTERS)
    return Bar(
        row=row,
        label=label,
        group=head,
        head_y=y - 8 - LINE * (len(head) - 1),
        label_y=y + 12,  # the letters of Arabic reach far below their line
        y=y + 19 + LINE * (len(label) - 1),
        x=WIDTH - width if is_mirrored else 0,
        width=width,
        text_x=WIDTH if is_mirrored else 0,
        number_x=WIDTH - width - 6 if is_mirrored else width + 6,
    )


def _break(label: str, letters: int) -> tuple[str, ...]:
    """A label in one line or two, broken between words where it has any; what is longer still is cut."""
    fitting = _count_fitting(label, letters)
    if fitting == len(label):
        return (label,)
    first = label[: fitting + 1].rpartition(" ")[0] or label[:fitting]
    rest = label[len(first) :].lstrip()
    if _count_fitting(rest, letters) < len(rest):
        rest = rest[: _count_fitting(rest, letters - 2)].rstrip() + " …"
    return first, rest


def _count_fitting(label: str, letters: int) -> int:
    """How many characters fit into a line of so many letters."""
    return sum(width <= letters for width in accumulate(map(_width, label)))


def _width(letter: str) -> float:
    """Letters of East Asia are two wide, Cyrillic ones a fifth wider than Latin ones."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    return 1.2 if "\u0400" <= letter <= "\u04ff" else 1
