"""The one search finds terms of the vocabularies, in the reader's words, with the size of the set behind each."""

import re
from html import unescape

import pytest
from django.test import Client

from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db
THEME = {"theme": "water", "rank": "secondary"}


@pytest.fixture(autouse=True)
def registry() -> None:
    register(
        P_1=document(REEF, themes=(*REEF["themes"], THEME), commitments=({"scheme": "mdg", "code": "7"},)),
        P_2=document(REEF, themes=(THEME,)),
        P_3=document(WASTE),
    )


def named(client: Client, words: str, language: str) -> dict[str, int]:
    """What terms are found, each with its number; every number is held against the list that it opens."""
    page = client.get(f"/{language}/search/", {"q": words}).content.decode()
    section = re.search(r'<section id="set">.*?</section>', page, re.DOTALL)
    rows = re.findall(
        r'<li><a href="([^"]+)" dir="auto">([^<]+)</a>.*?n" href="\1">(\d+)</a>', section[0] if section else ""
    )
    for href, _label, count in rows:
        assert client.get(unescape(href)).content.decode().count('<li class="hit">') == int(count)
    return {unescape(label): int(count) for _href, label, count in rows}


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "water", {"Water": 2}),
        ("en", "Waters", {"Water": 2}),
        ("fr", "eau", {"Eau": 2}),
        ("ar", "المياه", {"المياه": 2}),
        ("zh-hans", "水", {"水": 2}),
        ("ru", "водный ресурс", {"Водные ресурсы": 2}),
        ("fr", "water", {"Eau": 2}),
        ("es", "fidji", {"Fiji": 2}),
        (
            "en",
            "environmental sustainability",
            {"Millennium Development Goals: Ensure environmental sustainability": 1},
        ),
        ("en", '"waste management"', {"Waste management": 1}),
        ("en", "energy", {}),
    ],
)
def test_a_term_is_found_in_the_readers_language_and_opens_its_set(
    client: Client, language: str, words: str, found: dict[str, int]
) -> None:
    assert named(client, words, language) == found
