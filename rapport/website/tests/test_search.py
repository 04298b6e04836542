"""One search: also by what stands in no text, such as the number of a record or the symbol of a publication."""

import re
from datetime import date

import pytest
from django.test import Client

from rapport.events.tests.conftest import hold
from rapport.testing import REEF, document, register
from rapport.website.models import Publication, PublicationText
from rapport.website.tests.conftest import tell

pytestmark = pytest.mark.django_db


def found(client: Client, words: str, language: str = "en") -> dict[str, int]:
    """How many of each kind."""
    page = client.get(f"/{language}/search/", {"q": words}).content.decode()
    return {kind: int(count) for kind, count in re.findall(r'<section id="(\w+)">.*?n">(\d+)<', page)}


def titles(client: Client, words: str, language: str) -> list[str]:
    """What is found that is no partnership."""
    page = client.get(f"/{language}/search/", {"q": words}).content.decode()
    return re.findall(r'<li class="hit"><h3[^>]*><a [^>]*>([^<]*)</a>', page)


def issue(**fields: str) -> Publication:
    publication = Publication(language="en", **{"issued": "2009-11", **fields})
    publication.texts = [PublicationText(language="en", title="A handbook", summary="Small steps.")]
    publication.save()
    publication.save_revision().publish()
    return publication


@pytest.mark.parametrize("number", ["P-1", "p-1", " P-1 "])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_record_is_found_by_its_number_whatever_its_case(client: Client, number: str, language: str) -> None:
    register(P_1=document(REEF), P_11=document(REEF))
    assert found(client, number, language) == {"number": 1}
    page = client.get("/en/partnerships/", {"q": number}).content.decode()
    assert "is the number of “Pacific Reef Watch”" in page
    assert 'href="/en/partnerships/P-1/pacific-reef-watch/"' in page


@pytest.mark.parametrize("words", ["P-2", "1", "P-1 reef", "'; DROP TABLE 1"])
def test_what_is_no_number_of_a_record_is_not_taken_for_one(client: Client, words: str) -> None:
    register(P_1=document(REEF))
    assert "number" not in found(client, words)


@pytest.mark.parametrize("words", ["DEMO/2009/4", "10.1000/abc", "978-3-16-148410-0", "reef school", '"demo/2009/4"'])
def test_a_publication_is_found_by_its_symbol_and_numbers_and_who_wrote_it(client: Client, words: str) -> None:
    issue(symbol="DEMO/2009/4", doi="10.1000/abc", isbn="978-3-16-148410-0", authors="Reef School\nHarbour Office")
    issue(slug="another")
    assert found(client, words) == {"publication": 1}
    assert client.get("/en/publications/", {"q": words}).content.decode().count('class="hit"') == 1
    assert "Reef School" not in client.get("/en/search/", {"q": words}).content.decode()  # excerpts are of its texts


def test_an_event_is_found_by_the_name_of_its_country_in_each_of_its_languages(client: Client) -> None:
    hold("Sorting waste", fr="Trier", country="TZ")
    assert found(client, "Tanzania") == found(client, "Tanzanie", "fr") == {"event": 1}
    assert client.get("/en/events/", {"q": "Tanzania"}).content.decode().count('class="hit"') == 1


@pytest.mark.parametrize(
    ("issued", "said"), [("2009", "2009"), ("2009-11", "November 2009"), ("2009-11-02", "2 November 2009")]
)
def test_a_day_is_told_as_exactly_as_it_is_known(client: Client, issued: str, said: str) -> None:
    publication = issue(issued=issued)
    for path in ("/en/publications/", f"/en/publications/{publication.slug}/", "/en/search/?q=handbook"):
        assert f'<time datetime="{issued}">{said}</time>' in client.get(path).content.decode()
    assert publication.sort_day() == date(2009, *(int(part) for part in (*issued.split("-")[1:], 1, 1)[:2]))


def test_a_word_is_stemmed_in_the_readers_language_alone(client: Client) -> None:
    tell("The fair opens")
    tell("What schools can do", fr="Ce que les écoles peuvent faire")
    assert titles(client, "fair", "en") == ["The fair opens"]
    assert titles(client, "faire", "fr") == ["Ce que les écoles peuvent faire"]
    assert titles(client, "fairs", "en") == titles(client, "opening fair", "en") == ["The fair opens"]


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_a_word_of_another_script_is_stemmed_as_that_script_is_wont_to_be(client: Client, language: str) -> None:
    tell("The fair opens")
    assert titles(client, "fairs", language) == ["The fair opens"]
