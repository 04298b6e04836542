"""A month of events: its weeks, and what is on each of its days."""

import re
from calendar import Calendar
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from rapport.content.browsing import (
    Shown,
    address_of,
    chips_of,
    load_shown,
    narrow,
    read_choices,
    read_rows,
    read_words,
)
from rapport.content.shelves import Shelf
from rapport.events.times import FIRST_YEAR, LAST_YEAR, days_of
from rapport.lib.dates import PartialDate
from rapport.look.formats import first_weekday, format_day, weekday_names

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    weekday: str
    is_today: bool
    shown: list[Shown]


@dataclass(frozen=True, slots=True)
class Month:
    """``weeks``: seven places each, empty where the day is of another month."""

    name: str  # as the reader calls it
    weekdays: list[tuple[str, str]]  # in full, and short
    weeks: list[list[Day | None]]
    shown: list[Shown]  # each once, in the order in which they begin
    chips: list[dict[str, str]]
    addresses: dict[str, str]  # list, calendar, here, whole (nothing chosen); previous and next where they are


def read_month(text: str) -> date | None:
    """The first day of “2010-05”; nothing where the calendar does not reach."""
    written = _WRITTEN.fullmatch(text)
    year, month = (int(part) for part in written.groups()) if written else (0, 0)
    return date(year, month, 1) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None


def lay_out(shelf: Shelf, params: Any, month: date, *, reader: str, today: date) -> Month:
    """Five queries, as for a list, and those that a list has beside."""
    chosen, words = read_choices(shelf, params), read_words(params)
    of_set = narrow(shelf, read_rows(shelf), chosen, words)
    following = _next(month)
    rows = [row["pk"] for row in of_set if row["starts_on"] < following and row["last_on"] >= month]
    shown = sorted(load_shown(shelf, rows, reader=reader), key=_begins)
    on: dict[date, list[Shown]] = {}
    for each in shown:
        for day in days_of(each.entry.when):
            on.setdefault(day, []).append(each)
    names, short, begins = weekday_names(), weekday_names("abbreviated"), first_weekday()
    weeks = [
        [
            Day(day, names[day.weekday()], day == today, on.get(day, [])) if day.month == month.month else None
            for day in week
        ]
        for week in Calendar(begins).monthdatescalendar(month.year, month.month)
    ]
    ordered = [(begins + place) % 7 for place in range(7)]
    addresses = {
        "list": address_of(shelf, chosen, words),
        "calendar": address_of(shelf, chosen, words, suffix="calendar.ics"),
        "here": address_of(shelf, chosen, words, suffix=suffix_of(month)),
        "whole": address_of(shelf, {}, suffix=suffix_of(month)),
    }
    days = [day for row in of_set for day in (row["starts_on"], row["last_on"])]
    for name, other in _beside(month, [today, *days]).items():
        addresses[name] = address_of(shelf, chosen, words, suffix=suffix_of(other))
    chips = chips_of(shelf, chosen, words, suffix=suffix_of(month))
    name = format_day(PartialDate(month.year, month.month))
    name = name[:1].upper() + name[1:]  # it heads the page; Russian and others write months small
    return Month(name, [(names[n], short[n]) for n in ordered], weeks, shown, chips, addresses)


def _beside(month: date, days: list[date]) -> dict[str, date]:
    """The months before and after, as far as there are days: nobody leafs on for ever, and no crawler does."""
    first, last = min(days).replace(day=1), max(days).replace(day=1)
    beside = {}
    if month > first:
        beside["previous"] = min((month - timedelta(days=1)).replace(day=1), last)
    if month < last:
        beside["next"] = max(_next(month), first)
    return beside


def suffix_of(month: date) -> str:
    """The end of the address of a month."""
    return f"month/{month:%Y-%m}/"


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _begins(shown: Shown) -> tuple[date, time, int]:
    event = shown.entry
    return event.starts_on, event.starts_at or time(), event.pk
