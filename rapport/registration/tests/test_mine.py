"""The focal point's desk: my records and nobody else's."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.registration.drafts import begin_registration
from rapport.registration.models import Draft
from rapport.registration.sending import send
from rapport.registration.tests.conftest import READY
from rapport.testing import NOW, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def mere(client: Client) -> User:
    person = find_or_make("mere@example.org")
    client.force_login(person)
    return person


def test_without_sign_in_it_leads_there(client: Client) -> None:
    assert client.get("/en/mine/").status_code == 302


def test_it_lists_the_records_that_one_speaks_for(client: Client, mere: User) -> None:
    register(P_1=document(), P_2=document(WASTE))
    grant(mere, Role.FOCAL_POINT, partnership="P-1")
    page = client.get("/en/mine/").content.decode()
    assert "Pacific Reef Watch" in page
    assert "Islands Without Litter" not in page


def test_who_speaks_for_nothing_is_led_to_where_their_work_is(client: Client, mere: User) -> None:
    page = client.get("/en/mine/").content.decode()
    assert ("Register one" in page, "at the back office" in page) == (True, False)
    grant(mere, Role.EDITOR)
    page = client.get("/en/mine/").content.decode()
    assert ("Register one" in page, "at the back office" in page) == (False, True)
    assert '<a href="/en/desk/">Today</a>' in page


def test_it_says_what_has_become_of_a_record(client: Client, mere: User) -> None:
    ended = {"status": "merged", "status_on": "2010-01", "successor": "P-2"}
    register(P_2=document(WASTE))
    register(P_1=document(**ended))
    for public_id in ("P-1", "P-2"):
        grant(mere, Role.FOCAL_POINT, partnership=public_id)
    page = client.get("/en/mine/").content.decode()
    assert page.count("Merged with another partnership") == 1
    assert "Registered" not in page


def test_a_change_is_begun_with_what_the_record_says(client: Client, mere: User) -> None:
    register(P_1=document())
    grant(mere, Role.DEPUTY, partnership="P-1")
    answer = client.post("/en/mine/P-1/change/")
    page = client.get(answer.url).content.decode()
    assert 'value="Pacific Reef Watch"' in page
    assert client.post("/en/mine/P-1/change/").url == answer.url  # the one that is open is taken up again
    assert Draft.objects.count() == 1


def test_from_a_form_of_ones_own_there_is_a_way_back(client: Client, mere: User) -> None:
    register(P_1=document())
    grant(mere, Role.FOCAL_POINT, partnership="P-1")
    back = '<a href="/en/mine/">My partnerships</a>'
    step = client.post("/en/mine/P-1/change/").url
    for address in (step, step.removesuffix("about/"), f"{step.removesuffix('about/')}files/", "/en/accounts/me/"):
        assert back in client.get(address).content.decode(), address
    stranger = client.post("/en/register/").url
    Draft.objects.filter(kind="registration").update(author=None)
    assert back not in client.get(stranger).content.decode()


@pytest.mark.parametrize(
    "address", ["/en/mine/P-1/change/", "/en/mine/P-9/change/", "/en/mine/P-1/registration/", "/en/mine/P%00/change/"]
)
def test_nobody_else_begins_a_change(client: Client, mere: User, address: str) -> None:
    register(P_1=document())
    assert client.post(f"/en/mine/{address}/").status_code == 404


def test_it_lists_what_was_begun_and_what_was_sent(client: Client, mere: User, ready: Draft) -> None:
    begun = begin_registration(language="en", now=NOW, author=mere)
    send(ready, today=TODAY, now=NOW)
    page = client.get("/en/mine/").content.decode()
    assert f"/en/register/{begun.token}/" in page
    assert f"/en/register/{ready.token}/case/" in page
    assert "Lagoon Watch" in page


@pytest.mark.parametrize("records", [1, 3])
def test_it_costs_the_same_for_one_record_and_for_three(
    client: Client, mere: User, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    register(P_1=document(), P_2=document(WASTE), P_3=document(name="Third"))
    for number in range(records):
        grant(mere, Role.FOCAL_POINT, partnership=f"P-{number + 1}")
        begun = begin_registration(language="en", now=NOW, author=mere)
        begun.answers = {**READY, "name": [f"Lagoon {number}"]}
        begun.save()
        send(begun, today=TODAY, now=NOW)
    client.get("/en/mine/")
    with django_assert_num_queries(10):
        client.get("/en/mine/")
