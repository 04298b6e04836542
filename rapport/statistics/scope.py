"""The set that figures are of, and the few ways in which a figure is counted over it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from pyroaring import BitMap

from rapport.look.formats import whole_percent
from rapport.sets.following import view_of
from rapport.sets.query import Chosen, Query
from rapport.sets.view import View
from rapport.statistics.figure import Figure


def conditions(**facets: str | Iterable[str]) -> Chosen:
    """``conditions(in_kind="staff")``: facets by their names, ``_`` for ``-``."""
    return tuple(
        (name.replace("_", "-"), (values,) if isinstance(values, str) else tuple(values))
        for name, values in facets.items()
    )


@dataclass(frozen=True)
class Scope:
    """A set of partnerships in a view, and the query that names it: put together only when it is asked for."""

    view: View
    records: BitMap
    name: Callable[[], Query]

    @classmethod
    def of(cls, query: Query, *, today: date) -> Self:
        view = view_of(query, today=today)
        return cls(view, view.select(query), lambda: query)

    @cached_property
    def query(self) -> Query:
        return self.name()

    @cached_property
    def total(self) -> int:
        return len(self.records)

    @property
    def fictional(self) -> int:
        """How many of them were made up for demonstration."""
        return self.view.fictional(self.records)

    def select(self, included: Chosen = (), excluded: Chosen = ()) -> BitMap:
        found = self.records
        for facet, values in included:
            found = found & self.view.chosen(facet, values)
        for facet, values in excluded:
            found = found - self.view.chosen(facet, values)
        return found

    def narrowed(self, included: Chosen = (), excluded: Chosen = ()) -> "Scope":
        def name() -> Query:
            return self.query.narrowed(Query(included=included, excluded=excluded))

        return Scope(self.view, self.select(included, excluded), name)

    # --- figures ---

    def number(self, id_: str, number: int | None, included: Chosen = (), excluded: Chosen = ()) -> Figure:
        """A count that stands for itself: no base."""
        return Figure(id_, "count", number, None, number, self, included, excluded)

    def count(self, id_: str, included: Chosen) -> Figure:
        """How many partnerships meet the conditions."""
        return self.number(id_, len(self.select(included)), included)

    def part(self, id_: str, numerator: int, denominator: int, included: Chosen = (), excluded: Chosen = ()) -> Figure:
        """A share of a base, both counted already."""
        value = whole_percent(numerator, denominator)
        return Figure(id_, "percent", numerator, denominator, value, self, included, excluded)

    def share(self, id_: str, included: Chosen) -> Figure:
        """The share of the scope that meets the conditions."""
        return self.part(id_, len(self.select(included)), self.total, included)

    def shares(self, prefix: str, facet: str, codes: Iterable[str]) -> Iterator[Figure]:
        """The share of each code of a facet, in one pass."""
        counts = self.view.counts(facet, self.records)
        for code in codes:
            yield self.part(f"{prefix}.{code}", counts.get(code, 0), self.total, ((facet, (code,)),))

    def counts(self, prefix: str, facet: str, codes: Iterable[str]) -> Iterator[Figure]:
        """How many partnerships have each code of a facet, in one pass."""
        counts = self.view.counts(facet, self.records)
        for code in codes:
            yield self.number(f"{prefix}.{code}", counts.get(code, 0), ((facet, (code,)),))
