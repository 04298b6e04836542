"""A zone as iCalendar describes it (VTIMEZONE, RFC 5545, 3.6.5): its offset in some years, and each change of it.

The library that writes our calendars dates the beginning of summer time by the clocks as they are after it; the
standard wants them as they were before. So we say it ourselves.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from rapport.events.zones import zone_of

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@lru_cache(maxsize=500)
def describe_zone(zone: str, first: int, last: int) -> Timezone:
    """From the day before the first year until the day after the last."""
    begins, ends = datetime(first, 1, 1, tzinfo=UTC) - _DAY, datetime(last + 1, 1, 1, tzinfo=UTC) + _DAY
    described = Timezone()
    described.add("tzid", zone)
    described.add_component(_describe(begins.astimezone(zone_of(zone)), _offset(begins, zone)))
    for change in find_changes(zone, begins, ends):
        described.add_component(_describe(change.astimezone(zone_of(zone)), _offset(change - _SECOND, zone)))
    return described


def find_changes(zone: str, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """The moments at which the clocks of a zone are put forward or back, looked for day by day."""
    moment = begins
    while moment < ends:
        if _offset(moment, zone) != _offset(moment + _DAY, zone):
            yield _narrow(zone, moment, moment + _DAY)
        moment += _DAY


def _narrow(zone: str, before: datetime, after: datetime) -> datetime:
    """The first second with the new offset."""
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        if _offset(middle, zone) == _offset(before, zone):
            before = middle
        else:
            after = middle
    return after


def _offset(moment: datetime, zone: str) -> timedelta:
    return moment.astimezone(zone_of(zone)).utcoffset() or timedelta()


def _describe(since: datetime, offset_before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if since.dst() else TimezoneStandard()
    part.add("dtstart", (since.astimezone(UTC) + offset_before).replace(tzinfo=None))
    part.add("tzoffsetfrom", offset_before)
    part.add("tzoffsetto", since.utcoffset())
    part.add("tzname", since.tzname() or "")
    return part
