"""Two statements at a time: of the same thing in two places, of a part and its whole."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from rapport.summary.audit.findings import Finding, counts_in_words, name_of, published
from rapport.summary.audit.groups import total_of
from rapport.summary.audit.statements import Statement

# Who says anything at all of a matter is among these: so is everybody who says something certain of it.
_INFORMED = re.compile(r"\b(?:inform\w*|report\w* on|any information|answered)\b", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:gave|give|given|name|named|have|has|provide\w*|secured|stat\w+|list\w*)\b", re.IGNORECASE)


def check_pairs(statements: Sequence[Statement]) -> Iterator[Finding]:
    bases = {each.line: _base_of(each, statements) for each in statements}
    yield from _same_thing(statements, bases)
    yield from _same_words(statements, bases)
    yield from _above_whole(statements, bases)
    yield from _below_informed(statements, bases)
    yield from _bases(statements)


def _base_of(statement: Statement, statements: Sequence[Statement]) -> int | None:
    """Its own, that of its share or of its siblings' shares, or the total of its part of the table."""
    if statement.base is not None:
        return statement.base
    same = [each for each in statements if each.is_share and each.base and each.id == statement.id]
    beside = [each for each in statements if each.is_share and each.base and statement.stem == each.stem and each.stem]
    near = [each for each in beside if each.paragraph == statement.paragraph and each.attribute == statement.attribute]
    if found := next(iter([*same, *near]), None):
        return found.base
    return total_of(statement, statements) if statement.id else None


def _same_thing(statements: Sequence[Statement], bases: dict[int, int | None]) -> Iterator[Finding]:
    """One id, stated twice: as a count and as a share, or in two paragraphs."""
    by_id: dict[str, list[Statement]] = {}
    for each in statements:
        by_id.setdefault(each.id or each.subject, []).append(each)
    for members in by_id.values():
        for one, other in combinations(members, 2):
            if _disagree(one, other, bases):
                yield _conflict(one, other, bases)


def _disagree(one: Statement, other: Statement, bases: dict[int, int | None]) -> bool:
    first, second = one.counts(bases[one.line]), other.counts(bases[other.line])
    if not first or not second:
        return False
    # A share that no count gives is told by itself.
    return first[-1] < second[0] or second[-1] < first[0]


def _conflict(one: Statement, other: Statement, bases: dict[int, int | None]) -> Finding:
    words = {
        "one": _in_words(one, bases), "other": _in_words(other, bases), "p": one.paragraph, "q": other.paragraph,
        "what": name_of(one),
    }  # fmt: skip
    sentence = _("Of “%(what)s” paragraph %(p)s says %(one)s, and paragraph %(q)s says %(other)s: both cannot be true.")
    return Finding("error", "conflict", (one, other), sentence % words)


def _in_words(statement: Statement, bases: dict[int, int | None]) -> str:
    counts = statement.counts(bases[statement.line])
    if statement.is_share and counts:
        return _("%(share)s, which is %(counts)s") % {
            "share": published(statement), "counts": counts_in_words(counts)
        }  # fmt: skip
    return published(statement)


def _same_words(statements: Sequence[Statement], bases: dict[int, int | None]) -> Iterator[Finding]:
    """The same words under two ids: of the whole, and of a part of it."""
    by_words: dict[str, list[Statement]] = {}
    for each in statements:
        if each.subject and each.id:
            by_words.setdefault(each.subject, []).append(each)
    for members in by_words.values():
        told: set[tuple[str, str]] = set()
        for one, other in combinations(members, 2):
            wide, narrow = sorted((one, other), key=lambda each: -(bases[each.line] or 0))
            pair = (wide.id, narrow.id)
            if one.id == other.id or pair in told:
                continue
            if found := _wide_and_narrow(wide, narrow, statements, bases):
                told.add(pair)
                yield found


def _wide_and_narrow(
    wide: Statement, narrow: Statement, statements: Sequence[Statement], bases: dict[int, int | None]
) -> Finding | None:
    of_wide, of_narrow = wide.counts(bases[wide.line]), narrow.counts(bases[narrow.line])
    if not of_wide or not of_narrow or not bases[wide.line] or not bases[narrow.line]:
        return None
    is_same = bases[wide.line] == bases[narrow.line] or _is_made_by(narrow, statements)
    if of_narrow[0] > of_wide[-1] or (is_same and _disagree(wide, narrow, bases)):
        return _conflict(wide, narrow, bases)
    return None


def _is_made_by(narrow: Statement, statements: Sequence[Statement]) -> bool:
    """Whether the part is all that have this, or another of its kind: then none of them is outside the part.

    “Primary or secondary theme: water” of those “with a primary or secondary theme in the cluster” is every one of the
    registry, where water is one of the themes that the part is made by: those that its own counts tell apart.
    """
    wholes = {each.whole for each in statements if each.id == narrow.id or (each.stem == narrow.stem and each.whole)}
    if not narrow.attribute or not any(narrow.attribute in whole for whole in wholes):
        return False
    part = narrow.id.partition(".")[0]
    kind = narrow.attribute.split()[-1]
    made_by = {
        each.value for each in statements
        if each.id.startswith(f"{part}.") and each.attribute.endswith(kind) and each.attribute != narrow.attribute
    }  # fmt: skip
    return not made_by or narrow.value in made_by


def _above_whole(statements: Sequence[Statement], bases: dict[int, int | None]) -> Iterator[Finding]:
    for each in statements:
        base, counts = bases[each.line], each.counts()
        if each.is_count and base and counts and counts[0] > base and not each.is_total:
            words = {"what": name_of(each), "count": counts[0], "base": base}
            sentence = _("“%(what)s” are %(count)s, and the whole is %(base)s: a part is not greater than its whole.")
            yield Finding("error" if each.base else "warning", "part-above-whole", (each,), sentence % words)


def _below_informed(statements: Sequence[Statement], bases: dict[int, int | None]) -> Iterator[Finding]:
    """Who says something certain has said something: of one paragraph and base."""
    for whole in statements:
        most = whole.counts(bases[whole.line])
        if not most or not _INFORMED.search(f"{whole.what} {whole.id}"):
            continue
        for part in statements:
            least = part.counts(bases[part.line])
            is_beside = part.paragraph == whole.paragraph and bases[part.line] == bases[whole.line]
            if not is_beside or part.id == whole.id or not least or not _SAYS.search(part.what):
                continue
            if least[0] > most[-1]:
                words = {
                    "part": name_of(part), "count": _in_words(part, bases), "whole": name_of(whole),
                    "most": _in_words(whole, bases),
                }  # fmt: skip
                sentence = _("“%(part)s”: %(count)s; but “%(whole)s”: %(most)s. Who did the first did the second.")
                yield Finding("warning", "part-above-whole", (whole, part), sentence % words)


def _bases(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A whole is one number wherever it is named, and the one that its own statement gives."""
    named: dict[str, Statement] = {}
    for each in statements:
        if each.base is None or not each.whole:
            continue
        known = named.setdefault(each.whole, each)
        if known.base != each.base:
            words = {"whole": each.base_what, "p": known.paragraph, "one": known.base, "q": each.paragraph,
                     "other": each.base}  # fmt: skip
            sentence = _("“%(whole)s” are %(one)s in paragraph %(p)s, and %(other)s in paragraph %(q)s.")
            yield Finding("error", "unequal-bases", (known, each), sentence % words)
    for each in statements:
        whole, counts = named.get(each.subject), each.counts()
        if whole and each.is_count and counts and whole.base != counts[0]:
            words = {"whole": whole.base_what, "p": each.paragraph, "one": counts[0], "q": whole.paragraph,
                     "other": whole.base}  # fmt: skip
            sentence = _("“%(whole)s” are %(one)s in paragraph %(p)s, and %(other)s in paragraph %(q)s.")
            yield Finding("error", "unequal-bases", (each, whole), sentence % words)
