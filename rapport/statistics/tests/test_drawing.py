"""A chart is drawn as narrow as a telephone: a label that is too long is cut, by the width of its letters."""

from datetime import date

import pytest

from rapport.sets.query import Query
from rapport.statistics.charts import Chart, Row
from rapport.statistics.drawing import WIDTH, draw


def one_bar(label: str, group: str = "") -> Chart:
    return Chart("I", "Title", (Row(label, 3, Query(), 4, group),), 4, "partnerships", date(2010, 2, 1), 0)


@pytest.mark.parametrize(("letter", "most"), [("a", 58), ("я", 48), ("水", 29)])
def test_a_label_that_fits_is_whole_and_a_longer_one_is_cut(letter: str, most: int) -> None:
    for length, is_whole in ((most, True), (most + 1, False)):
        (bar,) = draw(one_bar(letter * length), is_mirrored=False).bars
        assert (bar.label == letter * length) is is_whole
        assert bar.label.endswith("…") is not is_whole


def test_the_bold_heading_of_a_group_is_cut_earlier() -> None:
    (bar,) = draw(one_bar("a", "b" * 51), is_mirrored=False).bars
    assert bar.group.endswith("…")


def test_from_the_right_all_stands_on_the_other_side() -> None:
    (bar,) = draw(one_bar("ماء"), is_mirrored=True).bars
    assert (bar.text_x, bar.x + bar.width) == (WIDTH, WIDTH)
    assert bar.number_x < bar.x
