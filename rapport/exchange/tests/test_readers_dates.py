"""Dates and time frames as people type them."""

import pytest

from rapport.exchange.readers.dates import Sentinel, read_date
from rapport.exchange.readers.time_frames import TimeFrameReader


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2016", "2016"),
        ("June 2016", "2016-06"),
        ("febrero/2016", "2016-02"),
        ("enero de 2019", "2019-01"),
        ("août 2014", "2014-08"),
        ("maio 2014", "2014-05"),
        ("марта 2014", "2014-03"),
        ("مارس 2014", "2014-03"),
        ("2014年3月", "2014-03"),
        ("2016 April", "2016-04"),
        ("2017, July", "2017-07"),
        ("06/2015", "2015-06"),
        ("04/16", "2016-04"),
        ("2019/7", "2019-07"),
        ("2007-04-01", "2007-04-01"),
        ("04 April 2016", "2016-04-04"),
        ("May 20th, 2015", "2015-05-20"),
        ("1 de mayo de 2015", "2015-05-01"),
        ("31 Dec. 2021", "2021-12-31"),
        ("30/12/2014", "2014-12-30"),
        ("9/16/2016", "2016-09-16"),
        ("01.01.2016", "2016-01-01"),
    ],
)
def test_a_date_is_taken_as_exactly_as_it_is_written(words, date):
    read = read_date(words)
    assert (str(read.date), read.left) == (date, "")


@pytest.mark.parametrize(
    ("words", "year"), [("01/02/16", "2016"), ("2nd half of 2018", "2018"), ("March/April 2018", "2018")]
)
def test_of_a_date_that_is_not_certain_the_year_is_taken_and_the_words_are_left(words, year):
    read = read_date(words)
    assert (str(read.date), read.left) == (year, words)
    assert read.why


@pytest.mark.parametrize(
    "words",
    [
        "31 September 2020",
        "0000-01-01",
        "2015-13-01",
        "0ct 2012",
        "until at least 2060",
        "10/04",
        "2011/2012",
        "June",
        "x" * 500,
    ],
)
def test_what_is_no_certain_date_is_left_with_a_reason(words):
    read = read_date(words)
    assert (read.date, read.left) == (None, words)
    assert read.why.endswith(".")


def frame(cell, row=None, **options):
    taking = TimeFrameReader(reader="time-frame", prefix="Frame:", **options).take(cell, row or {})
    return {name: str(value) for name, value in taking.fields.items()}, taking.left


def test_a_time_frame_has_a_start_and_an_end():
    assert frame("Frame: June 2016 - June 2026") == ({"started_on": "2016-06", "ends_on": "2026-06"}, "")
    assert frame("Frame:  - 2007-04-01") == ({"ends_on": "2007-04-01"}, "")
    assert frame("Frame:  - ") == ({}, "")


def test_an_end_that_is_not_foreseen_is_open_ended():
    assert frame("Frame: 2012 - On-going", open_ended=("ongoing",)) == (
        {"started_on": "2012", "open_ended": "True"},
        "",
    )


def test_one_side_shows_how_the_numbers_of_the_other_are_meant():
    assert frame("Frame: 01/02/2015 - 31/12/2019") == ({"started_on": "2015-02-01", "ends_on": "2019-12-31"}, "")


def test_an_end_before_the_start_is_left_with_the_start():
    assert frame("Frame: November 2015 - July 2015") == ({}, "Frame: November 2015 - July 2015")


def test_words_for_an_unknown_date_are_left_and_the_other_side_is_taken():
    assert frame("Frame: 0000-00-00 - 2020", unknown=("0000-00-00",)) == ({"ends_on": "2020"}, "0000-00-00")


def test_a_sentinel_counts_only_for_the_rows_that_it_is_told_for():
    sentinels = (Sentinel(date="2022-12", why="It stands for open.", column="number", first=10, last=20),)
    assert frame("Frame:  - 2022-12-31", {"number": "11"}, sentinels=sentinels) == ({}, "Frame:  - 2022-12-31")
    assert frame("Frame:  - 2022-12-31", {"number": "21"}, sentinels=sentinels) == ({"ends_on": "2022-12-31"}, "")


def test_a_cell_without_a_dash_is_no_time_frame():
    assert frame("soon") == ({}, "soon")
