"""The shelf of events: how it is narrowed down and ordered, and what its pages say beside the texts."""

from datetime import date
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from rapport.accounts.access import holds
from rapport.accounts.models import Role
from rapport.content import cards
from rapport.content.codes import read_codes
from rapport.content.publishing import all_said
from rapport.content.rich_text import plain_words
from rapport.content.shelves import (
    Facet,
    Shelf,
    by_choice,
    by_partnership,
    by_theme,
    by_year,
    label_among,
    label_by,
    put_up,
)
from rapport.events.forms import SignUpForm
from rapport.events.models import Event
from rapport.events.places import name_country, name_place, write_place
from rapport.events.signing_up import count_places, why_closed
from rapport.events.times import describe_when, in_utc, offsets_of
from rapport.events.zones import zone_label
from rapport.explore.wording import Text
from rapport.lib import clock
from rapport.look import navigation
from rapport.vocabularies.schemes import scheme

_AT = "https://schema.org/"


class Time(models.TextChoices):
    UPCOMING = "upcoming", _("To come")
    PAST = "past", _("Over")


def _time_of(last_on: date) -> list[str]:
    return [Time.PAST if last_on < clock.today() else Time.UPCOMING]


def _soonest_first() -> tuple[Any, ...]:
    """What is to come, the soonest first; then what is over, the latest first."""
    to_come = Q(last_on__gte=clock.today())
    return (
        Case(When(to_come, then=0), default=1, output_field=models.IntegerField()),
        Case(When(to_come, then="starts_on"), output_field=models.DateField()).asc(nulls_last=True),
        "-starts_on",
        F("starts_at").asc(nulls_first=True),
        "pk",
    )


def describe_events(entries: list[Event], reader: str) -> dict[int, dict[str, Any]]:
    """What lists and pages say of each. One query where any takes sign-ups, else none."""
    places = count_places([event for event in entries if event.takes_sign_ups])
    return {event.pk: describe_event(event, reader, places.get(event.pk)) for event in entries}


def describe_event(event: Event, reader: str, places: dict[str, Any] | None = None) -> dict[str, Any]:
    """``places``: how many come, where it takes sign-ups and the page says so. No query."""
    when, text = event.when, event.text_for(reader)
    where = [Text(text.place, text.language), Text(name_country(event.country, reader), reader)]
    status, offsets = event.get_status_display(), offsets_of(when)
    return {
        "when": f"{describe_when(when)} ({offsets})" if offsets else describe_when(when),
        "offsets": offsets,
        "zone": zone_label(event.time_zone) if offsets else "",
        "utc": describe_when(in_utc(when)) if when.begins and event.time_zone != "UTC" else "",
        "where": [part for part in where if part],
        "regions": [scheme("regions").label_of(code) for code in read_codes(event.regions)],
        "status": status,
        "facts": ([] if event.status == Event.Status.CONFIRMED else [format_html("<b>{}</b>", status)])
        + [event.get_kind_of_display()],
        "places": places,
        "closed": why_closed(event, today=clock.today()),
        "form": SignUpForm,
    }


def write_for_feeds(event: Event, text: Any) -> tuple[str, str]:
    """A reader of feeds sees no page: that it is cancelled, when and where it is stand before the words."""
    details = describe_event(event, text.language)
    status = [] if event.status == Event.Status.CONFIRMED else [details["status"]]
    told = [details["when"], details["zone"], *(part.text for part in details["where"]), event.online, text.summary]
    return " · ".join([*status, text.title]), " · ".join([*status, *filter(None, told)])


def write_json_ld(event: Event, text: Any, _details: dict[str, Any]) -> dict[str, Any]:
    """As schema.org has it, all of it in the language of the text: moments with their offset, whole days as days."""
    when = event.when
    ends = when.ends or (when.last_on if when.begins is None else None)
    where = name_place(text.place, event.country, text.language)
    address = write_place(text.place, event.country, text.language)
    at_place = [{"@type": "Place", "name": where[0], "address": address}] if where else []
    locations = [*at_place, *([{"@type": "VirtualLocation", "url": event.online}] if event.online else [])]
    attended = "Mixed" if len(locations) == 2 else "Online" if event.online else "Offline"
    data = {
        "@type": "Event",
        "name": text.title,
        "description": text.summary or plain_words(text.body),
        "startDate": (when.begins or when.starts_on).isoformat(),
        "eventStatus": f"{_AT}EventCancelled" if event.is_cancelled else f"{_AT}EventScheduled",
        "eventAttendanceMode": f"{_AT}{attended}EventAttendanceMode",
        "identifier": event.uid,
    }
    return data | ({"endDate": ends.isoformat()} if ends else {}) | ({"location": locations} if locations else {})


SHELF = Shelf(
    "event",
    Event,
    _("Events"),
    _("Sessions, workshops, meetings and fairs: what is to come, and what came of those that are over."),
    "/events/",
    (
        Facet("when", _("When"), "last_on", _time_of, label_among(Time)),
        by_choice("kind", _("Kind"), "kind_of", Event.Kind),
        by_theme(_("Theme")),
        Facet("region", _("Region"), "regions", read_codes, label_by("regions")),
        by_year(_("Year"), "starts_on"),
        by_partnership(_("Partnership")),
    ),
    _soonest_first,
    template="events/event.html",
    details=describe_events,
    json_ld=write_json_ld,
    ways=(("calendar.ics", "iCalendar"),),
    when_of=lambda event: describe_when(event.when),
    in_feeds=write_for_feeds,
)


def put_up_shelf() -> None:
    """Public pages, cards, and a place in the back office."""
    put_up(SHELF)
    cards.of_kind(SHELF.kind, SHELF.label, partial(all_said, SHELF.kind), rank=20)
    navigation.add_entry("content:event", SHELF.label, group="reading", rank=77, is_main=True)
    writers, editors = holds(Role.EDITOR, Role.OFFICER), holds(Role.EDITOR)
    navigation.add_desk_entry(
        "wagtailsnippets_events_event:list", _("Events"), group="content", rank=20, is_for=writers
    )
    navigation.add_desk_entry("events:desk", _("Proposals and sign-ups"), group="content", rank=21, is_for=editors)
