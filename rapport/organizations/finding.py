"""Find organizations that somebody may mean by a name, for a person to choose from."""

from django.db.models import Q
from rapidfuzz import fuzz

from rapport.lib.folding import fold
from rapport.organizations.models import LONGEST_NAME, Organization

_LOOKED_AT = 200
_ALIKE = 70.0  # of 100


def find_named(name: str) -> Organization | None:
    """The one organization of exactly this name, letters and marks apart; nothing where there are two."""
    found = list(Organization.objects.filter(folded_name=fold(name)[:LONGEST_NAME])[:2])
    return found[0] if len(found) == 1 else None


def find_alike(name: str, *, limit: int = 6) -> list[Organization]:
    """Organizations whose name begins so, or holds its words, or nearly does: the nearest first. At most one query."""
    folded = fold(name)[:LONGEST_NAME].strip()
    if len(folded) < 2:
        return []
    words = sorted((word for word in folded.split() if len(word) > 2), key=len, reverse=True)[:3]
    alike = Q(folded_name__startswith=folded)
    for word in words:
        alike |= Q(folded_name__contains=word)
    found = Organization.objects.filter(alike).order_by("public_id")[:_LOOKED_AT]
    ranked = sorted(((_nearness(folded, each.folded_name), each) for each in found), key=lambda pair: -pair[0])
    return [each for nearness, each in ranked if nearness >= _ALIKE][:limit]


def _nearness(typed: str, name: str) -> float:
    if name.startswith(typed):
        return 100.0
    return max(fuzz.token_set_ratio(typed, name), fuzz.partial_ratio(typed, name) * 0.9)
