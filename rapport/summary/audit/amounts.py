"""A published number as the range of true values that it leaves open: “56 per cent”, “more than 60”, “about 10”."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf

_ABOVE = re.compile(r"\b(?:more|greater|higher) than\b|\b(?:over|above|exceed\w*)\b|^>", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:less|fewer|lower) than\b|\b(?:under|below)\b|^<", re.IGNORECASE)
_FROM = re.compile(r"\bat least\b|\b(?:no|not) (?:less|fewer) than\b|^(?:≥|>=)|\bor more\b|\d\+", re.IGNORECASE)
_UP_TO = re.compile(r"\bat most\b|\b(?:no|not) more than\b|\bup to\b|^(?:≤|<=)|\bor (?:less|fewer)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx|roughly|some|nearly|almost|close to|circa|ca)\b|^[~≈]", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[,\u00a0\u202f\u2009' ]\d{3}(?!\d))*(?:\.\d+|,\d{1,2}(?!\d))?")
_SPACES = re.compile(r"[\u00a0\u202f\u2009' ]|,(?=\d{3})")
_NEGATIVE = re.compile(r"^\s*[-−–]\s*\d|\bminus \d", re.IGNORECASE)
_UP_FROM = re.compile(r"^\s*(?:%|per ?cent)?\s*(?:to|and|[-–])\s*(?=\d)", re.IGNORECASE)
_LARGE = re.compile(r"^\s*(thousand|million|billion)\b", re.IGNORECASE)
_POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


@dataclass(frozen=True, slots=True)
class Amount:
    """``low`` to ``high``; ``None`` is open on that side. ``is_exact``: no word makes it a bound or an estimate."""

    number: Fraction
    low: Fraction | None
    high: Fraction | None
    is_exact: bool
    decimals: int = 0
    is_low_in: bool = True
    is_high_in: bool = True

    def may_be(self, other: "Amount") -> bool:
        """Whether one true value can have been rounded to both."""
        first, second = self._rounded_from(), other._rounded_from()
        return first[0] <= second[1] and second[0] <= first[1]

    def _rounded_from(self) -> tuple[Fraction | float, Fraction | float]:
        half = Fraction(1, 2 * 10**self.decimals) if self.is_exact else Fraction(0)
        return -inf if self.low is None else self.low - half, inf if self.high is None else self.high + half

    def counts_of(self, base: int) -> range:
        """The whole counts of a base whose share, rounded half up, is this percentage; of a bound, those within it."""
        half = Fraction(1, 2 * 10**self.decimals) if self.is_exact else Fraction(0)
        low = 0 if self.low is None else (self.low - half) * base / 100
        first = max(0, ceil(low) if self.is_low_in or low != int(low) else int(low) + 1)
        if self.high is None:
            return range(first, base + 1)
        high = (self.high + half) * base / 100
        is_in = self.is_high_in and not self.is_exact
        after = int(high) + 1 if high != int(high) or is_in else int(high)
        return range(first, min(after, base + 1))

    def whole_numbers(self, most: int | None) -> range | None:
        """Those that it leaves open, of a count of which there are no more than ``most``; none where it is unknown."""
        low, high = self.low or Fraction(0), most if self.high is None else self.high
        if high is None or (self.is_exact and self.number.denominator != 1):
            return None
        first = ceil(low) if self.is_low_in else int(low) + 1
        return range(max(0, first), (int(high) if self.is_high_in else ceil(high) - 1) + 1)


def read_amount(published: str) -> Amount | None:
    """What a cell says; ``None`` where there is no number in it."""
    found = _NUMBER.search(published)
    if not found:
        return None
    number, decimals = _read_number(found[0])
    after = published[found.end() :]
    if (joined := _UP_FROM.match(after)) and (second := _NUMBER.match(after[joined.end() :])):
        return _between(number, _read_number(second[0])[0], decimals)
    power = _POWERS[large[1].lower()] if (large := _LARGE.match(after)) else 1
    if _NEGATIVE.search(published):
        number = -number
    return _bounded(published, number * power, decimals, power)


def _read_number(text: str) -> tuple[Fraction, int]:
    digits = _SPACES.sub("", text).replace(",", ".")
    return Fraction(digits), len(digits.partition(".")[2])


def _between(low: Fraction, high: Fraction, decimals: int) -> Amount:
    return Amount(low, min(low, high), max(low, high), is_exact=False, decimals=decimals)


def _bounded(published: str, number: Fraction, decimals: int, power: int) -> Amount:
    if _FROM.search(published):
        return Amount(number, number, None, is_exact=False, decimals=decimals)
    if _UP_TO.search(published):
        return Amount(number, None, number, is_exact=False, decimals=decimals)
    if _ABOVE.search(published):
        return Amount(number, number, None, is_exact=False, decimals=decimals, is_low_in=False)
    if _BELOW.search(published):
        return Amount(number, None, number, is_exact=False, decimals=decimals, is_high_in=False)
    if _ABOUT.search(published):
        slack = max(Fraction(1, 2), abs(number) / 20)
        return Amount(number, number - slack, number + slack, is_exact=False, decimals=decimals)
    if power > 1:  # “1.2 million” is rounded
        slack = Fraction(power, 2 * 10**decimals)
        return Amount(number, number - slack, number + slack, is_exact=False, decimals=decimals)
    return Amount(number, number, number, is_exact=True, decimals=decimals)
