"""How old what we know of a record is, on the day asked. The periods are data: months in the scheme ``freshness``.

A period of months ends on the same day of a later month, or on that month's last day where it has no such day:
confirmed on 29 February 2008, a record is green to 28 February 2009.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from rapport.vocabularies.schemes import scheme

UNKNOWN = "unknown"
REPORT_MONTHS = 24  # a report, and what it says was done, is recent so long: the round of progress reports


@dataclass(frozen=True, slots=True)
class Period:
    """Records last confirmed from ``first`` to ``last`` have this freshness on the day asked."""

    code: str
    first: date
    last: date


def periods_on(day: date) -> list[Period]:
    """The periods of the scheme, newest first, as ranges of the day of confirmation."""
    periods, last = [], date.max
    for term in scheme("freshness"):
        if term.code == UNKNOWN:
            continue
        months = term.extras.get("months")
        first = earliest_within(day, months) if isinstance(months, int) else date.min
        periods.append(Period(term.code, first, last))
        if first == date.min:
            break
        last = first - timedelta(days=1)
    return periods


def last_known(confirmed_on: date | None, reported_on: date | None) -> date | None:
    """The day from which a record's age counts: the later of its confirmation and its report."""
    return max(filter(None, (confirmed_on, reported_on)), default=None)


def last_sign(
    confirmed_on: date | None, changed_on: date | None, reported_on: date | None, *, has_evidence: bool
) -> tuple[str, date | None]:
    """How the last sign of life came, as the facet ``updated`` says it, and when.

    Of one day a report says more than a change, and a change more than a confirmation, which comes along with either.
    """
    signs = (
        (reported_on, "reported-with-evidence" if has_evidence else "reported"),
        (changed_on, "changed"),
        (confirmed_on, "confirmed"),
    )
    last = max(filter(None, (reported_on, changed_on, confirmed_on)), default=None)
    return next((how for day, how in signs if day and day == last), "never"), last


def freshness_of(confirmed_on: date | None, *, day: date) -> str:
    """The freshness of a record on a day, from the later of its confirmation and its report."""
    if confirmed_on is None:
        return UNKNOWN
    return next(period.code for period in periods_on(day) if confirmed_on >= period.first)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def earliest_within(day: date, months: int) -> date:
    """The earliest day from which ``months`` months reach to ``day``."""
    if day.year * 12 + day.month - 1 - months < 13:
        return date.min
    # Within these days the answer lies: no month is longer than 31 or shorter than 28 days.
    candidate = add_months(day, -months) - timedelta(days=4)
    while add_months(candidate, months) < day:
        candidate += timedelta(days=1)
    return candidate
