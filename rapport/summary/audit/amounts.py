"""A published number as the range of true values that it leaves open: “56 per cent”, “more than 60”, “about 10”."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

_ABOVE = re.compile(r"\b(?:more|greater|higher) than\b|\b(?:over|above|exceed\w*)\b|^>", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:less|fewer|lower) than\b|\b(?:under|below)\b|^<", re.IGNORECASE)
_FROM = re.compile(r"\bat least\b|\bno (?:less|fewer) than\b|^(?:≥|>=)|\bor more\b", re.IGNORECASE)
_UP_TO = re.compile(r"\bat most\b|\bno more than\b|\bup to\b|^(?:≤|<=)|\bor (?:less|fewer)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly|some|nearly|almost|circa|ca)\b|^[~≈]", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[,\u00a0\u202f\u2009' ]\d{3})*(?:\.\d+)?")
_SPACES = re.compile(r"[,\u00a0\u202f\u2009' ]")


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


def read_amount(published: str) -> Amount | None:
    """What a cell says; ``None`` where there is no number in it."""
    found = _NUMBER.search(published)
    if not found:
        return None
    digits = _SPACES.sub("", found[0])
    number, decimals = Fraction(digits), len(digits.partition(".")[2])
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
    return Amount(number, number, number, is_exact=True, decimals=decimals)
