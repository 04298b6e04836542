"""The ladder: when a rung is climbed, what was missed, when nobody is written to. Nonsense in it is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from rapport.upkeep.ladder import SHIPPED, Quiet, Span, ladder, read_ladder

DUE = date(2010, 6, 15)
RULES = read_ladder(SHIPPED)


def rung_on(today, *, rung=0, climbed_on=None, kind="confirm"):
    return RULES.rung_on(today, kind=kind, due_on=DUE, rung=rung, climbed_on=climbed_on)


@pytest.mark.parametrize(
    ("today", "rung", "reached"),
    [
        (date(2010, 5, 14), 0, 0),
        (date(2010, 5, 15), 0, 1),  # a month before
        (date(2010, 6, 15), 1, 2),  # on the day
        (date(2010, 7, 15), 2, 3),  # a month after
        (date(2010, 8, 15), 3, 4),  # two months after
        (date(2010, 8, 29), 4, 5),  # the deputies
        (date(2010, 9, 15), 5, 6),  # the lead partners
        (date(2010, 9, 29), 6, 7),  # an officer
    ],
)
def test_each_rung_has_its_day(today, rung, reached):
    assert rung_on(today, rung=rung) == reached


def test_missed_rungs_to_the_same_people_count_as_climbed():
    assert rung_on(date(2012, 1, 1)) == 4


def test_nobody_is_passed_over_for_somebody_else_without_having_been_asked_first():
    late = date(2012, 1, 1)
    assert rung_on(late, rung=4, climbed_on=late) == 4
    assert rung_on(date(2012, 1, 14), rung=4, climbed_on=late) == 4
    assert rung_on(date(2012, 1, 15), rung=4, climbed_on=late) == 5


def test_above_the_last_rung_there_is_none():
    assert rung_on(date(2030, 1, 1), rung=len(RULES.rungs["confirm"]), climbed_on=date(2012, 1, 1)) == 10


def test_a_span_ends_on_the_last_day_of_a_short_month():
    assert Span(months=1).after(date(2010, 1, 31)) == date(2010, 2, 28)
    assert Span(months=-1, days=2).after(date(2010, 3, 31)) == date(2010, 3, 2)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(-24, 36), st.integers(-60, 60))
def test_the_latest_start_is_the_last_day_after_which_a_span_is_over(end, months, days):
    span = Span(months=months, days=days)
    start = span.latest_start(end)
    assert span.after(start) <= end < span.after(start + timedelta(days=1))


def test_between_two_letters_lies_a_month():
    assert RULES.may_write(None, DUE)
    assert not RULES.may_write(date(2010, 5, 16), DUE)
    assert RULES.may_write(date(2010, 5, 15), DUE)
    assert RULES.written_before(DUE) == date(2010, 5, 15)
    assert RULES.written_before(date(2010, 3, 31)) == date(2010, 2, 28)


def test_quiet_days_may_lie_across_the_turn_of_the_year():
    quiet = Quiet(weekdays=("sunday",), days=("12-24..01-02", "05-01"))
    days = [date(2010, 12, 23), date(2010, 12, 24), date(2011, 1, 2), date(2011, 1, 3), date(2010, 5, 1)]
    assert [quiet.holds_day(day) for day in days] == [False, True, True, False, True]


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ((2010, 2, 1, 5), (2010, 2, 1, 6)),  # too early
        ((2010, 2, 1, 9), (2010, 2, 1, 9)),
        ((2010, 2, 1, 19), (2010, 2, 2, 6)),  # too late
        ((2010, 2, 5, 19), (2010, 2, 8, 6)),  # a Friday evening
    ],
)
def test_a_letter_waits_until_the_quiet_hours_are_over(now, opens):
    assert RULES.quiet.next_open(datetime(*now, tzinfo=UTC)) == datetime(*opens, tzinfo=UTC)


def test_a_host_has_a_ladder_of_its_own(settings, tmp_path):
    settings.RAPPORT_HOME = tmp_path
    (tmp_path / "ladder.yaml").write_text(SHIPPED.read_text().replace("ended: publish", "ended: screen"))
    assert ladder().ended == "screen"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("weekdays: [saturday, sunday]", "weekdays: [caturday]"),
        ("weekdays: [saturday, sunday]", "weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]"),
        ("12-24..01-02", "13-24..01-02"),
        ("to: officer", "to: nobody"),
        ("{months: -1, to: focal-points}", "{months: 40, to: focal-points}"),
        ("ended: publish", "ended: hide"),
        ("links:", "linkz:"),
        ("ended: publish", "ended: publish\nended: screen"),
    ],
)
def test_nonsense_is_refused_and_the_file_named(tmp_path, right, wrong):
    path = tmp_path / "ladder.yaml"
    path.write_text(SHIPPED.read_text().replace(right, wrong, 1))
    with pytest.raises(ImproperlyConfigured, match=r"ladder\.yaml"):
        read_ladder(path)
