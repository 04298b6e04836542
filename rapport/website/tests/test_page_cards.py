"""What the one search says of pages leads to them, from the founding on."""

import importlib
import re
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from rapport.content.card_models import Card
from rapport.testing import REPOSITORY, TODAY
from rapport.website.demonstration import load_content
from rapport.website.pages import TextPage

pytestmark = pytest.mark.django_db
mending = importlib.import_module("rapport.website.migrations.0005_lead_cards_to_their_pages")


def leads_to(card: Card) -> str:
    """The heading of the page to which a card leads, in the card's own language."""
    page = Client().get(f"/{card.language}{card.path}").content.decode()
    return unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1\b.*?</h1>", page, re.DOTALL)[0])).strip()


def test_every_page_of_a_fresh_founding_is_found_at_its_address(foundation: None) -> None:
    cards = Card.objects.filter(kind="page")
    assert {card.language for card in cards} == {code for code, _name in settings.LANGUAGES}
    assert [(card.path, card.title) for card in cards if leads_to(card) != card.title] == []


def test_the_search_leads_to_the_page_that_it_names(client: Client, foundation: None) -> None:
    found = client.get("/en/search/", {"q": "how to register"}).content.decode()
    assert '<a href="/en/how-to-register/">How to register</a>' in found


def test_every_hit_of_the_demonstration_leads_to_what_its_title_says(
    foundation: None, settings: Any, tmp_path: Any
) -> None:
    settings.RAPPORT_TODAY, settings.MEDIA_ROOT = TODAY, tmp_path
    load_content(REPOSITORY / "demo" / "website.yaml")
    assert [(card.path, card.title) for card in Card.objects.all() if card.title not in leads_to(card)] == []


def test_cards_that_led_home_lead_to_their_pages_after_an_upgrade(foundation: None) -> None:
    before = sorted(Card.objects.filter(kind="page").values_list("language", "path"))
    Card.objects.filter(kind="page").update(path="/")
    mending.lead_to_their_pages(apps, None)
    assert sorted(Card.objects.filter(kind="page").values_list("language", "path")) == before
    assert TextPage.objects.count() == len(before)
