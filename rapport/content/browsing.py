"""What a shelf shows: its public entries narrowed by facets and words, counted over all of them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from rapport.content.cards import find_keys
from rapport.content.shelves import Facet, Shelf, label_by
from rapport.lib.texts import clean_line
from rapport.look.formats import language_name
from rapport.look.navigation import in_language

ON_A_PAGE = 20
_MOST_OPTIONS = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a reader of a language gets it."""

    entry: Any
    text: Any
    path: str
    bare_path: str  # without the language
    themes: list[dict[str, str]]  # label, and the address of the shelf's entries of that theme
    is_fallback: bool  # no text in the reader's language
    is_stale: bool
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Panel:
    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Browsed:
    """A page of a shelf. ``found`` of ``base`` public entries; ``chosen``: what it is narrowed by, as (name, code)."""

    shelf: Shelf
    found: int
    base: int
    shown: list[Shown]
    panels: list[Panel]
    chips: list[dict[str, str]]
    chosen: dict[str, str]
    words: str
    pages: dict[str, Any]

    @property
    def whole(self) -> str:
        """The shelf with nothing chosen."""
        return address_of(self.shelf, {})

    @property
    def name(self) -> str:
        """What it is called where it is taken away."""
        return name_set(self.shelf, self.chips)

    @property
    def ways(self) -> list[dict[str, str]]:
        """This set in other forms that the kind has, such as a calendar."""
        forms = (*self.shelf.ways, ("feed.atom", "Atom"))
        return [{"label": str(label), "href": self.address(suffix)} for suffix, label in forms]

    def address(self, suffix: str = "") -> str:
        """The address of this set on the shelf, or in another form of it."""
        return address_of(self.shelf, self.chosen, self.words, suffix=suffix)


def address_of(shelf: Shelf, chosen: dict[str, str], words: str = "", *, page: int = 1, suffix: str = "") -> str:
    """In a fixed order, so that one set has one address."""
    asked = {"q": words, **{name: chosen[name] for name in sorted(chosen)}, "page": page if page > 1 else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return in_language(f"{shelf.path}{suffix}{'?' if query else ''}{query}")


def read_choices(shelf: Shelf, params: Any) -> dict[str, str]:
    """The facets that an address names; of a code that there is not too: nothing is in such a set, and it says why."""
    names = (*(facet.name for facet in shelf.facets), "language")
    return {name: asked for name in names if (asked := clean_line(params.get(name, ""))[:80])}


def read_words(params: Any) -> str:
    """The words that an address searches for."""
    return str(params.get("q", "").strip()[:200])


def browse(
    shelf: Shelf, params: Any, *, reader: str, page: int = 1, size: int = ON_A_PAGE, order: tuple[str, ...] = ()
) -> Browsed:
    """A page of the shelf. Four queries, and one more where words are searched or a kind has details."""
    chosen, words = read_choices(shelf, params), read_words(params)
    rows = read_rows(shelf, order)
    worded = narrow(shelf, rows, {}, words)
    found = [row for row in worded if fits(shelf, row, chosen)]
    paginator = Paginator(found, size)
    here = paginator.get_page(page)
    return Browsed(
        shelf,
        len(found),
        len(rows),
        load_shown(shelf, [row["pk"] for row in here.object_list], reader=reader),
        _panels(shelf, worded, chosen, words),
        chips_of(shelf, chosen, words),
        chosen,
        words,
        {
            "first": here.start_index(),
            "last": here.end_index(),
            "of": len(found),
            "number": here.number,
            "previous": address_of(shelf, chosen, words, page=here.number - 1) if here.has_previous() else None,
            "next": address_of(shelf, chosen, words, page=here.number + 1) if here.has_next() else None,
        },
    )


def _panels(shelf: Shelf, rows: list[dict[str, Any]], chosen: dict[str, str], words: str) -> list[Panel]:
    """Each facet counted as if it had not been chosen itself: so many its links open."""

    def beside(name: str) -> list[dict[str, Any]]:
        others = {each: code for each, code in chosen.items() if each != name}
        return [row for row in rows if fits(shelf, row, others)]

    offered = [facet for facet in shelf.facets if facet.is_offered]
    panels = [_panel(shelf, facet, beside(facet.name), chosen, words) for facet in offered]
    return [panel for panel in panels if panel] + _language_panel(shelf, beside("language"), chosen, words)


def load_shown(shelf: Shelf, numbers: list[int], *, reader: str) -> list[Shown]:
    """Entries in the order given. Two queries, and those of the kind's details."""
    found = {entry.pk: entry for entry in shelf.model.objects.filter(pk__in=numbers).prefetch_related("texts")}
    return show_entries(shelf, [found[number] for number in numbers if number in found], reader=reader)


def show_entries(shelf: Shelf, entries: list[Any], *, reader: str) -> list[Shown]:
    details = shelf.details(entries, reader) if shelf.details and entries else {}
    return [show_entry(shelf, entry, reader=reader, details=details.get(entry.pk, {})) for entry in entries]


def show_entry(shelf: Shelf, entry: Any, *, reader: str, details: dict[str, Any]) -> Shown:
    text = entry.text_for(reader)
    bare = shelf.entry_path(entry)
    themes = [
        {"label": label, "href": address_of(shelf, {"theme": code})}
        for code in entry.theme_codes()
        if (label := label_by("themes")(code))
    ]
    return Shown(entry, text, in_language(bare), bare, themes, text.language != reader, entry.is_stale(text), details)


def read_rows(shelf: Shelf, order: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What facets are of each public entry, in the order of the shelf or another. Two queries."""
    columns = {facet.column for facet in shelf.facets}
    rows = list(shelf.model.objects.public().order_by(*(order or shelf.ordering())).values("pk", *columns))
    languages: dict[int, set[str]] = {}
    text = shelf.model._meta.get_field("texts").related_model
    for number, language in text.objects.filter(entry__live=True).values_list("entry_id", "language"):
        languages.setdefault(number, set()).add(language)
    return [row | {"languages": languages.get(row["pk"], set())} for row in rows]


def narrow(shelf: Shelf, rows: list[dict[str, Any]], chosen: dict[str, str], words: str) -> list[dict[str, Any]]:
    """The rows that have all that is chosen. One query where words are searched, else none."""
    keys = find_keys(shelf.kind, words) if words else None
    return [row for row in rows if fits(shelf, row, chosen) and (keys is None or str(row["pk"]) in keys)]


def fits(shelf: Shelf, row: dict[str, Any], chosen: dict[str, str]) -> bool:
    """Whether a row has every facet that is chosen."""
    if "language" in chosen and chosen["language"] not in row["languages"]:
        return False
    return all(
        chosen[facet.name] in facet.codes_of(row[facet.column]) for facet in shelf.facets if facet.name in chosen
    )


def _panel(shelf: Shelf, facet: Facet, found: list[dict[str, Any]], chosen: dict[str, str], words: str) -> Panel | None:
    counts = Counter(code for row in found for code in facet.codes_of(row[facet.column]))
    labelled = {code: label for code in counts if (label := facet.label_of(code))}
    ordered = sorted(labelled, key=lambda code: (-counts[code], labelled[code]))[:_MOST_OPTIONS]
    if facet.name == "year":
        ordered.sort(reverse=True)
    options = [
        Option(
            labelled[code],
            counts[code],
            _toggle(shelf, chosen, words, facet.name, code),
            chosen.get(facet.name) == code,
        )
        for code in ordered
    ]
    return Panel(facet.name, str(facet.label), options) if options else None


def _language_panel(shelf: Shelf, found: list[dict[str, Any]], chosen: dict[str, str], words: str) -> list[Panel]:
    counts = Counter(code for row in found for code in row["languages"])
    options = [
        Option(
            language_name(code),
            counts[code],
            _toggle(shelf, chosen, words, "language", code),
            chosen.get("language") == code,
        )
        for code, _name in settings.LANGUAGES
        if counts[code]
    ]
    return [Panel("language", _("Language"), options)] if len(options) > 1 or "language" in chosen else []


def _toggle(shelf: Shelf, chosen: dict[str, str], words: str, name: str, code: str, suffix: str = "") -> str:
    without = {each: value for each, value in chosen.items() if each != name}
    return address_of(shelf, without if chosen.get(name) == code else without | {name: code}, words, suffix=suffix)


def chips_of(shelf: Shelf, chosen: dict[str, str], words: str, *, suffix: str = "") -> list[dict[str, str]]:
    """What a set is made by, each with the address without it. ``suffix``: that of the page they stand on."""
    chips = [{"label": f"“{words}”", "href": address_of(shelf, chosen, suffix=suffix)}] if words else []
    return chips + [
        {"label": _label_of(shelf, name, code), "href": _toggle(shelf, chosen, words, name, code, suffix)}
        for name, code in chosen.items()
    ]


def name_set(shelf: Shelf, chips: list[dict[str, str]]) -> str:
    """What a set is called where it is taken away: the shelf, what it is narrowed by, and the registry."""
    return " · ".join([str(shelf.label), *(chip["label"] for chip in chips), settings.RAPPORT_NAME])


def _label_of(shelf: Shelf, name: str, code: str) -> str:
    """What one choice is called; of a code that there is not, that it is none."""
    facet = next((each for each in shelf.facets if each.name == name), None)
    known = facet.label_of(code) if facet else language_name(code) if code in dict(settings.LANGUAGES) else ""
    label = facet.label if facet else _("Language")
    return known or _("%(facet)s: there is no “%(value)s”.") % {"facet": label, "value": code}
