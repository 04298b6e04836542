from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rapport.statistics.figure import to_one_decimal


@given(st.fractions(0, 1000))
def test_a_mean_has_one_decimal_rounded_half_up(mean: Fraction) -> None:
    tenths = round(to_one_decimal(mean) * 10)
    assert tenths - Fraction(1, 2) <= mean * 10 < tenths + Fraction(1, 2)
