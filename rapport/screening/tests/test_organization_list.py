"""The organizations at the desk: filtered, sorted, taken away, and each number opens a set of that size."""

import csv

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rapport.accounts.models import User
from rapport.organizations.models import Organization
from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/organizations/"


@pytest.fixture(autouse=True)
def records(db: object) -> None:
    register(P_1=document(REEF), P_2=document(WASTE, partners=REEF["partners"][:1]))


def names(client: Client, query: str = "") -> list[str]:
    lines = list(csv.DictReader(client.get(f"{PAGE}?format=csv&{query}").content.decode("utf-8-sig").splitlines()))
    return [line["name"] for line in lines]


def test_it_is_for_officers(client: Client) -> None:
    assert client.get(PAGE).status_code == 302


def test_every_organization_stands_there_with_a_number_that_opens_its_set(client: Client, olga: User) -> None:
    page = client.get(PAGE).content.decode()
    first = Organization.objects.get(public_id=REEF["partners"][0]["organization"])
    assert first.name in page
    assert f'class="n" href="/en/partnerships/?organization={first.public_id}">2</a>' in page


def test_it_is_searched_filtered_and_sorted(client: Client, olga: User) -> None:
    every = names(client)
    assert len(every) == Organization.objects.count() > 1
    assert names(client, "sort=-name") == every[::-1]
    one = Organization.objects.order_by("folded_name").first()
    assert one is not None
    assert one.name in names(client, f"q={one.name.split()[0]}")
    assert names(client, "q=zebra") == []
    assert set(names(client, f"type={one.type}")) == set(
        Organization.objects.filter(type=one.type).values_list("name", flat=True)
    )


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(
    client: Client, olga: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    Organization.objects.exclude(listings__isnull=False).delete()
    for number in range(count):
        Organization.objects.create(public_id=f"new-{number}", name=f"Zebra {number}")
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(f"{PAGE}?q=zebra")
