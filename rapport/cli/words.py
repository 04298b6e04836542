"""What commands read of a line and write to it: days, times, tables, and a sentence for a failure."""

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time


def lay_out(rows: list[dict[str, object]]) -> Iterable[str]:
    names = list(rows[0])
    cells = [names, *[["" if row[name] is None else str(row[name]) for name in names] for row in rows]]
    widths = [max(len(row[place]) for row in cells) for place in range(len(names) - 1)]
    for row in cells:
        yield "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=False)] + row[-1:]) + "\n"


def read_day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day: write one such as 2010-02-01.") from None


def read_time(text: str | None) -> datetime | None:
    """A time, or a day that is meant whole: what was learned on it is known."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == 10:
            moment = datetime.combine(moment, time.max)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # 9999-12-31T23:59:59-01:00 is beyond the last year
        raise ValueError(f"“{text}” is not a time: write 2010-02-01 or 2010-02-01T09:30:00Z.") from None


def fail(sentence: str) -> int:
    print(f"rapport: {sentence}", file=sys.stderr)
    return 1
