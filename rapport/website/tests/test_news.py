"""News: the list, a piece in the language of its reader, the feed."""

import re
from datetime import date
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from rapport.website.models import News
from rapport.website.tests.conftest import tell

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(feed: bytes) -> list[str]:
    return [str(each.text) for each in ElementTree.fromstring(feed).iterfind(f"{ATOM}entry/{ATOM}title")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        tell(f"News {number}", fr=f"Nouvelle {number}")
    with django_assert_num_queries(5):
        page = client.get("/en/news/")
    assert page.content.decode().count('class="hit"') == count


def test_title_and_summary_in_another_language_begin_on_the_same_side(client: Client) -> None:
    news = tell("The fair opens")
    page = client.get("/ar/news/").content.decode()
    assert f'<h2 lang="en" dir="ltr"><a href="/ar/news/{news.slug}/">The fair opens</a></h2>' in page
    assert '<p lang="en" dir="ltr">The fair opens.</p>' in page


def test_a_reader_gets_the_text_in_their_language(client: Client) -> None:
    news = tell("The fair opens", fr="La foire ouvre")
    page = client.get(f"/fr/news/{news.slug}/").content.decode()
    assert "La foire ouvre" in page
    assert "The fair opens" not in page


def test_where_there_is_none_the_main_text_stands_with_its_language_and_a_word(client: Client) -> None:
    news = tell("The fair opens", fr="La foire ouvre")
    page = client.get(f"/ru/news/{news.slug}/").content.decode()
    assert '<h1 lang="en" dir="ltr">The fair opens</h1>' in page
    assert "notice" in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/en/news/the-fair-opens/"' in page
    # Those in which it is written, and the main one for readers of none.
    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', page) == ["en", "fr", "x-default"]


def test_a_text_older_than_the_main_one_says_so(client: Client) -> None:
    news = tell("The fair opens", fr="La foire ouvre")
    main = news.texts.get(language="en")
    main.changed_at = news.last_published_at
    main.save()
    assert News.objects.get().stale_languages() == ["fr"]
    page = client.get(f"/fr/news/{news.slug}/").content.decode()
    assert f'href="/en/news/{news.slug}/"' in page


def test_a_draft_is_nowhere(client: Client) -> None:
    news = tell()
    news.unpublish()
    assert client.get(f"/en/news/{news.slug}/").status_code == 404
    assert 'class="hit"' not in client.get("/en/news/").content.decode()
    assert titles(client.get("/en/news/feed.atom").content) == []


def test_a_number_of_a_facet_is_the_length_of_the_list_that_it_opens(client: Client) -> None:
    tell("Water one", themes=";water;")
    tell("Water two", themes=";water;energy;", published_on=date(2009, 5, 1))
    tell("Energy", themes=";energy;")
    assert client.get("/en/news/?theme=water").content.decode().count('class="hit"') == 2
    assert client.get("/en/news/?theme=water&year=2009").content.decode().count('class="hit"') == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("theme=watr", "Theme: there is no “watr”."),
        ("year=lately", "Year: there is no “lately”."),
        ("language=tlh&theme=water", "Language: there is no “tlh”."),
        ("theme=%00%3Cb%3E", "Theme: there is no “␀&lt;b&gt;”."),
    ],
)
def test_a_set_by_what_there_is_not_is_empty_and_says_so(client: Client, query: str, said: str) -> None:
    tell("Water", themes=";water;")
    page = client.get(f"/en/news/?{query}").content.decode()
    assert said in page
    assert 'class="hit"' not in page
    assert titles(client.get(f"/en/news/feed.atom?{query}").content) == []  # and not all that there is


def test_words_find_in_every_language(client: Client) -> None:
    tell("The fair opens", fr="La foire ouvre")
    tell("Reefs were counted")
    assert client.get("/en/news/?q=foire").content.decode().count('class="hit"') == 1
    assert client.get("/fr/news/?q=counting").content.decode().count('class="hit"') == 1  # by its stem


def test_a_feed_is_of_any_set_in_a_language(client: Client) -> None:
    tell("Water", fr="Eau", themes=";water;")
    tell("Energy", themes=";energy;")
    assert titles(client.get("/fr/news/feed.atom?theme=water").content) == ["Eau"]
    assert titles(client.get("/fr/news/feed.atom?language=fr").content) == ["Eau"]
    assert sorted(titles(client.get("/en/news/feed.atom").content)) == ["Energy", "Water"]


def test_a_feed_reader_that_has_it_is_told_so(client: Client) -> None:
    tell()
    first = client.get("/en/news/feed.atom")
    assert client.get("/en/news/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get("/en/news/feed.atom", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    tell("Another")
    assert client.get("/en/news/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_text_that_would_run_does_not(client: Client) -> None:
    news = tell("<script>alert(1)</script>")
    text = news.texts.get()
    text.body = '<p onclick="x()">A<script>alert(2)</script><a href="javascript:x()">b</a><img src=x onerror=y></p>'
    text.save()
    page = client.get(f"/en/news/{news.slug}/").content.decode()
    assert "<script>alert" not in page
    assert "onclick" not in page
    assert "javascript:" not in page
    assert "onerror" not in page
