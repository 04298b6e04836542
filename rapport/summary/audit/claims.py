"""Words that claim a size (“the majority”, “nearly two thirds”), held against the number that stands beside them."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from rapport.summary.audit.amounts import read_amount
from rapport.summary.audit.bases import Bases
from rapport.summary.audit.findings import Finding, published
from rapport.summary.audit.sizes import BOUNDS, PARTS, WHOLE, Limits
from rapport.summary.audit.statements import Statement

_NUMBER = r"(?P<number>\d[\d,.]*)(?P<percent> ?%| per ?cent)?"
# A number that words stand beside: “the majority (35 per cent)”, “the majority of partnerships (43 per cent)”.
_BESIDE = rf"(?P<between>(?:[^\W\d]|[ ,'’-]){{0,80}}?)\(?{_NUMBER}"
_OF = r"(?: of (?:[^\W\d]|[ '’-]){1,40})?"
_AFTER = (
    rf"{_NUMBER}\)?{_OF}(?:, (?:or |which is |that is )?| or | \()(?P<claim>WORDS)(?!\w)(?P<between>[^.;,]{{0,30}})"
)
# Words after which a number is of something else: “two thirds publish, and a mere 17 per cent are audited”.
_ELSEWHERE = re.compile(
    r"\b(?:remain\w*|rest|others?|some|few|many|several|only|mere|another|further|but|while|whereas|compared|against"
    r"|majorit\w+|minorit\w+|most|half|thirds|quarters?|fifths?)\b"
    r"|\bof (?:which|whom)\b",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(r"^ of (?:which|whom|these|those|them|the)\b|\b(?:remain\w*|rest|others?)\b", re.IGNORECASE)
_OF_MANY = re.compile(r"\b(of (?:the |all |these |those |its )*)(\d[\d,]*)(?= [^\W\d])")
_DENIED = re.compile(r"\b(?:no|not|nor|without|other|second|first|latter)(?: an?| the)?\s*$", re.IGNORECASE)


def check_claims(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    for each in statements:
        if each.wording and each.amount is not None and each.amount.is_exact:
            base = bases.of[each.line]
            share = each.amount.number if each.is_share else 100 * each.amount.number / base if base else None
            for limits, words in _claims_beside(each, base):
                if share is not None and not limits.holds(share):
                    said = {"words": words, "share": published(each), "paragraph": each.paragraph}
                    sentence = _("Paragraph %(paragraph)s says “%(words)s”, which %(share)s does not bear out.") % said
                    is_sure = each.is_share or bases.is_said(each)
                    yield Finding("error" if is_sure else "warning", "false-claim", (each,), sentence)


def _claims_beside(statement: Statement, base: int | None) -> Iterator[tuple[Limits, str]]:
    """Those whose next number is the statement's own."""
    wording = _with_one_number(statement, base)
    told: set[str] = set()
    for words, limits_of in (*WHOLE, *PARTS, *BOUNDS):
        for pattern, is_elsewhere in ((f"(?P<claim>{words}){_BESIDE}", _ELSEWHERE), (_after(words), _OF_A_PART)):
            for found in re.finditer(pattern, wording, re.IGNORECASE) if pattern else ():
                if not _is_its(found, statement) or is_elsewhere.search(found["between"]) or _is_new_clause(found):
                    continue
                if _DENIED.search(wording[: found.start("claim")]) or found["claim"] in told:
                    continue
                told.add(found["claim"])
                if limits := limits_of(found):
                    yield limits, found["claim"]


def _after(words: str) -> str:
    """“35 per cent, the majority of all”. Of “all”, “most” and “few” that stand so nobody knows of what."""
    return _AFTER.replace("WORDS", words) if re.search("ority|part", words) else ""


def _with_one_number(statement: Statement, base: int | None) -> str:
    """“More than half of the 348 partnerships (56 per cent)”: the whole is not the number beside the words."""
    number = statement.amount.number if statement.amount else None
    wording = statement.wording
    if statement.is_share and not re.search(r"\d", wording):  # a sentence that leaves its number to the table
        return f"{wording.rstrip('. ')} ({statement.published})"
    if base and number != base:
        wording = re.sub(rf"\b(?:{base}|{base:,})(?= [^\W\d])", "", wording)
    return _OF_MANY.sub(lambda whole: whole[0] if whole[2] == statement.published else whole[1], wording)


def _is_new_clause(found: re.Match[str]) -> bool:
    """“While most are global, 35 per cent are regional”: but not “the majority, 35 per cent, are regional”."""
    if found.end("claim") > found.start("number") or found.string[found.start("number") - 1] == "(":
        return False
    is_aside = found.string[found.end() : found.end() + 1] in (",", ".", ";", ")", "")
    return bool(re.search(r" (?:and|or) ", found["between"])) or ("," in found["between"] and not is_aside)


def _is_its(found: re.Match[str], statement: Statement) -> bool:
    read = read_amount(found["number"].rstrip(".,"))
    is_number = read is not None and statement.amount is not None and read.number == statement.amount.number
    return is_number and (statement.is_share or not found["percent"])
