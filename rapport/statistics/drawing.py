"""Where the bars of a chart stand, in units of its own drawing; mirrored where the language runs from the right.

The label stands above its bar and the number behind it, so that the drawing can be as narrow as a telephone.
"""

import unicodedata
from dataclasses import dataclass

from rapport.statistics.charts import Chart, Row

WIDTH = 400
NUMBER_SPACE = 78  # behind the longest bar: “1,234 · 56%”
ROW, GROUP_HEAD = 35, 26
LETTERS, BOLD_LETTERS = 58, 50  # of a label in one line


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label and number: ``text_x`` and ``x`` already stand on the reader's side."""

    row: Row
    label: str
    group: str  # the heading above it, where a group begins
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


def draw(chart: Chart, *, is_mirrored: bool) -> Drawing:
    bars: list[Bar] = []
    y, group = 4, ""
    for row in chart.rows:
        head_y = 0
        if row.group != group:
            group = row.group
            y += GROUP_HEAD
            head_y = y - 8
        bars.append(_place(chart, row, y, head_y, is_mirrored))
        y += ROW
    return Drawing(chart, WIDTH, y + 44, tuple(bars), y + 16)


def _place(chart: Chart, row: Row, y: int, head_y: int, is_mirrored: bool) -> Bar:
    longest = WIDTH - NUMBER_SPACE
    width = round(longest * row.count / chart.most, 1) if chart.most else 0.0
    if row.count:
        width = max(width, 1.0)
    return Bar(
        row=row,
        label=_shorten(row.label, LETTERS),
        group=_shorten(row.group, BOLD_LETTERS) if head_y else "",
        head_y=head_y,
        label_y=y + 12,  # the letters of Arabic reach far below their line
        y=y + 19,
        x=WIDTH - width if is_mirrored else 0,
        width=width,
        text_x=WIDTH if is_mirrored else 0,
        number_x=WIDTH - width - 6 if is_mirrored else width + 6,
    )


def _shorten(label: str, letters: int) -> str:
    """A label in one line; letters of East Asia are two wide, Cyrillic ones a fifth wider than Latin ones."""
    widths = [_width(letter) for letter in label]
    if sum(widths) <= letters:
        return label
    while sum(widths) > letters - 2:
        widths.pop()
    return label[: len(widths)].rstrip() + " …"


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    return 1.2 if "\u0400" <= letter <= "\u04ff" else 1
