"""What calendars are told of an event: written when it is published, and when it is withdrawn.

A calendar that has an event takes a change of it where SEQUENCE has grown (RFC 5545, 3.8.7.4).
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F
from pydantic import BaseModel, ConfigDict

from rapport.events.models import Event, Notice
from rapport.events.times import When


class ToldText(BaseModel):
    model_config = ConfigDict(frozen=True)

    title: str
    place: str
    summary: str


class Told(BaseModel):
    """What a calendar shows of an event, and what it can be narrowed down by. Codes stand as in their columns."""

    model_config = ConfigDict(frozen=True)

    slug: str
    language: str
    kind_of: str
    status: str
    starts_on: date
    starts_at: time | None
    ends_on: date | None
    ends_at: time | None
    time_zone: str
    country: str
    online: str
    themes: str
    regions: str
    partnerships: str
    is_fictional: bool = False
    texts: dict[str, ToldText]

    @property
    def when(self) -> When:
        return When(self.starts_on, self.starts_at, self.ends_on, self.ends_at, self.time_zone)

    @property
    def last_on(self) -> date:
        return self.when.last_on

    def text_for(self, reader: str) -> tuple[str, ToldText]:
        """The text that a reader gets, and its language: as ``Entry.text_for``."""
        found = next(code for code in (reader, self.language, *self.texts) if code in self.texts)
        return found, self.texts[found]


_OF_COLUMNS = set(Told.model_fields) - {"texts"}


def tell(event: Event) -> Told:
    texts = {
        text.language: ToldText(title=text.title, place=text.place, summary=text.summary) for text in event.texts.all()
    }
    return Told(texts=texts, **{name: getattr(event, name) for name in _OF_COLUMNS})


def is_moved(before: Told, after: Told) -> bool:
    """Whether time, place, title or status are others. A new translation moves nothing."""

    def facts(told: Told) -> tuple[Any, ...]:
        return told.when, told.status, told.country, told.online

    both = before.texts.keys() & after.texts.keys()
    said = [(before.texts[code], after.texts[code]) for code in both]
    return facts(before) != facts(after) or any((old.title, old.place) != (new.title, new.place) for old, new in said)


@transaction.atomic
def announce(event: Event, *, now: datetime) -> Told | None:
    """Tell calendars what an event is now; returns what they were told before, where it is moved since.

    What was withdrawn was told as cancelled.
    """
    told = tell(event)
    fields = {"told": told.model_dump_json(), "slug": event.slug, "changed_at": now}
    notice, is_new = Notice.objects.select_for_update().get_or_create(uid=event.uid, defaults=fields)
    if is_new or (notice.told == fields["told"] and not notice.is_withdrawn):
        return None
    before = Told.model_validate_json(notice.told)
    moved = notice.is_withdrawn or is_moved(before, told)
    Notice.objects.filter(pk=notice.pk).update(is_withdrawn=False, sequence=F("sequence") + int(moved), **fields)
    if notice.is_withdrawn:
        before = before.model_copy(update={"status": Event.Status.CANCELLED})
    return before if moved else None


def withdraw(event: Event, *, now: datetime) -> bool:
    """An event is no longer public: calendars that have it are told that it is off. False where none was told of it."""
    known = Notice.objects.filter(uid=event.uid, is_withdrawn=False)
    return bool(known.update(is_withdrawn=True, sequence=F("sequence") + 1, changed_at=now))
