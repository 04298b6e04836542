"""Who is signed in says that their record is still true, without waiting for a letter."""

import re
from datetime import date

import pytest
from django.test import Client

from rapport.accounts.models import Role
from rapport.accounts.roles import grant
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, document, register
from rapport.upkeep.tests.conftest import person

pytestmark = pytest.mark.django_db
PAGE = "/en/mine/P-1/still-true/"


@pytest.fixture
def ana(client: Client) -> Client:
    register(Proposal("P-1", document(REEF), confirmed_on=date(2009, 2, 20)))
    client.force_login(person(of="P-1"))
    return client


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def words_of_today() -> list[tuple[str, str]]:
    return list(JournalEntry.objects.filter(kind="confirmed", happened_on=TODAY).values_list("role", "channel"))


def test_my_partnerships_lead_to_it_and_one_press_says_so(ana: Client) -> None:
    assert f'href="{PAGE}"' in ana.get("/en/mine/").content.decode()
    page = ana.get(PAGE).content.decode()
    assert "Last confirmed on 20 February 2009." in page
    assert words_of_today() == []
    said = ana.post(PAGE, {"version": version_on(page)}, follow=True).content.decode()
    assert "Thank you. The record says since today that it is still true." in said
    assert words_of_today() == [("focal-point", "form")]


def test_twice_on_a_day_is_the_same_as_once(ana: Client) -> None:
    version = version_on(ana.get(PAGE).content.decode())
    for _press in range(2):
        assert ana.post(PAGE, {"version": version}).status_code == 302
    assert len(words_of_today()) == 1


def test_what_was_changed_since_it_was_shown_is_shown_first(ana: Client) -> None:
    version = version_on(ana.get(PAGE).content.decode())
    register(Proposal("P-1", document(REEF, targets="Sixty reefs by 2011."), confirmed_on=date(2009, 2, 20)))
    answer = ana.post(PAGE, {"version": version})
    assert answer.status_code == 409
    assert "nothing was confirmed yet" in answer.content.decode()
    assert words_of_today() == []


@pytest.mark.parametrize("version", ["", "0", "nonsense", "9" * 40])
def test_a_version_that_is_none_confirms_nothing(ana: Client, version: str) -> None:
    assert ana.post(PAGE, {"version": version}).status_code == 409
    assert words_of_today() == []


def test_of_one_that_has_ended_it_is_not_asked(ana: Client) -> None:
    register(Proposal("P-1", document(REEF, status="completed", status_on="2010-01")))
    assert PAGE not in ana.get("/en/mine/").content.decode()
    page = ana.get(PAGE).content.decode()
    assert "All still true" not in page


def test_it_is_for_those_who_speak_for_the_record(client: Client) -> None:
    register(P_1=document())
    assert client.get(PAGE).status_code == 302
    olga = person("olga@example.org")
    grant(olga, Role.OFFICER)
    client.force_login(olga)
    assert client.get(PAGE).status_code == 404
