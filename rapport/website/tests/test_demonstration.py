"""The content of the demonstration: enough for a day of an editor, and all of it made up."""

from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import User
from rapport.content.shelves import all_shelves
from rapport.testing import REPOSITORY, TODAY
from rapport.website.demonstration import load_content
from rapport.website.models import OutsideAddress

pytestmark = pytest.mark.django_db
FINDINGS = "/en/desk/links/"


@pytest.fixture(autouse=True)
def demonstration(edith: User, settings: Any, tmp_path: Any) -> None:
    settings.RAPPORT_TODAY, settings.MEDIA_ROOT = TODAY, tmp_path
    load_content(REPOSITORY / "demo" / "website.yaml")


def test_an_editor_finds_a_dead_link_to_repair_and_one_that_moved_to_take_over(client: Client) -> None:
    page = client.get(FINDINGS).content.decode()
    assert "https://ferries.example.org/timetables" in page
    assert "It says that there is no such page. Since 28 January 2010." in page
    assert "Timetables of river ferries" in page
    page = client.get(f"{FINDINGS}?state=moved").content.decode()
    assert "https://library.example.org/handbooks/water" in page
    assert "Take over the new address" in page


def test_every_address_was_checked_and_lies_where_nobody_is(client: Client) -> None:
    found = {address.url: address for address in OutsideAddress.objects.all()}
    assert sorted({address.state for address in found.values()}) == ["alive", "dead", "moved"]
    assert [url for url, address in found.items() if not address.host.endswith(".example.org")] == []


def test_all_of_it_says_that_it_is_made_up() -> None:
    assert [entry.slug for shelf in all_shelves() for entry in shelf.model.objects.filter(is_fictional=False)] == []


def test_what_is_there_is_not_loaded_again() -> None:
    before = OutsideAddress.objects.count()
    load_content(REPOSITORY / "demo" / "website.yaml")
    assert OutsideAddress.objects.count() == before
