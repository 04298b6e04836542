"""A view: an index as at a day. It answers a query with a set, and a set with numbers.

What depends on the day (freshness, ended, status …) is worked out once for each view (``daily.py``), from the days
that the index holds. A view belongs to one state of the registry and never changes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from pyroaring import BitMap

from rapport.lib.folding import fold
from rapport.sets.daily import DERIVED
from rapport.sets.facets import FACETS, NOT_KNOWN, Kind, in_order
from rapport.sets.index import Index
from rapport.sets.orders import Order
from rapport.sets.postings import NOWHERE, ORGANIZATION, Posting
from rapport.sets.query import Query
from rapport.sets.ranges import DateRange, read_range
from rapport.sets.slices import EMPTY, Slices
from rapport.sets.words import Term, WordQuery, phrase_pattern, read_words
from rapport.vocabularies.organization_types import types_in_group
from rapport.vocabularies.schemes import scheme

_MOST_COMPLETIONS = 1000  # words that one prefix may stand for
_MOST_PHRASES = 200  # answers to phrases that a view remembers

ReadTexts = Callable[[Collection[int]], Iterator[tuple[int, list[str]]]]


@dataclass(frozen=True, slots=True)
class Found:
    """What words find: ``wide`` in any text, ``narrow`` in the name; and the terms that no record has."""

    wide: BitMap
    narrow: BitMap
    unfound: tuple[str, ...] = ()


class View:
    """The partnerships of an index as at a day. ``read_texts`` gives folded texts of records, for phrases."""

    def __init__(self, index: Index, day: date, *, read_texts: ReadTexts) -> None:
        self.index, self.day, self._read_texts = index, day, read_texts
        self._sets: dict[str, Mapping[str, BitMap]] = {}
        self._words: tuple[str, Found] | None = None
        self._phrases: dict[str, Found] = {}
        self._base_counts: dict[str, dict[str, int]] = {}
        counted = [term.code for term in scheme("statuses") if term.extras.get("counted")]
        self.registry: BitMap = BitMap.union(BitMap(), *(self.sets("status").get(code, BitMap()) for code in counted))

    @property
    def total(self) -> int:
        """The size of the registry: the base of percentages."""
        return len(self.registry)

    # --- sets ---

    def sets(self, facet: str) -> Mapping[str, BitMap]:
        """Every value of a facet of codes that some record has, with its set, in order; of dates by year."""
        found = self._sets.get(facet)
        if found is None:
            derive = DERIVED.get(facet)
            found = self.index.facets.get(facet, {}) if derive is None else derive(self)
            ordered = in_order(facet, tuple([value for value, records in found.items() if records]))
            self._sets[facet] = found = {value: found[value] for value in ordered}
        return found

    def chosen(self, facet: str, values: Iterable[str]) -> BitMap:
        """The records with any of the values."""
        kind = FACETS[facet].kind
        if kind is Kind.ORGANIZATIONS:
            return self._of_organizations(facet, values)
        if kind is Kind.CODES:
            sets = self.sets(facet)
            return union([sets[value] for value in values if value in sets])
        return union([self._without(facet) if each == NOT_KNOWN else self._in_range(facet, each) for each in values])

    def select(self, query: Query, *, but: str = "") -> BitMap:
        """The set that a query names; ``but`` leaves one facet's inclusion out of account."""
        asks_status = but == "status" or query.values("status")
        found = self.index.everything if asks_status else self.registry
        for facet, values in query.included:
            if facet != but:
                found = found & self.chosen(facet, values)
        for facet, values in query.further:
            found = found & self.chosen(facet, values)
        for facet, values in query.excluded:
            found = found - self.chosen(facet, values)
        return found & self.words(query.words).wide if query.words else found

    def words(self, text: str) -> Found:
        """The records that have every word and phrase. A last word that no record has is taken as a beginning."""
        # One answer asks for the same words once for each facet that it counts without itself.
        remembered = self._words
        if remembered is None or remembered[0] != text:
            remembered = self._words = text, self._find(text)
        return remembered[1]

    def _find(self, text: str) -> Found:
        asked = read_words(text)
        if not asked.terms and not asked.phrases:
            return Found(self.index.everything, BitMap())
        wide = narrow = self.index.everything
        unfound = []
        for term, found in self._find_terms(asked.terms).items():
            wide, narrow = wide & found.wide, narrow & found.narrow
            unfound += [term.surface] if not found.wide else []
        for phrase in asked.phrases:
            found = self._phrase(phrase, asked, wide)
            wide, narrow = wide & found.wide, narrow & found.wide
        return Found(wide, narrow, tuple(unfound))

    # --- numbers ---

    def slices(self, name: str) -> Slices:
        return self.index.numbers.get(name, EMPTY)

    def sum(self, name: str, chosen: BitMap) -> int:
        """A number added up over a set: ``partners``, ``listings:ngo``, ``leads:ngo``, ``mentions:government``."""
        return self.slices(name).sum(chosen)

    def listings(self, chosen: BitMap, code: str = "", *, leads: bool = False) -> int:
        """Listings in a set: all, or those of a type or group of organizations (where a word is both, the group)."""
        kind = "leads" if leads else "listings"
        if code:
            types = types_in_group(code) if code in scheme("organization-groups") else (code,)
            return sum(self.sum(f"{kind}:{each}", chosen) for each in types)
        names = (name for name in self.index.numbers if name.startswith(f"{kind}:"))
        return sum(self.sum(name, chosen) for name in names)

    def smallest(self, name: str, chosen: BitMap) -> int | None:
        """The smallest number in a set (``duration``, ``partners``); ``None`` where no record has one."""
        return self.slices(name).smallest(chosen)

    def largest(self, name: str, chosen: BitMap) -> int | None:
        return self.slices(name).largest(chosen)

    def counts(self, facet: str, chosen: BitMap) -> dict[str, int]:
        """How many of a set have each value; values that none of them has are left out."""
        if chosen is self.registry and facet in self._base_counts:
            return self._base_counts[facet]
        count = chosen.intersection_cardinality
        found = {value: number for value, held in self.sets(facet).items() if (number := count(held))}
        if chosen is self.registry:
            self._base_counts[facet] = found
        return found

    def fictional(self, chosen: BitMap) -> int:
        """How many of a set were made up for demonstration."""
        return chosen.intersection_cardinality(self.sets("origin").get("fictional", NOWHERE.wide))

    def organizations_most_listed(
        self, most: int = 50, *, within: BitMap | None = None, facet: str = "organization"
    ) -> list[tuple[str, int]]:
        """The organizations in most partnerships of a set, with their counts; ties by id.

        Reads organizations from the largest down, and stops where the next cannot be among them.
        """
        chosen = self.registry if within is None else within
        best: list[tuple[int, str]] = []
        candidates = self.index.postings.organizations()
        while chunk := list(islice(candidates, 100)):
            if len(best) == most and chunk[0][1] < -best[-1][0]:
                break
            postings = self.index.postings.find([ORGANIZATION + code for code, _size in chunk])
            for code, _size in chunk:
                held = postings.get(ORGANIZATION + code, NOWHERE)
                count = chosen.intersection_cardinality(held.narrow if facet == "led-by" else held.wide)
                if count:
                    best.append((-count, code))
            best = sorted(best)[:most]
        return [(code, -count) for count, code in best]

    # --- lists ---

    def page(self, chosen: BitMap, query: Query, *, start: int, size: int) -> list[int]:
        """Record numbers of a set in the order of a query, ``size`` of them from ``start`` on."""
        orders = self.index.orders
        if query.effective_order != "relevance":
            order: Order = {"name": orders.name, "freshness": orders.known}.get(query.effective_order, orders.newest)
            return order.page(chosen, start, size)
        named = chosen & self.words(query.words).narrow
        found = orders.known.page(named, start, size)
        if len(found) < size:
            found += orders.known.page(chosen - named, max(start - len(named), 0), size - len(found))
        return found

    # --- how sets follow ---

    def _without(self, facet: str) -> BitMap:
        if FACETS[facet].kind is Kind.DATES:
            return self.sets(facet).get(NOT_KNOWN, BitMap())
        return self.index.everything - self.slices(facet).known

    def _in_range(self, facet: str, text: str) -> BitMap:
        try:
            asked = read_range(FACETS[facet].kind, text)
        except ValueError:  # a query written in code may hold anything
            return BitMap()
        if not isinstance(asked, DateRange):
            return self.slices(facet).between(asked.low, asked.high)
        if asked.is_of_years:
            first, last = asked.first.year, asked.last.year
            years = self.sets(facet).items()
            return union([held for year, held in years if year != NOT_KNOWN and first <= int(year) <= last])
        first_days = self.slices(f"{facet}-first").between(asked.first.toordinal(), None)
        return first_days & self.slices(f"{facet}-last").between(None, asked.last.toordinal())

    def _of_organizations(self, facet: str, values: Iterable[str]) -> BitMap:
        values = list(values)
        ids = [value for value in values if value != NOT_KNOWN]
        postings = self.index.postings.find([ORGANIZATION + each for each in ids]).values()
        found = BitMap.union(BitMap(), *(held.narrow if facet == "led-by" else held.wide for held in postings))
        if len(ids) < len(values):
            found |= self.index.everything - self._listed(facet)
        return found

    def _listed(self, facet: str) -> BitMap:
        if facet == "organization":
            return self.slices("partners").known
        names = (name for name in self.index.numbers if name.startswith("leads:"))
        return BitMap.union(BitMap(), *(self.slices(name).known for name in names))

    def _find_terms(self, terms: Sequence[Term]) -> dict[Term, Found]:
        """What each finds. All are read at once, that a query of many words asks the database no more often."""
        prefixes = list(dict.fromkeys(term.prefix for term in terms if term.prefix))
        completions = dict(zip(prefixes, self._starting_with(prefixes), strict=True))
        tokens = {term: [*term.tokens, *completions.get(term.prefix, [])] for term in terms}
        postings = self.index.postings.find(list(dict.fromkeys(chain.from_iterable(tokens.values()))))
        found = {term: _either(postings, tokens[term]) for term in terms}
        last = terms[-1] if terms else None
        if last and not found[last].wide and len(last.surface) > 1:
            [beginnings] = self._starting_with([last.surface])
            found[last] = _either(self.index.postings.find(beginnings), beginnings)
        return found

    def _starting_with(self, prefixes: Sequence[str]) -> list[list[str]]:
        return self.index.postings.starting_with(prefixes, _MOST_COMPLETIONS) if prefixes else []

    def _phrase(self, phrase: str, asked: WordQuery, candidates: BitMap) -> Found:
        """Those of the candidates in one text of which the phrase stands word for word."""
        key = f"{phrase}\n{asked.terms}"
        if key not in self._phrases:
            pattern = phrase_pattern(phrase)
            texts = self._read_texts(list(candidates))
            found = BitMap(record for record, folded in texts if any(map(pattern.search, folded)))
            if len(self._phrases) >= _MOST_PHRASES:
                self._phrases.clear()
            self._phrases[key] = Found(found, found)
        return self._phrases[key]


def _either(postings: Mapping[str, Posting], tokens: Iterable[str]) -> Found:
    held = [postings[token] for token in tokens if token in postings]
    return Found(union([each.wide for each in held]), union([each.narrow for each in held]))


def union(sets: Sequence[BitMap]) -> BitMap:
    """All of several sets. Of one it is that one itself, not a copy: what a view gives out is never changed."""
    if not sets:
        return NOWHERE.wide
    return sets[0] if len(sets) == 1 else BitMap.union(*sets)


def folded_texts(texts: Iterable[str]) -> list[str]:
    return [fold(text) for text in texts]
