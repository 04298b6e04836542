"""What those who come or wait are told when an event is moved, is off, or is on again."""

from datetime import date

import pytest

from rapport.events import signing_up
from rapport.events.models import EventText
from rapport.events.tests.conftest import MORNING, WORKSHOP, ask, change, come, hold, letters, publish
from rapport.testing import NOW

pytestmark = pytest.mark.django_db


def test_who_comes_is_told_when_it_is_moved_cancelled_or_withdrawn():
    event = hold(**WORKSHOP)
    come(event, "vera@example.org")
    ask(event, "asked@example.org")
    event = change(event, body="<p>A typing error</p>")
    assert letters("moved") == []
    event = change(event, starts_on=date(2010, 5, 4))
    event = change(event, status="cancelled")
    event.unpublish()
    told = letters("moved")
    assert [(each.email, each.subject.partition(":")[0]) for each in told] == [
        ("vera@example.org", "Changed"), ("vera@example.org", "Cancelled"), ("vera@example.org", "Cancelled"),
    ]  # fmt: skip
    assert "4 May 2010" in told[0].as_text()


def test_a_letter_says_what_was_and_what_is_now():
    event = hold(**WORKSHOP, **MORNING, place="Hall 1", fr="Récifs", country="PT")
    come(event, "vera@example.org")
    event = change(event, starts_on=date(2010, 5, 4), place="Hall 2", title="Reefs for schools")
    (letter,) = letters("moved")
    assert letter.subject == "Changed: Reefs for schools"
    text = " ".join(letter.as_text().split())
    for sentence in (
        "Its title was “Reefs and schools”, and is now “Reefs for schools”.",
        "It was to be on 3 May 2010, 09:00 to 12:30 (Europe/Lisbon), "
        "and is now on 4 May 2010, 09:00 to 12:30 (Europe/Lisbon).",
        "It was to be at this place: Hall 1, Portugal. It is now at this one: Hall 2, Portugal.",
        "You have a place. If you can no longer come, please give it up by this link:",
    ):
        assert sentence in text
    assert "address" not in text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "tentative"}, "It is not yet sure that it takes place."),
        ({"online": "https://reefs.example.org/day"}, "at this address now: https://reefs.example.org/day"),
        ({"online": ""}, "It can no longer be followed on the web."),
        ({"place": ""}, "It is no longer at this place: Hall 1."),
        ({"country": "PT"}, "It is now at this one: Hall 1, Portugal."),
    ],
)
def test_a_letter_names_what_changed_and_nothing_else(fields, sentence):
    event = hold(**WORKSHOP, place="Hall 1", online="https://old.example.org/")
    come(event, "vera@example.org")
    change(event, **fields)
    (letter,) = letters("moved")
    (said,) = [line for line in letter.as_text().splitlines() if line.startswith("- ")]
    assert said.endswith(sentence)


def test_what_takes_place_after_all_says_so_also_to_those_who_wait():
    event = hold(**WORKSHOP, places=1)
    come(event, "a@example.org", "b@example.org")
    event = change(event, status="cancelled")
    event = change(event, status="confirmed")
    comes, waits = letters("moved")[2:]
    assert comes.subject == waits.subject == "It takes place after all: Reefs and schools"
    for letter in (comes, waits):
        assert "It takes place after all." in letter.as_text()
        assert "has changed" not in letter.as_text()
    assert "please give it up" in comes.as_text()
    assert "You are still on the waiting list." in waits.as_text()
    assert "place up" not in waits.as_text()
    event.unpublish()
    change(event, starts_on=date(2010, 5, 4))
    again = letters("moved")[-1]
    assert again.subject.startswith("It takes place after all")
    assert "now on 4 May 2010" in again.as_text()


def test_what_may_take_place_after_all_is_not_said_to_be_sure():
    event = hold(**WORKSHOP, status="cancelled")
    come(event, "vera@example.org")
    event = change(event, status="tentative")
    assert "not yet sure that it takes place" in letters("moved")[-1].as_text()
    change(event, status="confirmed")
    assert "It is sure now that it takes place." in letters("moved")[-1].as_text()


def test_a_title_put_right_in_one_language_is_told_to_those_who_read_it_alone():
    event = hold(**WORKSHOP, fr="Récifs et écoles")
    come(event, "vera@example.org")
    signing_up.confirm(ask(event, "ana@example.org", language="fr"), now=NOW)
    event = change(event, language="fr", title="Les récifs et l’école")
    assert [(each.email, each.language) for each in letters("moved")] == [("ana@example.org", "fr")]
    event.texts.add(EventText(language="ar", title="الشعاب"))
    publish(event)
    assert len(letters("moved")) == 1
