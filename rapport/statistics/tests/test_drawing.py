"""A chart is drawn as narrow as a telephone: a long label has a second line, by the width of its letters."""

from datetime import date

import pytest

from rapport.sets.query import Query
from rapport.statistics.charts import Chart, Row
from rapport.statistics.drawing import LINE, WIDTH, draw


def one_bar(label: str, group: str = "") -> Chart:
    return Chart("I", "Title", (Row(label, 3, Query(), 4, group),), 4, "partnerships", date(2010, 2, 1), 0)


@pytest.mark.parametrize(("letter", "most"), [("a", 58), ("я", 48), ("水", 29)])
def test_a_label_that_fits_has_one_line_a_longer_one_two_and_only_then_it_is_cut(letter: str, most: int) -> None:
    for length, lines in ((most, 1), (most + 1, 2), (2 * most, 2), (2 * most + 1, 2)):
        (bar,) = draw(one_bar(letter * length), is_mirrored=False).bars
        assert len(bar.label) == lines
        assert ("".join(bar.label) == letter * length) is (length <= 2 * most)
        assert bar.label[-1].endswith(" …") is (length > 2 * most)


def test_a_label_is_broken_between_words_and_its_bar_stands_below_both_lines() -> None:
    long = "Changing unsustainable patterns of consumption and production"
    above, (bar,) = draw(one_bar("Water"), is_mirrored=False), draw(one_bar(long), is_mirrored=False).bars
    assert bar.label == ("Changing unsustainable patterns of consumption and", "production")
    assert bar.y == above.bars[0].y + LINE
    assert draw(one_bar(long), is_mirrored=False).height == above.height + LINE


def test_the_bold_heading_of_a_group_is_broken_earlier() -> None:
    (bar,) = draw(one_bar("a", "b" * 51), is_mirrored=False).bars
    assert bar.group == ("b" * 50, "b")
    assert bar.head_y + LINE < bar.label_y


def test_from_the_right_all_stands_on_the_other_side() -> None:
    (bar,) = draw(one_bar("ماء"), is_mirrored=True).bars
    assert (bar.text_x, bar.x + bar.width) == (WIDTH, WIDTH)
    assert bar.number_x < bar.x
