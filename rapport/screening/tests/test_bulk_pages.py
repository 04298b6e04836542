"""Bulk work in the browser: a set, what to do with it, a look before, the log, undo."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rapport.accounts.models import Role, User
from rapport.registry.models import Partnership
from rapport.screening.models import BulkChange
from rapport.screening.tests.conftest import staff
from rapport.testing import WASTE, document, register

pytestmark = pytest.mark.django_db
SET = "/en/desk/bulk/change/?query=theme%3Doceans-seas&what=set:scope&code=global"


@pytest.fixture(autouse=True)
def records(db: Any) -> None:
    register(P_1=document(), P_2=document(WASTE), P_3=document(name="Third"))


def scope_of(public_id: str) -> str | None:
    version = Partnership.objects.get(public_id=public_id).versions.order_by("-number")[0]
    return version.document.scope


def press(client: Client, address: str = SET, reason: str = "The survey of 2009.") -> Any:
    page = client.get(address).content.decode()
    found = re.search(r'name="fingerprint" value="([^"]+)"', page)
    assert found
    return client.post(address, {"fingerprint": found[1], "reason": reason})


def test_it_says_which_set_how_large_and_as_at_which_day(client: Client, olga: User) -> None:
    page = client.get("/en/desk/bulk/?theme=oceans-seas").content.decode()
    assert "Theme: Oceans and seas" in page
    assert "<strong>2</strong> of" in page
    assert "1 February 2010" in page
    assert 'href="/en/partnerships.xlsx?theme=oceans-seas"' in page
    assert "/en/desk/upkeep/rounds/?query=theme%3Doceans-seas" in page


def test_a_set_is_taken_from_the_address_of_a_search(client: Client, olga: User) -> None:
    address = "https://rapport.example/fr/partnerships/?theme=oceans-seas&page=2"
    answer = client.get("/en/desk/bulk/", {"address": address})
    assert answer.url == "/en/desk/bulk/?theme=oceans-seas"


@pytest.mark.parametrize(
    "address",
    [
        "/en/partnerships/?theme=oceans-seas#x",
        "?theme=oceans-seas",
        "theme=oceans-seas",
        "https://rapport.example/fr/map/?theme=oceans-seas&order=name",
    ],
)
def test_it_is_read_however_it_was_copied(client: Client, olga: User, address: str) -> None:
    assert client.get("/en/desk/bulk/", {"address": address}).url == "/en/desk/bulk/?theme=oceans-seas"


@pytest.mark.parametrize(
    "address", ["water", "https://example.org/about", "/en/partnerships/P-0137/", "?", "?tehme=water", "#theme=water"]
)
def test_an_address_that_names_no_set_is_not_taken_for_the_whole_registry(
    client: Client, olga: User, address: str
) -> None:
    answer = client.get("/en/desk/bulk/", {"address": address})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "names no set" in page
    assert f'value="{address}"' in page
    assert "Choose the value" not in page


def test_the_whole_registry_is_had_by_its_own_address(client: Client, olga: User) -> None:
    answer = client.get("/en/desk/bulk/", {"address": "https://rapport.example/fr/partnerships/"})
    assert answer.url == "/en/desk/bulk/?"


def test_what_an_address_says_beside_a_set_is_said_to_be_left_out(client: Client, olga: User) -> None:
    page = client.get("/en/desk/bulk/", {"address": "?theme=oceans-seas&utm_source=mail"}).content.decode()
    assert "utm_source" in page
    assert "Theme: Oceans and seas" in page


def test_a_set_of_the_past_is_taken_as_it_is_today_and_that_is_said(client: Client, olga: User) -> None:
    page = client.get("/en/desk/bulk/?as-at=2004-01-01").content.decode()
    assert "the day was left out" in page


@pytest.mark.parametrize("what", ["set:scope", "set:status", "add:themes", "take:commitments", "set:open_ended"])
def test_every_way_asks_for_its_value(client: Client, olga: User, what: str) -> None:
    assert client.get(f"/en/desk/bulk/change/?query=&what={what}").status_code == 200


def test_it_shows_before_what_would_change(client: Client, olga: User) -> None:
    page = client.get(SET).content.decode()
    assert "2 records would change" in page
    assert '<del class="removed">Regional</del> <ins class="added">Global</ins>' in page
    assert scope_of("P-1") == "regional"


def test_it_is_done_with_a_reason_and_stands_in_the_log(client: Client, olga: User) -> None:
    answer = press(client)
    page = client.get(answer.url).content.decode()
    assert (scope_of("P-1"), scope_of("P-2"), scope_of("P-3")) == ("global", "subregional", "global")
    assert "Scope: set to “Global”" in page
    assert "The survey of 2009." in page
    assert "Scope: set to “Global”" in client.get("/en/desk/bulk/log/").content.decode()


def test_without_a_reason_nothing_is_done(client: Client, olga: User) -> None:
    answer = press(client, reason=" ")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert scope_of("P-1") == "regional"


def test_what_changed_meanwhile_is_shown_anew_and_nothing_is_done(client: Client, olga: User) -> None:
    page = client.get(SET).content.decode()
    old = re.search(r'name="fingerprint" value="([^"]+)"', page)
    assert old
    register(P_4=document(name="Fourth"))
    answer = client.post(SET, {"fingerprint": old[1], "reason": "The survey."})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "changed meanwhile" in said
    assert "3 records would change" in said
    assert "The survey." in said
    assert (scope_of("P-1"), BulkChange.objects.count()) == ("regional", 0)
    assert press(client).status_code == 302


def test_it_is_undone_with_a_press_and_only_once(client: Client, olga: User) -> None:
    done = press(client).url
    assert "2 records would be put back" in client.get(done).content.decode()
    assert client.post(done).status_code == 302
    assert (scope_of("P-1"), scope_of("P-3")) == ("regional", "regional")
    assert "Undone on 1 February 2010" in client.get(done).content.decode()
    answer = client.post(done)
    assert (answer.status_code, "undone already" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("address", ["", "change/?what=set:scope", "log/", "log/1/"])
def test_nobody_but_officers_comes_in(client: Client, address: str) -> None:
    path = f"/en/desk/bulk/{address}"
    assert client.get(path).status_code == 302
    client.force_login(staff("Ada", Role.ADVISER))
    assert client.get(path).status_code == 403
    assert client.post("/en/desk/bulk/assign/").status_code == 403


def test_a_value_that_there_is_not_gets_a_sentence(client: Client, olga: User) -> None:
    answer = client.get("/en/desk/bulk/change/?query=&what=set:scope&code=galactic")
    assert (answer.status_code, "There is no “galactic”" in answer.content.decode()) == (422, True)
    assert client.get("/en/desk/bulk/change/?query=&what=set:name&code=x").status_code == 404


@pytest.mark.parametrize("query", ["theme=waste-management", "status=registered"])
def test_each_page_costs_the_same_for_one_record_and_for_three(
    client: Client, olga: User, django_assert_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    address = f"/en/desk/bulk/change/?query={quote(query)}&what=set:scope&code=global"
    client.get(f"/en/desk/bulk/?{query}")
    with django_assert_num_queries(8):
        client.get(f"/en/desk/bulk/?{query}")
    with django_assert_num_queries(8):
        client.get(address)
    done = press(client, address).url
    client.get("/en/desk/bulk/")
    with django_assert_num_queries(11):
        client.get(done)
    with django_assert_num_queries(5):
        client.get("/en/desk/bulk/log/")
