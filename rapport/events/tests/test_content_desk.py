"""Events at the content desk: the form refuses what cannot be, publishes, and keeps what was typed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import User
from rapport.content.card_models import Card
from rapport.events.models import Event
from rapport.events.tests.conftest import hold, read_calendar

pytestmark = pytest.mark.django_db
LIST = "/en/desk/content/snippets/events/event/"
BULK = "/en/desk/content/bulk/events/event/delete/"


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def form(**fields: Any) -> dict[str, Any]:
    """What a browser sends of the form of an event with one text."""
    return {
        "language": "en", "slug": "", "partnerships": "", "kind_of": "workshop", "status": "confirmed",
        "starts_on": "2010-03-28", "starts_at": "09:00", "ends_on": "", "ends_at": "12:30",
        "time_zone": "Europe/Lisbon", "country": "PT", "online": "", "places": "", "sign_up_until": "",
        "texts-TOTAL_FORMS": 1, "texts-INITIAL_FORMS": 0, "texts-MIN_NUM_FORMS": 1, "texts-MAX_NUM_FORMS": 1000,
        "texts-0-language": "en", "texts-0-title": "Reef day", "texts-0-summary": "", "texts-0-place": "Hall 2",
        "texts-0-body": "null", "texts-0-outcome": "null", "texts-0-says_the_same": "on", "texts-0-id": "",
        "action-publish": "1", **fields,
    }  # fmt: skip


def test_an_editor_publishes_an_event(desk: Client) -> None:
    answer = desk.post(f"{LIST}add/", form(themes=["water"], regions=["africa"]))
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    event = Event.objects.get()
    assert (event.slug, event.live, event.themes, event.regions) == ("reef-day", True, ";water;", ";africa;")
    assert [str(each["SUMMARY"]) for each in read_calendar(desk)] == ["Reef day"]
    assert Card.objects.filter(kind="event", path="/events/reef-day/").count() == 1
    assert "Reef day" in desk.get(LIST).content.decode()
    assert desk.get(f"{LIST}?kind_of=fair").content.decode().count("Reef day") == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ends_at": "08:00"}, "The end is not after the start"),
        ({"starts_at": "01:30"}, "no such time"),
        ({"starts_at": ""}, "no start time"),
        ({"ends_on": "2010-03-27"}, "before the first"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"slug": "month"}, "Another page has this address"),
        ({"sign_up_until": "2010-03-29"}, "Nobody can sign up once the event is over"),
        ({"places": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_what_was_typed_stays(
    desk: Client, typed: Any, sentence: str
) -> None:
    page = desk.post(f"{LIST}add/", form(**typed)).content.decode()
    assert sentence in page
    assert 'value="Hall 2"' in page
    assert not Event.objects.exists()


def test_a_draft_that_cannot_be_is_refused_too(desk: Client) -> None:
    sent = {name: value for name, value in form(ends_at="08:00").items() if name != "action-publish"}
    assert "The end is not after the start" in desk.post(f"{LIST}add/", sent).content.decode()


def test_the_list_is_taken_away_as_a_file(desk: Client) -> None:
    desk.post(f"{LIST}add/", form())
    answer = desk.get(f"{LIST}?export=csv")
    content = b"".join(answer.streaming_content).decode()
    assert "Europe/Lisbon" in content


def test_an_editor_previews_an_event(desk: Client) -> None:
    desk.post(f"{LIST}add/", form())
    event = Event.objects.get()
    answer = event.make_preview_request(preview_mode="en")
    assert "Reef day" in answer.content.decode()


def test_an_event_can_be_previewed_before_it_is_kept(desk: Client) -> None:
    sent = form()
    del sent["action-publish"]
    assert desk.post(f"{LIST}preview/", sent).json()["is_valid"]
    assert "Reef day" in desk.get(f"{LIST}preview/?mode=en").content.decode()


@pytest.mark.parametrize("count", [1, 2])
def test_what_was_deleted_is_named_by_its_title(desk: Client, count: int) -> None:
    number = hold("Midnight", slug="midnight-b", ru="Полночь").pk
    Event.objects.update(language="ru")
    assert "Event &#x27;Полночь&#x27; deleted." in desk.post(f"{LIST}delete/{number}/", follow=True).content.decode()
    numbers = [hold(f"Noon {each}", slug=f"noon-{each}-b").pk for each in range(count)]
    ticked = "&".join(f"id={each}" for each in numbers)
    page = desk.post(f"{BULK}?{ticked}&next={LIST}", follow=True).content.decode()
    assert ("Event &#x27;Noon 0&#x27; deleted." if count == 1 else "2 Events deleted.") in page
    assert not Event.objects.exists()


def test_a_cancelled_event_is_marked_where_its_places_are_counted(desk: Client) -> None:
    hold("Ahead", takes_sign_ups=True)
    assert "Cancelled" not in desk.get("/en/desk/events/").content.decode()
    hold("Away", takes_sign_ups=True, status="cancelled")
    assert desk.get("/en/desk/events/").content.decode().count("Cancelled") == 1
    rows = desk.get("/en/desk/events/?format=csv").content.decode().splitlines()
    assert sorted(tuple(row.split(",")[:2]) for row in rows[1:]) == [("Ahead", "confirmed"), ("Away", "cancelled")]


def test_events_to_come_and_past_are_by_their_last_day_also_where_only_the_first_is_given(desk: Client) -> None:
    hold("Ahead", starts_on=date(2010, 3, 1), takes_sign_ups=True)
    hold("Behind", starts_on=date(2009, 3, 1), takes_sign_ups=True)
    for when, shown, hidden in (("coming", "Ahead", "Behind"), ("past", "Behind", "Ahead")):
        page = desk.get(f"/en/desk/events/?when={when}").content.decode()
        assert (shown in page, hidden in page) == (True, False)
