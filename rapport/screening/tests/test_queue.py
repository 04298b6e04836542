"""The queue: what waits, how long, and with whom."""

import csv
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rapport.accounts.models import Role, User
from rapport.registry.lifecycle import Actor, appeal, claim, decline
from rapport.registry.models import Submission
from rapport.screening.tests.conftest import hand_in, staff
from rapport.testing import NOW

pytestmark = pytest.mark.django_db
QUEUE = "/en/desk/cases/"


def test_the_oldest_stands_first_with_its_age(client: Client, olga: User, case: Submission) -> None:
    Submission.objects.filter(pk=case.pk).update(submitted_at=NOW - timedelta(days=12))
    hand_in(name=["Solar Lamps"])
    page = client.get(QUEUE).content.decode()
    assert page.index("Lagoon Watch") < page.index("Solar Lamps")
    assert '<td class="num" data-label="Days">12</td>' in page


def test_it_is_filtered_by_owner_state_kind_and_words(client: Client, olga: User, case: Submission) -> None:
    hand_in(name=["Solar Lamps"])
    claim(case, by=Actor(olga, Role.OFFICER), now=NOW)
    for query, shown in [
        ("owner=mine", {"Lagoon Watch"}),
        ("owner=nobody", {"Solar Lamps"}),
        ("q=solar", {"Solar Lamps"}),
        ("state=declined", set()),
        ("kind=change", set()),
        ("state=nonsense&kind=nonsense&page=nonsense", {"Lagoon Watch", "Solar Lamps"}),
    ]:
        page = client.get(f"{QUEUE}?{query}").content.decode()
        assert {name for name in ("Lagoon Watch", "Solar Lamps") if f">{name}</a>" in page} == shown, query


def test_it_is_put_in_order_by_name_whatever_the_case_of_letters(client: Client, olga: User, case: Submission) -> None:
    hand_in(name=["a lamp"])
    hand_in(name=["Zebra Watch"])
    for order, names in (
        ("name", ["a lamp", "Lagoon Watch", "Zebra Watch"]),
        ("-name", ["Zebra Watch", "Lagoon Watch"]),
    ):
        page = client.get(f"{QUEUE}?sort={order}").content.decode()
        places = [page.index(f">{name}</a>") for name in names]
        assert places == sorted(places)


def test_it_says_which_case_came_back_by_an_appeal(client: Client, olga: User, case: Submission) -> None:
    hand_in(name=["Solar Lamps"])
    by = Actor(olga, Role.OFFICER)
    decline(case, "No.", by=by, now=NOW, told={})
    appeal(case, "Look again.", by=Actor(case.author, Role.FOCAL_POINT), now=NOW)
    page = client.get(QUEUE).content.decode()
    assert page.count("appealed") == 1
    assert page.index("Lagoon Watch") < page.index("appealed") < page.index("Solar Lamps")


def test_cases_ticked_are_given_to_an_officer(client: Client, olga: User, case: Submission) -> None:
    other = staff("Omar", Role.OFFICER)
    client.post(QUEUE, {"case": [case.pk], "officer": other.pk})
    case.refresh_from_db()
    assert case.owner == other
    assert case.entries.last().kind == "claimed"


def test_the_list_is_taken_away_as_a_table(client: Client, olga: User, case: Submission) -> None:
    text = client.get(f"{QUEUE}?format=csv").content.decode("utf-8-sig")
    assert list(csv.DictReader(text.splitlines())) == [
        {
            "number": str(case.pk), "id": "", "name": "Lagoon Watch", "kind": "registration", "state": "submitted",
            "sent": case.submitted_at.isoformat(timespec="seconds"), "days": "0", "officer": "",
        }
    ]  # fmt: skip


def test_its_heads_put_it_in_order_and_turn_it_round(client: Client, olga: User, case: Submission) -> None:
    Submission.objects.filter(pk=case.pk).update(submitted_at=NOW - timedelta(days=12))
    hand_in(name=["Solar Lamps"])
    page = client.get(f"{QUEUE}?sort=days").content.decode()
    assert page.index("Solar Lamps") < page.index("Lagoon Watch")
    assert 'aria-sort="ascending"><a class="sort" href="?" rel="nofollow">Days</a>' in page  # as it is anyway


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_for_one_case_and_for_three(
    client: Client, olga: User, django_assert_num_queries: DjangoAssertNumQueries, cases: int
) -> None:
    for number in range(cases):
        hand_in(name=[f"Lagoon {number}"])
    client.get(QUEUE)
    with django_assert_num_queries(7):
        client.get(QUEUE)


def test_the_first_page_says_what_waits(client: Client, olga: User, case: Submission) -> None:
    claim(case, by=Actor(olga, Role.OFFICER), now=NOW)
    hand_in(name=["Solar Lamps"])
    page = client.get("/en/desk/").content.decode()
    assert "2 cases wait for the desk" in page
    assert "1 of them nobody has taken on" in page
    assert ">Lagoon Watch</a>" in page


@pytest.mark.parametrize("number", ["9" * 5000, "99999999999999999999", "²", "-1", "x", ""])
def test_numbers_that_no_case_has_are_nothing(client: Client, olga: User, case: Submission, number: str) -> None:
    assert client.get("/en/desk/cases/", {"page": number}).status_code == 200
    assert client.post("/en/desk/cases/", {"case": number, "officer": str(olga.pk)}).status_code == 302
    assert client.post("/en/desk/outbox/", {"letter": number}).status_code == 302
