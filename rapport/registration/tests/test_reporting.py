"""A report: filled in with what is known, and what its text speaks of is suggested before it goes on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.registration.models import Draft
from rapport.registration.tests.conftest import token_of
from rapport.registry.proposal import Proposal
from rapport.testing import PROGRESS, REEF, document, register

pytestmark = pytest.mark.django_db
Post = Callable[..., Any]
TOLD = "Two workshops were held, and a toolkit came out."


@pytest.fixture
def report(client: Client) -> Draft:
    register(P_1=document())
    person = find_or_make("mere@example.org")
    grant(person, Role.FOCAL_POINT, partnership="P-1")
    client.force_login(person)
    return begin(client, "P-1")


def begin(client: Client, public_id: str) -> Draft:
    found = Draft.of_token(token_of(client.post(f"/en/mine/{public_id}/report/").url))
    assert found is not None
    return found


@pytest.mark.parametrize("go", ["next", "review"])
def test_what_the_text_speaks_of_is_seen_once_before_it_goes_on(
    client: Client, report: Draft, post: Post, go: str
) -> None:
    answer = post(report, "report", {"summary": TOLD, "go": go})
    assert answer.url.endswith("/report/#suggested")
    page = client.get(answer.url).content.decode()
    assert 'name="suggested" value="workshops toolkits"' in page
    shown = {"summary": TOLD, "activities": ["workshops"], "suggested": "workshops toolkits", "go": go}
    answer = post(report, "report", shown)
    assert answer.url.endswith("/deliverables/" if go == "next" else f"{report.token}/")
    report.refresh_from_db()
    assert report.answers["activities"] == ["workshops"], "what was not chosen is not taken"
    assert "suggested" not in report.answers


def test_a_text_that_a_script_saved_meanwhile_is_suggested_from_all_the_same(report: Draft, post: Post) -> None:
    post(report, "report", {"summary": TOLD}, headers={"X-Autosave": "1"})
    assert post(report, "report", {"summary": TOLD, "go": "next"}).url.endswith("/report/#suggested")


def test_it_begins_with_the_day_of_the_last_report(client: Client, report: Draft) -> None:
    assert report.first("since") == ""
    register(Proposal(id="P-2", document=document({**REEF, **PROGRESS})))
    grant(find_or_make("mere@example.org"), Role.FOCAL_POINT, partnership="P-2")
    told = begin(client, "P-2")
    assert (told.first("since"), told.first("deliverable-0-title")) == ("2009-11-20", "Reefs counted")


def test_looked_over_it_says_nothing_of_what_it_does_not_ask(client: Client, report: Draft) -> None:
    page = client.get(f"/en/register/{report.token}/").content.decode()
    assert "Send the report" in page
    assert "What is still missing" not in page
    change = Draft.of_token(token_of(client.post("/en/mine/P-1/change/").url))
    assert change is not None
    assert "What is still missing" in client.get(f"/en/register/{change.token}/").content.decode()
