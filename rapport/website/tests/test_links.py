"""The list of links, the page of each, and what both say of those that are dead."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapport.website.tests.links import bind, reach

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        bind(f"https://reef.example/{number}", f"Guide {number}")
    with django_assert_num_queries(6):
        page = client.get("/en/links/")
    assert page.content.decode().count('class="hit"') == count


def test_a_title_leads_to_the_page_itself_whose_host_is_seen(client: Client) -> None:
    bind("https://www.reef.example/guide", fr="Guide des récifs")
    page = client.get("/fr/links/").content.decode()
    lead = '<a href="https://www.reef.example/guide" rel="external nofollow noopener">Guide des récifs</a>'
    assert f'<h2 dir="auto">{lead}</h2>' in page
    assert "<bdi>reef.example</bdi>" in page
    assert 'href="/fr/links/guide-to-reefs/"' in page


def test_it_says_when_a_page_was_last_seen(client: Client) -> None:
    link = bind()
    assert "not looked at yet" in client.get("/en/links/").content.decode()
    reach(link, state="alive", alive_on=date(2010, 1, 20))
    assert "last seen on 20 January 2010" in client.get("/en/links/").content.decode()


@pytest.mark.parametrize("path", ["/en/links/", "/en/links/guide-to-reefs/"])
def test_a_dead_one_is_told_and_is_no_link(client: Client, path: str) -> None:
    reach(bind(), state="dead", failing_since=date(2010, 1, 25))
    page = client.get(path).content.decode()
    assert "not reachable since 25 January 2010" in page
    assert "Guide to reefs" in page
    assert 'href="https://reef.example' not in page


def test_a_number_of_a_facet_is_the_length_of_the_list_that_it_opens(client: Client) -> None:
    bind("https://a.example/", "A", speaks=";en;fr;", themes=";water;")
    bind("https://b.example/", "B", speaks=";sw;")
    page = client.get("/en/links/").content.decode()
    assert re.search(r'href="/en/links/\?speaks=sw"[^>]*>Swahili <span class="n">1</span>', page)
    for query, count in (("speaks=fr", 1), ("speaks=sw", 1), ("speaks=xx-nonsense", 0), ("theme=water&speaks=fr", 1)):
        assert client.get(f"/en/links/?{query}").content.decode().count('class="hit"') == count


def test_words_find_it(client: Client) -> None:
    bind("https://a.example/", "Counting reefs")
    bind("https://b.example/", "Sorting waste")
    assert client.get("/en/links/?q=reef").content.decode().count('class="hit"') == 1


def test_its_page_is_for_machines_too(client: Client) -> None:
    bind(speaks=";fr;")
    page = client.get("/en/links/guide-to-reefs/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])  # type: ignore[index]
    assert data["mainEntity"] == {"@type": "WebPage", "url": "https://reef.example/guide", "inLanguage": ["fr"]}


def test_the_feed_has_them(client: Client) -> None:
    bind()
    assert b"Guide to reefs" in client.get("/en/links/feed.atom").content
