"""When a wording is true: ``percent scope.global > 50 and count total >= 10``. Claims are held against the figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from rapport.statistics.figure import Figure

_SIDE = r"(count|percent) (\S+)"
_ONE = re.compile(rf"{_SIDE} (>=|<=|>|<|=) (?:(\d{{1,9}}(?:\.\d{{1,3}})?)|(was)|{_SIDE})")
_SIGNS = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq}
Figures = Mapping[str, Figure]


class ConditionError(Exception):
    """The message says what a condition looks like."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A number of a figure against another: a given one, that of another figure, or its own in the edition before.

    ``percent`` is the exact share in hundredths, not the rounded one: 50.4 per cent is more than half.
    """

    of: str
    figure: str
    sign: str
    number: Fraction | None = None
    other: tuple[str, str] | None = None  # “percent”, “scope.regional”; neither: what it was in the edition before

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids that it names."""
        return (self.figure, self.other[1]) if self.other else (self.figure,)

    def holds(self, figures: Figures, before: Figures) -> bool:
        """False where there is no such number: of nothing nothing can be claimed."""
        value, against = exact_value(figures.get(self.figure), self.of), self._against(figures, before)
        return value is not None and against is not None and _SIGNS[self.sign](value, against)

    def _against(self, figures: Figures, before: Figures) -> Fraction | None:
        if self.number is not None:
            return self.number
        if self.other:
            return exact_value(figures.get(self.other[1]), self.other[0])
        return exact_value(before.get(self.figure), self.of)

    def __str__(self) -> str:
        return f"{self.of} {self.figure} {self.sign} {self._right_side()}"

    def _right_side(self) -> str:
        if self.number is not None:
            return f"{float(self.number):.3f}".rstrip("0").rstrip(".")
        return " ".join(self.other) if self.other else "was"


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """All of them must hold. Raises ConditionError."""
    return tuple(_parse(each.strip()) for each in re.split(r"\band\b", text))


def _parse(text: str) -> Condition:
    found = _ONE.fullmatch(" ".join(text.split()))
    if not found:
        raise ConditionError(
            f"“{text}” is no condition: write it as “percent scope.global > 50”, “percent scope.global > was” "
            "(in the edition before) or “percent scope.global > percent scope.regional”."
        )
    of, figure, sign, number, _was, other_of, other = found.groups()
    return Condition(of, figure, sign, Fraction(number) if number else None, (other_of, other) if other else None)


def exact_value(figure: Figure | None, of: str) -> Fraction | None:
    """A count, or a share in hundredths; ``None`` where there is no such number."""
    if figure is None:
        return None
    if of == "count" or figure.unit == "count":
        number = figure.numerator if of == "count" and figure.unit == "percent" else figure.value
        return None if number is None else Fraction(number)
    if figure.numerator is None or not figure.denominator:
        return None
    return Fraction(100 * figure.numerator, figure.denominator)
