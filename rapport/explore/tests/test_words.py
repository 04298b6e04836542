"""What lists say in words of time and age, and how a life is drawn."""

from datetime import date

import pytest

from rapport.explore.life import draw_life
from rapport.explore.wording import describe_freshness, describe_time, has_ended
from rapport.lib.dates import PartialDate
from rapport.testing import TODAY


def parse(text):
    return PartialDate.parse(text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "open_ended", "words"),
    [
        ("2004", "2015-03", None, "2004 to 2015"),
        ("2004-01", "2004-10", None, "2004"),
        ("2004", None, True, "since 2004, open-ended"),
        ("2004", None, None, "since 2004, end not known"),
        (None, "2015", None, "until 2015, start not known"),
        (None, None, True, "open-ended, start not known"),
        (None, None, None, "start and end not known"),
    ],
)
def test_when_a_partnership_runs_says_what_is_not_known(start, end, open_ended, words):
    assert describe_time(parse(start), parse(end), open_ended) == words


@pytest.mark.parametrize(
    ("confirmed", "reported", "band", "words"),
    [
        (date(2010, 1, 11), None, "green", "confirmed 3 weeks ago"),
        (date(2009, 3, 1), date(2010, 1, 11), "green", "reported 3 weeks ago"),
        (date(2008, 12, 20), None, "amber", "not confirmed for 13 months, update due"),
        (date(2007, 10, 20), None, "red", "not confirmed for 27 months"),
        (date(2004, 10, 20), None, "dormant", "dormant: not confirmed for 5 years"),
        (None, None, "unknown", "never confirmed"),
    ],
)
def test_a_light_has_words(confirmed, reported, band, words):
    light = describe_freshness(confirmed, reported, today=TODAY)
    assert (light.band, light.words) == (band, words)


def test_an_end_has_passed_only_when_it_certainly_has():
    assert has_ended(parse("2009"), today=TODAY)
    assert not has_ended(parse("2010"), today=TODAY)
    assert not has_ended(None, today=TODAY)


def test_a_life_of_which_nothing_is_known_is_not_drawn():
    assert draw_life(None, None, None, today=TODAY) is None


def test_an_exact_start_and_end_are_one_sure_stretch_and_its_last_day():
    life = draw_life(parse("2003-01-01"), parse("2008-12-31"), None, today=TODAY)
    assert max(life.stretches, key=lambda each: float(each.width.rstrip("%"))).is_sure


def test_what_is_known_by_the_year_only_is_unsure_at_both_ends():
    life = draw_life(parse("2003"), parse("2008"), None, today=TODAY)
    assert [each.is_sure for each in life.stretches] == [False, True, False]


def test_an_end_that_is_not_known_leaves_all_after_the_start_unsure():
    life = draw_life(parse("2003-01-01"), None, None, today=TODAY)
    assert not any(each.is_sure for each in life.stretches[1:])


def test_an_open_end_runs_surely_until_today():
    life = draw_life(parse("2003-01-01"), None, True, today=TODAY)
    assert [each.is_sure for each in life.stretches] == [False, True, False]


@pytest.mark.parametrize("start", ["1998", "2003-05", "2009-12-31", "2010-02-01", "2031", None])
@pytest.mark.parametrize("end", ["2003-05", "2010-02-01", "2044", None])
def test_every_life_stays_within_its_line(start, end):
    life = draw_life(parse(start), parse(end), None, today=TODAY)
    for each in life.stretches if life else ():
        offset, width = float(each.offset.rstrip("%")), float(each.width.rstrip("%"))
        assert offset >= 0
        assert width >= 0
        assert offset + width <= 100.01
