"""A set as a typeset catalogue, to be printed: one entry a partnership, in order of name or as the set is ordered."""

from dataclasses import dataclass
from datetime import date

from rapport.explore.hits import Hit, show_card
from rapport.explore.record import fold_text
from rapport.explore.wording import Text, choose_language
from rapport.lib.alphabet import place_of
from rapport.registry.cards import card_of
from rapport.registry.history import in_force, load_organizations
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.search import ordered_numbers
from rapport.vocabularies.schemes import scheme

MOST = 200  # entries: some eighty pages of paper
_TEXT = 1200  # characters of the objectives
_PARTNERS = 12  # names, leads first


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    public_id: str
    hit: Hit
    text: Text
    is_cut: bool
    partners: tuple[str, ...]
    more_partners: int
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    query: Query
    day: date
    total: int
    base: int
    fictional: int
    entries: list[CatalogueEntry]


def set_catalogue(query: Query, *, today: date) -> Catalogue:
    """The first two hundred entries of a set; ``total`` says how many there are."""
    view = view_of(query, today=today)
    numbers = ordered_numbers(query, today=today)
    shown = numbers[:MOST]
    records = {each.number: each for each in in_force(as_at=view.day, known_at=query.known_at, numbers=shown)}
    directory = load_organizations(records.values())
    entries = []
    for record in (records[number] for number in shown if number in records):
        document = record.document
        leads_first = sorted(document.partners, key=lambda partner: partner.role != "lead")
        names = [directory[each.organization].name for each in leads_first if each.organization in directory]
        card = card_of(record, directory)
        own = choose_language(document.by_language("objectives"), document.language)
        first, rest = fold_text(own.text, _TEXT)
        entries.append(
            CatalogueEntry(
                public_id=record.public_id,
                hit=show_card(card, today=view.day),
                text=Text(first, own.language),
                is_cut=bool(rest),
                partners=tuple(names[:_PARTNERS]),
                more_partners=max(len(names) - _PARTNERS, 0),
                countries=tuple(sorted(map(scheme("countries").label_of, document.countries), key=place_of)),
            )
        )
    fictional = view.fictional(view.select(query))
    return Catalogue(query, view.day, len(numbers), view.total, fictional, entries)
