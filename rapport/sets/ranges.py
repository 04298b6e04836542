"""Ranges as addresses write them: ``2001..2003``, ``..2001``, ``2010-02-01..``, ``2..10``, or one bound alone.

Both bounds belong to the range. A bound of dates may be a year or a month: it then means the first day of it
below, and the last day of it above.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from rapport.lib.dates import PartialDate
from rapport.sets.facets import Kind

LARGEST = 999_999


@dataclass(frozen=True, slots=True)
class DateRange:
    """A record's partial date is inside if every day that it may mean is."""

    low: PartialDate | None
    high: PartialDate | None

    def __str__(self) -> str:
        return _write(self.low, self.high)

    @property
    def first(self) -> date:
        return self.low.earliest if self.low else date.min

    @property
    def last(self) -> date:
        return self.high.latest if self.high else date.max

    @property
    def is_of_years(self) -> bool:
        """Both bounds are whole years, so that a date's year decides alone."""
        return all(bound is None or bound.month is None for bound in (self.low, self.high))

    def holds(self, when: PartialDate) -> bool:
        return self.first <= when.earliest and when.latest <= self.last


@dataclass(frozen=True, slots=True)
class NumberRange:
    low: int | None
    high: int | None

    def __str__(self) -> str:
        return _write(self.low, self.high)

    def holds(self, number: int) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


Range = DateRange | NumberRange


@lru_cache(maxsize=1000)
def read_range(kind: Kind, text: str) -> Range:
    """The range that is written; a ValueError says what would be right."""
    below, dots, above = text.partition("..")
    if not dots:
        above = below
    if not below.strip() and not above.strip():
        raise ValueError(_("A range needs at least one bound, such as 2001..2003 or 2001.."))
    if kind is Kind.DATES:
        dates = DateRange(_read_date(below), _read_date(above))
        _refuse_reversed(text, dates.first > dates.last)
        return dates
    numbers = NumberRange(_read_number(below), _read_number(above))
    _refuse_reversed(text, numbers.low is not None and numbers.high is not None and numbers.low > numbers.high)
    return numbers


def _write(low: object, high: object) -> str:
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def _refuse_reversed(text: str, is_reversed: bool) -> None:
    if is_reversed:
        raise ValueError(_("The range “%(text)s” ends before it begins.") % {"text": text})


def _read_date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text.strip() else None
    except ValueError:
        raise ValueError(_("“%(text)s” is no date; write 2003, 2003-05 or 2003-05-17.") % {"text": text}) from None


def _read_number(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise ValueError(_("“%(text)s” is not a whole number up to 999999.") % {"text": text})
    return int(text)
