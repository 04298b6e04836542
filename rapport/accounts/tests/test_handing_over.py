"""Handing over, naming deputies, leaving."""

import pytest
from django.utils.translation import get_language

from rapport.accounts import handover, naming, offers, people, roles
from rapport.accounts.models import Offer, Role, RoleGrant
from rapport.accounts.tests.conftest import Browser, last_letter, link_in, person
from rapport.lib import clock
from rapport.testing import TODAY


@pytest.fixture
def told(monkeypatch):
    """What the rooms above are told."""
    said = []
    monkeypatch.setattr(
        handover, "left", [lambda partnership, **of: said.append((partnership, of["word"], of["today"]))]
    )
    return said


@pytest.fixture
def named(monkeypatch):
    """A room above that knows what partnerships are called."""
    names = {"en": "Reef Watch", "fr": "Vigie des récifs"}
    name = lambda ids: {each: naming.Named(each, names[get_language()]) for each in ids}  # noqa: E731
    monkeypatch.setattr(naming, "_naming", [name])


def grant_of(user):
    return user.role_grants.get()


def hand_over(browser, user, email="mele@example.org"):
    path = f"/en/accounts/me/{grant_of(user).pk}/successor/"
    browser.sign_in(user).open(path)
    browser.post(path, email=email, name="Mele", language="fr")
    return link_in(last_letter("accounts/hand_over"))


def test_until_the_successor_accepts_everything_stays(browser, focal_point):
    hand_over(browser, focal_point)
    assert [each.user for each in roles.holders("P-1", Role.FOCAL_POINT)] == [focal_point]
    assert last_letter().language == "fr"


def test_when_the_successor_accepts_the_one_before_is_told(browser, focal_point, told):
    path = hand_over(browser, focal_point)
    successor = Browser()
    successor.open(path)
    successor.post(path)
    assert [each.user.email for each in roles.holders("P-1", Role.FOCAL_POINT)] == ["mele@example.org"]
    letter = last_letter()
    assert (letter.template, letter.email) == ("accounts/handed_over", "lea@example.org")
    assert told == []


def test_letters_call_a_partnership_by_its_name_in_the_language_of_who_reads_them(browser, focal_point, named):
    path = hand_over(browser, focal_point)
    asked = last_letter("accounts/hand_over")
    assert "Vigie des récifs (P-1)" in asked.subject
    assert "Vigie des récifs (P-1)" in asked.as_text()
    successor = Browser()
    successor.open(path)
    successor.post(path)
    assert last_letter().subject == "The partnership Reef Watch (P-1) is in new hands"


def test_naming_another_successor_withdraws_the_first(browser, focal_point):
    first = hand_over(browser, focal_point)
    hand_over(browser, focal_point, "sina@example.org")
    assert Browser().open(first).status_code == 410


def test_who_left_meanwhile_hands_nothing_over(browser, focal_point):
    path = hand_over(browser, focal_point)
    handover.end(grant_of(focal_point), today=TODAY)
    other = Browser()
    assert other.open(path).status_code == 410
    assert people.find("mele@example.org") is None


def test_one_does_not_hand_over_to_oneself(browser, focal_point):
    path = f"/en/accounts/me/{grant_of(focal_point).pk}/successor/"
    browser.sign_in(focal_point).open(path)
    browser.post(path, email="LEA@example.org", name="", language="en")
    browser.post(path, email="LEA@example.org", name=" ", language="en")
    focal_point.first_name = "Lea Fonoti"
    focal_point.save()
    for kind in ("successor", "deputy"):
        browser.post(path.replace("successor", kind), email="LEA@example.org", name="lea  fonoti", language="en")
        assert "This is your own mailbox" in browser.text()
    assert Offer.objects.count() == 0


def test_a_hand_over_within_one_mailbox():
    office = person("office@example.org")
    given = roles.grant(office, Role.FOCAL_POINT, partnership="P-1", name="Sina")
    offer = offers.offer_hand_over(given, "office@example.org", name="Tevita", now=clock.real_now())
    offers.take(offer, now=clock.real_now())
    assert [each.name for each in roles.holders("P-1", Role.FOCAL_POINT)] == ["Tevita"]


def test_the_area_goes_with_the_role():
    given = roles.grant(person("lea@example.org"), Role.FOCAL_POINT, partnership="P-1", area="FJ")
    offers.take(offers.offer_hand_over(given, "m@example.org", now=clock.real_now()), now=clock.real_now())
    assert [each.area for each in roles.holders("P-1", Role.FOCAL_POINT)] == ["FJ"]


def test_a_focal_point_names_a_deputy(browser, focal_point):
    path = f"/en/accounts/me/{grant_of(focal_point).pk}/deputy/"
    browser.sign_in(focal_point).open(path)
    browser.post(path, email="dan@example.org", name="Dan", language="en")
    accept = link_in(last_letter("accounts/invitation"))
    dan = Browser()
    dan.open(accept)
    dan.post(accept)
    assert [each.role for each in roles.holders("P-1", Role.FOCAL_POINT, Role.DEPUTY)] == ["focal-point", "deputy"]


def test_who_is_deputy_already_is_not_asked_again(browser, focal_point):
    person("dan@example.org", Role.DEPUTY, partnership="P-1")
    path = f"/en/accounts/me/{grant_of(focal_point).pk}/deputy/"
    browser.sign_in(focal_point).open(path)
    browser.post(path, email="Dan@example.org", name="Dan", language="en")
    assert "They hold this role already" in browser.text()
    assert Offer.objects.count() == 0


def test_a_deputy_names_no_deputy(browser):
    dan = person("dan@example.org", Role.DEPUTY, partnership="P-1")
    assert browser.sign_in(dan).open(f"/en/accounts/me/{grant_of(dan).pk}/deputy/").status_code == 404


def test_what_one_offered_one_may_take_back(browser, focal_point):
    path = hand_over(browser, focal_point)
    browser.open("/en/accounts/me/")
    browser.post(f"/en/accounts/me/offers/{Offer.objects.get().pk}/withdraw/")
    assert Browser().open(path).status_code == 410


@pytest.mark.parametrize("page", ["leave", "successor", "deputy"])
def test_anothers_role_is_as_if_it_were_not_there(browser, focal_point, page):
    browser.sign_in(person("mallory@example.org"))
    assert browser.open(f"/en/accounts/me/{grant_of(focal_point).pk}/{page}/").status_code == 404
    browser.open("/en/accounts/me/")
    assert browser.post(f"/en/accounts/me/{grant_of(focal_point).pk}/{page}/", word="x").status_code == 404
    assert RoleGrant.objects.count() == 1


def test_anothers_offer_is_not_mine_to_take_back(browser, focal_point):
    hand_over(browser, focal_point)
    mallory = Browser().sign_in(person("mallory@example.org"))
    mallory.open("/en/accounts/me/")
    assert mallory.post(f"/en/accounts/me/offers/{Offer.objects.get().pk}/withdraw/").status_code == 404
    assert Offer.objects.get().withdrawn_at is None


def test_the_last_focal_point_does_not_leave_without_a_word(browser, focal_point, told):
    path = f"/en/accounts/me/{grant_of(focal_point).pk}/leave/"
    browser.sign_in(focal_point).open(path)
    browser.post(path, word=" ")
    assert "Say in a word" in browser.text()
    assert RoleGrant.objects.count() == 1
    browser.post(path, word="Retired. Ask Mele.")
    assert (RoleGrant.objects.count(), told) == (0, [("P-1", "Retired. Ask Mele.", TODAY)])


def test_one_of_two_leaves_without_a_word_and_nobody_is_told(browser, focal_point, told):
    roles.grant(person("eli@example.org"), Role.FOCAL_POINT, partnership="P-1")
    path = f"/en/accounts/me/{grant_of(focal_point).pk}/leave/"
    browser.sign_in(focal_point).open(path)
    browser.post(path)
    assert [each.user.email for each in roles.holders("P-1", Role.FOCAL_POINT)] == ["eli@example.org"]
    assert told == []


def test_leaving_twice_tells_once(focal_point, told):
    given = grant_of(focal_point)
    assert [handover.end(given, today=TODAY), handover.end(given, today=TODAY)] == [True, False]
    assert len(told) == 1


def test_if_those_who_follow_fail_the_role_stays(focal_point, monkeypatch):
    def fail(partnership, **of):
        raise RuntimeError

    monkeypatch.setattr(handover, "left", [fail])
    with pytest.raises(RuntimeError):
        handover.end(grant_of(focal_point), today=TODAY)
    assert RoleGrant.objects.count() == 1


def test_the_last_administrator_stays(administrator):
    with pytest.raises(roles.RoleError, match="last administrator"):
        handover.end(grant_of(administrator), today=TODAY)
    person("bo@example.org", Role.ADMINISTRATOR)
    assert handover.end(grant_of(administrator), today=TODAY)
