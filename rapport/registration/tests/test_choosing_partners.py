"""A partner is picked from the authority file, by any name it has; what is offered tells one from the other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from rapport.organizations.authority import Authority, Named
from rapport.registration.models import Draft

pytestmark = pytest.mark.django_db
Post = Callable[..., Any]


@pytest.fixture(autouse=True)
def _two_of_a_name(draft: Draft) -> None:
    Authority().enter(
        [
            Named("ps", "", "Water Users of the Delta", "ngo", "EG", aliases=("WUD",)),
            Named("vn", "", "Water Users of the Delta", "farmers", "VN"),
        ]
    )


def test_two_of_one_name_are_told_apart(client: Client, draft: Draft, post: Post) -> None:
    page = client.get(post(draft, "partners", {"partner-0-name": "Water Users of the Delta", "go": "add"}).url)
    assert "WUD · Non-governmental organizations · Egypt" in page.content.decode()
    assert "Farmers · Viet Nam" in page.content.decode()


def test_an_acronym_brings_the_organization(client: Client, draft: Draft, post: Post) -> None:
    page = client.get(post(draft, "partners", {"partner-0-name": "WUD", "go": "add"}).url).content.decode()
    assert 'name="partner-0-pick" value="water-users-of-the-delta"' in page
    found = client.get("/en/register/organizations/", {"q": "wud"}).json()["found"]
    assert [(each["id"], each["note"].split(" · ")[0]) for each in found] == [("water-users-of-the-delta", "WUD")]
