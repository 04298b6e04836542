"""How long ago a thing was, in words."""

from datetime import date

import pytest
from django.utils.translation import override

from rapport.look.ages import describe_age, describe_span, whole_months

TODAY = date(2010, 2, 1)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):  # a page that another test read may have left its own language behind
        yield


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2010, 2, 1), "today"),
        (date(2010, 3, 1), "today"),
        (date(2010, 1, 31), "1 day ago"),
        (date(2010, 1, 11), "3 weeks ago"),
        (date(2009, 1, 1), "13 months ago"),
        (date(2007, 10, 20), "27 months ago"),
        (date(2004, 1, 31), "6 years ago"),
    ],
)
def test_an_age_is_told_in_the_unit_people_would_use(since, words):
    assert describe_age(since, TODAY) == words


def test_a_span_is_the_length_alone():
    assert describe_span(date(2007, 10, 20), TODAY) == "27 months"


def test_a_month_is_over_on_the_same_day_of_the_next():
    assert whole_months(date(2010, 1, 15), date(2010, 2, 14)) == 0
    assert whole_months(date(2010, 1, 15), date(2010, 2, 15)) == 1
