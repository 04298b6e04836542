"""/desk/people/: for administrators."""

import pytest

from rapport.accounts import offers, roles
from rapport.accounts.models import Offer, Role, RoleGrant
from rapport.accounts.tests.conftest import last_letter, person
from rapport.lib import clock
from rapport.testing import document, register

PEOPLE = "/en/desk/people/"


@pytest.fixture
def desk(browser, administrator):
    browser.sign_in(administrator)
    return browser


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADVISER, Role.EDITOR, Role.MODERATOR])
def test_other_staff_do_not_manage_people(browser, role):
    browser.sign_in(person("x@example.org", role, factor=True))
    for path in (PEOPLE, f"{PEOPLE}invite/", f"{PEOPLE}roles/1/end/"):
        assert browser.open(path).status_code == 403


def test_inviting_sends_a_letter(desk):
    desk.open(f"{PEOPLE}invite/")
    desk.post(f"{PEOPLE}invite/", email="New@example.org", name="Noor", role="officer", language="fr")
    letter = last_letter("accounts/invitation")
    assert (letter.email, letter.language) == ("new@example.org", "fr")
    assert "new@example.org" in desk.text()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "officer", "partnership": "P-1"}, "Leave the number out"),
        ({"role": "deputy"}, "write its number"),
        ({"role": "king"}, "not one of the available choices"),
        ({"role": "officer", "email": "no address"}, "valid email address"),
        ({"role": "officer", "email": f"{'x' * 300}@example.org"}, "at most 254"),
        ({"role": "focal-point", "partnership": "P" * 81}, "at most 80"),
        ({"role": "focal-point", "partnership": "P-99999"}, "no partnership with the number “P-99999”"),
    ],
)
def test_a_wrong_invitation_is_refused_with_a_sentence(desk, given, said):
    desk.open(f"{PEOPLE}invite/")
    desk.post(f"{PEOPLE}invite/", **{"email": "new@example.org", "language": "en", **given})
    assert said in desk.text()
    assert Offer.objects.count() == 0


def test_a_number_in_small_letters_is_the_number(desk):
    """Else the role would be of a partnership that is not there."""
    register(P_1=document())
    desk.open(f"{PEOPLE}invite/")
    desk.post(f"{PEOPLE}invite/", email="new@example.org", role="deputy", partnership=" p-1 ", language="en")
    assert Offer.objects.get().partnership == "P-1"


def test_nobody_is_asked_to_be_what_they_are(desk):
    person("Ada@example.org", Role.OFFICER)
    desk.open(f"{PEOPLE}invite/")
    desk.post(f"{PEOPLE}invite/", email="ada@EXAMPLE.org", role="officer", language="en")
    assert "They hold this role already" in desk.text()
    assert Offer.objects.count() == 0


def test_script_in_a_name_is_text(desk):
    desk.open(f"{PEOPLE}invite/")
    desk.post(
        f"{PEOPLE}invite/", email="new@example.org", name="<script>alert(1)</script>", role="officer", language="en"
    )
    assert Offer.objects.get().name == "<script>alert(1)</script>"
    assert "<script>alert" not in desk.page


def test_filters(desk):
    person("lea@example.org", Role.FOCAL_POINT, partnership="P-1")
    person("omar@example.org", Role.OFFICER)
    desk.open(PEOPLE, data={"role": "officer"})
    assert "omar@" in desk.page
    assert "lea@" not in desk.page
    desk.open(PEOPLE, data={"q": "p-1"})
    assert "lea@" in desk.page
    assert "omar@" not in desk.page


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"page": "9" * 30}, {"role": "king"}, {"q": "%' --"}])
def test_nonsense_in_the_address_is_no_error(desk, query):
    assert desk.open(PEOPLE, data=query).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(desk, django_assert_num_queries, count):
    for number in range(count):
        person(f"lea{number}@example.org", Role.FOCAL_POINT, partnership=f"P-{number}")
        offers.invite(f"x{number}@example.org", Role.OFFICER, by=None, now=clock.real_now())
    with django_assert_num_queries(8):
        desk.open(PEOPLE)


def test_ending_a_role(desk):
    lea = person("lea@example.org", Role.FOCAL_POINT, partnership="P-1")
    path = f"{PEOPLE}roles/{lea.role_grants.get().pk}/end/"
    desk.open(path)
    assert "without a focal point" in desk.text()
    assert roles.has_role(lea, Role.FOCAL_POINT, partnership="P-1")
    desk.post(path)
    assert not roles.has_role(lea, Role.FOCAL_POINT, partnership="P-1")


def test_the_last_administrator_cannot_be_ended(desk, administrator):
    path = f"{PEOPLE}roles/{administrator.role_grants.get().pk}/end/"
    desk.open(path)
    desk.post(path)
    assert "last administrator" in desk.text()
    assert RoleGrant.objects.count() == 1


def test_ending_what_has_ended_is_a_page_that_says_so(desk):
    desk.open(PEOPLE)
    assert desk.post(f"{PEOPLE}roles/999/end/").status_code == 404


def test_withdrawing_an_invitation(desk):
    desk.open(f"{PEOPLE}invite/")
    desk.post(f"{PEOPLE}invite/", email="new@example.org", role="officer", language="en")
    desk.post(f"{PEOPLE}offers/{Offer.objects.get().pk}/withdraw/")
    assert Offer.objects.get().withdrawn_at is not None
