"""The life of a partnership as a line: what is certain solid, what is not faint, and where today is.

Everything is in per cent of the line's length, from the reader's beginning of a line.
"""

from dataclasses import dataclass
from datetime import date

from rapport.lib.dates import PartialDate

_MARGIN = 0.06  # of the span of time shown, before and after
_LEAST_DAYS = 3 * 365


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the line. ``is_sure``: it certainly ran then."""

    offset: str
    width: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Life:
    stretches: tuple[Stretch, ...]
    today: str


def draw_life(
    started_on: PartialDate | None, ends_on: PartialDate | None, open_ended: bool | None, *, today: date
) -> Life | None:
    """The line, or ``None`` where neither start nor end is known: then there is nothing to draw."""
    if started_on is None and ends_on is None:
        return None
    start, end, now = _days(started_on), _days(ends_on), today.toordinal()
    shown = [now, *start, *end]
    span = max(max(shown) - min(shown), _LEAST_DAYS)
    first, length = min(shown) - span * _MARGIN, span * (1 + 2 * _MARGIN)
    last = first + length
    # A start or end of which only the year is known leaves up to a year on either side unsure.
    begins, surely_begun = start or (first, end[0])
    surely_runs, ends = end or (max(surely_begun, now) if open_ended else surely_begun, last)
    surely_begun = min(surely_begun, max(surely_runs, begins))
    edges = ((begins, surely_begun, False), (surely_begun, surely_runs, True), (max(surely_runs, begins), ends, False))
    stretches = tuple(
        Stretch(f"{100 * (low - first) / length:.4g}%", f"{100 * (high - low) / length:.4g}%", is_sure)
        for low, high, is_sure in edges
        if high > low
    )
    return Life(stretches, f"{100 * (now - first) / length:.4g}%")


def _days(day: PartialDate | None) -> tuple[float, ...]:
    return (day.earliest.toordinal(), day.latest.toordinal() + 1) if day else ()
