"""Dates as people type them: “June 2016”, “febrero/2016”, “04 April 2016”, “06/2015”, “2007-04-01”.

Only what is certain is taken. Where day and month could change places, the year is taken and the rest left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rapport.exchange.readers.month_names import month_number
from rapport.exchange.readers.taking import Reader, Row, Taking
from rapport.exchange.readers.words import fold_word
from rapport.lib.dates import PartialDate

LONGEST = 100  # characters of the words for one date
FIRST_YEAR, LAST_YEAR = 1900, 2100  # what a partnership's dates can be; a century more or less is a slip of the pen
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_GAP = r"[\s,./-]*"
_WORDED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}{_GAP}{_DAY}(?:\s*,\s*|\s+){_YEAR}\.?",
        rf"{_DAY}{_GAP}(?:de\s+|of\s+)?{_MONTH}{_GAP}(?:de\s+|of\s+)?{_YEAR}\.?",
        rf"{_MONTH}{_GAP}(?:de\s+|of\s+)?{_YEAR}\.?",
        rf"{_YEAR}{_GAP}{_MONTH}",
        r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?",
    )
]
_NUMBERS = re.compile(r"(\d{1,4})(?:\s*[/.-]\s*|\s+)(\d{1,4})(?:(?:\s*[/.-]\s*|\s+)(\d{1,4}))?\.?")
_VAGUE = re.compile(r"half|semester|quarter|trimester|of|end|mid|early|late|first|second|third|fourth|st|nd|rd|th")

Order = Literal["day first", "month first", ""]


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date and what of its words was left; without date all of them."""

    date: PartialDate | None
    left: str = ""
    why: str = ""


class Sentinel(BaseModel):
    """A date that a source writes for something else. ``date`` is how it begins: “2022-12” is any day of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    date: str
    why: str
    column: str = ""  # only where this column holds a whole number from ``first`` to ``last``
    first: int = 0
    last: int = 0

    def applies(self, words: str, row: Row) -> bool:
        if not words.strip().startswith(self.date):
            return False
        number = row.get(self.column, "").strip() if self.column else ""
        return not self.column or (number.isdecimal() and self.first <= int(number) <= self.last)


class DateReader(Reader):
    """One date. ``unknown`` are words that stand for no date, ``sentinels`` dates that do."""

    reader: Literal["date"]
    field: Literal["started_on", "ends_on", "registered_on", "status_on", "confirmed_on", "reported_on"]
    unknown: tuple[str, ...] = ()
    sentinels: tuple[Sentinel, ...] = ()
    order: Order = ""

    def columns(self) -> tuple[str, ...]:
        return tuple(sentinel.column for sentinel in self.sentinels if sentinel.column)

    def take(self, cell: str, row: Row) -> Taking:
        read = read_known_date(cell, row, self.unknown, self.sentinels, self.order)
        return Taking({self.field: read.date} if read.date else {}, left=read.left, why=read.why)


def read_known_date(
    words: str, row: Row, unknown: tuple[str, ...], sentinels: tuple[Sentinel, ...], order: Order = ""
) -> DateRead:
    """A date, unless the source writes just these words for something else."""
    if fold_word(words) in {fold_word(word) for word in unknown}:
        return DateRead(None, words, "It stands for a date that is not known.")
    for sentinel in sentinels:
        if sentinel.applies(words, row):
            return DateRead(None, words, sentinel.why)
    return read_date(words, order)


def read_date(words: str, order: Order = "") -> DateRead:
    """The date that the words certainly mean. ``order`` says how a neighbour shows that numbers are written."""
    text = words.strip()
    if len(text) > LONGEST:
        return DateRead(None, words, "This is too long for a date.")
    if re.fullmatch(r"\d{4}", text):
        return _made(words, int(text))
    for pattern in _WORDED:
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            month = _month(groups["month"])
            if month or not groups["month"]:
                return _made(words, int(groups["year"]), month, int(groups["day"]) if groups.get("day") else None)
    if match := _NUMBERS.fullmatch(text):
        return _from_numbers(words, [part for part in match.groups() if part], order)
    return _vague(words)


def number_order(words: str) -> Order:
    """How a date of three numbers is written, where one of them can only be a day."""
    match = _NUMBERS.fullmatch(words.strip())
    if match is None or match[3] is None or len(match[1]) > 2:
        return ""
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second:
        return "day first"
    return "month first" if second > 12 >= first else ""


def _month(name: str | None) -> int | None:
    return int(name) if name and name.isdecimal() else month_number(name or "")


def _from_numbers(words: str, parts: list[str], order: Order) -> DateRead:
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4 and all(len(part) <= 2 for part in parts[1:]):
        return _made(words, *numbers)
    if len(parts) == 2 and len(parts[0]) <= 2:
        return _month_and_year(words, parts)
    if len(parts) == 3 and len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) in (2, 4):
        return _three_numbers(words, numbers, order or number_order(words))
    return DateRead(None, words, "This is no date that a calendar has.")


def _month_and_year(words: str, parts: list[str]) -> DateRead:
    month, year = int(parts[0]), int(parts[1])
    if len(parts[1]) == 2 and year > 12:
        year += 2000  # of two numbers the one over twelve can only be a year
    if year < 1000:
        return DateRead(None, words, "Which number is the year is not certain.")
    return _made(words, year, month)


def _three_numbers(words: str, numbers: list[int], order: Order) -> DateRead:
    first, second, year = numbers
    year += 2000 if year < 100 else 0
    if not order and first != second:
        read = _made(words, year)
        return DateRead(read.date, words, "Which number is the day and which the month is not certain.")
    return _made(words, year, *((first, second) if order == "month first" else (second, first)))


def _vague(words: str) -> DateRead:
    """“2nd half of 2018” is certainly 2018; of “until at least 2060” nothing is certain."""
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", words)
    others = [
        word
        for word in re.findall(r"[^\W\d_]+", words)
        if not (_VAGUE.fullmatch(fold_word(word)) or month_number(word))
    ]
    if len(years) == 1 and not others and not re.search(r"\d{3,}", words.replace(years[0], "", 1)):
        read = _made(words, int(years[0]))
        return DateRead(read.date, words, read.why or "Only the year is certain.")
    return DateRead(None, words, "This is not a date that can be understood for certain.")


def _made(words: str, year: int, month: int | None = None, day: int | None = None) -> DateRead:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return DateRead(None, words, f"{year:04d} is no year of a partnership.")
    try:
        return DateRead(PartialDate(year, month, day))
    except ValueError:
        return DateRead(None, words, "This is a day that no calendar has.")


def split_sides(text: str) -> Iterator[str]:
    """The two sides of a time frame around its first dash that stands free; one side where there is none."""
    match = re.search(r"(?:^|\s)[-–—](?:\s|$)", text)
    yield from (text[: match.start()], text[match.end() :]) if match else (text,)
