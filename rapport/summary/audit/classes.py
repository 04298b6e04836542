"""Classes of a scale: “1 to 5 years”, “up to 10”, “$500,000 to $1 million”, “31 and more”."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
SMALL_NUMBERS = {word: number for number, word in enumerate(_SMALL, start=1)}
YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,.]?\d)")

_N = r"(\d+(?:\.\d+)?)"
_POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_WORD = re.compile(rf"\b(?:{'|'.join(SMALL_NUMBERS)})\b", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:\bUS\s?)?[$€£]\s?(?=\d)|\b(?:USD|EUR|GBP)\s(?=\d)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))")
_LARGE = re.compile(rf"(?:{_N}(\s?(?:to|and|-|–)\s?))?{_N}\s*(thousand|million|billion)\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween {_N}(\s?\w*) and (?={_N})", re.IGNORECASE)
_UNIT = r"(?:\s?(?:%|per ?cent|years?|months?|weeks?|days?|km|ha))?"
_FROM_TO = re.compile(rf"(?<![\d.])(?:from )?{_N}{_UNIT}\s*(?:to|-|–)\s*{_N}(?![\d])", re.IGNORECASE)
_MORE = r"\b(?:and|or) (?:more|over|above|longer|older|greater|larger|upwards?)\b"
_THAN_LESS = r"\b(?:under|below|(?:less|fewer|shorter|younger|smaller) than)"
_THAN_MORE = r"\b(?:over|above|(?:more|longer|older|larger|greater) than)"
_OPEN: tuple[tuple[str, Callable[[float], tuple[float, float]]], ...] = (
    (rf"(?:\b(?:up to|at most|not? more than)\s+|≤\s?|<=\s?){_N}", lambda edge: (0, edge)),
    # Half a step keeps “under 5” from “5 to 10”.
    (rf"(?:{_THAN_LESS}\s+|<\s?){_N}", lambda edge: (0, edge - 0.5)),
    (rf"{_N}{_UNIT}\s*(?:\+|{_MORE})", lambda edge: (edge, inf)),
    (rf"(?:\bat least\s+|≥\s?|>=\s?){_N}", lambda edge: (edge, inf)),
    (rf"(?:{_THAN_MORE}\s+|>\s?){_N}", lambda edge: (edge + 0.5, inf)),
)
_ONE = re.compile(rf"^(?:only )?{_N}(?: \w+)?$", re.IGNORECASE)

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:to|-|–|and|_to_)\s*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_SMALL_WORDS = re.compile(
    r"\b(?:a|an|the|of|for|from|have|has|with|in|to|only|years?|months?|weeks?|days?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Class:
    """From where to where, both in it; ``rest`` is what the words say besides, which classes of one scale share."""

    low: float
    high: float
    rest: str

    def overlaps(self, later: "Class") -> bool:
        """Of two that begin in this order. “More than 5” and “more than 10” are told one within the other."""
        is_within = self.low == later.low == 0 or self.high == later.high == inf
        return later.low <= self.high and not is_within and (self.low, self.high) != (later.low, later.high)


def read_class(text: str) -> Class | None:
    """Years of the calendar are no classes, nor is a number alone: it may be a name."""
    if YEAR.search(text):
        return None
    plain = _plain(text)
    if found := _FROM_TO.search(plain):
        low, high = float(found[1]), float(found[2])
        return Class(low, high, _rest(plain, found)) if low < high else None
    for words, limits in _OPEN:
        if found := re.search(words, plain, re.IGNORECASE):
            return Class(*limits(float(found[1])), _rest(plain, found))
    return None


def read_one(text: str) -> Class | None:
    """A class of one number: “1” beside “2 to 5”."""
    found = _ONE.search(_plain(text)) if not YEAR.search(text) else None
    return Class(float(found[1]), float(found[1]), "") if found else None


def read_years(text: str) -> Class | None:
    """“2000 to 2005”."""
    found = _YEARS.search(text)
    years = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return Class(*years, without_years(text)) if years[0] < years[1] else None


def without_years(text: str) -> str:
    """What classes by years of the calendar share: “launched” of “launched in 2010 to 2014”."""
    small = r"\b(?:in|from|to|and|since|before|after|until|by|between|or|later|earlier|up|end|of)\b|[-–,]"
    return _squeezed(re.sub(small, " ", YEAR.sub(" ", text)))


def _plain(text: str) -> str:
    text = _THOUSANDS.sub("", _CURRENCY.sub("", text.replace("_", " ")))
    text = _WORD.sub(lambda word: str(SMALL_NUMBERS[word[0].lower()]), text)
    return _BETWEEN.sub(r"\1\2 to ", _LARGE.sub(_multiplied, text))


def _multiplied(found: re.Match[str]) -> str:
    """“1 to 5 million” is in millions from its start; “500,000 to 1 million” is not."""
    power = _POWERS[found[4].lower()]
    high = float(found[3]) * power
    if not found[1]:
        return f"{high:.0f}"
    low = float(found[1]) * (power if float(found[1]) < float(found[3]) else 1)
    return f"{low:.0f}{found[2]}{high:.0f}"


def _rest(text: str, found: re.Match[str]) -> str:
    return _squeezed(_SMALL_WORDS.sub(" ", f"{text[: found.start()]} {text[found.end() :]}"))


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())
