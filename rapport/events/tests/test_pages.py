"""The list, the month and the page of an event."""

import json
import re
from datetime import date, time

import pytest
from defusedxml import ElementTree

from rapport.events.coming import next_events
from rapport.events.models import Event
from rapport.events.tests.conftest import MORNING, WORKSHOP, hold
from rapport.testing import TODAY

pytestmark = pytest.mark.django_db
MONTH = "/en/events/month/2010-05/"


def titles(page: str) -> list[str]:
    return re.findall(r'<li class="hit">\s*<h2[^>]*><a [^>]*>([^<]+)</a>', page)


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def json_ld(page: str) -> dict[str, object]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(client, count, django_assert_num_queries):
    for number in range(count):
        hold(f"Event {number}", fr=f"Rencontre {number}", **WORKSHOP)
    with django_assert_num_queries(6):
        page = client.get("/en/events/")
    assert page.content.decode().count('class="hit"') == count


def test_what_is_to_come_stands_first_the_soonest_before_the_later_then_what_is_over_the_latest_first(client):
    for title, day in (
        ("In June", (2010, 6, 1)),
        ("Long over", (2008, 1, 1)),
        ("In May", (2010, 5, 1)),
        ("Over", (2009, 9, 1)),
    ):
        hold(title, starts_on=date(*day))
    hold("Going on", starts_on=date(2010, 1, 30), ends_on=TODAY)
    assert titles(client.get("/en/events/").content.decode()) == ["Going on", "In May", "In June", "Over", "Long over"]
    assert titles(client.get("/en/events/?when=past").content.decode()) == ["Over", "Long over"]
    assert titles(client.get("/en/events/?when=upcoming&year=2010").content.decode()) == [
        "Going on",
        "In May",
        "In June",
    ]


def test_the_list_leads_to_the_month_and_to_calendars_of_the_same_set(client):
    hold(themes=";water;")
    page = client.get("/en/events/?theme=water").content.decode()
    assert 'href="webcal://127.0.0.1:8000/en/events/calendar.ics?theme=water"' in page
    assert 'href="/en/events/calendar.ics?theme=water"' in page
    assert 'href="/en/events/month/2010-02/?theme=water"' in page


def test_a_feed_dates_an_event_by_the_day_on_which_it_was_published(client):
    event = hold(starts_on=date(2099, 1, 1))
    feed = ElementTree.fromstring(client.get("/en/events/feed.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    published = feed.find(f"{atom}entry/{atom}published").text
    assert published.startswith(event.first_published_at.date().isoformat())


def test_the_page_says_when_by_its_own_clocks_and_in_utc_and_where(client):
    event = hold(place="Hall 2", country="PT", online="https://meet.example.org/reefs", **MORNING)
    page = client.get(f"/en/events/{event.slug}/").content.decode()
    for said in ("3 May 2010, 09:00 to 12:30 (UTC+01:00)", "Lisbon (Europe/Lisbon)", "3 May 2010, 08:00 to 11:30",
                 "Hall 2", "Portugal", "https://meet.example.org/reefs", "Confirmed"):  # fmt: skip
        assert said in text_of(page)
    assert f'href="/en/events/{event.slug}/event.ics"' in page
    data = json_ld(page)
    assert (data["@type"], data["startDate"], data["endDate"]) == (
        "Event", "2010-05-03T09:00:00+01:00", "2010-05-03T12:30:00+01:00",
    )  # fmt: skip
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["location"] == [
        {"@type": "Place", "name": "Hall 2", "address": "Hall 2, Portugal"},
        {"@type": "VirtualLocation", "url": "https://meet.example.org/reefs"},
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [("/en/events/", "3 May 2010, 09:00 to 12:30 (UTC+01:00)"), (MONTH, "09:00 UTC+01:00 Reefs and schools"),
     ("/en/", "3 May 2010, 09:00 to 12:30 (UTC+01:00)")],
)  # fmt: skip
def test_an_hour_stands_nowhere_without_saying_by_which_clocks(client, path, said):
    hold(**MORNING)
    assert said in text_of(client.get(path).content.decode())


def test_of_a_night_in_which_the_clocks_are_put_on_both_offsets_are_told(client):
    hold(starts_on=date(2010, 3, 27), starts_at=time(22), ends_on=date(2010, 3, 28), ends_at=time(6),
         time_zone="Europe/Lisbon")  # fmt: skip
    assert "(UTC+00:00 / UTC+01:00)" in client.get("/en/events/").content.decode()


def test_a_cancelled_event_says_so_in_words_everywhere(client):
    event = hold(status="cancelled")
    page = client.get(f"/en/events/{event.slug}/").content.decode()
    assert "<p><b>Cancelled</b></p><p>This event does not take place.</p>" in page
    assert json_ld(page)["eventStatus"] == "https://schema.org/EventCancelled"
    assert "<li><b>Cancelled</b></li>" in client.get("/en/events/").content.decode()
    assert "<b>Cancelled</b>" in client.get(MONTH).content.decode()
    assert next_events(TODAY, 5) == []


def test_what_would_run_or_names_a_mailbox_does_not(client):
    event = hold(
        "</script><script>alert(1)</script>", body="<p onclick='x()'>Ask ana@example.org</p>", place="ana@example.org"
    )
    page = client.get(f"/en/events/{event.slug}/").content.decode()
    assert "<script>alert" not in page
    assert "onclick" not in page
    assert "ana@example.org" not in page


@pytest.mark.parametrize("title", ["Month", "Propose", "Sign-ups", "Calendar"])
def test_no_title_hides_an_event_behind_another_page(client, title):
    event = hold(title)
    assert f'<h1 dir="auto">{title}</h1>' in client.get(f"/en/events/{event.slug}/").content.decode()


def test_a_month_is_a_table_with_a_caption_and_names_of_days(client):
    hold("Reefs", **MORNING)
    page = client.get(MONTH).content.decode()
    assert "<caption>May 2010: 1 event</caption>" in page
    assert re.findall(r'<th scope="col" abbr="(\w+)"', page)[0] == "Monday"
    assert page.count("<tr>") == 1 + 6
    assert 'rel="prev" href="/en/events/month/2010-04/"' in page
    assert "09:00" in page


def test_the_name_of_a_month_heads_its_page_with_a_capital(client):
    assert "<h1>Май 2010" in client.get(MONTH.replace("/en/", "/ru/")).content.decode()


def test_a_month_begins_the_week_as_the_reader_does(client, monkeypatch):
    monkeypatch.setattr("rapport.events.months.first_weekday", lambda: 6)
    page = client.get(MONTH).content.decode()
    assert re.findall(r'<th scope="col" abbr="(\w+)"', page)[0] == "Sunday"
    first_week = page.partition("<tbody>")[2].partition("</tr>")[0]
    assert first_week.count('<td class="free"></td>') == 6  # 1 May 2010 was a Saturday


def test_an_event_of_several_days_stands_on_each_of_them(client):
    event = hold(starts_on=date(2010, 4, 29), ends_on=date(2010, 5, 2))
    assert client.get(MONTH).content.decode().count(f'href="/en/events/{event.slug}/"') == 2
    assert client.get("/en/events/month/2010-04/").content.decode().count(f'href="/en/events/{event.slug}/"') == 2
    assert client.get("/en/events/month/2010-06/").content.decode().count(f'href="/en/events/{event.slug}/"') == 0


def test_an_event_is_not_on_a_day_that_begins_as_it_ends(client):
    event = hold(starts_on=date(2010, 4, 30), starts_at=time(22), ends_on=date(2010, 5, 1), ends_at=time(0))
    assert client.get("/en/events/month/2010-04/").content.decode().count(f'href="/en/events/{event.slug}/"') == 1
    assert "Nothing is on in this month." in client.get(MONTH).content.decode()
    assert "30 April 2010, 22:00, to 1 May 2010, 00:00" in client.get(f"/en/events/{event.slug}/").content.decode()


def test_a_month_shows_the_same_set_as_the_list(client):
    hold("Water", themes=";water;")
    hold("Energy", themes=";energy;")
    page = client.get(f"{MONTH}?theme=water").content.decode()
    assert "1 event" in page
    assert "Energy" not in text_of(page)
    assert 'href="/en/events/month/2010-04/?theme=water"' in page
    assert f'<a href="{MONTH}" title="Take this away">Water' in page


@pytest.mark.parametrize(
    "month", ["2010-13", "2010-00", "1969-12", "2101-01", "0000-01", "2010-5", "٢٠١٠-٠٥", "x", "9" * 300]
)
def test_a_month_that_the_calendar_has_not_gets_a_sentence(client, month):
    answer = client.get(f"/en/events/month/{month}/")
    assert answer.status_code == 404
    assert "Months are written as 2010-05, from 1970 to 2100." in answer.content.decode()


def leafing(client, month, query=""):
    """The months before and after that a month leads to."""
    page = client.get(f"/en/events/month/{month}/{query}").content.decode()
    return dict(re.findall(r'rel="(prev|next)" href="/en/events/month/([0-9-]+)/', page))


def test_one_leafs_as_far_as_there_are_events_and_no_further(client):
    hold("Past", starts_on=date(2009, 12, 30), ends_on=date(2010, 1, 2))
    hold("To come", starts_on=date(2010, 4, 9), themes="water")
    assert leafing(client, "2009-12") == {"next": "2010-01"}
    assert leafing(client, "2010-01") == {"prev": "2009-12", "next": "2010-02"}
    assert leafing(client, "2010-04") == {"prev": "2010-03"}
    assert leafing(client, "1970-01") == {"next": "2009-12"}
    assert leafing(client, "2100-12") == {"prev": "2010-04"}
    assert leafing(client, "2010-02", "?theme=water") == {"next": "2010-03"}  # of its own set


@pytest.mark.parametrize("count", [1, 3])
def test_a_month_asks_the_same_whatever_is_on(client, count, django_assert_num_queries):
    for number in range(count):
        hold(f"Event {number}")
    with django_assert_num_queries(5):
        client.get(MONTH)


def test_without_a_month_it_is_this_one(client):
    assert client.get("/en/events/month/?theme=water")["Location"] == "/en/events/month/2010-02/?theme=water"


@pytest.mark.parametrize("count", [1, 3])
def test_the_next_events_cost_the_same_however_many_there_are(count, django_assert_num_queries):
    for number in range(count):
        hold(f"Event {number}", starts_on=date(2010, 5, 3 + number), starts_at=time(9))
    hold("Over", starts_on=date(2009, 1, 1))
    with django_assert_num_queries(2):
        assert [each.text.title for each in next_events(TODAY, 2)] == [f"Event {n}" for n in range(min(count, 2))]


def test_in_arabic_the_page_stands_and_its_text_is_marked(client):
    event = hold(**MORNING)
    page = client.get(f"/ar/events/{event.slug}/").content.decode()
    assert '<h1 lang="en" dir="ltr">' in page
    assert client.get("/ar/events/month/2010-05/").status_code == 200
    assert Event.objects.get().languages() == ["en"]


@pytest.mark.parametrize("path", ["/ar/events/", "/ar/events/{slug}/"])
def test_a_place_is_marked_with_the_language_of_the_text_that_names_it(client, path):
    event = hold(place="Harbour school, Mombasa", country="KE")
    page = client.get(path.format(slug=event.slug)).content.decode()
    assert '<span lang="en" dir="ltr">Harbour school, Mombasa</span>' in page
    assert '<span dir="auto">كينيا</span>' in page


def test_what_machines_are_told_is_in_the_language_of_the_text_and_at_its_one_address(client):
    event = hold(place="Harbour school, Mombasa", country="KE")
    page = client.get(f"/zh-hans/events/{event.slug}/").content.decode()
    data = json_ld(page)
    assert (data["inLanguage"], data["location"][0]["address"]) == ("en", "Harbour school, Mombasa, Kenya")
    assert data["url"] == re.search(r'<link rel="canonical" href="([^"]+)">', page)[1]
    assert data["url"].endswith(f"/en/events/{event.slug}/")


@pytest.mark.parametrize("path", ["/en/events/?theme=water", f"{MONTH}?theme=water"])
def test_machines_are_told_the_same_set_as_readers(client, path):
    hold("Energy", themes=";energy;")
    hold("Later", themes=";water;", starts_on=date(2010, 5, 20), status="cancelled")
    event = hold("Water", themes=";water;", place="Hall 2", summary="A long tale.", fr="Eau", **MORNING)
    data = json_ld(client.get(path).content.decode())
    assert (data["@type"], data["url"]) == ("ItemList", f"http://127.0.0.1:8000{path}")
    first, second = (each["item"] for each in data["itemListElement"])
    of_page = json_ld(client.get(f"/en/events/{event.slug}/").content.decode())
    assert first == {name: value for name, value in of_page.items() if name not in ("@context", "description")}
    assert (second["name"], second["eventStatus"]) == ("Later", "https://schema.org/EventCancelled")


def test_what_machines_are_told_goes_on_with_the_next_page(client):
    for number in range(21):
        hold(f"Event {number:02}", starts_on=date(2010, 5, 1 + number))
    data = json_ld(client.get("/en/events/?page=2").content.decode())
    assert [(each["position"], each["item"]["name"]) for each in data["itemListElement"]] == [(21, "Event 20")]
