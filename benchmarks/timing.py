"""Times of rival and ours from the same minutes: turn by turn, medians, and the middle of the pairs' ratios."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of ours and of the rival for one piece of work, taken one right after the other, many times."""

    ours: list[float]
    rivals: list[float]

    @property
    def ratio(self) -> float:
        """How many times the rival takes longer: the median over the pairs, so that a busy minute hits both."""
        return median(rival / own for own, rival in zip(self.ours, self.rivals, strict=True))

    def detail(self, rival: str) -> str:
        return f"ours {1000 * median(self.ours):.3g} ms, {rival} {1000 * median(self.rivals):.3g} ms"


def seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def pair(ours: Callable[[], Any], rivals: Callable[[], Any], *, turns: int, longest: float = 60) -> Pair:
    """Both, turn by turn: at most ``turns`` times, no new turn after ``longest`` seconds. One more warms up."""
    ours(), rivals()
    found = Pair([], [])
    ends = time.perf_counter() + longest
    while len(found.ours) < turns and (not found.ours or time.perf_counter() < ends):
        found.ours.append(seconds(ours))
        found.rivals.append(seconds(rivals))
    return found


def percentile(times: Sequence[float], percent: int) -> float:
    return quantiles(times, n=100)[percent - 1]
