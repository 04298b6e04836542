from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.lib.dates import PartialDate, whole_years


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    precision = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:precision])


@given(partial_dates())
def test_what_is_written_is_read_again(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value


@pytest.mark.parametrize("text", ["2009-06-30", " ٢٠٠٩-٠٦-٣٠ ", "۲۰۰۹-۰۶-۳۰", "２００９-０６-３０"])
def test_a_person_types_the_digits_of_any_script(text: str) -> None:
    assert PartialDate.typed(text) == PartialDate(2009, 6, 30)


@given(partial_dates(), partial_dates())
def test_certainly_before_means_every_day_of_one_is_before_every_day_of_the_other(
    a: PartialDate, b: PartialDate
) -> None:
    assert a.certainly_before(b) == (a.latest < b.earliest)
    assert not (a.certainly_before(b) and b.certainly_before(a))


def test_a_year_is_neither_before_nor_after_a_month_of_it() -> None:
    year, month = PartialDate.parse("2003"), PartialDate.parse("2003-05")
    assert not year.certainly_before(month)
    assert not month.certainly_before(year)


@pytest.mark.parametrize(
    "text", ["2003-02-30", "2003-13", "0000-01-01", "03-05-17", "2003-5", "٢٠٠٣", "2003-05-17T00", ""]
)
def test_it_refuses_what_is_no_date_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2002-05-01", "2006-04-30", 3),
        ("2002-05-01", "2006-05-01", 4),
        ("2004-02-29", "2005-02-28", 0),
        ("2004-02-29", "2005-03-01", 1),
        ("2004-02-29", "2008-02-29", 4),
        ("2002", "2006-01-01", 4),
        ("2002-12", "2006-01", 4),
    ],
)
def test_whole_years_are_completed_anniversaries_or_the_difference_of_years(start: str, end: str, years: int) -> None:
    assert whole_years(PartialDate.parse(start), PartialDate.parse(end)) == years


@given(st.dates(date(1900, 1, 1), date(2000, 12, 31)), st.integers(0, 9000))
def test_whole_years_of_full_dates_never_overtake_the_days(start: date, days: int) -> None:
    end = start + timedelta(days)
    first, last = (PartialDate(day.year, day.month, day.day) for day in (start, end))
    years = whole_years(first, last)
    assert 365 * years <= days < 366 * (years + 1)
