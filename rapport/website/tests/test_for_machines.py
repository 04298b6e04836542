"""Site maps, robots, social cards, structured data: what programs read."""

import json
import re
from io import BytesIO

import pytest
from defusedxml import ElementTree
from django.test import Client
from PIL import Image

from rapport.testing import REEF, document, register
from rapport.website.pages import TextPage
from rapport.website.tests.conftest import tell

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def places(client: Client, part: str) -> dict[str, list[str]]:
    """Addresses with the languages of their others."""
    tree = ElementTree.fromstring(client.get(f"/sitemap-{part}.xml").content)
    return {
        str(each.findtext(f"{SITEMAP}loc")): [str(link.get("hreflang")) for link in each.iterfind(f"{XHTML}link")]
        for each in tree.iterfind(f"{SITEMAP}url")
    }


def test_the_index_names_parts_that_are_there(client: Client) -> None:
    register(P_1=document(REEF))
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [str(each.text) for each in index.iterfind(f"{SITEMAP}sitemap/{SITEMAP}loc")]
    kinds = [re.sub(r"^.*/sitemap-(\w+)(-\d+)?\.xml$", r"\1", part) for part in parts]
    assert list(dict.fromkeys(kinds)) == ["pages", "content", "partnerships", "organizations"]
    for part in parts:
        assert client.get("/" + part.rsplit("/", 1)[1]).status_code == 200


def test_a_record_stands_there_in_every_language(client: Client) -> None:
    register(P_1=document(REEF))
    found = {address: languages for part in ("partnerships-0",) for address, languages in places(client, part).items()}
    ways = [address.split("/", 3)[3] for address in found]
    assert ways == [
        f"{code}/partnerships/P-1/pacific-reef-watch/" for code in ("ar", "zh-hans", "en", "fr", "ru", "es")
    ]
    assert list(found.values()) == [["ar", "zh-Hans", "en", "fr", "ru", "es", "x-default"]] * 6


def test_an_entry_stands_there_in_its_own_languages_alone(client: Client) -> None:
    tell("The fair opens", fr="La foire ouvre")
    found = places(client, "content")
    assert [address.split("/", 3)[3] for address in found] == ["en/news/the-fair-opens/", "fr/news/the-fair-opens/"]
    assert list(found.values()) == [["en", "fr", "x-default"]] * 2


def test_a_page_that_moved_in_one_language_is_named_where_it_is_in_each(client: Client, foundation: None) -> None:
    about = TextPage.objects.get(slug="about", locale__language_code="en")
    about.slug = "about-us"
    about.save_revision().publish()
    for path in ("/en/about-us/", "/ar/about/"):
        page = client.get(path).content.decode()
        named = dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="http://127.0.0.1:8000([^"]+)"', page))
        assert (named["en"], named["ar"], len(named)) == ("/en/about-us/", "/ar/about/", 7)
        assert named["x-default"] == "/en/about-us/"
        assert re.search('<a href="/en/about-us/" lang="en"|<b lang="en">', page)  # the way to the other language
    everywhere = {**places(client, "pages"), **places(client, "content")}
    assert [each for each in everywhere if "/en/about" in each] == ["http://127.0.0.1:8000/en/about-us/"]


def test_every_page_of_the_site_answers(client: Client, foundation: None) -> None:
    found = places(client, "pages") | places(client, "content")
    assert len(found) > 15 * 6
    assert not any("/accounts/" in address for address in found)  # robots are kept from it
    for address in found:
        answer = client.get("/" + address.split("/", 3)[3])
        assert answer.status_code == 200, address


@pytest.mark.parametrize("name", ["nonsense", "partnerships-99999999999999999999", "pages-x"])
def test_a_part_that_is_not_there_answers_404(client: Client, name: str) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_robots_are_told_where_the_map_is_and_what_is_not_for_them(client: Client) -> None:
    told = client.get("/robots.txt").content.decode()
    assert "Sitemap: http" in told
    assert "Disallow: /*/desk/" in told


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_a_record_has_a_card_and_its_page_names_it(client: Client, language: str) -> None:
    register(P_1=document(REEF))
    page = client.get(f"/{language}/partnerships/P-1/pacific-reef-watch/").content.decode()
    found = re.search(r'property="og:image" content="[^"]*?(/[a-z-]+/partnerships/P-1/card.png)"', page)
    assert found is not None
    assert '<meta property="og:type" content="article">' in page
    card = client.get(found[1])
    assert Image.open(BytesIO(card.content)).size == (1200, 630)


def test_home_is_a_website_where_others_are_articles(client: Client) -> None:
    assert '<meta property="og:type" content="website">' in client.get("/fr/").content.decode()


def test_what_a_record_tells_machines_can_be_read_and_ends_no_script(client: Client) -> None:
    register(P_1=document(REEF, name="</script><b>"))
    page = client.get("/en/partnerships/P-1/script-b/", follow=True).content.decode()
    told = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(told) == 1
    assert json.loads(told[0])["name"] == "</script><b>"
    assert json.loads(told[0])["@type"] == "Project"


def test_the_set_of_a_search_is_a_dataset_with_downloads(client: Client) -> None:
    register(P_1=document(REEF))
    page = client.get("/en/partnerships/?theme=energy").content.decode()
    told = json.loads(re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    assert told["@type"] == "Dataset"
    assert [each["contentUrl"].rpartition("/")[2] for each in told["distribution"]] == [
        "partnerships.csv?theme=energy", "partnerships.json?theme=energy", "partnerships.xlsx?theme=energy"
    ]  # fmt: skip
