from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rapport.statistics.figures import percent, to_one_decimal


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_rounded_half_up(part: int, base: int) -> None:
    exact = Fraction(100 * part, base)
    found = percent(part, base)
    assert found is not None
    assert found - Fraction(1, 2) <= exact < found + Fraction(1, 2)


def test_nothing_has_no_percentage() -> None:
    assert percent(0, 0) is None


@given(st.fractions(0, 1000))
def test_a_mean_has_one_decimal_rounded_half_up(mean: Fraction) -> None:
    tenths = round(to_one_decimal(mean) * 10)
    assert tenths - Fraction(1, 2) <= mean * 10 < tenths + Fraction(1, 2)
