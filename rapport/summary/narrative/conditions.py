"""When a wording is true: ``percent scope.global > 50 and count total >= 10``. Claims are held against the figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from rapport.statistics.figure import Figure

_ONE = re.compile(r"(count|percent) (\S+) (>=|<=|>|<|=) (\d{1,9}(?:\.\d{1,3})?)")
_SIGNS = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq}


class ConditionError(Exception):
    """The message says what a condition looks like."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``percent`` is the exact share in hundredths, not the rounded one: 50.4 per cent is more than half."""

    of: str
    figure: str
    sign: str
    number: Fraction

    def holds(self, figures: Mapping[str, Figure]) -> bool:
        """False where there is no such number: of nothing nothing can be claimed."""
        value = exact_value(figures.get(self.figure), self.of)
        return value is not None and _SIGNS[self.sign](value, self.number)


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """All of them must hold. Raises ConditionError."""
    return tuple(_parse(each.strip()) for each in re.split(r"\band\b", text))


def _parse(text: str) -> Condition:
    found = _ONE.fullmatch(" ".join(text.split()))
    if not found:
        raise ConditionError(f"“{text}” is no condition: write it as “percent scope.global > 50”.")
    return Condition(found[1], found[2], found[3], Fraction(found[4]))


def exact_value(figure: Figure | None, of: str) -> Fraction | None:
    if figure is None:
        return None
    if of == "count" or figure.unit == "count":
        number = figure.numerator if of == "count" and figure.unit == "percent" else figure.value
        return None if number is None else Fraction(number)
    if figure.numerator is None or not figure.denominator:
        return None
    return Fraction(100 * figure.numerator, figure.denominator)
