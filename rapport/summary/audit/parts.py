"""A part and its whole: the part is not greater."""

import re
from collections.abc import Iterator, Sequence
from math import inf

from django.utils.translation import gettext as _

from rapport.summary.audit.bases import Bases
from rapport.summary.audit.findings import Finding, Level, in_words, name_of
from rapport.summary.audit.statements import Statement, subject_of

# Who says anything at all of a matter is among these: so is everybody who says something certain of it.
_INFORMED = re.compile(r"\b(?:inform\w*|report\w* on|any information|answered)\b", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:gave|give|given|name|named|have|has|provide\w*|secured|stat\w+|list\w*)\b", re.IGNORECASE)
_EITHER = re.compile(r"\b(\w+) or (\w+)\b")
_GIVES = re.compile(r"\b(?:gave|given?|named?|have|has|provided?|stated?)\b", re.IGNORECASE)
_WIDENS = re.compile(r"\b(?:or|and|not|no|non|without|all|any|other|(?<!more )than|but|un\w+)\b|\d", re.IGNORECASE)
_WIDER = re.compile(r"ever|all|any|overall|total|cumulative", re.IGNORECASE)  # of an id: “reported.ever” is no part
_TIMES = 2  # as many as its whole, or more: it is of something else
# What there may be more of than of what is registered.
_OTHER_THINGS = re.compile(
    r"^(?:[\w-]+ ){0,2}(?:people|persons?|women|men|children|participants|trainees|experts|users|beneficiaries"
    r"|countries|cities|organizations?|institutions|partners|events|workshops|meetings|projects|activities|deliverables|reports"
    r"|publications|visits|listings?|mentions?|contacts|records|answers)\b",
    re.IGNORECASE,
)


def check_parts(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    yield from _above_whole(statements, bases)
    yield from _above_either(statements, bases)
    yield from _below_informed(statements, bases)
    yield from _above_wider(statements, bases)


def _above_whole(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    for each in statements:
        base, counts = bases.of[each.line], each.counts()
        # That the total of the table is its whole is a guess: seven thousand listings are none of 348 partnerships.
        is_named = bool(each.base or each.whole)
        if each.is_count and base and counts and counts[0] > base and not each.is_total:
            if not is_named and (counts[0] > _TIMES * base or _OTHER_THINGS.search(each.what)):
                continue
            words = {"what": name_of(each), "count": counts[0], "base": base}
            sentence = _("“%(what)s” are %(count)s, and the whole is %(base)s: a part is not greater than its whole.")
            yield Finding("error" if is_named else "warning", "part-above-whole", (each,), sentence % words)


def _above_either(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    """“Primary theme: water” is a part of “primary or secondary theme: water”."""
    by_words: dict[str, list[Statement]] = {}
    for each in statements:
        by_words.setdefault(each.subject, []).append(each)
    for whole in statements:
        either = {_EITHER.sub(place, whole.what) for place in (r"\1", r"\2")} if _EITHER.search(whole.what) else set()
        for part in (each for words in sorted(either) for each in by_words.get(subject_of(words), ())):
            is_sure = bases.is_said(part) and bases.is_said(whole)
            yield from _exceeds(part, whole, bases, "error" if is_sure else "warning")


def _exceeds(part: Statement, whole: Statement, bases: Bases, level: Level) -> Iterator[Finding]:
    least, most = bases.counts(part), bases.counts(whole)
    if least and most and (bases.of[part.line] or inf) <= (bases.of[whole.line] or 0) and least[0] > most[-1]:
        words = {
            "part": name_of(part), "count": in_words(part, bases), "whole": name_of(whole),
            "most": in_words(whole, bases),
        }  # fmt: skip
        sentence = _("“%(part)s”: %(count)s; but “%(whole)s”: %(most)s. Who did the first did the second.")
        yield Finding(level, "part-above-whole", (whole, part), sentence % words)


def _below_informed(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    """Who says something certain has said something: of one paragraph and base."""
    for whole in statements:
        if not whole.base or not whole.counts() or not _INFORMED.search(f"{whole.what} {' '.join(whole.path)}"):
            continue
        for part in statements:
            base = bases.of[part.line] or whole.base
            counts = part.counts(base)
            is_beside = part.paragraph == whole.paragraph and base == whole.base and counts and counts[0] <= base
            if is_beside and part.id != whole.id and _SAYS.search(part.what):
                yield from _exceeds(part, whole, Bases({**bases.of, part.line: base}, bases.guessed), "warning")


def _above_wider(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    """“Regional scope: Africa” by its id, “named more than one source” by its words: it is in the wider one."""
    for whole in statements:
        for part in statements:
            is_near = part.paragraph == whole.paragraph and bases.of[part.line] == bases.of[whole.line]
            is_within = part.stem == whole.id != "" and not _WIDER.fullmatch(part.path[-1])
            if is_near and (is_within or _is_narrower(part, whole)):
                yield from _exceeds(part, whole, bases, "warning")


def _is_narrower(part: Statement, whole: Statement) -> bool:
    """Whether it says all that the other says, and more; not where it says it of something else, or of less."""
    if part.attribute or whole.attribute:
        return False
    wide, narrow = (set(_GIVES.sub("", each.subject).split()) for each in (whole, part))
    return len(wide) > 1 and wide < narrow and "one" not in wide and not _WIDENS.search(part.what)
