"""A set on a page: what it says of itself, what it is made by, what it can be narrowed by, and the records in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rapport.explore.addresses import set_path
from rapport.explore.hits import Hit, find_numbered, show_cards
from rapport.explore.neighbours import Neighbours
from rapport.explore.standing import FORMING
from rapport.look.formats import bar_width, format_number
from rapport.registry.cards import Card, card_of, load_cards
from rapport.registry.history import in_force, load_organizations
from rapport.sets.facets import CODED, FACETS, NONE, NOT_KNOWN, RANGES, facet_label, value_label
from rapport.sets.following import view_of
from rapport.sets.naming import name_conditions
from rapport.sets.query import Query
from rapport.sets.search import PAGE, Answer, FacetCounts, answer
from rapport.sets.view import View

SHOWN = (
    "theme", "scope", "region", "country", "partner", "mechanism", "freshness", "ended", "funding", "serves", "status",
)  # fmt: skip
AS_AT = "as-at"
_VALUES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    count: int
    href: str
    is_chosen: bool
    bar: str  # the width of its bar
    only_href: str  # what the number opens, where that is not what the label does: this value alone
    except_href: str = ""  # the set without these


class Way(NamedTuple):
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A facet on the page; bars are shares of ``base``."""

    name: str
    label: str
    base: int
    options: tuple[Option, ...]
    more: dict[str, str] | None
    tells: bool  # whether it says more than that nothing is known


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the page of a set shows."""

    answer: Answer
    hits: list[Hit]
    fictional: int
    notes: list[dict[str, str]]
    chips: list[dict[str, str]]
    panels: list[Panel]
    more_facets: list[Way]
    range_panel: dict[str, str] | None
    pages: dict[str, object]
    forming: Way | None  # to those that are still forming, with how many they are; they are in no other list

    @property
    def base_href(self) -> str:
        """The whole registry, on the same day."""
        return set_path(self.answer.query.clear())


def list_set(query: Query, *, today: date, page: int = 1, expanded: str = "") -> Listing:
    """Ask and put into words. ``expanded`` names a facet that is shown with all of its values, before the others."""
    view = view_of(query, today=today)
    names = SHOWN if expanded not in CODED else (expanded, *(name for name in SHOWN if name != expanded))
    found = answer(query, today=today, page=page, facets=names, view=view)
    fictional = view.fictional(view.select(query))
    as_at = query.as_at if query.as_at != today else None
    neighbours = Neighbours(query)
    panels = [
        show_panel(query, found.facets[name], found.total, neighbours, is_whole=name == expanded) for name in names
    ]
    shown = [panel for panel in panels if panel.tells or panel.name == expanded]
    return Listing(
        answer=found,
        hits=show_cards(read_cards(query, found.numbers, day=found.day), today=found.day, as_at=as_at),
        fictional=fictional,
        notes=list(_notes(found, fictional, today)),
        chips=list(show_chips(query)),
        panels=shown,
        more_facets=_more_facets(query, {panel.name for panel in shown}),
        range_panel=_range_panel(query, expanded),
        pages=_pages(found),
        forming=_forming(query, found),
    )


def show_facets(query: Query, names: tuple[str, ...], *, today: date, view: View | None = None) -> dict[str, Panel]:
    """Some facets of a set by their names, without its records."""
    found = answer(query, today=today, size=1, facets=names, view=view)
    neighbours = Neighbours(query)
    return {name: show_panel(query, found.facets[name], found.total, neighbours, is_whole=False) for name in names}


def read_cards(query: Query, numbers: list[int], *, day: date) -> list[Card]:
    """Today's cards are at hand; those of another day or time are made from the versions then in force."""
    if query.as_at is None and query.known_at is None:
        return load_cards(numbers)
    records = {record.number: record for record in in_force(as_at=day, known_at=query.known_at, numbers=numbers)}
    directory = load_organizations(records.values())
    return [card_of(records[number], directory) for number in numbers if number in records]


def show_panel(query: Query, counts: FacetCounts, total: int, neighbours: Neighbours, *, is_whole: bool) -> Panel:
    """A facet with its ten largest values (or all), those chosen among them, then none and not known."""
    name, chosen = counts.facet, set(query.values(counts.facet))
    values = {value: count for value, count in counts.values.items() if count or value in chosen}
    shown = list(values)
    if len(shown) > _VALUES_SHOWN:
        shown.sort(key=lambda value: (value not in chosen, -values[value]))
        if not is_whole:
            shown = shown[: max(_VALUES_SHOWN, len(chosen))]
    left = len(values) - len(shown)
    closing = {NONE: counts.none, NOT_KNOWN: counts.not_known}
    shown += [value for value, count in closing.items() if value not in values and (count or value in chosen)]
    address, language = neighbours.by(name), get_language() or "en"
    base = max((counts.count(value) for value in shown), default=0) if chosen else total
    base = max(base, total)
    options = tuple(
        Option(
            _value_label(name, value, language),
            (count := counts.count(value)),
            address.toggling(value, chosen),
            value in chosen,
            bar_width(count, base),
            address.only(value) if chosen else "",
            set_path(query.excluding(name, {*query.excluded_values(name), value})) if is_whole else "",
        )
        for value in shown
    )
    more = {"label": _how_many_more(left, language), "href": _expand(query, name)} if left else None
    return Panel(name, _facet_label(name, language), base, options, more, tells=bool(values or chosen))


@lru_cache(maxsize=1000)
def _how_many_more(count: int, language: str) -> str:
    return ngettext("%(n)s more", "%(n)s more", count) % {"n": format_number(count)}


@lru_cache(maxsize=20_000)
def _value_label(facet: str, value: str, language: str) -> str:
    return value_label(facet, value, language)


@lru_cache(maxsize=1000)
def _facet_label(facet: str, language: str) -> str:
    return facet_label(facet)


def _expand(query: Query, facet: str) -> str:
    return whole_facet(set_path(query), facet)


def whole_facet(path: str, facet: str) -> str:
    """The page of a set, with all values of a facet shown."""
    return f"{path}{'&' if '?' in path else '?'}facet={facet}#facet-{facet}"


def _more_facets(query: Query, shown: set[str]) -> list[Way]:
    """The ways to ask that are not on the page, each one click away."""
    path, language = set_path(query), get_language() or "en"
    return [
        Way(_("Another day") if name == AS_AT else _facet_label(name, language), whole_facet(path, name))
        for name in (*CODED, *RANGES, AS_AT)
        if name not in shown
    ]


def _range_panel(query: Query, expanded: str) -> dict[str, str] | None:
    if expanded == AS_AT:
        return {"name": AS_AT, "label": _("As at another day"), "kind": "day", "value": str(query.as_at or "")}
    if expanded not in RANGES:
        return None
    low, _dots, high = (query.values(expanded) or ("",))[0].partition("..")
    kind = "dates" if FACETS[expanded].kind == "dates" else "numbers"
    return {"name": expanded, "label": facet_label(expanded), "low": low, "high": high or low, "kind": kind}


def _forming(query: Query, found: Answer) -> Way | None:
    count = 0 if query.values("status") else found.facets["status"].count(FORMING)
    if not count:
        return None
    said = ngettext("%(n)s is still forming", "%(n)s are still forming", count) % {"n": format_number(count)}
    return Way(said, set_path(query.with_values("status", (FORMING,))))


def _notes(found: Answer, fictional: int, today: date) -> Iterator[dict[str, str]]:
    if numbered := find_numbered(found.query.words, today=today):
        said = _("%(number)s is the number of “%(name)s”")
        yield {"text": said % {"number": found.query.words, "name": numbered.name.text}, "href": numbered.href}
    for name, left in found.left_out.items():
        said = ngettext(
            "%(n)s of which %(facet)s is not known is left out",
            "%(n)s of which %(facet)s is not known are left out",
            left,
        ) % {"n": format_number(left), "facet": _lower(facet_label(name))}
        yield {"text": said, "href": set_path(found.query.with_values(name, (NOT_KNOWN,)))}
    yield from note_fictional(found.query, fictional)


def note_fictional(query: Query, fictional: int) -> Iterator[dict[str, str]]:
    """How many of a set were made up for demonstration: said wherever a set is shown."""
    if fictional:
        said = ngettext("%(n)s is fictional", "%(n)s are fictional", fictional) % {"n": format_number(fictional)}
        yield {"text": said, "href": set_path(query.with_values("origin", ("fictional",)))}


def _lower(label: str) -> str:
    """A label in the middle of a sentence: its first letter small, unless the word is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def show_chips(query: Query) -> Iterator[dict[str, str]]:
    for condition in name_conditions(query):
        yield {"label": condition.label, "href": set_path(condition.without)}


def _pages(found: Answer) -> dict[str, object]:
    page = found.page
    return {
        "first": found.first,
        "last": found.first + len(found.numbers) - 1,
        "of": found.total,
        "previous": set_path(found.query, page - 1) if page > 1 else None,
        "next": set_path(found.query, page + 1) if page * PAGE < found.total else None,
    }
