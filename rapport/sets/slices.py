"""Bit slices: a whole number for each record, kept as one bitmap for every binary digit.

The sum over any set is the sum of 2^k times an intersection, and a range of numbers takes one pass over the digits: so
neither costs more for a set than for its size.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pyroaring import BitMap

_FEW = 10  # records whose numbers are compared one by one


@dataclass(frozen=True, slots=True)
class Slices:
    """``known`` holds the records that have a number at all; ``digits[k]`` those with the digit 2^k set."""

    known: BitMap
    digits: tuple[BitMap, ...]

    @classmethod
    def of(cls, numbers: Mapping[int, int]) -> "Slices":
        return EMPTY.changed(BitMap(), numbers)

    def changed(self, gone: BitMap, numbers: Mapping[int, int]) -> "Slices":
        """The same without the numbers of the records ``gone``, and with these in their place.

        The records of ``numbers`` are among ``gone``, or have none yet.
        """
        touched = gone | BitMap(numbers)
        # A save leaves most numbers of its record as they were.
        if len(touched) <= _FEW and all(self.number(record) == numbers.get(record) for record in touched):
            return self
        size = max(len(self.digits), max(numbers.values(), default=0).bit_length())
        digits = []
        for k in range(size):
            digit = self.digits[k] if k < len(self.digits) else BitMap()
            digits.append(flip(digit, touched, {record for record, number in numbers.items() if number >> k & 1}))
        return Slices(flip(self.known, touched, numbers.keys()), tuple(digits))

    def sum(self, chosen: BitMap) -> int:
        """The sum of the numbers of a set; records without one add nothing."""
        count, total = chosen.intersection_cardinality, 0
        for k, digit in enumerate(self.digits):
            total += count(digit) << k
        return total

    def number(self, record: int) -> int | None:
        if record not in self.known:
            return None
        return sum(1 << k for k, digit in enumerate(self.digits) if record in digit)

    def smallest(self, chosen: BitMap) -> int | None:
        """The smallest number in a set, or ``None`` where no record has one."""
        left, number = chosen & self.known, 0
        if not left:
            return None
        for k in range(len(self.digits) - 1, -1, -1):
            without = left - self.digits[k]
            left, number = (without, number) if without else (left, number | 1 << k)
        return number

    def largest(self, chosen: BitMap) -> int | None:
        left, number = chosen & self.known, 0
        if not left:
            return None
        for k in range(len(self.digits) - 1, -1, -1):
            with_digit = left & self.digits[k]
            left, number = (with_digit, number | 1 << k) if with_digit else (left, number)
        return number

    def between(self, low: int | None, high: int | None) -> BitMap:
        """The records whose number lies from ``low`` to ``high``, both included; ``None`` is no bound."""
        found = self.known
        if low is not None and low > 0:
            found = found & self._at_least(low)
        if high is not None:
            found = found - self._at_least(high + 1)
        return found

    def _at_least(self, bound: int) -> BitMap:
        if bound <= 0:
            return self.known
        if bound.bit_length() > len(self.digits):
            return BitMap()
        above, equal = BitMap(), self.known
        # Below the last 1 of the bound every number that equals it so far is large enough.
        last = (bound & -bound).bit_length() - 1
        for k in range(len(self.digits) - 1, last - 1, -1):
            if bound >> k & 1:
                equal = equal & self.digits[k]
            else:
                above = above | (equal & self.digits[k])
                equal = equal - self.digits[k]
        return above | equal


def flip(held: BitMap, touched: BitMap, coming: Collection[int]) -> BitMap:
    """The set with exactly ``coming`` of the records touched: the same object where nothing changes."""
    if not coming and not held.intersect(touched):
        return held
    flips = [record for record in touched if (record in held) != (record in coming)]
    return held ^ BitMap(flips) if flips else held


EMPTY = Slices(BitMap(), ())
