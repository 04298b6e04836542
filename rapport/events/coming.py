"""What comes next, and what a partnership has: for pages of other rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from rapport.content.browsing import Shown, show_entry
from rapport.content.codes import has_code
from rapport.events.models import Event
from rapport.events.shelves import SHELF, describe_event

MOST = 10


@dataclass(frozen=True, slots=True)
class OfPartnership:
    """The events of a partnership: those to come, the soonest first; those that are over, the latest first."""

    upcoming: list[Shown]
    past: list[Shown]


def next_events(today: date, limit: int) -> list[Shown]:
    """The next events that take place, as the reader gets them. Two queries, one where there is none."""
    coming = Event.objects.public().filter(last_on__gte=today).exclude(status=Event.Status.CANCELLED)
    return show_events(coming.order_by("starts_on", "pk").prefetch_related("texts")[:limit])


def events_of(public_id: str, *, today: date) -> OfPartnership:
    """Those that name the partnership. Two queries, one where there is none."""
    named = Event.objects.public().filter(has_code("partnerships", public_id))
    shown = show_events(named.order_by("-starts_on", "-pk").prefetch_related("texts")[: 5 * MOST])
    upcoming = [each for each in reversed(shown) if each.entry.last_on >= today]
    return OfPartnership(upcoming[:MOST], [each for each in shown if each.entry.last_on < today][:MOST])


def show_events(events: Iterable[Event]) -> list[Shown]:
    """As the reader gets them, without numbers of sign-ups. No query where their texts are there."""
    reader = get_language() or "en"
    return [show_entry(SHELF, event, reader=reader, details=describe_event(event, reader)) for event in events]
