"""The cast of the calendar: events, an editor, a focal point."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.content.rights import lay_rights
from rapport.events import signing_up
from rapport.events.models import Event, EventText, SignUp
from rapport.mail.models import Letter
from rapport.testing import NOW, TODAY

WORKSHOP = {"kind_of": "workshop", "takes_sign_ups": True}
MORNING = {"starts_at": time(9), "ends_at": time(12, 30), "time_zone": "Europe/Lisbon"}
WANTED = {"name": "Vera Visit", "email": "vera@example.org", "organization": "Reef School", "note": "I come by boat."}


def hold(title: str = "Reefs and schools", **fields: Any) -> Event:
    """A public event in English, and in the languages that a test names: ``fr="Récifs"``; ``place="Hall"`` of each."""
    titles = {"en": title} | {code: fields.pop(code) for code in ("fr", "ar", "ru") if code in fields}
    of_text = {name: fields.pop(name) for name in ("place", "body", "outcome", "summary") if name in fields}
    event = Event(language="en", **{"starts_on": date(2010, 5, 3), **fields})
    event.texts = [EventText(language=code, title=words, **of_text) for code, words in titles.items()]
    event.save()
    return publish(event)


def publish(event: Event) -> Event:
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


def change(event: Event, *, language: str = "en", **fields: Any) -> Event:
    """Publish a change, as an editor does: fields of the event, or of its text in a language."""
    text = next(text for text in event.texts.all() if text.language == language)
    for name, value in fields.items():
        setattr(text if hasattr(text, name) else event, name, value)
    event.texts = list({each.language: each for each in (*event.texts.all(), text)}.values())
    return publish(event)


def read_calendar(client: Client, path: str = "/en/events/calendar.ics") -> list[Any]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return list(Calendar.from_ical(answer.content).events)


def letters(name: str) -> list[Letter]:
    return list(Letter.objects.filter(template=f"events/{name}").order_by("pk"))


def link_in(letter: Letter) -> str:
    """The path of the link in a letter."""
    return re.search(r"<?https?://[^/\s]+(/[^\s>]+)", letter.as_text())[1]


def ask(event: Event, email: str = "vera@example.org", **fields: Any) -> SignUp:
    typed = {**WANTED, "email": email, "language": "en", **fields}
    return signing_up.ask(event, now=NOW, **typed)


def come(event: Event, *emails: str) -> list[SignUp]:
    """Sign up and confirm, one after another."""
    asked = [ask(event, email) for email in emails]
    return [signing_up.confirm(each, now=NOW + timedelta(minutes=n)) for n, each in enumerate(asked)]


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    cache.clear()
    settings.RAPPORT_TODAY = TODAY


@pytest.fixture
def edith(db: Any, settings: Any) -> User:
    """An editor. What the second factor asks is tested in accounts."""
    settings.RAPPORT_DEMO = True
    lay_rights()
    person = find_or_make("edith@example.org", name="Edith")
    grant(person, Role.EDITOR)
    return person


@pytest.fixture
def ana(db: Any) -> User:
    """The focal point of P-1, who reads French."""
    person = find_or_make("ana@example.org", name="Ana", language="fr")
    grant(person, Role.FOCAL_POINT, partnership="P-1")
    return person
