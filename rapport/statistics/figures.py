"""A figure: a number with its base, and the query that lists the partnerships behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from rapport.sets.query import Query

Unit = Literal["count", "percent"]
Conditions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the statistics.

    ``numerator`` is a whole count; ``denominator`` the base, ``None`` where there is none; ``value`` the number as
    printed: the count, the rounded percentage, or a mean to one decimal; ``None`` where the base is 0.
    """

    id: str
    unit: Unit
    numerator: int | None
    denominator: int | None
    value: int | float | None
    within: Query
    included: Conditions = ()
    excluded: Conditions = ()

    @property
    def query(self) -> Query:
        """The set behind the figure, made only when asked for: counting 600 figures costs less than their addresses."""
        return self.within.narrowed(Query(included=self.included, excluded=self.excluded))

    def row(self) -> dict[str, object]:
        """As the command line and the downloads write it."""
        return {
            "id": self.id,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": self.value,
            "unit": self.unit,
            "query": self.query.path(),
        }


def percent(numerator: int, denominator: int) -> int | None:
    """The percentage, rounded half up to a whole number as the report does; ``None`` of nothing."""
    return (200 * numerator + denominator) // (2 * denominator) if denominator else None


def to_one_decimal(number: Fraction) -> float:
    """Rounded half up to one decimal."""
    return float((20 * number.numerator + number.denominator) // (2 * number.denominator)) / 10


def compute_figures(
    *,
    today: date,
    as_at: date | None = None,
    known_at: datetime | None = None,
    cycle: str,
    organizations: Sequence[str] = (),
    within: Query | None = None,
) -> list[Figure]:
    """Every figure of the contract, each id once: of the registry, or of the set that ``within`` names.

    ``cycle`` is the code of the thematic cluster; ``organizations`` have a count of listings whatever their place.
    """
    from rapport.statistics.cluster import cluster_figures
    from rapport.statistics.registry import registry_figures
    from rapport.statistics.scope import Scope

    query = (within or Query()).at(as_at=as_at, known_at=known_at) if as_at or known_at else within or Query()
    scope = Scope.of(query, today=today)
    return [*registry_figures(scope, organizations), *cluster_figures(scope, cycle)]
