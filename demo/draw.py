"""Exact draws: chance decides who, never how many.

Every family of attributes has its own stream, named by a word, so that a change in one family leaves the others as
they were. Only ``random()`` of the standard generator is used: its sequence is the same in every version of Python.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K")

SEED = "rapport demonstration registry 2010"


class Draw:
    """A named stream of chance."""

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"{SEED}: {name}")

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def uniform(self, low: float, high: float) -> float:
        return low + self._random.random() * (high - low)

    def one(self, items: Sequence[T]) -> T:
        return items[int(self._random.random() * len(items))]

    def one_by_weight(self, weights: Mapping[T, float]) -> T:
        mark = self._random.random() * sum(weights.values())
        for item, weight in weights.items():
            mark -= weight
            if mark < 0:
                return item
        return item

    def exactly(self, count: int, items: Iterable[T], weight: Callable[[T], float] = lambda _: 1.0) -> list[T]:
        """Draw exactly so many, without replacement, the heavier likelier (Efraimidis and Spirakis), in any order."""
        pool = list(items)
        if not 0 <= count <= len(pool):
            raise ValueError(f"Cannot draw {count} of {len(pool)}.")
        marked = [(self._random.random() ** (1.0 / weight(item)), place) for place, item in enumerate(pool)]
        marked.sort(reverse=True)
        return [pool[place] for _, place in marked[:count]]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        pool = list(items)
        return self.exactly(len(pool), pool)

    def dealt(self, counts: Mapping[K, int]) -> list[K]:
        """Every key as often as its count says, in random order."""
        return self.shuffled(key for key, count in counts.items() for _ in range(count))
