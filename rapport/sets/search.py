"""Answer a query: how many, which, and how many with each value of each facet. Exact, always."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pyroaring import BitMap

from rapport.sets.facets import CODED, FACETS, NONE, NOT_KNOWN, closing_values, in_order
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.spelling import suggest
from rapport.sets.view import View

PAGE = 20


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many of the set have each value, as if the facet itself had not been asked for.

    ``values`` are those that some record has, or that are asked for, in the order of the scheme, then what else there
    is; ``none`` is absent where it cannot be said. ``left_out`` counts, where the facet is asked for, the records of
    the set without it that lack the data.
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
        facets={facet: count_facet(view, query, facet, chosen=chosen) for facet in facets},
        left_out={name: left for name, _values in query.included if (left := _left_out(view, query, name))},
        did_you_mean=suggest(view, query.words) if query.words and not total else "",
        sentences=tuple(sentences),
    )


def count_facet(view: View, query: Query, facet: str, *, chosen: BitMap | None = None) -> FacetCounts:
    """The counts of one facet: of the set without the facet itself, so that a second value can be added to a first.

    ``chosen`` is the query's own set, where it is at hand: a facet that is not asked for counts just that.
    """
    # Without one the set is the registry, but a status asked for is looked for among all.
    if chosen is None or query.values(facet) or facet == "status":
        chosen = view.select(query, but=facet)
    return _arrange(query, facet, view.counts(facet, chosen))


def _arrange(query: Query, facet: str, counts: Mapping[str, int]) -> FacetCounts:
    """In the order of the scheme, then what else there is; *none* and *not known* apart."""
    values, closing, asked = dict(counts), closing_values(facet), query.values(facet)
    not_known = values.pop(NOT_KNOWN, 0) if NOT_KNOWN in closing else None
    none = values.pop(NONE, 0) if NONE in closing else None
    if absent := [value for value in asked if value not in values and value not in closing]:
        values.update(dict.fromkeys(absent, 0))
        values = {value: values[value] for value in in_order(facet, tuple(values))}
    left_out = (not_known or 0) if asked and NOT_KNOWN not in asked else 0
    return FacetCounts(facet, values, none, not_known, left_out)


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
