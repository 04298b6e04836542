"""When each partnership registered, started and ends: the years by exact margins, then days, months or years only."""

import calendar
from collections import Counter

from demo import targets
from demo.draw import Draw
from demo.records import Record


def give_times(records: list[Record]) -> None:
    draw = Draw("times")
    _give_years(
        draw,
        [record for record in records if record.in_cluster],
        targets.REGISTERED_CLUSTER,
        targets.STARTED_CLUSTER,
        0,
        targets.LASTS_CLUSTER,
    )
    _give_years(
        draw,
        [record for record in records if not record.in_cluster],
        targets.REGISTERED_OUTSIDE,
        targets.STARTED_OUTSIDE,
        targets.STARTED_UNKNOWN_OUTSIDE,
        targets.LASTS_OUTSIDE,
    )
    for record in records:
        _write_dates(draw, record)


def _give_years(
    draw: Draw,
    members: list[Record],
    registered: dict[int, int],
    started: dict[int, int],
    unknown_starts: int,
    lasts: dict[int, int],
) -> None:
    registered_left, started_left = Counter(registered), Counter(started)
    for record in members:
        if record.boxed:
            record.start_year = record.boxed.start_year
            record.whole_years = record.boxed.whole_years
            record.registered_on = record.boxed.registered_on
            registered_left[record.registered_year] -= 1
            started_left[record.start_year] -= 1
    free = draw.shuffled(record for record in members if not record.boxed)
    # Registered in the order in which they began, give or take: the two lists are dealt out in parallel.
    years = sorted(registered_left.elements())
    known = sorted(started_left.elements(), key=lambda year: year + draw.uniform(0, 0.9))
    starts: list[int | None] = [*known]
    for _ in range(unknown_starts):
        starts.insert(draw.between(0, 200), None)
    for record, year, start in zip(free, years, starts, strict=True):
        record.registered_on = _registration_day(draw, year)
        record.start_year = start
    _give_lengths(draw, members, free, lasts)


def _give_lengths(draw: Draw, members: list[Record], free: list[Record], lasts: dict[int, int]) -> None:
    left = Counter(lasts)
    for record in members:
        if record.boxed and record.whole_years is not None:
            left[record.whole_years] -= 1
    dated = [record for record in free if record.start_year is not None]
    limited = draw.exactly(left.total(), dated)
    # Nobody registers what is over: who began longest before registering takes the longest of what is left.
    limited.sort(key=lambda record: (record.start_year or 0) - record.registered_year)
    lengths = draw.dealt(left)
    for record in limited:
        head_start = record.registered_year - (record.start_year or 0)
        fitting = next(length for length in lengths if length > head_start)
        lengths.remove(fitting)
        record.whole_years = fitting


def _registration_day(draw: Draw, year: int) -> str:
    if year == 2002:  # from the Bali meeting on, most of them in the weeks around the Summit
        month = draw.one_by_weight({5: 1, 6: 3, 7: 4, 8: 9, 9: 7, 10: 4, 11: 3, 12: 2})
    else:
        month = draw.between(1, 12)
    day = f"{year}-{month:02}-{draw.between(1, 28):02}"
    weekday = calendar.weekday(*map(int, day.split("-")))
    return day if weekday < 5 else f"{day[:8]}{int(day[8:]) - 2 if int(day[8:]) > 2 else int(day[8:]) + 2:02}"


def _write_dates(draw: Draw, record: Record) -> None:
    if record.boxed:
        record.started_on, record.ends_on = record.boxed.started_on, record.boxed.ends_on
        return
    if record.start_year is None:
        return
    precision = draw.one_by_weight({"year": 4, "month": 3, "day": 3})
    month = draw.one_by_weight(
        {1: 5, 2: 1, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 3 if record.start_year == 2002 else 1, 9: 3, 10: 2, 11: 1, 12: 1}
    )
    if record.start_year == record.registered_year:
        month = min(12, max(1, month))
    record.started_on = _partial(record.start_year, month, draw.one([1, 1, 1, 15, draw.between(2, 27)]), precision)
    if record.whole_years is None:
        return
    end_year = record.start_year + record.whole_years
    precision = draw.one_by_weight({precision: 6, "year": 3, "month": 2, "day": 1})
    # Between two full days completed anniversaries count, so the end must not fall before the day of the start.
    end_month = 12 if draw.chance(0.6) else draw.between(month, 12)
    record.ends_on = _partial(end_year, end_month, calendar.monthrange(end_year, end_month)[1], precision)


def _partial(year: int, month: int, day: int, precision: str) -> str:
    if precision == "year":
        return str(year)
    return f"{year}-{month:02}" if precision == "month" else f"{year}-{month:02}-{day:02}"
