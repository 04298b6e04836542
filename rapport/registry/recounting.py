"""An organization has another name, type or country.

The records that list it show and count it otherwise from now on, and the journal says so.
"""

from collections.abc import Collection
from datetime import date, datetime

from rapport.registry import projection
from rapport.registry.journal import append_entries, hold_head
from rapport.registry.models import JournalEntry, Listing


def note_changed_organizations(public_ids: Collection[str], *, today: date, now: datetime) -> set[int]:
    """One entry for each record that lists one of them. Returns the record numbers."""
    listings = Listing.objects.filter(organization__public_id__in=public_ids)
    numbers = set(listings.values_list("partnership", flat=True))
    if not numbers:
        return numbers
    with hold_head() as head:
        kind = JournalEntry.Kind.ORGANIZATION_CHANGED
        append_entries(head, ((number, kind, today, now, "", "", None) for number in sorted(numbers)))
        projection.follow(numbers, today=today, head=head)
    return numbers
