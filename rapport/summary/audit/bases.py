"""What a statement is a part of: the whole that it names itself, or that the table names elsewhere."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapport.summary.audit.families import same_start
from rapport.summary.audit.statements import Statement

_SEVERAL = 3  # things of which shares are told, before a part of the ids is a part of the table


@dataclass(frozen=True, slots=True)
class Bases:
    """By line. ``guessed``: those that nothing in the table says, but that most of it is of."""

    of: dict[int, int | None]
    guessed: frozenset[int]

    def is_said(self, statement: Statement) -> bool:
        return self.of[statement.line] is not None and statement.line not in self.guessed

    def counts(self, statement: Statement) -> range | None:
        """Which whole counts a statement leaves open."""
        return statement.counts(self.of[statement.line])


def bases_of(statements: Sequence[Statement]) -> Bases:
    start = len(same_start([each.path[:-1] for each in statements if len(each.path) > 1]))
    known = {each.line: _known_base(each, statements, start) for each in statements}
    guessed = _guessed_bases([each for each in statements if known[each.line] is None], statements, start)
    return Bases({**known, **guessed}, frozenset(guessed))


def _known_base(statement: Statement, statements: Sequence[Statement], start: int) -> int | None:
    """Its own, that of its share or of its siblings' shares, that of what it names, or the total of its part."""
    if statement.base is not None:
        return statement.base
    shares = [each for each in statements if each.is_share and each.base]
    same = [each for each in shares if each.key == statement.key]
    near = [each for each in same if each.paragraph == statement.paragraph]
    beside = [
        each for each in shares
        if each.paragraph == statement.paragraph and statement.stem == each.stem != ""
        and each.attribute == statement.attribute
    ]  # fmt: skip
    if found := _agreed(near) or (_agreed(same) if statement.id else None) or _agreed(beside):
        return found
    if statement.whole and (counted := _counted(statement, statements)):
        return counted
    return _total_of(statement, statements, start + 1)


def _agreed(shares: Iterable[Statement]) -> int | None:
    bases = {each.base for each in shares}
    return bases.pop() if len(bases) == 1 else None


def _counted(statement: Statement, statements: Sequence[Statement]) -> int | None:
    """How many there are of what it names as its whole, where the table says that elsewhere."""
    for each in statements:
        counts = each.counts() if each.is_exact_count and each.subject == statement.whole_subject else None
        if counts and each.line != statement.line:
            return counts[0]
    return _agreed(each for each in statements if each.base and each.whole_subject == statement.whole_subject)


def _total_of(statement: Statement, statements: Sequence[Statement], least: int = 0) -> int | None:
    """The number that stands for the whole of its part of the table: ``cluster.total`` of ``cluster.scope.global``.

    ``least``: so many parts of the id it must share, which the total of the whole table does not.
    """
    totals = {each.path[:-1]: each for each in statements if each.is_total and each.is_exact_count}
    for end in range(len(statement.path) - 1, least - 1, -1):
        found = totals.get(statement.path[:end])
        if found and found.id != statement.id and (counts := found.counts()):
            return counts[0]
    return None


def _guessed_bases(left: Sequence[Statement], statements: Sequence[Statement], start: int) -> dict[int, int]:
    """The base of its part of the table, where all shares of it agree; else the total of all.

    Where the table has no total: that of most shares, for what is in one part of the ids with such a share of it.
    """
    named = Counter(each.base for each in statements if each.base)
    usual = max(named, key=lambda base: (named[base], base), default=None)
    found: dict[int, int] = {}
    for each in left:
        root = _root(each, start)
        beside = [other for other in statements if other.is_share and other.base and _root(other, start) == root]
        alike = [other for other in beside if other.subject == each.subject and other.base == usual]
        is_part = root and len({other.subject for other in beside}) >= _SEVERAL
        base = (_agreed(beside) if is_part else None) or (_total_of(each, statements) if each.id else None)
        counts = each.counts(usual)
        if base:
            found[each.line] = base
        elif alike and usual and counts and counts[0] <= usual:
            found[each.line] = usual
    return found


def _root(statement: Statement, start: int) -> tuple[str, ...]:
    return statement.path[start : len(statement.path) - 1][:1]
