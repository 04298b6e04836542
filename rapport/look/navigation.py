"""The main navigation, and paths in the languages of the site.

A room that has a page for the main navigation registers it in ``AppConfig.ready``; look knows no room.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from rapport.look.formats import html_language


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A place in the main navigation: lower ranks come first. ``name`` is that of its address."""

    rank: int
    name: str
    label: Any  # a lazy translation
    is_for_strangers: bool = False  # of no use to whoever is known to be signed in


def _anybody(_request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """A place in the navigation of the back office, shown to those for whom it is."""

    entry: Entry
    is_for: Callable[[HttpRequest], bool]


_entries: dict[str, Entry] = {}
_desk_entries: dict[str, DeskEntry] = {}


def add_entry(name: str, label: Any, *, rank: int, is_for_strangers: bool = False) -> None:
    """Put a page into the main navigation. Doing so twice is the same as once."""
    _entries[name] = Entry(rank, name, label, is_for_strangers)


def add_desk_entry(name: str, label: Any, *, rank: int, is_for: Callable[[HttpRequest], bool] = _anybody) -> None:
    """Put a page into the navigation of the back office. ``is_for(request)``: who finds it there; no gate."""
    _desk_entries[name] = DeskEntry(Entry(rank, name, label), is_for)


def in_language(path: str) -> str:
    """A path of the site with the reader's language before it."""
    return f"/{get_language() or 'en'}{path}"


def site_address(path: str) -> str:
    """A path of the site as an address that a mail can give."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    label: str
    is_here: bool


def main_links(path: str, *, is_known: bool = False) -> list[Link]:
    """The main navigation as seen from a path, in order. A page whose room has no address yet is left out.

    ``is_known``: the page knows who is signed in, which most pages do not.
    """
    shown = [each for each in _entries.values() if not (is_known and each.is_for_strangers)]
    entries = tuple(sorted(shown, key=lambda each: each.rank))
    return [Link(href, label, path.startswith(href)) for href, label in _addresses(entries, get_language() or "en")]


def desk_links(request: HttpRequest) -> list[Link]:
    """The navigation of the back office as seen from a page; of pages within each other the nearest is here."""
    shown = [each.entry for each in _desk_entries.values() if each.is_for(request)]
    addresses = _addresses(tuple(sorted(shown, key=lambda each: each.rank)), get_language() or "en")
    nearest = max((href for href, _label in addresses if request.path.startswith(href)), key=len, default="")
    return [Link(href, label, href == nearest) for href, label in addresses]


@lru_cache(maxsize=100)
def _addresses(entries: tuple[Entry, ...], language: str) -> list[tuple[str, str]]:
    found = []
    for entry in entries:
        with suppress(NoReverseMatch):
            found.append((reverse(entry.name), str(entry.label)))
    return found


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in another language, with the same query."""

    code: str  # as HTML writes it
    name: str  # what the language calls itself
    href: str
    is_here: bool


def alternates(request: HttpRequest) -> list[Alternate]:
    """The same page in every language of the site; nothing where the address has no language."""
    prefix, _, rest = request.path.lstrip("/").partition("/")
    codes = dict(settings.LANGUAGES)
    if prefix not in codes:
        return []
    query = request.META.get("QUERY_STRING", "")
    tail = f"{rest}?{query}" if query else rest
    return [
        Alternate(html_language(code), str(name), f"/{code}/{tail}", code == prefix) for code, name in codes.items()
    ]
