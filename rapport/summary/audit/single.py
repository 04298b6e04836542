"""Statements looked at one by one: against the base that they name, or lack."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from rapport.look.formats import set_commas
from rapport.summary.audit.findings import Finding, name_of, published
from rapport.summary.audit.statements import Statement

# Growth may be any number. “Climate change” is none.
_GROW = r"(?:growth|grew|grown|increased?|rise|rose|decreased?|declined?|fell|fall|drop|dropped|reduction|change)"
_GROWS = re.compile(rf"^(?:[a-z-]+ ){{0,2}}{_GROW}\b(?! \w*:)|\b{_GROW} (?:from|since|over|between)\b", re.IGNORECASE)


def check_each(statements: Sequence[Statement]) -> Iterator[Finding]:
    for each in statements:
        if each.amount is None:
            words = {"published": each.published, "what": name_of(each)}
            yield Finding("warning", "unread", (each,), _("“%(published)s” is no number: %(what)s.") % words)
        elif (each.is_share or each.is_count) and _is_below_none(each):
            words = {"published": published(each), "what": name_of(each)}
            yield Finding("error", "below-none", (each,), _("%(published)s is less than none (%(what)s).") % words)
        elif each.is_share:
            yield from _check_share(each)
    yield from _missing_bases(statements)


def _check_share(share: Statement) -> Iterator[Finding]:
    assert share.amount is not None  # noqa: S101 whoever calls has looked
    words = {"share": published(share), "what": name_of(share)}
    if _GROWS.search(share.what):
        return  # it may be any number, and may be of an amount
    if share.amount.low is not None and share.amount.low > 100:
        yield Finding("error", "above-whole", (share,), _("%(share)s: a share above its whole (%(what)s).") % words)
        return
    counts = share.counts()
    if share.amount.is_exact and counts is not None and not counts:
        yield Finding("error", "unattainable", (share,), _unattainable(share))


def _is_below_none(statement: Statement) -> bool:
    return statement.amount is not None and statement.amount.number < 0 and not _GROWS.search(statement.what)


def _unattainable(share: Statement) -> str:
    assert share.amount is not None  # noqa: S101
    assert share.base is not None  # noqa: S101
    below = min(int(share.amount.number * share.base / 100), share.base - 1)
    near = (below, below + 1)
    shares = [_rounded(count, share.base, share.amount.decimals) for count in near]
    return _("No whole count gives %(share)s (%(what)s): %(a)s is %(a_share)s per cent, and %(b)s is %(b_share)s.") % {
        "share": published(share), "what": name_of(share), "a": near[0], "a_share": shares[0], "b": near[1],
        "b_share": shares[1],
    }  # fmt: skip


def _rounded(count: int, base: int, decimals: int) -> str:
    scale = 10**decimals
    number = (2 * 100 * scale * count + base) // (2 * base)  # half up
    whole, rest = divmod(number, scale)
    return f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)


def _missing_bases(statements: Sequence[Statement]) -> Iterator[Finding]:
    """One finding for all of a kind: a list of shares has one base."""
    without: dict[tuple[str, str, str], list[Statement]] = {}
    for each in statements:
        if each.is_share and each.base is None and not each.base_said:
            without.setdefault((each.paragraph, each.stem, each.whole), []).append(each)
    for members in without.values():
        words = {"what": set_commas(name_of(each) for each in members[:3]), "whole": members[0].base_what}
        sentence = (
            _("How many “%(whole)s” there are is not said: %(what)s.") if words["whole"]
            else _("It is not said what it is a share of: %(what)s.")
        )  # fmt: skip
        yield Finding("warning", "missing-base", tuple(members), sentence % words)
