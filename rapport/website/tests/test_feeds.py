"""Feeds: what a reader of them is told, and when it is told that nothing is new."""

from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from rapport.content.feeds import NEWEST
from rapport.events.tests.conftest import hold
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
