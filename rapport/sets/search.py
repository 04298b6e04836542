"""Answer a query: how many, which, and how many with each value of each facet. Exact, always."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pyroaring import BitMap

from rapport.sets.facets import CODED, FACETS, NONE, NOT_KNOWN, closing_values, listed_values
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.spelling import suggest
from rapport.sets.view import View

PAGE = 20


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many of the set have each value, as if the facet itself had not been asked for.

    ``values`` are in the order of the scheme, zeros too, then what else there is; ``none`` is absent where it cannot be
    said. ``left_out`` counts, where the facet is asked for, the records of the set without it that lack the data.
    """

    facet: str
    values: dict[str, int]
    none: int | None
    not_known: int | None
    left_out: int = 0

    def count(self, value: str) -> int:
        if value == NOT_KNOWN:
            return self.not_known or 0
        return (self.none or 0) if value == NONE and value not in self.values else self.values.get(value, 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds. ``base`` is the size of the registry; ``numbers`` are record numbers, in order."""

    query: Query
    day: date
    total: int
    base: int
    page: int
    pages: int
    numbers: list[int]
    facets: dict[str, FacetCounts]
    left_out: dict[str, int]
    did_you_mean: str = ""
    sentences: tuple[str, ...] = field(default=())

    @property
    def first(self) -> int:
        """The place in the set of the first on the page, from 1; 0 on an empty page."""
        return (self.page - 1) * PAGE + 1 if self.numbers else 0


def answer(
    query: Query,
    *,
    today: date,
    page: int = 1,
    size: int = PAGE,
    facets: Sequence[str] = CODED,
    sentences: Iterable[str] = (),
    view: View | None = None,
) -> Answer:
    """Count and list what a query names. A page beyond the last is the last."""
    view = view or view_of(query, today=today)
    chosen = view.select(query)
    total = len(chosen)
    pages = max(-(-total // size), 1)
    page = min(max(page, 1), pages)
    return Answer(
        query=query,
        day=view.day,
        total=total,
        base=view.total,
        page=page,
        pages=pages,
        numbers=view.page(chosen, query, start=(page - 1) * size, size=size),
        facets=_count_facets(view, query, chosen, facets),
        left_out={name: left for name, _values in query.included if (left := _left_out(view, query, name))},
        did_you_mean=suggest(view, query.words) if query.words and not total else "",
        sentences=tuple(sentences),
    )


def count_facet(view: View, query: Query, facet: str) -> FacetCounts:
    """The counts of one facet: of the set without the facet itself, so that a second value can be added to a first."""
    return _arrange(query, facet, view.counts(facet, view.select(query, but=facet)))


def _count_facets(view: View, query: Query, chosen: BitMap, facets: Sequence[str]) -> dict[str, FacetCounts]:
    # Facets that are not asked for all count the same set. Without one the set is the registry, but a status
    # asked for is looked for among all.
    own = [facet for facet in facets if query.values(facet) or facet == "status"]
    shared = view.counts_of_all(chosen, [facet for facet in facets if facet not in own])
    return {
        facet: count_facet(view, query, facet) if facet in own else _arrange(query, facet, shared[facet])
        for facet in facets
    }


def _arrange(query: Query, facet: str, counts: Mapping[str, int]) -> FacetCounts:
    """In the order of the scheme, zeros too; then what else there is; *none* and *not known* apart."""
    found, closing = dict(counts), closing_values(facet)
    listed = {value: found.pop(value, 0) for value in listed_values(facet)}
    not_known = found.pop(NOT_KNOWN, 0) if NOT_KNOWN in closing else None
    none = found.pop(NONE, 0) if NONE in closing else None
    listed.update(sorted(found.items()))
    left_out = (not_known or 0) if query.values(facet) and NOT_KNOWN not in query.values(facet) else 0
    return FacetCounts(facet, listed, none, not_known, left_out)


def _left_out(view: View, query: Query, facet: str) -> int:
    """How many of the set without this facet cannot be judged by it, for the record does not say."""
    if not FACETS[facet].can_be_unknown or NOT_KNOWN in query.values(facet):
        return 0
    return view.select(query, but=facet).intersection_cardinality(view.chosen(facet, (NOT_KNOWN,)))


def ordered_numbers(query: Query, *, today: date) -> list[int]:
    """Every record number of a query, in its order: for exports."""
    view = view_of(query, today=today)
    chosen = view.select(query)
    return view.page(chosen, query, start=0, size=len(chosen))
