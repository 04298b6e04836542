"""Notices as iCalendar (RFC 5545, RFC 7986), in the language of the reader."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from icalendar import Calendar, vText, vUri
from icalendar import Event as CalendarEvent

from rapport.content.browsing import fits
from rapport.content.cards import find_keys
from rapport.content.codes import read_codes
from rapport.content.shelves import Shelf, mark_fiction
from rapport.events.announcing import Told
from rapport.events.models import Notice
from rapport.events.places import write_place
from rapport.events.times import When
from rapport.events.zone_changes import describe_zone
from rapport.events.zones import UTC_NAME
from rapport.look.formats import html_language
from rapport.look.navigation import in_language, site_address
from rapport.vocabularies.schemes import scheme

REFRESH = timedelta(hours=6)
Given = tuple[Notice, Told]


def find_notices(shelf: Shelf, chosen: dict[str, str], words: str) -> list[Given]:
    """The notices of a set. One query, and two more where words are searched."""
    slugs = _slugs_with(shelf, words) if words else None
    read = [(notice, Told.model_validate_json(notice.told)) for notice in Notice.objects.order_by("pk")]
    return [
        (notice, told)
        for notice, told in read
        if fits(shelf, _row(shelf, told), chosen) and (slugs is None or notice.is_withdrawn or told.slug in slugs)
    ]


def _slugs_with(shelf: Shelf, words: str) -> set[str]:
    found = shelf.model.objects.filter(pk__in=map(int, find_keys(shelf.kind, words)))
    return set(found.values_list("slug", flat=True))


def _row(shelf: Shelf, told: Told) -> dict[str, Any]:
    return {facet.column: getattr(told, facet.column) for facet in shelf.facets} | {"languages": set(told.texts)}


def write_calendar(given: Iterable[Given], *, name: str, address: str, shelf: Shelf, reader: str) -> bytes:
    """A whole calendar. ``name`` and ``address``: of the set that it tells of."""
    given = list(given)
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.RAPPORT_NAME}//Rapport//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("url", address)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for zone, first, last in sorted(_spans(told.when for _notice, told in given)):
        calendar.add_component(describe_zone(zone, first, last))
    for notice, told in given:
        calendar.add_component(write_event(notice, told, shelf=shelf, reader=reader))
    return bytes(calendar.to_ical())


def write_event(notice: Notice, told: Told, *, shelf: Shelf, reader: str) -> CalendarEvent:
    language, text = told.text_for(reader)
    spoken = {"LANGUAGE": html_language(language)}
    event = CalendarEvent()
    event.add("uid", notice.uid)
    event.add("sequence", notice.sequence)
    event.add("dtstamp", notice.changed_at)
    event.add("last-modified", notice.changed_at)
    event.add("status", "CANCELLED" if notice.is_withdrawn else told.status.upper())
    _add_times(event, told.when)
    event.add("summary", vText(text.title), parameters=spoken)
    if text.summary:
        event.add("description", vText(text.summary), parameters=spoken)
    if where := write_place(text.place, told.country, language):
        event.add("location", vText(where), parameters=spoken)
    if told.online:
        event.add("conference", vUri(told.online), parameters={"VALUE": "URI"})
    themes = [scheme("themes").label_of(code) for code in read_codes(told.themes)]
    if categories := [*mark_fiction(told.is_fictional), *themes]:
        event.add("categories", categories, parameters={"LANGUAGE": html_language(reader)})
    if not notice.is_withdrawn:
        event.add("url", site_address(in_language(f"{shelf.path}{told.slug}/")))
    return event


def _add_times(event: CalendarEvent, when: When) -> None:
    """Whole days end with the day after the last (RFC 5545, 3.6.1)."""
    if when.begins is None:
        event.add("dtstart", when.starts_on)
        event.add("dtend", when.last_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a day marked in a calendar is no day that is taken
        return
    event.add("dtstart", when.begins)
    if when.ends:
        event.add("dtend", when.ends)


def _spans(times: Iterable[When]) -> list[tuple[str, int, int]]:
    """Each zone that is to be described, with the first and last year that is spoken of."""
    years: dict[str, set[int]] = {}
    for when in times:
        if when.begins and when.time_zone != UTC_NAME:
            years.setdefault(when.time_zone, set()).update((when.starts_on.year, when.end_day.year))
    return [(zone, min(spoken), max(spoken)) for zone, spoken in years.items()]
