"""A record at the desk: found, corrected, ended, and what was done to it."""

import csv
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rapport.accounts.models import Role, User
from rapport.registration.models import Draft
from rapport.registry.acceptance import newest_version
from rapport.registry.models import Partnership, Submission
from rapport.registry.operations import Operation
from rapport.screening.tests.conftest import staff
from rapport.screening.tests.test_bulk import change
from rapport.testing import WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def records(db: Any) -> None:
    register(P_1=document(), P_2=document(WASTE))


def correct(client: Client, **answers: str) -> None:
    """Open the form, change something, send it."""
    address = client.get("/en/desk/records/P-1/edit").url
    draft = Draft.objects.latest("pk")
    step = client.get(address)
    assert step.status_code == 200
    draft.answers |= {name: [given] for name, given in answers.items()}
    draft.save()
    client.post(f"/en/register/{draft.token}/")


def test_it_is_found_by_its_number_or_by_words(client: Client, olga: User) -> None:
    assert client.get("/en/desk/records/?q=p-1").url == "/en/desk/records/P-1/"
    assert "/en/desk/records/P-2/" in client.get("/en/desk/records/?q=litter").content.decode()
    assert "Nothing like this" in client.get("/en/desk/records/?q=zebra").content.decode()
    assert client.get("/en/desk/records/P-9/").status_code == 404


def test_a_correction_is_public_at_once_and_its_case_is_kept(client: Client, olga: User) -> None:
    correct(client, name="Reef Watch", word="A slip.")
    assert newest_version(Partnership.objects.get(public_id="P-1")).document.name == "Reef Watch"
    page = client.get("/en/desk/records/P-1/").content.decode()
    case = Submission.objects.get(entries__kind="accepted")
    assert f"/en/desk/cases/{case.pk}/" in page
    assert "A slip." in client.get(f"/en/desk/cases/{case.pk}/").content.decode()


def test_the_form_opened_twice_is_the_same_form(client: Client, olga: User) -> None:
    assert client.get("/en/desk/records/P-1/edit").url == client.post("/en/desk/records/P-1/edit").url
    assert client.get("/en/desk/records/P-9/edit").status_code == 404


def test_of_one_that_has_ended_it_shows_the_way_back(client: Client, olga: User) -> None:
    assert "Take its end back" not in client.get("/en/desk/records/P-1/").content.decode()
    register(P_1=document(status="withdrawn", status_on="2009-12"))
    assert "Take its end back" in client.get("/en/desk/records/P-1/").content.decode()


def test_an_end_is_told_in_the_form_of_ends(client: Client, olga: User) -> None:
    address = client.get("/en/desk/records/P-1/end").url
    draft = Draft.objects.get()
    client.post(address, {"edition": 0, "status": "superseded", "status_on": "2010-01", "successor": "P-2"})
    client.post(f"/en/register/{draft.token}/")
    assert newest_version(Partnership.objects.get(public_id="P-1")).document.status == "superseded"
    page = client.get("/en/desk/records/P-1/").content.decode()
    assert "Another partnership has taken its place" in page
    public = client.get("/en/partnerships/P-2/", follow=True).content.decode()
    assert "Superseded by it" in public


def test_it_leads_to_what_upkeep_knows_and_takes_down(client: Client, olga: User) -> None:
    assert "/en/desk/upkeep/records/P-1/" in client.get("/en/desk/records/P-1/").content.decode()


@pytest.mark.parametrize("address", ["", "P-1/", "P-1/edit", "P-1/end"])
def test_nobody_but_officers_comes_in(client: Client, address: str) -> None:
    path = f"/en/desk/records/{address}"
    assert client.get(path).status_code == 302
    client.force_login(staff("Ada", Role.ADVISER))
    assert client.get(path).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("times", [1, 3])
def test_it_costs_the_same_for_one_thing_done_and_for_three(
    client: Client, olga: User, django_assert_num_queries: DjangoAssertNumQueries, times: int
) -> None:
    for place, code in enumerate(("global", "national", "local")[:times]):
        correct(client, name=f"Reef Watch {place}")
        change(Operation("scope", "set", code))
    client.get("/en/desk/records/P-1/")
    with django_assert_num_queries(8):
        client.get("/en/desk/records/P-1/")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Islands Without Litter", "Pacific Reef Watch"]),
        ("?sort=-name", ["Pacific Reef Watch", "Islands Without Litter"]),
        ("?theme=oceans-seas", ["Pacific Reef Watch"]),
        ("?status=withdrawn", []),
        ("?sort=nonsense&theme=nonsense&page=x", ["Islands Without Litter", "Pacific Reef Watch"]),
    ],
)
def test_records_are_filtered_and_sorted(client: Client, olga: User, query: str, names: list[str]) -> None:
    text = client.get(f"/en/desk/records/{query}{'&' if query else '?'}format=csv").content.decode("utf-8-sig")
    assert [row["name"] for row in csv.DictReader(text.splitlines())] == names


@pytest.mark.parametrize(("code", "field"), [("registered", "registered"), ("confirmed", "confirmed")])
def test_days_are_sorted_both_ways(client: Client, olga: User, code: str, field: str) -> None:
    register(P_1=document(registered_on="2009-01-05"), P_2=document(WASTE, registered_on="2003-07-01"))

    def days(sort: str) -> list[str]:
        text = client.get(f"/en/desk/records/?sort={sort}&format=csv").content.decode("utf-8-sig")
        return [row[field] for row in csv.DictReader(text.splitlines())]

    assert days(code) == sorted(days(code))
    assert days(f"-{code}") == sorted(days(code), reverse=True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_records_costs_the_same_for_one_and_for_three(
    client: Client, olga: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        register(**{f"P_{number + 3}": document(name=f"Another {number}")})
    client.get("/en/desk/records/")
    with django_assert_num_queries(5):
        client.get("/en/desk/records/")
