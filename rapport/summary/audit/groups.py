"""Statements that belong together: shares of one whole, classes of one scale."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from rapport.look.formats import set_commas
from rapport.summary.audit.bases import Bases
from rapport.summary.audit.classes import YEAR, Class, read_years
from rapport.summary.audit.families import Family, class_of, class_or_one, families
from rapport.summary.audit.findings import Finding, Level, counts_in_words, name_of
from rapport.summary.audit.statements import Statement

# Of each thing there is one: what is told apart adds up to the whole.
_ONE_EACH = re.compile(
    r"\b(?:scope|status|state|duration|time frame|started|start|launched|founded|number of|size|gender|sex|age[ds]?"
    r"|current funding|type of (?:scope|entity)|legal form|stage|rating|rated"
    r"|level of (?:satisfaction|completion|progress)"
    r"|main(?:ly)?(?! \w+s\b)|sole|single|only one|one only|exclusive\w*|mutually|mentions?|listings?)\b",
    re.IGNORECASE,
)
# One thing may have several: what is told apart adds up to nothing in particular.
_SEVERAL = re.compile(
    r"\b(?:have|has|having|with|involve\w*|address\w*|work\w*|cover\w*|any|primary|secondary|mechanisms?|goals?|themes?"
    r"|targets?|topics?|offer\w*|use[ds]?|several|multiple|more than one"
    r"|(?<!lead )(?<!number of )partners?|(?<!main )sources? of (?:funding|finance|income))\b",
    re.IGNORECASE,
)
# What may be done again in another year.
_AGAIN = re.compile(
    r"\b(?:took part|participat\w*|attend\w*|active|report\w*|updat\w*|publish\w*|spent|fund\w*|fairs?|growth|met)\b",
    re.IGNORECASE,
)
# The words do not say whether it may be in two.
_EITHER_WAY = re.compile(r"\b(?:regions?|countr(?:y|ies)|sectors?|areas?|languages?)\b", re.IGNORECASE)
_REMAINING = r"\b(?:remain\w*|rest)\b[^.;\d]{0,60}?\b"
_LEAST = 4  # of which a sum of 100 is no chance
_LITTLE = 5  # points of a hundred that a sum may be off, and no more than a mistake explains


def check_groups(statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    for family in families(statements):
        yield from _overlapping(family)
        if family.members[0].is_share:
            yield from _check_sum(family)
        elif all(each.is_count for each in family.members):
            yield from _check_counts(family, statements, bases)


def _overlapping(family: Family) -> Iterator[Finding]:
    both = [
        (one, other)
        for scale in (_classes(family), _years(family))
        for (left, one), (right, other) in pairwise(scale)
        if left.overlaps(right)
    ]
    if both:
        touched = tuple(dict.fromkeys(each for pair in both for each in pair))
        words = {"classes": set_commas(f"“{_short(each)}”" for each in touched)}
        sentence = _("The classes %(classes)s overlap: what lies on an edge is in two of them, or nobody knows where.")
        yield Finding("error", "overlapping-classes", touched, sentence % words)


def _classes(family: Family) -> list[tuple[Class, Statement]]:
    """Of one scale: “2 to 10 partners” and “5 to 10 years” have nothing to do with each other."""
    found = [(limits, each) for each in family.members if (limits := class_or_one(each))]
    if not family.is_by_id and len({limits.rest for limits, _each in found}) > 1:
        return []
    return sorted(found, key=lambda pair: (pair[0].low, pair[0].high, pair[1].line))


def _years(family: Family) -> list[tuple[Class, Statement]]:
    """“2000 to 2005” and “2005 to 2010” of one whole; counts may be of periods that anybody chose."""
    found = [(years, each) for each in family.members if each.is_share and (years := read_years(each.what))]
    if len({years.rest for years, _each in found}) > 1:
        return []
    scale = sorted(found, key=lambda pair: (pair[0].low, pair[0].high))
    return scale if all(left.high <= right.low for (left, _one), (right, _other) in pairwise(scale)) else []


def _short(statement: Statement) -> str:
    return statement.value.replace("_", " ") if statement.attribute or not statement.what else statement.what


def _is_of_one_whole(family: Family) -> bool | None:
    """Whether each thing counted is in one of them alone; ``None`` where the words do not say it."""
    members = family.members
    classes = sum(bool(class_of(each)) for each in members)
    if classes > 1 and classes >= len(members) - 1:
        return True
    told = [bool(YEAR.search(each.value if family.is_by_id else each.what)) for each in members]
    if sum(told) + classes >= len(members) - 1 and any(told):
        return not _AGAIN.search(f"{family.kind} {members[0].what}")
    if re.search(r"\b(?:mention|listing)", members[0].whole) or any(_is_what_remains(each) for each in members):
        return True
    if _SEVERAL.search(family.kind):
        return False
    if _EITHER_WAY.search(family.kind):
        return None
    return True if _ONE_EACH.search(family.kind) else None


def _is_what_remains(statement: Statement) -> bool:
    """“And the remaining 16 per cent”: so the others are apart from it."""
    number = re.escape(statement.published)
    return bool(re.search(rf"{_REMAINING}\(?{number}(?![\d.,]*\d)", statement.wording, re.IGNORECASE))


def _check_sum(family: Family) -> Iterator[Finding]:
    members = family.members
    total = sum((each.amount.number for each in members if each.amount), start=Fraction(0))
    decimals = max(each.amount.decimals for each in members if each.amount)
    slack = Fraction(len(members), 2 * 10**decimals)  # each may be half a unit off
    off, of_one = abs(total - 100), _is_of_one_whole(family)
    words = {"what": _kind_of(members), "sum": _in_words(total), "n": len(members)}
    if of_one is False:
        if len(members) >= _LEAST and off < slack:
            sentence = _(
                "The %(n)s shares of “%(what)s” add up to %(sum)s, though one may be in several of them: they read as"
                " shares of something else."
            )
            yield Finding("warning", "shares-of-something-else", members, sentence % words)
    elif of_one and not _can_fill(members, total):
        if family.is_by_id or total > 100 or (off < _LITTLE and len(members) > 2):
            is_list = family.is_by_id and len(members) > 2  # of two that lack a little, a third was left out
            level: Level = "error" if is_list or total > 100 else "warning"
            yield Finding(level, "unequal-sum", members, _why_not_filled(members, words))
    elif off and off < slack:
        sentence = _("The %(n)s shares of “%(what)s” add up to %(sum)s, by rounding.")
        yield Finding("note", "rounded-sum", members, sentence % words)
    elif of_one is None and len(members) > 2 and slack <= off < _LITTLE:
        sentence = _("The %(n)s shares of “%(what)s” add up to %(sum)s: rounding does not explain that.")
        yield Finding("warning", "unequal-sum", members, sentence % words)


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
    base, together = members[0].base, _counts_together(members)
    slack = Fraction(len(members), 2 * 10 ** max(each.amount.decimals for each in members if each.amount))
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


def _check_counts(family: Family, statements: Sequence[Statement], bases: Bases) -> Iterator[Finding]:
    """Counts of a whole: where each thing is in one of them, or their shares add up to all of it, they must give it."""
    members = family.members
    shares = {each.id: each for each in statements if each.id and each.is_share and each.base}
    beside = [shares[each.id] for each in members if each.id in shares]
    named = [members[0].base, *(each.base for each in beside), bases.of[members[0].line]]
    base = next((each for each in named if each), None)
    total = sum(int(each.amount.number) for each in members if each.amount)
    if base is None or total == base:
        return
    is_one, is_said = _is_of_one_whole(family), bases.is_said(members[0])
    is_all = is_one or (is_one is None and len(beside) == len(members) and _fill(beside))
    lacks = base * 9 < total * 10 and total < base and family.is_by_id and (len(members) > 2 or not is_one)
    is_near = base < total and total * 100 < base * (100 + _LITTLE) and is_one is not False
    is_whole = is_said or (members[0].id and total < 2 * base)  # one that is guessed may be of something else
    if (is_all and is_whole and (lacks or total > base)) or is_near:
        words = {"what": _kind_of(members), "sum": total, "base": base}
        sentence = _("The counts of “%(what)s” add up to %(sum)s, and the whole is %(base)s.")
        yield Finding("error" if is_all and is_said else "warning", "unequal-counts", members, sentence % words)


def _fill(shares: Sequence[Statement]) -> bool:
    total = sum((each.amount.number for each in shares if each.amount), start=Fraction(0))
    return abs(total - 100) < Fraction(len(shares), 2)


def _kind_of(members: Sequence[Statement]) -> str:
    first = members[0]
    return first.halves[0].strip() if first.attribute else set_commas(name_of(each) for each in members[:3])


def _in_words(number: Fraction) -> str:
    return str(int(number)) if number.denominator == 1 else f"{float(number):g}"
