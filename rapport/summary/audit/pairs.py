"""Two statements of one thing, or of one whole, that do not agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from rapport.summary.audit.bases import Bases
from rapport.summary.audit.findings import Finding, Level, in_words, name_of
from rapport.summary.audit.statements import Statement

_OFTEN = 3  # as a slip is not made


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Statement
    other: Statement
    agree: bool


def check_pairs(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    pairs = [*_same_thing(statements, bases), *_same_words(statements, bases)]
    for pair in pairs:
        if not pair.agree and not _is_of_a_part(pair, pairs, bases):
            yield _conflict(pair, bases)
    yield from _bases(statements)


def _is_of_a_part(pair: _Pair, pairs: Sequence[_Pair], bases: Bases) -> bool:
    """Whether a whole that was guessed must be another: a paragraph of which next to nothing agrees is of a part."""
    places = {each.paragraph for each in (pair.one, pair.other) if not bases.is_said(each)}
    if not places or (pair.one.id and pair.one.key == pair.other.key):
        return False
    lines: dict[bool, set[int]] = {True: set(), False: set()}
    for each in pairs:
        if each.one.paragraph != each.other.paragraph:
            sides = (side for side in (each.one, each.other) if side.paragraph in places and not bases.is_said(side))
            lines[each.agree].update(side.line for side in sides)
    return len(lines[False]) > 1 and len(lines[True] - lines[False]) < 2 * len(lines[False])


def _same_thing(statements: Sequence[Statement], bases: Bases) -> Iterator[_Pair]:
    """One id, stated twice: as a count and as a share, or in two paragraphs."""
    by_id: dict[object, list[Statement]] = {}
    for each in statements:
        by_id.setdefault(each.key, []).append(each)
    for members in by_id.values():
        for one, other in combinations(members, 2):
            yield _Pair(one, other, not _disagree(one, other, bases))


def _disagree(one: Statement, other: Statement, bases: Bases) -> bool:
    first, second = bases.counts(one), bases.counts(other)
    base, other_base = bases.of[one.line], bases.of[other.line]
    if base and other_base and base != other_base:  # of two wholes: a part of one is not more than the other's
        wide, narrow = (first, second) if base > other_base else (second, first)
        return wide is not None and narrow is not None and bool(wide and narrow) and narrow[0] > wide[-1]
    if _is_one_measure(one, other) and one.amount and other.amount:
        return not one.amount.may_be(other.amount)
    return _are_apart(first, second)


def _are_apart(first: range | None, second: range | None) -> bool:
    """A share that no count gives is told by itself."""
    return (
        first is not None
        and second is not None
        and bool(first and second)
        and (first[-1] < second[0] or second[-1] < first[0])
    )


def _is_one_measure(one: Statement, other: Statement) -> bool:
    """Numbers to be compared as they stand: shares of one whole, means, amounts."""
    if one.is_share or other.is_share:
        return one.unit == other.unit and one.base == other.base and one.whole == other.whole
    return one.unit == other.unit and one.subject == other.subject and not one.is_count


def _conflict(pair: _Pair, bases: Bases) -> Finding:
    one, other = pair.one, pair.other
    words = {
        "one": in_words(one, bases), "other": in_words(other, bases), "p": one.paragraph, "q": other.paragraph,
        "what": name_of(one),
    }  # fmt: skip
    sentence = _("Of “%(what)s” paragraph %(p)s says %(one)s, and paragraph %(q)s says %(other)s: both cannot be true.")
    is_sure = (one.id and one.key == other.key) or (bases.is_said(one) and bases.is_said(other))
    return Finding("error" if is_sure else "warning", "conflict", (one, other), sentence % words)


def _same_words(statements: Sequence[Statement], bases: Bases) -> Iterator[_Pair]:
    """The same words under two ids: of the whole, and of a part of it."""
    by_words: dict[str, list[Statement]] = {}
    for each in statements:
        if each.subject and each.id:
            by_words.setdefault(each.subject, []).append(each)
    for members in by_words.values():
        told: set[tuple[str, str]] = set()
        for one, other in combinations(members, 2):
            wide, narrow = sorted((one, other), key=lambda each: -(bases.of[each.line] or 0))
            pair = (wide.id, narrow.id)
            if one.key == other.key or pair in told or not bases.of[wide.line] or not bases.of[narrow.line]:
                continue
            is_conflict = _is_conflict(wide, narrow, statements, bases)
            if is_conflict:
                told.add(pair)
            yield _Pair(wide, narrow, not is_conflict)


def _is_conflict(wide: Statement, narrow: Statement, statements: Sequence[Statement], bases: Bases) -> bool:
    of_wide, of_narrow = bases.counts(wide), bases.counts(narrow)
    if not of_wide or not of_narrow:
        return False
    is_same = bases.of[wide.line] == bases.of[narrow.line] or _is_made_by(narrow, statements)
    return of_narrow[0] > of_wide[-1] or (is_same and _are_apart(of_wide, of_narrow))


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


def _bases(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A whole is one number wherever it is named, and the one that its own statement gives."""
    by_whole: dict[str, dict[int, list[Statement]]] = {}
    for each in statements:
        if each.base is not None and each.whole:
            by_whole.setdefault(each.whole_subject, {}).setdefault(each.base, []).append(each)
    for named in by_whole.values():
        known, *others = sorted(named.values(), key=len, reverse=True)
        for other in others:
            # Named so again and again, these are two wholes of one name.
            level: Level = "error" if len(other) < _OFTEN else "warning"
            first, second = sorted((known[0], other[0]), key=lambda each: each.line)
            yield _unequal(level, first, first.base, second)
    for each in statements:
        counts = each.counts() if each.is_exact_count else None
        if counts and (named := by_whole.get(each.subject, {})) and counts[0] not in named:
            whole = max(named.values(), key=len)[0]
            yield _unequal("error", each, counts[0], whole)


def _unequal(level: Level, one: Statement, number: int | None, other: Statement) -> Finding:
    words = {"whole": other.base_what, "p": one.paragraph, "one": number, "q": other.paragraph, "other": other.base}
    sentence = _("“%(whole)s” are %(one)s in paragraph %(p)s, and %(other)s in paragraph %(q)s.")
    return Finding(level, "unequal-bases", (one, other), sentence % words)
