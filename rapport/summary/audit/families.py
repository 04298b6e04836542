"""Families: statements that tell one thing apart, by their ids or, where these say nothing, by their words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapport.summary.audit.classes import YEAR, Class, read_class, read_one, without_years
from rapport.summary.audit.statements import Statement

_ID_CLASS = re.compile(r"\d_to_\d|^(?:under|over|up_to|at_least|more_than|less_than)_\d|\d_and_(?:more|over)")


@dataclass(frozen=True, slots=True)
class Family:
    """``kind``: the words that its members share. ``is_by_id``: the table itself says that they belong together."""

    members: tuple[Statement, ...]
    kind: str
    is_by_id: bool


def families(statements: Sequence[Statement]) -> list[Family]:
    """Of one paragraph, unit and whole; two or more."""
    usable = [each for each in statements if each.amount and each.amount.is_exact and not each.is_total]
    found: list[Family] = []
    for key in (_by_id, _by_attribute):
        taken = {each.line for family in found for each in family.members}
        named = _grouped((key(each), each) for each in usable if each.line not in taken and key(each))
        found += _families(named, is_by_id=True)
    taken = {each.line for family in found for each in family.members}
    for left in _grouped((_place(each), each) for each in usable if each.line not in taken):
        found += _families(_by_words(left), is_by_id=False)
    return found


def _families(groups: Iterable[Sequence[Statement]], *, is_by_id: bool) -> list[Family]:
    apart = (part for members in groups for part in _apart(members))
    return [Family(tuple(each), _kind_of(each), is_by_id) for each in apart if len(each) > 1]


def _apart(members: Sequence[Statement]) -> Iterator[list[Statement]]:
    """What tells the same things apart again does so of another whole."""
    part: list[Statement] = []
    for each in members:
        if any(each.subject == other.subject for other in part):
            yield part
            part = []
        part.append(each)
    yield part


def _by_id(statement: Statement) -> tuple[object, ...]:
    return (*_place(statement), statement.stem, statement.attribute) if statement.stem else ()


def _by_attribute(statement: Statement) -> tuple[object, ...]:
    return (*_place(statement), statement.attribute) if statement.attribute else ()


def class_of(statement: Statement) -> Class | None:
    """From where to where: “1 to 5 years”. An id is looked at where it spells a class out, never at its numbers."""
    told = statement.value if statement.attribute or _ID_CLASS.search(statement.value) else ""
    if told and YEAR.search(told):
        return None
    return (read_class(told) if told else None) or read_class(statement.what)


def class_or_one(statement: Statement) -> Class | None:
    return class_of(statement) or (read_one(statement.value) if statement.attribute else None)


def _place(statement: Statement) -> tuple[object, ...]:
    return statement.paragraph, statement.unit, statement.base, statement.whole


def _grouped(keyed: Iterable[tuple[object, Statement]]) -> list[list[Statement]]:
    found: dict[object, list[Statement]] = {}
    for key, each in keyed:
        found.setdefault(key, []).append(each)
    return list(found.values())


def _by_words(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Classes of one scale, years, and what follows one another with the same words before or after what differs."""
    scales = _grouped((_scale(each), each) for each in statements)
    left: list[Statement] = []
    for members in scales:
        if _scale(members[0]) is not None and len(members) > 1:
            yield members
        else:
            left += members
    yield from _runs(sorted(left, key=lambda each: each.line))


def _scale(statement: Statement) -> tuple[str, str] | None:
    if found := class_of(statement):
        return "class", found.rest
    return ("year", without_years(statement.what)) if YEAR.search(statement.what) else None


def _runs(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """“Members that are companies”, “members that are universities”; the others last."""
    alone: list[Statement] = []
    run: list[Statement] = []
    shared: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    for each in statements:
        common = _common([*run[-1:], each])
        if run and any(common) and (len(run) == 1 or common == shared):
            shared = common
            run.append(each)
            continue
        if len(run) > 1:
            yield run
        else:
            alone += run
        run = [each]
    if len(run) > 1:
        yield run
    else:
        alone += run
    yield alone


def _common(statements: Sequence[Statement]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that all begin with, and those that all end with."""
    words = [each.what.casefold().split() for each in statements]
    if len(words) < 2:
        return (), ()
    return same_start(words), same_start([each[::-1] for each in words])[::-1]


def same_start(words: Sequence[Sequence[str]]) -> tuple[str, ...]:
    alike = takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False))
    return tuple(column[0] for column in alike)


def _kind_of(members: Sequence[Statement]) -> str:
    if members[0].attribute:
        return members[0].attribute
    before, after = _common(members)
    paths = [each.path for each in members]
    return " ".join([*same_start(paths), *same_start([path[::-1] for path in paths])[::-1], *before, *after])
