"""What runs by itself."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

_daily: dict[str, Callable[..., Any]] = {}
_often: dict[str, tuple[Callable[..., Any], int]] = {}


def daily(name: str, run: Callable[..., Any]) -> None:
    """``run(today=…)`` once on each day of the rules."""
    _daily[name] = run


def often(name: str, run: Callable[..., Any], *, every: int) -> None:
    """``run(now=…)`` every so many seconds of real time."""
    _often[name] = (run, every)


def run_due(*, today: date, now: datetime) -> list[str]:
    """Run every job that is due, and return their names."""
    for run in _daily.values():
        run(today=today)
    for run, _every in _often.values():
        run(now=now)
    return [*_daily, *_often]
