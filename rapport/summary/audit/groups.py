"""Statements that belong together: shares of one whole, classes of one scale."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import inf

from django.utils.translation import gettext as _

from rapport.summary.audit.findings import Finding, counts_in_words, name_of
from rapport.summary.audit.statements import Statement, families

_FROM_TO = re.compile(r"(?<![\d.])(\d{1,6}(?:\.\d+)?)\s*(?:to|-|–|and)\s*(\d{1,6}(?:\.\d+)?)(?!\d)")
_OPEN = (  # words, and the limits of a class of which they name one; half a step keeps “under 5” from “5 to 10”
    (re.compile(r"\b(?:up to|at most|no more than)\s+(\d[\d.]*)", re.IGNORECASE), lambda edge: (0.0, edge)),
    (re.compile(r"\b(?:under|below|less than|fewer than)\s+(\d[\d.]*)", re.IGNORECASE), lambda edge: (0.0, edge - 0.5)),
    (
        re.compile(r"(\d[\d.]*)\s*(?:\+|and (?:more|over|above)|or (?:more|over))", re.IGNORECASE),
        lambda edge: (edge, inf),
    ),
    (re.compile(r"\bat least\s+(\d[\d.]*)", re.IGNORECASE), lambda edge: (edge, inf)),
    (re.compile(r"\b(?:over|above|more than)\s+(\d[\d.]*)", re.IGNORECASE), lambda edge: (edge + 0.5, inf)),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Of each thing there is one: what is told apart adds up to the whole.
_ONE_EACH = re.compile(
    r"\b(?:shares? of|scope|status|state|level|duration|time frame|started|start|year|number of|size|region of|funding"
    r"|type of (?:scope|entity)|stage|mentions?|listings?|source of funding|resource)\b",
    re.IGNORECASE,
)
# One thing may have several: what is told apart adds up to nothing in particular.
_SEVERAL = re.compile(
    r"\b(?:have|has|having|with|involve\w*|address\w*|work\w*|cover\w*|any|primary|secondary|mechanisms?|goals?|themes?)\b",
    re.IGNORECASE,
)
_LEAST = 4  # of which a sum of 100 is no chance


def check_groups(statements: Sequence[Statement]) -> Iterator[Finding]:
    for members in families(statements):
        yield from _overlapping(members)
        if members[0].is_share:
            yield from _check_sum(members)
        elif all(each.is_count for each in members):
            yield from _check_counts(members, statements)


def _class_of(statement: Statement) -> tuple[float, float] | None:
    """From where to where: “1 to 5 years”, “up to 10”, “31 and more”. Years of the calendar are no classes."""
    value = statement.value.replace("_", " ")
    if _YEAR.search(value):
        return None
    if found := _FROM_TO.search(value) or _FROM_TO.search(statement.what):
        low, high = float(found[1]), float(found[2])
        return (low, high) if low < high else None
    matches = ((words.search(value), limits) for words, limits in _OPEN)
    return next((limits(float(found[1].rstrip("."))) for found, limits in matches if found), None)


def _overlapping(members: list[Statement]) -> Iterator[Finding]:
    found = [(limits, each) for each in members if (limits := _class_of(each))]
    classes = pairwise(sorted(found, key=lambda pair: (pair[0], pair[1].line)))
    both = [(one, other) for (left, one), (right, other) in classes if right[0] <= left[1]]
    if both:
        touched = tuple(dict.fromkeys(each for pair in both for each in pair))
        words = {"classes": ", ".join(f"“{each.value.replace('_', ' ')}”" for each in touched)}
        sentence = _("The classes %(classes)s overlap: what lies on an edge is in two of them, or nobody knows where.")
        yield Finding("error", "overlapping-classes", touched, sentence % words)


def _is_of_one_whole(members: Sequence[Statement]) -> bool | None:
    """Whether each thing counted is in one of them alone; ``None`` where the words do not say it."""
    first = members[0]
    if sum(bool(_class_of(each) or _YEAR.search(each.value)) for each in members) >= len(members) - 1:
        return True
    if re.search(r"\b(?:mention|listing)", first.whole):
        return True
    kind = first.attribute or first.subject
    if _SEVERAL.search(kind):
        return False
    return True if _ONE_EACH.search(kind) else None


def _check_sum(members: list[Statement]) -> Iterator[Finding]:
    total = sum((each.amount.number for each in members if each.amount), start=Fraction(0))
    decimals = max(each.amount.decimals for each in members if each.amount)
    slack = Fraction(len(members), 2 * 10**decimals)  # each may be half a unit off
    off, of_one = abs(total - 100), _is_of_one_whole(members)
    words = {"what": _kind_of(members), "sum": _in_words(total), "n": len(members)}
    if of_one is False:
        if len(members) >= _LEAST and off < slack:
            sentence = _(
                "The %(n)s shares of “%(what)s” add up to %(sum)s, though one may be in several of them: they read as"
                " shares of something else."
            )
            yield Finding("warning", "shares-of-something-else", tuple(members), sentence % words)
    elif of_one and not _can_fill(members, total):
        yield Finding("error", "unequal-sum", tuple(members), _why_not_filled(members, words))
    elif off == 0:
        return
    elif off < slack:
        sentence = _("The %(n)s shares of “%(what)s” add up to %(sum)s, by rounding.")
        yield Finding("note", "rounded-sum", tuple(members), sentence % words)
    elif of_one is None and len(members) > 2 and off < 5:
        sentence = _("The %(n)s shares of “%(what)s” add up to %(sum)s: rounding does not explain that.")
        yield Finding("warning", "unequal-sum", tuple(members), sentence % words)


def _counts_together(members: Sequence[Statement]) -> range | None:
    """What the counts of all shares can give together; nothing where one has none, which is told by itself."""
    counts = [each.counts() for each in members]
    if not all(counts):
        return None
    return range(sum(each[0] for each in counts if each), sum(each[-1] for each in counts if each) + 1)


def _can_fill(members: Sequence[Statement], total: Fraction) -> bool:
    """Whether whole counts of the base can have been rounded to these shares and give the base together.

    Shares that lack a tenth of the whole or more are a part of a list, of which nothing follows but that it is no more.
    """
    base, together, slack = members[0].base, _counts_together(members), Fraction(len(members), 2)
    if base is None or together is None:
        return total - 100 < slack and (total <= 90 or 100 - total < slack)
    return together[0] <= base and (total <= 90 or base <= together[-1])


def _why_not_filled(members: Sequence[Statement], words: dict[str, object]) -> str:
    base, together = members[0].base, _counts_together(members)
    if base is None or together is None:
        return _("The %(n)s shares of “%(what)s” add up to %(sum)s: rounding does not explain that.") % words
    given = {**words, "counts": counts_in_words(together), "base": base}
    return (
        _("The whole counts behind the %(n)s shares of “%(what)s” are %(counts)s together, and the whole is %(base)s.")
        % given
    )


def _check_counts(members: list[Statement], statements: Sequence[Statement]) -> Iterator[Finding]:
    """Counts of a whole whose shares add up to all of it: they must give the whole."""
    shares = {each.id: each for each in statements if each.is_share and each.base}
    beside = [shares[each.id] for each in members if each.id in shares]
    base = next((each.base for each in beside), None) or total_of(members[0], statements)
    if base is None or not (_is_of_one_whole(members) or (len(beside) == len(members) and _fill(beside))):
        return
    total = sum(int(each.amount.number) for each in members if each.amount)
    if total > base or (base * 9 < total * 10 and total < base):
        words = {"what": _kind_of(members), "sum": total, "base": base}
        sentence = _("The counts of “%(what)s” add up to %(sum)s, and the whole is %(base)s.")
        yield Finding("error", "unequal-counts", tuple(members), sentence % words)


def _fill(shares: Sequence[Statement]) -> bool:
    total = sum((each.amount.number for each in shares if each.amount), start=Fraction(0))
    return abs(total - 100) < Fraction(len(shares), 2)


def total_of(statement: Statement, statements: Sequence[Statement]) -> int | None:
    """The number that stands for the whole of its part of the table: ``cluster.total`` of ``cluster.scope.global``."""
    totals = {each.id: each for each in statements if each.is_total}
    stem = statement.stem
    while stem:
        if (found := totals.get(f"{stem}.total")) and found.id != statement.id and (counts := found.counts()):
            return counts[0]
        stem = stem.rpartition(".")[0]
    found = totals.get("total")
    return counts[0] if found and found.id != statement.id and (counts := found.counts()) else None


def _kind_of(members: Sequence[Statement]) -> str:
    first = members[0]
    return first.what.partition(":")[0].strip() if first.attribute else ", ".join(name_of(each) for each in members[:3])


def _in_words(number: Fraction) -> str:
    return str(int(number)) if number.denominator == 1 else f"{float(number):g}"
