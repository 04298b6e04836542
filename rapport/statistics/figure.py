"""A figure: a number with its base, and the query that lists the partnerships behind it."""

from fractions import Fraction
from typing import Literal, NamedTuple, Protocol

from rapport.sets.query import Chosen, Query

Unit = Literal["count", "percent"]


class Within(Protocol):
    """What a figure is counted in: a set that can say its query."""

    @property
    def query(self) -> Query: ...


class Figure(NamedTuple):
    """One number of the statistics.

    ``numerator`` is a whole count; ``denominator`` the base, ``None`` where there is none; ``value`` the number as
    printed: the count, the rounded percentage, or a mean to one decimal; ``None`` where the base is 0.
    """

    id: str
    unit: Unit
    numerator: int | None
    denominator: int | None
    value: int | float | None
    within: Within
    included: Chosen = ()
    excluded: Chosen = ()

    @property
    def query(self) -> Query:
        """The set behind the figure, made only when asked for: counting 600 figures costs less than their addresses."""
        return self.within.query.narrowed(Query(included=self.included, excluded=self.excluded))

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


def to_one_decimal(number: Fraction) -> float:
    """Rounded half up to one decimal."""
    return float((20 * number.numerator + number.denominator) // (2 * number.denominator)) / 10
