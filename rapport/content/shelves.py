"""Shelves: the public pages of each kind of entry. Rooms put theirs up in ``AppConfig.ready``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from rapport.content.codes import read_codes
from rapport.look.formats import format_day
from rapport.vocabularies.schemes import scheme


def _years_of(day: Any) -> list[str]:
    return [f"{day.year:04}"] if day else []


def _year(code: str) -> str:
    return code if code.isascii() and code.isdigit() and len(code) == 4 else ""


def label_by(scheme_name: str) -> Callable[[str], str]:
    """What the codes of a scheme are called; nothing for one that it does not have."""
    return lambda code: scheme(scheme_name).label_of(code) if code in scheme(scheme_name) else ""


def label_among(choices: Any) -> Callable[[str], str]:
    """What the codes of a ``TextChoices`` are called."""
    return lambda code: str(choices(code).label) if code in choices.values else ""


@dataclass(frozen=True, slots=True)
class Facet:
    """What a shelf can be narrowed by. ``codes_of`` reads a value of ``column``; ``label_of`` gives none to no code."""

    name: str  # in addresses
    label: str | Promise
    column: str
    codes_of: Callable[[Any], Iterable[str]]
    label_of: Callable[[str], str]
    is_offered: bool = True  # else only links from elsewhere lead there


def by_theme(label: str | Promise) -> Facet:
    return Facet("theme", label, "themes", read_codes, label_by("themes"))


def by_year(label: str | Promise, column: str) -> Facet:
    return Facet("year", label, column, _years_of, _year)


def by_partial_year(label: str | Promise, column: str) -> Facet:
    """Of a column that holds a year, a month or a day, as text."""
    return Facet("year", label, column, lambda written: [written[:4]] if written else [], _year)


def by_partnership(label: str | Promise) -> Facet:
    return Facet("partnership", label, "partnerships", read_codes, lambda code: code[:80], is_offered=False)


def by_choice(name: str, label: str | Promise, column: str, choices: Any) -> Facet:
    return Facet(name, label, column, lambda code: [code] if code else [], label_among(choices))


def _shown_day(entry: Any) -> str:
    return format_day(entry.shown_day)


def _title_and_summary(_entry: Any, text: Any) -> tuple[str, str]:
    return text.title, text.summary


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages of one kind. ``template`` shows one entry, ``list_template`` the list."""

    kind: str
    model: Any
    label: str | Promise
    lede: str | Promise
    path: str  # without the language: “/news/”
    facets: tuple[Facet, ...]
    order: tuple[str, ...] | Callable[[], tuple[Any, ...]]  # to be asked for where it hangs on the day
    template: str = "content/entry.html"
    list_template: str = "content/shelf.html"
    # What pages need beside entry and text, by primary key: ``details(entries, reader)``. Its queries do not grow.
    details: Callable[[list[Any], str], dict[int, dict[str, Any]]] | None = None
    json_ld: Callable[[Any, Any, dict[str, Any]], dict[str, Any]] | None = None
    ways: tuple[tuple[str, str | Promise], ...] = field(default=())  # (end of the address, label): its other forms

    when_of: Callable[[Any], str] = _shown_day  # the day or the days of an entry, in words
    # What a feed says of an entry as its title and its summary, in the language of the text.
    in_feeds: Callable[[Any, Any], tuple[str, str]] = _title_and_summary

    def ordering(self) -> tuple[Any, ...]:
        """How its entries stand, for ``order_by``."""
        return self.order() if callable(self.order) else self.order

    def entry_path(self, entry: Any) -> str:
        """Its address without the language."""
        return f"{self.path}{entry.slug}/"


def mark_fiction(is_fictional: bool) -> list[str]:
    """What everything says within itself that was made up for a demonstration; it may be taken away alone."""
    return [gettext("fictional, for demonstration")] if is_fictional else []


_shelves: dict[str, Shelf] = {}


def put_up(shelf: Shelf) -> None:
    """Doing so twice is the same as once."""
    _shelves[shelf.kind] = shelf


def shelf_of(kind: str) -> Shelf:
    return _shelves[kind]


def all_shelves() -> list[Shelf]:
    return list(_shelves.values())
