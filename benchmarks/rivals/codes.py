"""Facet values as small whole numbers, for rivals that count those faster than texts."""

from collections import defaultdict

Counts = dict[str, dict[str, int]]


class Codes:
    """A number for each value of each facet."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}
        self.pairs: list[tuple[str, str]] = []

    def number(self, facet: str, value: str) -> int:
        pair = facet, value
        if pair not in self.numbers:
            self.numbers[pair] = len(self.pairs)
            self.pairs.append(pair)
        return self.numbers[pair]

    def known(self, pair: tuple[str, str]) -> int:
        """-1 for a value that no record has."""
        return self.numbers.get(pair, -1)

    def counts(self, rows: list[tuple[int, int]]) -> Counts:
        found: Counts = defaultdict(dict)
        for code, number in rows:
            facet, value = self.pairs[code]
            found[facet][value] = number
        return found
