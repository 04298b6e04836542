"""Times that can be, times that cannot, and what they are by the clocks of their zone."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from rapport.events.times import When, describe_when, find_mistakes, in_utc
from rapport.events.zones import choose_zones, describe_offset, known_zones, zone_label, zone_of

DAY = date(2010, 5, 3)
LISBON = "Europe/Lisbon"


@pytest.mark.parametrize(
    ("times", "field", "sentence"),
    [
        ((DAY, time(9), None, time(8), "UTC"), "ends_at", "not after the start"),
        ((DAY, time(9), None, time(9), "UTC"), "ends_at", "not after the start"),
        ((DAY, None, date(2010, 5, 2), None, "UTC"), "ends_on", "before the first"),
        ((DAY, None, None, time(9), "UTC"), "ends_at", "no start time"),
        ((DAY, time(9), date(2010, 5, 4), None, "UTC"), "ends_at", "ends on its last day"),
        ((DAY, time(9), None, None, "Mars/Olympus"), "time_zone", "“Mars/Olympus” is not a time zone"),
        ((DAY, time(9), None, None, "../../etc/passwd"), "time_zone", "is not a time zone"),
        ((date(1, 1, 1), None, None, None, "UTC"), "starts_on", "from 1970 to 2100"),
        ((DAY, None, date(9999, 12, 31), None, "UTC"), "ends_on", "from 1970 to 2100"),
        ((date(2010, 3, 28), time(1, 30), None, time(3), LISBON), "starts_at", "no such time"),
        ((date(2010, 3, 28), time(0, 30), None, time(1, 59), LISBON), "ends_at", "no such time"),
        ((date(2010, 3, 14), time(2), None, time(4), "America/New_York"), "starts_at", "no such time"),
    ],
)
def test_times_that_cannot_be_are_refused_with_a_sentence(times, field, sentence):
    assert sentence in find_mistakes(*times)[field]


@pytest.mark.parametrize(
    "times",
    [
        (DAY, None, None, None, "UTC"),
        (DAY, time(9), None, None, LISBON),
        (DAY, time(22), date(2010, 5, 4), time(1), LISBON),
        (date(2010, 3, 28), time(0, 59), None, time(2), LISBON),  # one minute long
        (date(2010, 10, 31), time(1, 30), None, time(2), LISBON),  # an hour and a half long
        (None, time(9), None, None, "UTC"),  # the field itself says that its day is missing
    ],
)
def test_times_that_can_be_are_taken(times):
    assert find_mistakes(*times) == {}


@given(
    st.none() | st.dates(),
    st.none() | st.times(),
    st.none() | st.dates(),
    st.none() | st.times(),
    st.sampled_from(sorted(known_zones())) | st.text(max_size=20),
)
def test_whatever_is_typed_is_either_taken_or_refused_by_a_sentence(starts_on, starts_at, ends_on, ends_at, zone):
    mistakes = find_mistakes(starts_on, starts_at, ends_on, ends_at, zone)
    assert mistakes.keys() <= {"starts_on", "starts_at", "ends_on", "ends_at", "time_zone"}
    if starts_on and not mistakes:
        assert describe_when(in_utc(When(starts_on, starts_at, ends_on, ends_at, zone)))


def test_an_hour_that_the_clocks_go_through_twice_means_the_first_of_the_two():
    when = When(date(2010, 10, 31), time(1, 30, fold=1), None, time(3), LISBON)
    assert when.begins.astimezone(UTC) == datetime(2010, 10, 31, 0, 30, tzinfo=UTC)
    assert when.ends.astimezone(UTC) == datetime(2010, 10, 31, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "said", "utc"),
    [
        (When(DAY), "3 May 2010", "3 May 2010"),
        (When(DAY, ends_on=date(2010, 5, 5)), "3 May 2010 to 5 May 2010", "3 May 2010 to 5 May 2010"),
        (When(DAY, time(9), None, None, LISBON), "3 May 2010, 09:00", "3 May 2010, 08:00"),
        (When(DAY, time(9), None, time(17), LISBON), "3 May 2010, 09:00 to 17:00", "3 May 2010, 08:00 to 16:00"),
        (
            When(DAY, time(20), None, time(23), "America/New_York"),
            "3 May 2010, 20:00 to 23:00",
            "4 May 2010, 00:00 to 03:00",
        ),
        (
            When(DAY, time(0, 30), None, time(3), "Asia/Tokyo"),
            "3 May 2010, 00:30 to 03:00",
            "2 May 2010, 15:30 to 18:00",
        ),
    ],
)
def test_it_is_said_by_its_own_clocks_and_by_those_of_utc(when, said, utc):
    assert describe_when(when) == said
    assert describe_when(in_utc(when)) == utc


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        (LISBON, "UTC+00:00", "UTC+01:00"),
        ("America/New_York", "UTC−05:00", "UTC−04:00"),
        ("Asia/Kathmandu", "UTC+05:45", "UTC+05:45"),
    ],
)
def test_the_offset_is_that_of_the_day(zone, winter, summer):
    offsets = [describe_offset(When(date(2010, month, 3), time(9), None, None, zone).begins) for month in (1, 7)]
    assert offsets == [winter, summer]


@pytest.mark.parametrize("zone", ["Asia/Calcutta", "Asia/Kolkata", "Europe/Kyiv", "America/Nuuk", "Asia/Yangon"])
def test_a_city_has_its_name_in_the_language_by_whatever_name_its_zone_goes(zone):
    with override("ar"):
        assert not re.search("[A-Za-z]", zone_label(zone).partition(" (")[0])


def test_zones_are_chosen_by_their_cities_utc_first():
    assert choose_zones()[0] == ("UTC", "UTC")
    assert dict(choose_zones())["America/Argentina/Buenos_Aires"].startswith("Buenos Aires (")
    assert zone_label(LISBON) == "Lisbon (Europe/Lisbon)"
    assert {"EST", "Factory", "localtime", "posixrules"} & known_zones() == set()
    assert zone_of("nonsense").key == "UTC"
