"""What the content desk makes of Wagtail's admin."""

from typing import Any

import pytest
from django.test import Client
from wagtail.images import get_image_model

from rapport.accounts.models import User
from rapport.content.tests.conftest import picture, uploaded

pytestmark = pytest.mark.django_db
DESK = "/en/desk/content"


def test_it_wears_the_accent_of_its_host(client: Client, edith: User, settings: Any) -> None:
    assert "/accent.css" not in client.get(f"{DESK}/images/").content.decode()
    settings.RAPPORT_ACCENT = "#7a2048"
    own, ours = '<link rel="stylesheet" href="/accent.css?7a2048">', "content/admin"
    page = client.get(f"{DESK}/images/").content.decode()
    assert page.index(own) < page.index(ours)


def test_the_title_of_a_picture_is_not_taken_for_what_it_shows(client: Client, edith: User) -> None:
    made = get_image_model().objects.create(title="ok.png", file=uploaded("ok.png", picture()))
    chosen = client.get(f"{DESK}/images/chooser/chosen/{made.pk}/").json()["result"]
    assert (chosen["title"], chosen["default_alt_text"]) == ("ok.png", "")


def test_a_number_that_nothing_can_have_is_no_fault_of_ours(client: Client, edith: User) -> None:
    answer = client.get(f"{DESK}/pages/1/?owner=99999999999999999999")
    assert answer.status_code in (200, 400)  # PostgreSQL looks and finds nothing, SQLite cannot count so far


def test_a_redirect_leads_to_a_path_of_the_site_and_to_none_that_only_looks_so(client: Client, edith: User) -> None:
    sent = {"old_path": "/gone", "site": "", "is_permanent": "on", "redirect_page": ""}
    page = client.post(f"{DESK}/redirects/add/", {**sent, "redirect_link": "//evil.example/"})
    assert page.context["form"].errors == {"redirect_link": ["Enter a valid URL."]}
    assert client.post(f"{DESK}/redirects/add/", {**sent, "redirect_link": "/en/map/"}).status_code == 302
    assert client.get("/gone")["Location"] == "http://127.0.0.1:8000/en/map/"
