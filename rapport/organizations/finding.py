"""Find organizations that somebody may mean by a name, for a person to choose from."""

from django.db.models import Case, Q, Value, When
from rapidfuzz import fuzz

from rapport.lib.folding import fold
from rapport.organizations.models import LONGEST_NAME, Organization

_LOOKED_AT = 200
_ALIKE = 70.0  # of 100


def find_named(name: str) -> Organization | None:
    """The one organization of exactly this name, letters and marks apart; nothing where there are two.

    Another name of an organization, such as its acronym, is none: many have the same.
    """
    found = list(Organization.objects.filter(folded_name=fold(name)[:LONGEST_NAME])[:2])
    return found[0] if len(found) == 1 else None


def find_alike(name: str, *, limit: int = 6) -> list[Organization]:
    """Organizations whose name, or another name of theirs, begins so, holds the words, or nearly does: the nearest
    first. At most one query."""
    folded = fold(name)[:LONGEST_NAME].strip()
    if len(folded) < 2:
        return []
    begins = Q(folded_name__startswith=folded) | Q(folded_aliases__contains=f"\n{folded}")
    every, any_of = Q(), Q()
    for word in sorted((word for word in folded.split() if len(word) > 2), key=len, reverse=True)[:3]:
        every &= Q(folded_name__contains=word)
        any_of |= Q(folded_name__contains=word)
    # Of a common word there are more than are looked at: those that have every word must be among them.
    order = Case(When(begins | every if every else begins, then=Value(0)), default=Value(1))
    found = Organization.objects.filter(begins | any_of).order_by(order, "public_id")[:_LOOKED_AT]
    ranked = sorted(((_nearness(folded, each), each) for each in found), key=lambda pair: -pair[0])
    return [each for nearness, each in ranked if nearness >= _ALIKE][:limit]


def _nearness(typed: str, organization: Organization) -> float:
    name = organization.folded_name
    if f"\n{typed}\n" in organization.folded_aliases:
        return 101.0
    if name.startswith(typed) or f"\n{typed}" in organization.folded_aliases:
        return 100.0
    return max(fuzz.token_set_ratio(typed, name), fuzz.partial_ratio(typed, name) * 0.9)
