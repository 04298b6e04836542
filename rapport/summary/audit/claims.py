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
# “Most often” is no share; nor is “all” of “half of all”, “in all”, “almost all”.
_SUPERLATIVES = (
    r"active|cited|common|effective|frequent|important|likely|listed|mentioned|named|of all|often|popular|prominent|"
    r"recent|relevant|used|wide"
)
_NOT_PART_OF = "".join(f"(?<!{word} )" for word in ("of", "in", "at", "not", "for", "almost", "nearly", "virtually",
                                                    "practically", "above", "after"))  # fmt: skip
_MODIFIED = re.compile(rf"(?:\bof(?: the)?|\b(?:at least|at most|up to)|{_MORE}|{_LESS}|{_NEAR})\s*$", re.IGNORECASE)
_BOUND = r"(?P<word>more than|over|above|at least|less than|fewer than|under|below|at most|up to)"
_CLOSE = Fraction(3)  # points of a hundred that “a quarter” may be off


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
    rf"(?<!the )(?<!at )\bmost(?! (?:{_SUPERLATIVES}))\b": _limits(50, is_low_in=False),
    r"\b(?:an? |the )?(?:small )?minority\b": _limits(0, 50),
    rf"{_NOT_PART_OF}\ball\b(?! but)": _limits(99),
    r"\b(?:none of|no partnerships?)\b": _limits(0, 1),
    r"\b(?:only )?(?:a few|few|a small number)\b": _limits(0, 33),
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
    yield from _parts_beside(statement)
    if statement.is_share:
        yield from _bounds_beside(statement)


def _parts_beside(statement: Statement) -> Iterator[tuple[_Limits, str]]:
    """“More than half”, “nearly a third”, “a quarter”."""
    for before, limits in ((_MORE, _above), (_LESS, _below), (_NEAR, _near)):
        pattern = rf"\b(?P<claim>{before} {_PART})\b{_BESIDE}"
        for found in re.finditer(pattern, statement.wording, re.IGNORECASE):
            if _is_its(found, statement):
                yield limits(_part_in(found), found["claim"].lower()), found["claim"]
    for found in re.finditer(rf"\b(?P<claim>{_PART})\b{_BESIDE}", statement.wording, re.IGNORECASE):
        if _is_its(found, statement) and not _MODIFIED.search(statement.wording[: found.start()]):
            part = _part_in(found)
            yield _Limits(part - _CLOSE, part + _CLOSE), found["claim"]


def _bounds_beside(statement: Statement) -> Iterator[tuple[_Limits, str]]:
    """“More than 60 per cent (58 per cent)”."""
    pattern = rf"\b(?P<claim>{_BOUND} (?P<bound>\d+(?:\.\d+)?)(?: ?%| per ?cent))\b{_BESIDE}"
    for found in re.finditer(pattern, statement.wording, re.IGNORECASE):
        if _is_its(found, statement):
            bound, word = Fraction(found["bound"]), found["word"].lower()
            is_low = word in ("more than", "over", "above", "at least")
            limits = _Limits(bound, Fraction(100), is_low_in=word == "at least")
            if not is_low:
                limits = _Limits(Fraction(0), bound if word in ("at most", "up to") else bound - Fraction(1, 10**6))
            yield limits, found["claim"]


def _part_in(found: re.Match[str]) -> Fraction:
    return _PARTS[found["part"].lower().replace("-", " ")]


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
