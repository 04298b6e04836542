"""The main navigation, and paths in the languages of the site.

A room that has a page for the main navigation registers it in ``AppConfig.ready``; look knows no room.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rapport.look.formats import html_language

# The parts of the site, in the order in which the foot of every page lists them.
SITE_GROUPS: dict[str, Any] = {
    "registry": _("The registry"),
    "reading": _("To read"),
    "taking-part": _("Take part"),
    "about": _("This site"),
}


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A place in the navigation: lower ranks come first. ``name`` is that of its address, or a path of the site."""

    rank: int
    name: str
    label: Any  # a lazy translation
    group: str = ""
    is_main: bool = False  # stands at the head of every page too
    is_for_strangers: bool = False  # of no use to whoever is known to be signed in


def _anybody(_request: HttpRequest) -> bool:
    return True


# The parts of the back office, in the order in which every page of it shows them.
DESK_GROUPS: dict[str, Any] = {
    "today": "",
    "content": _("Content"),
    "screening": _("Screening"),
    "registry": _("Registry"),
    "upkeep": _("Upkeep"),
    "reports": _("Reports"),
    "people": _("People"),
    "settings": _("Settings"),
}


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """A place in the navigation of the back office, shown to those for whom it is."""

    entry: Entry
    group: str
    is_for: Callable[[HttpRequest], bool]


_entries: dict[str, Entry] = {}
_desk_entries: dict[str, DeskEntry] = {}


def add_entry(
    name: str, label: Any, *, group: str, rank: int, is_main: bool = False, is_for_strangers: bool = False
) -> None:
    """Put a page into a group of the site (``SITE_GROUPS``). Doing so twice is the same as once.

    ``name``: that of its address, or a path such as ``/about/``. ``is_main``: at the head of every page too.
    """
    _entries[name] = Entry(rank, name, label, group, is_main, is_for_strangers)


def add_desk_entry(
    name: str, label: Any, *, group: str, rank: int = 0, is_for: Callable[[HttpRequest], bool] = _anybody
) -> None:
    """Put a page into a group of the back office (``DESK_GROUPS``). ``is_for(request)``: who finds it; no gate."""
    _desk_entries[name] = DeskEntry(Entry(rank, name, label), group, is_for)


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
    shown = [each for each in _entries.values() if each.is_main and not (is_known and each.is_for_strangers)]
    entries = tuple(sorted(shown, key=lambda each: each.rank))
    return [Link(href, label, path.startswith(href)) for href, label in _addresses(entries, get_language() or "en")]


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the site or of the back office, with its pages."""

    code: str
    label: str
    links: list[Link]


def site_groups(*, is_known: bool = False) -> list[Group]:
    """Every page of the navigation, by the parts of the site. ``is_known``: as ``main_links`` has it."""
    shown = [each for each in _entries.values() if not (is_known and each.is_for_strangers)]
    return _site_groups(tuple(shown), get_language() or "en")


@lru_cache(maxsize=100)
def _site_groups(entries: tuple[Entry, ...], language: str) -> list[Group]:
    groups = []
    for code, label in SITE_GROUPS.items():
        of_group = tuple(sorted((each for each in entries if each.group == code), key=lambda each: each.rank))
        links = [Link(href, text, is_here=False) for href, text in _addresses(of_group, language)]
        groups.append(Group(code, str(label), links))
    return [group for group in groups if group.links]


def desk_groups(request: HttpRequest) -> list[Group]:
    """The navigation of the back office as seen from a page; of pages within each other the nearest is here."""
    shown = [each for each in _desk_entries.values() if each.is_for(request)]
    language = get_language() or "en"
    groups = {
        code: _addresses(tuple(sorted(each.entry for each in shown if each.group == code)), language)
        for code in DESK_GROUPS
    }
    here = [href for links in groups.values() for href, _label in links if request.path.startswith(href)]
    nearest = max(here, key=len, default="")
    return [
        Group(code, str(DESK_GROUPS[code]), [Link(href, label, href == nearest) for href, label in links])
        for code, links in groups.items()
        if links
    ]


def desk_entrance(request: HttpRequest) -> str:
    """Where who works at the back office begins; nothing for everybody else."""
    first = sorted(each.entry for each in _desk_entries.values() if each.group == "today" and each.is_for(request))
    return next((href for href, _label in _addresses(tuple(first), get_language() or "en")), "")


@lru_cache(maxsize=100)
def _addresses(entries: tuple[Entry, ...], language: str) -> list[tuple[str, str]]:
    found = []
    for entry in entries:
        with suppress(NoReverseMatch):
            href = in_language(entry.name) if entry.name.startswith("/") else reverse(entry.name)
            found.append((href, str(entry.label)))
    return found


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in another language, with the same query."""

    code: str  # as HTML writes it
    name: str  # what the language calls itself
    href: str
    is_here: bool


def announced(others: Iterable[Alternate], written_at: Mapping[str, str] | None) -> list[tuple[str, str]]:
    """Where a page is in each language that it is written in, and for readers of no other in the main one.

    ``written_at``: addresses by language, of a page that is not written in every one or not at the same address.
    """
    places = {other.code: other.href for other in others}
    if written_at is not None:
        places = {code: written_at[code] for code in places if code in written_at}
    if not places:
        return []
    main = html_language(settings.LANGUAGE_CODE)
    return [*places.items(), ("x-default", places.get(main) or next(iter(places.values())))]


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
