"""The open cases of the records of a set, given to one officer: shown before, undone after."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.lib.addresses import MASK
from rapport.registry import lifecycle
from rapport.registry.acceptance import newest_version
from rapport.registry.lifecycle import Actor
from rapport.registry.models import Partnership, Submission
from rapport.screening.assigning import fingerprint_of
from rapport.screening.models import BulkChange
from rapport.screening.tests.conftest import hand_in, staff
from rapport.screening.tests.test_bulk import change
from rapport.screening.traces import erase_traces, export_traces
from rapport.testing import NOW, WASTE, document, register

pytestmark = pytest.mark.django_db


def hand_in_change(public_id: str) -> Submission:
    partnership = Partnership.objects.get(public_id=public_id)
    base = newest_version(partnership)
    changed = base.document.model_copy(update={"name": "Renamed"})
    return lifecycle.submit(
        changed, kind=Submission.Kind.CHANGE, by=Actor(None, Role.FOCAL_POINT, "form"), now=NOW,
        partnership=partnership, base=base,
    )  # fmt: skip


def test_open_cases_of_the_set_are_given_and_no_others(client: Client, olga: User) -> None:
    register(P_1=document(), P_2=document(WASTE))
    reef, closed, waste = hand_in_change("P-1"), hand_in_change("P-1"), hand_in_change("P-2")
    lifecycle.withdraw(closed, "No.", by=Actor(None, Role.FOCAL_POINT), now=NOW)
    new = hand_in()  # a registration has no record yet: it is in no set
    otto = staff("Otto", Role.OFFICER)
    assert "1 open case of these records" in client.get("/en/desk/bulk/?theme=oceans-seas").content.decode()
    page = client.get(path_of("theme=oceans-seas", otto)).content.decode()
    assert [f"/en/desk/cases/{each.pk}/" in page for each in (reef, closed, waste, new)] == [True, False, False, False]
    done = press(client, "theme=oceans-seas", otto)
    assert "1 case was given." in client.get(done.url).content.decode()
    assert [owner_of(each) for each in (reef, closed, waste, new)] == [otto, None, None, None]
    assert reef.entries.latest("pk").author == olga


def path_of(query: str, officer: User | None) -> str:
    return f"/en/desk/bulk/assign/?{urlencode({'query': query, 'officer': officer.pk if officer else ''})}"


def press(client: Client, query: str, officer: User | None) -> Any:
    """Look, and do what was shown."""
    found = re.search(r'name="fingerprint" value="([^"]+)"', client.get(path_of(query, officer)).content.decode())
    assert found
    return client.post(path_of(query, officer), {"fingerprint": found[1]})


def owner_of(case: Submission) -> User | None:
    return Submission.objects.get(pk=case.pk).owner


def test_what_was_shown_and_is_so_no_more_is_not_done(client: Client, olga: User) -> None:
    register(P_1=document())
    case, otto = hand_in_change("P-1"), staff("Otto", Role.OFFICER)
    seen = re.search(r'name="fingerprint" value="([^"]+)"', client.get(path_of("", otto)).content.decode())
    assert seen
    lifecycle.claim(case, by=Actor(olga, Role.OFFICER), now=NOW)
    refused = client.post(path_of("", otto), {"fingerprint": seen[1]})
    assert refused.status_code == 409
    assert "Nothing was done" in refused.content.decode()
    assert (owner_of(case), BulkChange.objects.count()) == (olga, 0)


def test_a_set_without_open_cases_has_nothing_to_give(client: Client, olga: User) -> None:
    register(P_1=document())
    page = client.get(path_of("theme=energy", olga)).content.decode()
    assert "fingerprint" not in page
    assert client.post(path_of("", olga), {"fingerprint": fingerprint_of([], olga)}).status_code == 409


def test_undo_puts_back_what_nobody_has_given_on_or_closed_since(client: Client, olga: User) -> None:
    register(P_1=document())
    first, second, closed = (hand_in_change("P-1") for _each in range(3))
    otto, ada = staff("Otto", Role.OFFICER), staff("Ada", Role.OFFICER)
    lifecycle.claim(first, by=Actor(ada, Role.OFFICER), now=NOW)
    done = press(client, "", otto)
    lifecycle.assign(second, olga, by=Actor(olga, Role.OFFICER), now=NOW)
    lifecycle.withdraw(closed, "No.", by=Actor(None, Role.FOCAL_POINT), now=NOW)
    assert "1 case goes back" in client.get(done.url).content.decode()
    client.post(done.url)
    assert [owner_of(each) for each in (first, second, closed)] == [ada, olga, otto]
    page = client.get(done.url).content.decode()
    assert "Undone on" in page
    assert page.count("left: changed since") == 2
    assert "This was undone already." in client.post(done.url).content.decode()


def test_the_log_leads_to_it(client: Client, olga: User) -> None:
    register(P_1=document())
    hand_in_change("P-1")
    done = press(client, "", olga)
    number = BulkChange.objects.get().pk
    assert f"/en/desk/bulk/log/{number}/" in client.get("/en/desk/bulk/log/").content.decode()
    assert client.get(f"/en/desk/bulk/log/{number}/").url == done.url


@pytest.mark.parametrize("number", [1, 3])
def test_the_look_before_costs_the_same_for_one_and_for_three(
    client: Client, olga: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    register(P_1=document())
    for _each in range(number):
        hand_in_change("P-1")
    client.get(path_of("", olga))
    with django_assert_num_queries(7):
        client.get(path_of("", olga))


def test_somebody_who_is_no_officer_is_given_nothing(client: Client, olga: User) -> None:
    register(P_1=document())
    hand_in_change("P-1")
    ada = staff("Ada", Role.ADVISER)
    assert client.post(path_of("", ada)).status_code == 404
    client.force_login(ada)
    assert client.get(path_of("", None)).status_code == 403


def test_who_is_erased_leaves_the_log_without_a_name(olga: User) -> None:
    register(P_1=document())
    change(by=olga)
    assert export_traces(olga)["bulk"][0]["reason"] == "The survey."
    erase_traces(olga)
    assert BulkChange.objects.get().made_by is None


def test_who_is_erased_leaves_their_words_without_their_name(olga: User) -> None:
    register(P_1=document())
    case = hand_in_change("P-1")
    case.author = find_or_make("mere@example.org", name="Mere Tui")
    case.save()
    lifecycle.note(case, "Two boats.\nMere Tui", by=Actor(case.author, Role.FOCAL_POINT, "mail"), now=NOW)
    lifecycle.note(case, "She is Mere Tui of Suva.", by=Actor(olga, Role.OFFICER, "desk"), now=NOW)
    erase_traces(case.author)
    said = [each.text for each in case.entries.filter(kind="noted").order_by("pk")]
    assert said == [f"Two boats.\n{MASK}", MASK]
