"""Words that claim a size (“the majority”, “nearly two thirds”), held against the number that stands beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from rapport.summary.audit.findings import Finding, published
from rapport.summary.audit.statements import Statement

_PARTS = {
    "half": Fraction(50), "third": Fraction(100, 3), "quarter": Fraction(25), "fifth": Fraction(20),
    "two thirds": Fraction(200, 3), "three quarters": Fraction(75), "four fifths": Fraction(80),
}  # fmt: skip
_PART = r"(?:a |one |an? )?(?P<part>two[ -]thirds|three[ -]quarters|four[ -]fifths|half|third|quarter|fifth)(?: of)?"
_MORE = r"(?:(?:well |slightly |just |a little )?(?:more than|over|above|upwards of))"
_LESS = r"(?:(?:well |slightly |just |a little )?(?:less than|fewer than|under|below))"
_NEAR = r"(?:nearly|almost|close to|about|around|approximately|roughly)"
# A number that words stand beside: “the majority (35 per cent)”, “the majority of partnerships (43 per cent)”.
_BESIDE = r"(?P<between>(?:[^\W\d]|[ ,'’-]){0,80}?)\(?(?P<number>\d[\d,.]*)"
_AFTER = (
    r"(?P<number>\d[\d,.]*)(?: ?%| per ?cent)?\)?,? (?:or |which is |that is )?"
    r"(?P<claim>{words})\b(?P<between>[^.;,]{{0,30}})"
)
_REST = re.compile(r"\b(?:remain\w*|rest|others?)\b", re.IGNORECASE)
_NEAR_BY = Fraction(5)  # points of a hundred that “nearly half” may lack


@dataclass(frozen=True, slots=True)
class _Limits:
    """What share the words stand for, in hundredths."""

    low: Fraction
    high: Fraction
    is_low_in: bool = True

    def holds(self, share: Fraction) -> bool:
        return (share > self.low or (self.is_low_in and share == self.low)) and share <= self.high


def _limits(low: int, high: int = 100, *, is_low_in: bool = True) -> _Limits:
    return _Limits(Fraction(low), Fraction(high), is_low_in)


_WHOLE = {
    r"\b(?:an? |the )?(?:vast|overwhelming|great|large) majority\b": _limits(66),
    r"\b(?:an? |the )?(?:[a-z]+ )?majority\b": _limits(50, is_low_in=False),
    r"\b(?:almost|nearly|virtually|practically) all\b": _limits(90),
    r"\bmost(?! frequent| common| of all)\b": _limits(50, is_low_in=False),
    r"\b(?:an? |the )?(?:small )?minority\b": _limits(0, 50),
}


def check_claims(statements: Sequence[Statement]) -> Iterator[Finding]:
    for each in statements:
        if each.wording and each.amount is not None and each.amount.is_exact and (share := _share_of(each)) is not None:
            for words in _false_claims(each, share):
                said = {"words": words, "share": published(each), "paragraph": each.paragraph}
                sentence = _("Paragraph %(paragraph)s says “%(words)s”, which %(share)s does not bear out.") % said
                yield Finding("error", "false-claim", (each,), sentence)


def _share_of(statement: Statement) -> Fraction | None:
    assert statement.amount is not None  # noqa: S101
    if statement.is_share:
        return statement.amount.number
    return 100 * statement.amount.number / statement.base if statement.base else None


def _false_claims(statement: Statement, share: Fraction) -> Iterator[str]:
    for limits, words in _claims_beside(statement):
        if not limits.holds(share):
            yield words


def _claims_beside(statement: Statement) -> Iterator[tuple[_Limits, str]]:
    """Those whose next number is the statement's own."""
    for words, whole in _WHOLE.items():
        for pattern in (f"(?P<claim>{words}){_BESIDE}", _AFTER.format(words=words)):
            for found in re.finditer(pattern, statement.wording, re.IGNORECASE):
                if _is_its(found, statement):
                    yield whole, found["claim"]
    for before, limits in ((_MORE, _above), (_LESS, _below), (_NEAR, _near)):
        pattern = rf"\b(?P<claim>{before} {_PART})\b{_BESIDE}"
        for found in re.finditer(pattern, statement.wording, re.IGNORECASE):
            if _is_its(found, statement):
                part = found["part"].lower().replace("-", " ")
                yield limits(_PARTS[part], found["claim"].lower()), found["claim"]


def _is_its(found: re.Match[str], statement: Statement) -> bool:
    number = found["number"].rstrip(".,").replace(",", "")
    return not _REST.search(found["between"]) and number == statement.published.replace(",", "")


def _above(part: Fraction, words: str) -> _Limits:
    return _Limits(part, Fraction(100), is_low_in=False)


def _below(part: Fraction, words: str) -> _Limits:
    low = part - 2 * _NEAR_BY if "slightly" in words or "just" in words else Fraction(0)
    return _Limits(low, part - Fraction(1, 10**6))


def _near(part: Fraction, words: str) -> _Limits:
    over = Fraction(1) if words.startswith(("nearly", "almost", "close")) else _NEAR_BY
    return _Limits(part - 2 * _NEAR_BY, part + over)
