"""When an event is: what its days and times mean, and which of them cannot be."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from rapport.events.zones import describe_offset, known_zones, zone_of
from rapport.look.formats import format_day

FIRST_YEAR, LAST_YEAR = 1970, 2100


@dataclass(frozen=True, slots=True)
class When:
    """Whole days where ``starts_at`` is not given, else times by the clocks of the zone."""

    starts_on: date
    starts_at: time | None = None
    ends_on: date | None = None
    ends_at: time | None = None
    time_zone: str = "UTC"

    @property
    def end_day(self) -> date:
        """The day of its end, as it was given."""
        return self.ends_on or self.starts_on

    @property
    def last_on(self) -> date:
        """The last day that it is on: not one that begins as it ends."""
        ends_with_the_day_before = self.ends_at == time() and self.end_day > self.starts_on
        return self.end_day - timedelta(days=ends_with_the_day_before)

    @property
    def begins(self) -> datetime | None:
        """The moment at which a timed event begins."""
        return moment(self.starts_on, self.starts_at, self.time_zone) if self.starts_at else None

    @property
    def ends(self) -> datetime | None:
        """The moment at which a timed event ends, where that is known."""
        return moment(self.end_day, self.ends_at, self.time_zone) if self.ends_at else None


def moment(day: date, at: time, zone: str) -> datetime:
    """Where the clocks go through a time twice, the first of the two is meant, as in iCalendar (RFC 5545, 3.3.5)."""
    return datetime.combine(day, at.replace(fold=0), zone_of(zone))


def find_mistakes(
    starts_on: date | None, starts_at: time | None, ends_on: date | None, ends_at: time | None, time_zone: str
) -> dict[str, str]:
    """What cannot be: a sentence for each field. A day that is missing is told by its own field."""
    if time_zone not in known_zones():
        return {"time_zone": _("“%(zone)s” is not a time zone: choose one from the list.") % {"zone": time_zone[:80]}}
    outside = {
        name: _("Choose a year from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        for name, day in (("starts_on", starts_on), ("ends_on", ends_on))
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR
    }
    if outside or starts_on is None:
        return outside
    if ends_on and ends_on < starts_on:
        return {"ends_on": _("The last day is before the first.")}
    return _find_mistakes_of_times(When(starts_on, starts_at, ends_on, ends_at, time_zone))


def _find_mistakes_of_times(when: When) -> dict[str, str]:
    if when.starts_at is None:
        alone = _("There is an end time but no start time: give both, or neither.")
        return {"ends_at": alone} if when.ends_at else {}
    if when.ends_at is None and when.end_day > when.starts_on:
        return {"ends_at": _("Give the time at which it ends on its last day, or leave the start time out.")}
    skipped = _("The clocks are put forward on that day: in this time zone there is no such time. Choose another.")
    leapt = {
        name: skipped
        for name, at in (("starts_at", when.begins), ("ends_at", when.ends))
        if at is not None and _is_leapt_over(at)
    }
    if leapt:
        return leapt
    # Clocks of one zone are compared as moments: an hour may be shorter or longer than they show.
    if when.begins and when.ends and when.ends.astimezone(UTC) <= when.begins.astimezone(UTC):
        return {"ends_at": _("The end is not after the start. If it ends on a later day, give that day.")}
    return {}


def _is_leapt_over(at: datetime) -> bool:
    there_and_back = at.astimezone(UTC).astimezone(at.tzinfo)
    return there_and_back.replace(tzinfo=None) != at.replace(tzinfo=None)


def describe_when(when: When) -> str:
    """“3 May 2010”, “3 May 2010, 09:00 to 17:30”: days and times by the clocks of its zone."""
    first, last = format_day(when.starts_on), format_day(when.end_day)
    said = {
        "first": first,
        "last": last,
        "start": _clock(when.starts_at),
        "end": _clock(when.ends_at),
    }
    if when.starts_at is None:
        return first if first == last else _("%(first)s to %(last)s") % said
    if when.ends_at is None:
        return _("%(first)s, %(start)s") % said
    if first == last:
        return _("%(first)s, %(start)s to %(end)s") % said
    return _("%(first)s, %(start)s, to %(last)s, %(end)s") % said


def offsets_of(when: When) -> str:
    """How far its clocks are from UTC: “UTC+01:00”; both, where they are put on or back meanwhile."""
    return " / ".join(dict.fromkeys(describe_offset(at) for at in (when.begins, when.ends) if at))


def in_utc(when: When) -> When:
    """The same moments by the clocks of UTC. Whole days stay what they are."""
    begins, ends = (at and at.astimezone(UTC) for at in (when.begins, when.ends))
    if begins is None:
        return when
    return When(begins.date(), begins.time(), ends.date() if ends else None, ends.time() if ends else None, "UTC")


def days_of(when: When) -> list[date]:
    """Each day that it is on."""
    return [when.starts_on + timedelta(days=n) for n in range((when.last_on - when.starts_on).days + 1)]


def _clock(at: time | None) -> str:
    return at.isoformat("minutes") if at else ""
