"""Words of size, and the shares that they stand for: “the majority”, “two in five”, “nearly a third”."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from rapport.summary.audit.classes import SMALL_NUMBERS


@dataclass(frozen=True, slots=True)
class Limits:
    """What share the words stand for, in hundredths."""

    low: Fraction
    high: Fraction
    is_low_in: bool = True
    is_high_in: bool = True

    def holds(self, share: Fraction) -> bool:
        is_above = share > self.low or (self.is_low_in and share == self.low)
        return is_above and (share < self.high or (self.is_high_in and share == self.high))


Claim = tuple[str, Callable[[re.Match[str]], Limits | None]]
_ALL = Fraction(100)
_NONE = Fraction(0)
_CLOSE = Fraction(3)  # points of a hundred that “a quarter” may be off
_NEAR_BY = Fraction(7)  # that “nearly half” may lack, and “nearly a quarter” a fifth of itself
_SLIGHT = Fraction(10)  # that “slightly less than half” may lack
_SIZES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_NUMBER = rf"(?:{'|'.join(SMALL_NUMBERS)}|\d{{1,2}})"
# “A third theme” is no share.
_ORDINAL = (
    r"(?![ -](?:most|largest|biggest|categor\w+|groups?|areas?|themes?|types?|kinds?|class|source|region|part(?:y|ies)"
    r"|fair|session|round|reports?|time|year\w*|phase|a|million|dozen|day)\b)"
)
_PART = (
    rf"(?:(?:(?P<times>an?|{_NUMBER})[ -])(?P<size>half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)"
    rf"|(?P<half>half)|(?P<some>{_NUMBER}) (?:in|out of|of every|in every) (?P<many>{_NUMBER}))\b{_ORDINAL}(?: of)?"
)
_HOW = r"(?:well |slightly |just |only |a little |far |considerably )?"
_MORE = rf"(?<!no )(?<!not ){_HOW}(?:more than|over|above|upwards of|exceeding)"
_LESS = rf"(?<!no )(?<!not ){_HOW}(?:less than|fewer than|under|below)"
_NEAR = r"(?:very |quite )?(?:nearly|almost|close to|about|around|approximately|roughly|some)"
_LEAST = r"(?:at least|no (?:less|fewer) than|not (?:less|fewer) than)"
_MOST = r"(?:at most|up to|no more than|not more than)"
_BEFORE = "".join(
    rf"(?<!\b{word} )" for word in (
        "than", "over", "above", "of", "exceeding", "under", "below", "nearly", "almost", "to", "about", "around",
        "approximately", "roughly", "some", "least", "most", "another", "or", "the", "in",
    )
)  # fmt: skip
# “Most often” is no share; nor is “all” of “half of all”, “in all”, “at all levels”.
_SUPERLATIVES = (
    r"active|cited|common\w*|effective|frequent\w*|important\w*|likely|listed|mentioned|named|notabl[ey]|of all|often"
    r"|popular|prominent\w*|recent\w*|relevant|used|wide\w*|significant\w*|successful|least"
)


def _part_in(found: re.Match[str]) -> Fraction | None:
    if found["half"]:
        return Fraction(50)
    if found["some"]:
        some, many = _number(found["some"]), _number(found["many"])
        return Fraction(100 * some, many) if 0 < some < many else None
    times = 1 if found["times"].lower() in ("a", "an") else _number(found["times"])
    size = _SIZES[found["size"].lower().removesuffix("s")]
    return Fraction(100 * times, size) if times < size else None


def _number(word: str) -> int:
    return SMALL_NUMBERS.get(word.lower()) or int(word)


def _fixed(low: int, high: int = 100, *, is_low_in: bool = True) -> Callable[[re.Match[str]], Limits]:
    limits = Limits(Fraction(low), Fraction(high), is_low_in)
    return lambda _found: limits


def _of_part(limits: Callable[[Fraction, str], Limits]) -> Callable[[re.Match[str]], Limits | None]:
    def read(found: re.Match[str]) -> Limits | None:
        part = _part_in(found)
        return None if part is None else limits(part, found["claim"].lower())

    return read


def _above(part: Fraction, words: str) -> Limits:
    is_slight = words.startswith(("slightly", "just", "a little"))
    return Limits(part, min(_ALL, part + _SLIGHT) if is_slight else _ALL, is_low_in=False)


def _below(part: Fraction, words: str) -> Limits:
    is_slight = words.startswith(("slightly", "just", "a little"))
    return Limits(max(_NONE, part - _SLIGHT) if is_slight else _NONE, part, is_high_in=False)


def _near(part: Fraction, words: str) -> Limits:
    slack = max(Fraction(2), min(_NEAR_BY, part / 5))
    is_under = re.search(r"\b(?:nearly|almost|close)\b", words)
    return Limits(part - slack, part + (1 if is_under else slack))


def _bound(found: re.Match[str]) -> Limits:
    bound, word = Fraction(found["bound"]), found["claim"].lower()
    if re.match(_LEAST, word):
        return Limits(bound, _ALL)
    if re.match(_MOST, word):
        return Limits(_NONE, bound)
    return Limits(bound, _ALL, is_low_in=False) if re.match(_MORE, word) else Limits(_NONE, bound, is_high_in=False)


WHOLE: tuple[Claim, ...] = (
    (r"\b(?:an? |the )?(?:vast|overwhelming) majority\b", _fixed(66)),
    (r"\b(?:an? |the )?(?:great|large) majority\b", _fixed(60)),
    (
        r"\b(?:an? |the )?(?:[a-z]+ )?majority\b(?!-| (?:groups?|votes?|stakes?|own\w+|rule)\b)",
        _fixed(50, is_low_in=False),
    ),
    (r"\b(?:the )?(?:bulk|(?:greater|larger|better) part) of\b", _fixed(50, is_low_in=False)),
    (r"\b(?:only )?(?:a handful|hardly any|very few)\b", _fixed(0, 20)),
    (r"\b(?:almost|nearly|virtually|practically) all\b", _fixed(90)),
    (rf"\b(?<!the )(?<!at )most(?! (?:{_SUPERLATIVES})\b)\b", _fixed(50, is_low_in=False)),
    (r"\b(?:an? |the )?(?:small )?minority\b", _fixed(0, 50)),
    (
        r"(?:^|(?<=[.;:,] )|(?<=\band )|(?<=\bwhile )|(?<=\bthat ))all\b(?! (?:but|told|in all|over|along)\b)",
        _fixed(99),
    ),
    (r"\b(?:none of|no partnerships?)\b", _fixed(0, 1)),
    (r"\b(?:only )?(?:a few|few|a small number)\b", _fixed(0, 33)),
)
_MODIFIED: tuple[tuple[str, Callable[[Fraction, str], Limits]], ...] = (
    (_MORE, _above),
    (_LESS, _below),
    (_NEAR, _near),
    (_LEAST, lambda part, _words: Limits(part, _ALL)),
    (_MOST, lambda part, _words: Limits(_NONE, part)),
)
PARTS: tuple[Claim, ...] = (
    *((rf"(?:\b{before} ){_PART}", _of_part(limits)) for before, limits in _MODIFIED),
    (rf"{_BEFORE}\b{_PART}", _of_part(lambda part, _words: Limits(part - _CLOSE, part + _CLOSE))),
)
BOUNDS: tuple[Claim, ...] = (
    (rf"\b(?:{_MORE}|{_LESS}|{_LEAST}|{_MOST}) (?P<bound>\d+(?:\.\d+)?)(?: ?%| per ?cent)(?= ?\(| of )", _bound),
)
