"""One search: sets by the terms that name them, partnerships from the sets, organizations from the authority file, all
else from its cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rapport.content import cards
from rapport.content.card_models import Card
from rapport.explore.addresses import organization_path, set_path
from rapport.explore.hits import Hit, find_numbered, show_cards
from rapport.explore.named_sets import NamedSet, find_named_sets
from rapport.lib.dates import PartialDate
from rapport.look.navigation import in_language
from rapport.organizations.directory import find_organizations
from rapport.registry.cards import load_cards
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.search import answer
from rapport.sets.view import View

OF_EACH = 5
OF_ONE_KIND = 50


@dataclass(frozen=True, slots=True)
class Result:
    """Something found. ``language`` is empty where it is the reader's, or is not known."""

    href: str
    title: str
    language: str
    excerpt: str = ""
    day: PartialDate | None = None
    is_fictional: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a kind: ``count`` in all, of which some are shown; ``href`` leads to all of them."""

    kind: str
    label: str
    count: int
    href: str
    results: list[Result]
    hits: list[Hit]
    sets: tuple[NamedSet, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    words: str
    groups: list[Found]
    did_you_mean: str

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def search_everything(words: str, *, reader: str, today: date, only: str = "") -> SearchResults:
    """What has all the words, by kind; of one kind more where ``only`` names it. Six queries, or seven
    for what could be the number of a record."""
    words = words.strip()[:200]
    if not words:
        return SearchResults("", [], "")
    query = Query(words=words)
    view = view_of(query, today=today)
    found = answer(query, today=today, size=OF_EACH, facets=(), view=view)
    groups = [*_numbered(words, today), _sets(words, view, reader, only)]
    groups += [_partnerships(query, found, today), _organizations(words)]
    groups += _others(words, reader, only)
    return SearchResults(words, [group for group in groups if group.count], found.did_you_mean)


def _numbered(words: str, today: date) -> Iterable[Found]:
    if hit := find_numbered(words, today=today):
        yield Found("number", _("By its number"), 1, hit.href, [], [hit])


def _sets(words: str, view: View, reader: str, only: str) -> Found:
    named = find_named_sets(words, view, reader=reader)
    shown = tuple(named[: OF_ONE_KIND if only == "set" else OF_EACH])
    return Found("set", _("Themes, countries, commitments"), len(named), _all_of("set", words), [], [], shown)


def _partnerships(query: Query, found: Any, today: date) -> Found:
    hits = show_cards(load_cards(found.numbers), today=today)
    return Found("partnership", _("Partnerships"), found.total, set_path(query), [], hits)


def _organizations(words: str) -> Found:
    named = find_organizations(words)
    first = list(named[: OF_EACH + 1])
    shown = [Result(organization_path(each.public_id, each.name), each.name, "") for each in first[:OF_EACH]]
    href = in_language(Query(words=words).path(base="/organizations/"))
    return Found(
        "organization", _("Organizations"), named.count() if len(first) > OF_EACH else len(first), href, shown, []
    )


def _others(words: str, reader: str, only: str) -> Iterable[Found]:
    by_kind: dict[str, list[Card]] = {}
    for card in cards.find_cards(words, reader=reader):
        by_kind.setdefault(card.kind, []).append(card)
    for kind in cards.kinds():
        of_kind = by_kind.get(kind.name, [])
        most = OF_ONE_KIND if only == kind.name else OF_EACH
        shown = [_result(card, reader) for card in of_kind[:most]]
        yield Found(kind.name, str(kind.label), len(of_kind), _all_of(kind.name, words), shown, [])


def _all_of(kind: str, words: str) -> str:
    return in_language(Query(words=words).path(base="/search/")) + f"&kind={kind}"


def _result(card: Card, reader: str) -> Result:
    language = card.language if card.language != reader else ""
    day = PartialDate.parse(card.day) if card.day else None
    return Result(in_language(card.path), card.title, language, card.excerpt, day, card.is_fictional)
