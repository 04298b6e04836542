"""Dates as people know them: a year, a month, or a day.

A partial date stands for every day it may mean. Two of them are compared by what is *certain*:
2003 is certainly before 2004-05, and neither before nor after 2003-05.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from rapport.lib.texts import latin_digits

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day (ISO 8601 at reduced precision). Ordered for display only."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day needs its month.")
        date(self.year, self.month or 1, self.day or 1)  # refuses what no calendar has

    @classmethod
    @lru_cache(maxsize=50_000)  # there are few days, and a document names three
    def parse(cls, text: str) -> Self:
        """Read ``2003``, ``2003-05`` or ``2003-05-17``; a ValueError says what would be right."""
        match = _WRITTEN.fullmatch(text.strip())
        if match is None or not match.group(0).isascii():
            raise ValueError(f"“{text}” is not a date: write 2003, 2003-05 or 2003-05-17.")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            return cls(year or 0, month, day)
        except ValueError:
            raise ValueError(f"“{text}” is a day that no calendar has.") from None

    @classmethod
    def typed(cls, text: str) -> Self:
        """As a person types it, in the digits of any script; documents have those of ``parse`` alone."""
        return cls.parse(latin_digits(text))

    @property
    def earliest(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def is_full(self) -> bool:
        return self.day is not None

    def certainly_before(self, other: "PartialDate | date") -> bool:
        """True where every day that this may mean is before every day that the other may mean."""
        return self.latest < (other.earliest if isinstance(other, PartialDate) else other)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.earliest, self.latest) < (other.earliest, other.latest)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from_text = core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_text]),
            serialization=core_schema.to_string_ser_schema(),
        )


def whole_years(start: PartialDate, end: PartialDate) -> int:
    """The duration in whole years, as the report counts it.

    Completed anniversaries where both dates are full (29 February completes on 1 March),
    otherwise the difference of the years.
    """
    years = end.year - start.year
    if not (start.is_full and end.is_full):
        return years
    return years - ((end.month, end.day) < _anniversary(start, end.year))


def _anniversary(start: PartialDate, year: int) -> tuple[int, int]:
    month, day = start.month or 1, start.day or 1
    is_leap = monthrange(year, 2)[1] == 29
    return (3, 1) if (month, day) == (2, 29) and not is_leap else (month, day)
