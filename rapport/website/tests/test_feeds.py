"""Feeds: what a reader of them is told, and when it is told that nothing is new."""

from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from rapport.content.feeds import NEWEST
from rapport.events.tests.conftest import MORNING, change, hold
from rapport.website.models import News
from rapport.website.tests.conftest import tell

pytestmark = pytest.mark.django_db
FEED = "/en/news/feed.atom"


def test_a_summary_is_words_and_no_markup(client: Client) -> None:
    news = tell()
    text = news.texts.get(language="en")
    text.summary = "growth < 5 & <script>alert(1)</script> R&D"
    text.save()
    body = client.get(FEED).content.decode()
    assert "growth &amp;lt; 5" in body
    assert (
        feedparser.parse(body).entries[0].summary == "growth &lt; 5 &amp; &lt;script&gt;alert(1)&lt;/script&gt; R&amp;D"
    )


def test_words_between_angles_are_found_and_shown_as_typed(client: Client) -> None:
    news = tell()
    text = news.texts.get(language="en")
    text.summary = "Research & growth < deltaword > x"
    text.save()
    News.objects.get().save_revision().publish()
    page = client.get("/en/search/?q=deltaword").content.decode()
    assert "Research &amp; growth &lt;" in page
    assert "&amp;amp;" not in page


def test_who_has_it_is_told_so_until_anything_changes(client: Client) -> None:
    tell("The first")
    second = tell("The second")
    given = client.get(FEED)
    since = {"If-Modified-Since": given["Last-Modified"]}
    assert client.get(FEED, headers={"If-None-Match": given["ETag"]}).status_code == 304
    assert client.get(FEED, headers=since).status_code == 304
    second.delete()
    assert client.get(FEED, headers={"If-None-Match": given["ETag"]}).status_code == 200


def test_a_feed_by_day_is_another_on_another_day(client: Client, settings: Any) -> None:
    settings.RAPPORT_TODAY = date(2010, 2, 1)
    hold(starts_on=date(2010, 2, 18))
    path = "/en/events/feed.atom?when=upcoming"
    given = client.get(path)
    assert len(feedparser.parse(given.content).entries) == 1
    settings.RAPPORT_TODAY = date(2010, 2, 20)
    answer = client.get(path, headers={"If-None-Match": given["ETag"]})
    assert (answer.status_code, feedparser.parse(answer.content).entries) == (200, [])


def test_a_feed_names_its_author_and_an_empty_one_is_the_same_each_time(client: Client) -> None:
    first, second = client.get(FEED).content, client.get(FEED).content
    assert first == second
    assert feedparser.parse(first).feed.author == "Rapport"


def test_what_was_published_last_is_in_it_however_far_ahead(client: Client) -> None:
    for number in range(NEWEST):
        hold(f"Soon {number}", starts_on=date(2010, 3, 1) + timedelta(days=number))
    hold("Far ahead", starts_on=date(2010, 12, 25))
    titles = [each.title for each in feedparser.parse(client.get("/en/events/feed.atom").content).entries]
    assert (len(titles), titles[0]) == (NEWEST, "Far ahead")


def test_news_stand_by_their_days_whenever_they_were_written(client: Client) -> None:
    for title, day in (("New", (2010, 1, 26)), ("Old", (2009, 12, 1)), ("Between", (2010, 1, 5))):
        tell(title, published_on=date(*day))
    assert [each.title for each in feedparser.parse(client.get(FEED).content).entries] == ["New", "Between", "Old"]


def test_a_feed_is_named_by_its_set_as_its_calendar_is(client: Client) -> None:
    for query, name in (
        ("", "Events · Rapport"),
        ("?theme=water", "Events · Water · Rapport"),
        ("?theme=water&q=reefs", "Events · “reefs” · Water · Rapport"),
    ):
        feed = feedparser.parse(client.get(f"/en/events/feed.atom{query}").content).feed
        assert feed.title == name
        assert f"NAME:{name}" in client.get(f"/en/events/calendar.ics{query}").content.decode()
        assert f'type="application/atom+xml" title="{name}"' in client.get(f"/en/events/{query}").content.decode()


def test_a_feed_says_when_and_where_an_event_is_in_the_language_of_its_text(client: Client) -> None:
    hold(summary="For schools.", fr="Récifs", place="Hall 2", country="DE", **MORNING | {"time_zone": "Europe/Berlin"})
    (entry,) = feedparser.parse(client.get("/en/events/feed.atom").content).entries
    assert entry.summary == (
        "3 May 2010, 09:00 to 12:30 (UTC+02:00) · Berlin (Europe/Berlin) · Hall 2 · Germany · For schools."
    )
    assert "3 mai 2010" in feedparser.parse(client.get("/fr/events/feed.atom").content).entries[0].summary
    assert feedparser.parse(client.get("/ru/events/feed.atom").content).entries[0].summary == entry.summary


def test_a_feed_says_first_that_an_event_is_cancelled_and_is_then_of_another_time(client: Client) -> None:
    event = hold("Reefs")
    before = feedparser.parse(client.get("/en/events/feed.atom").content).entries[0]
    change(event, status="cancelled")
    (after,) = feedparser.parse(client.get("/en/events/feed.atom").content).entries
    assert (after.title, after.summary) == ("Cancelled · Reefs", "Cancelled · 3 May 2010")
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated > before.updated
