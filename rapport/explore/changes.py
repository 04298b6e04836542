"""What happened last in the registry, one line a partnership: for pages that show that it is alive."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rapport.explore.hits import Hit, show_card
from rapport.registry.cards import find_cards
from rapport.registry.models import JournalEntry

_LOOKED_AT = 200  # entries: the newest of them are of fewer partnerships
_TOLD = [kind for kind in JournalEntry.Kind if kind != JournalEntry.Kind.ORGANIZATION_CHANGED]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a partnership, and when."""

    what: str
    day: date
    hit: Hit


def changed_last(count: int, *, today: date) -> list[Change]:
    """The partnerships to which something happened last, each with the last of it. Two queries."""
    entries = JournalEntry.objects.filter(kind__in=_TOLD, happened_on__lte=today).order_by("-happened_on", "-number")
    newest: dict[int, tuple[str, date]] = {}
    for number, kind, day in entries.values_list("partnership_id", "kind", "happened_on")[:_LOOKED_AT]:
        newest.setdefault(number, (kind, day))
    cards = find_cards(list(newest)[: 2 * count])  # some may have left the registry
    return [
        Change(_what(kind), day, show_card(cards[number], today=today))
        for number, (kind, day) in newest.items()
        if number in cards
    ][:count]


def _what(kind: str) -> str:
    return {
        JournalEntry.Kind.REGISTERED: _("registered"),
        JournalEntry.Kind.CHANGED: _("changed"),
        JournalEntry.Kind.CORRECTED: _("corrected"),
        JournalEntry.Kind.CONFIRMED: _("confirmed: still true"),
        JournalEntry.Kind.REPORTED: _("reported on its progress"),
    }[JournalEntry.Kind(kind)]
