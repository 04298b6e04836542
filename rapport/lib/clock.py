"""The one clock of the rules.

``RAPPORT_TODAY`` stands in for the real day: the demonstration lives on 1 February 2010. Rules take the
day as an argument; only views, commands and jobs ask here. Tokens and retries of mail use real time.

In the demonstration the day can be moved. All workers of a machine then read it from a file; asking again costs one
look at the file's age.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings

_read: tuple[tuple[int, int], date] | None = None


def today() -> date:
    """The day on which the rules stand (UTC)."""
    fixed: date | None = settings.RAPPORT_TODAY
    day = fixed or datetime.now(UTC).date()
    if settings.RAPPORT_DEMO and (moved := _moved_day()):
        return max(day, moved)
    return day


def now() -> datetime:
    """The present moment of the rules: today's date with the real time of day, so that order is kept."""
    return datetime.combine(today(), datetime.now(UTC).timetz())


def real_now() -> datetime:
    """The moment by the real clock: for what expires, whatever day the rules stand on."""
    return datetime.now(UTC)


def move_to(day: date) -> None:
    """Let the demonstration stand on another day. The file is replaced whole, so no reader sees half of it."""
    path = _path()
    beside = path.with_name("today.new")
    beside.write_text(day.isoformat())
    beside.replace(path)


def _moved_day() -> date | None:
    global _read
    try:
        state = _path().stat()
        mark = (state.st_mtime_ns, state.st_ino)
        if _read is None or _read[0] != mark:
            _read = (mark, date.fromisoformat(_path().read_text().strip()))
    except (OSError, ValueError):  # nobody moved it yet
        return None
    return _read[1]


def _path() -> Path:
    return Path(settings.RAPPORT_HOME) / "today"
