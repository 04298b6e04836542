"""What is owed and when somebody is reminded: data, read from ``data/ladder.yaml`` or the host's own file."""

from calendar import day_name
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from rapport.lib.yaml_text import StrictLoader
from rapport.sets.freshness import add_months

SHIPPED = Path(__file__).parent / "data" / "ladder.yaml"
_WEEKDAYS = tuple(name.lower() for name in day_name)
To = Literal["focal-points", "deputies", "leads", "officer"]
Owed = Literal["confirm", "report"]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Data):
    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        return add_months(day, self.months) + timedelta(days=self.days)

    def latest_start(self, end: date) -> date:
        """The last day after which the span is over by ``end``."""
        # Within these days the answer lies: no month is longer than 31 or shorter than 28 days.
        start = add_months(end - timedelta(days=self.days), -self.months) + timedelta(days=4)
        while self.after(start) > end:
            start -= timedelta(days=1)
        return start


class Rung(Span):
    to: To


class Letters(_Data):
    apart: Span
    patience: Span
    gather: Span


class Quiet(_Data):
    """When nobody is written to."""

    weekdays: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    not_before: time = time.min
    not_after: time = time.max

    @model_validator(mode="after")
    def _check(self) -> Self:
        if wrong := [each for each in self.weekdays if each not in _WEEKDAYS]:
            raise ValueError(f"“{wrong[0]}” is no weekday: write {', '.join(_WEEKDAYS)}.")
        for each in self.days:
            for end in each.split(".."):
                date.fromisoformat(f"2000-{end}")
        year = (date(2000, 1, 1) + timedelta(days=number) for number in range(366))
        if self.not_before >= self.not_after or all(map(self.holds_day, year)):
            raise ValueError("Every day or hour is quiet, so nobody would ever be written to.")
        return self

    def holds_day(self, day: date) -> bool:
        if _WEEKDAYS[day.weekday()] in self.weekdays:
            return True
        written = f"{day:%m-%d}"
        return any(_is_within(written, *each.partition("..")[::2]) for each in self.days)

    def next_open(self, now: datetime) -> datetime:
        """The first moment from now on at which somebody may be written to."""
        if not self.holds_day(now.date()):
            if now.time() < self.not_before:
                return datetime.combine(now.date(), self.not_before, now.tzinfo)
            if now.time() <= self.not_after:
                return now
        day = now.date() + timedelta(days=1)
        while self.holds_day(day):
            day += timedelta(days=1)
        return datetime.combine(day, self.not_before, now.tzinfo)


def _is_within(day: str, first: str, last: str) -> bool:
    last = last or first
    return first <= day <= last if first <= last else day >= first or day <= last


class Links(_Data):
    valid: Span


class Contact(_Data):
    unanswered: Span
    forgotten: Span
    a_day_from_a_sender: int
    a_day_to_a_record: int


class Ladder(_Data):
    owes: dict[str, tuple[Owed, ...]]
    periods: dict[Owed, Span]
    rungs: dict[Owed, tuple[Rung, ...]]
    letters: Letters
    quiet: Quiet
    links: Links
    contact: Contact
    ended: Literal["publish", "screen"] = "publish"
    channels: tuple[str, ...] = ("mail",)

    @model_validator(mode="after")
    def _check(self) -> Self:
        for kind, rungs in self.rungs.items():
            reached = [rung.after(date(2001, 1, 1)) for rung in rungs]
            if reached != sorted(reached):
                raise ValueError(f"The rungs of {kind} are not in the order of their days.")
        return self

    def rung_on(self, today: date, *, kind: str, due_on: date, rung: int, climbed_on: date | None) -> int:
        """How many rungs are climbed on a day, of a duty that has climbed ``rung``.

        Rungs missed count as climbed, but only those to the same people: after an outage nobody gets three letters,
        and nobody is passed over for somebody else without having been asked first.
        """
        rungs = self.rungs[kind]  # type: ignore[index]
        if rung >= len(rungs) or rungs[rung].after(due_on) > today:
            return rung
        turns = climbed_on is not None and rung > 0 and rungs[rung].to != rungs[rung - 1].to
        if climbed_on is not None and turns and self.letters.patience.after(climbed_on) > today:
            return rung
        reached = rung + 1
        while reached < len(rungs) and rungs[reached].to == rungs[rung].to and rungs[reached].after(due_on) <= today:
            reached += 1
        return reached

    def may_write(self, written_on: date | None, today: date) -> bool:
        """Whether a person who was last written to on a day may be written to again."""
        return written_on is None or self.letters.apart.after(written_on) <= today

    def written_before(self, today: date) -> date:
        """The last day on which somebody may have been written to who is written to today."""
        return self.letters.apart.latest_start(today)

    def soon_due(self, today: date) -> date:
        """Up to which day duties are spoken of: what is asked for by itself, and what letters gather."""
        firsts = [rungs[0].latest_start(today) for rungs in self.rungs.values() if rungs]
        return max(*firsts, self.letters.gather.after(today))


def ladder() -> Ladder:
    """The ladder of this installation."""
    own: Path = settings.RAPPORT_HOME / "ladder.yaml"
    return read_ladder(own if own.exists() else SHIPPED)


@cache
def read_ladder(path: Path) -> Ladder:
    """Refuses nonsense with a sentence that names the file."""
    try:
        data: Any = yaml.load(path.read_text(), Loader=StrictLoader)  # noqa: S506 a safe loader
        return Ladder.model_validate(data)
    except (yaml.YAMLError, ValidationError, ValueError) as error:
        raise ImproperlyConfigured(f"{path}: {error}") from None
