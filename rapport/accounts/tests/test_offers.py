"""Invitations: by mail, signed, once, for fourteen days; reading changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing

from rapport.accounts import offers, people, roles
from rapport.accounts.models import Offer, Role, RoleGrant
from rapport.accounts.tests.conftest import Browser, last_letter, link_in, person
from rapport.lib import clock


def invited(email="new@example.org", role=Role.OFFICER, **of):
    offer = offers.invite(email, role, by=None, now=clock.real_now(), **of)
    return offer, link_in(last_letter("accounts/invitation"))


def test_accepting_gives_the_role_proves_the_mailbox_and_signs_in(browser):
    _offer, path = invited(name="Noor", language="fr")
    assert path.startswith("/fr/")
    browser.open(path)
    browser.post(path)
    noor = people.find("new@example.org")
    assert browser.user_id == str(noor.pk)
    assert roles.has_role(noor, Role.OFFICER)
    assert (noor.language, noor.emailaddress_set.get().verified) == ("fr", True)


def test_a_scanner_of_mail_changes_nothing(browser):
    offer, path = invited()
    for _visit in range(3):
        assert browser.open(path).status_code == 200
    browser.client.head(path)
    offer.refresh_from_db()
    assert (offer.taken_at, people.find("new@example.org")) == (None, None)


def test_a_link_is_good_once(browser):
    _offer, path = invited()
    browser.open(path)
    browser.post(path)
    other = Browser()
    answer = other.open(path)
    assert answer.status_code == 410
    assert "has been used" in other.text()
    other.open("/en/accounts/login/")
    other.post(path)
    assert other.user_id is None


def test_two_presses_at_once_make_one_role():
    offer, _path = invited()
    same = Offer.objects.get(pk=offer.pk)
    offers.take(offer, now=clock.real_now())
    with pytest.raises(offers.OfferError, match="has been used"):
        offers.take(same, now=clock.real_now())
    assert RoleGrant.objects.count() == 1


def test_a_link_expires():
    offer, _path = invited()
    late = offer.made_at + offers.VALID_FOR
    with pytest.raises(offers.OfferError, match="no longer valid"):
        offers.read_token(offers.token_of(offer), now=late)
    assert offers.read_token(offers.token_of(offer), now=late - timedelta(seconds=1)) == offer


def test_a_link_withdrawn_stops_at_once(browser):
    offer, path = invited()
    browser.open(path)
    offers.withdraw(offer, now=clock.real_now())
    assert browser.post(path).status_code == 410
    assert people.find("new@example.org") is None


def test_a_token_that_we_did_not_make_leads_nowhere(browser):
    ours_of_another_kind = [signing.dumps(of, salt=offers.SALT) for of in (10**9, None)]
    for token in ("x", "1", "1:2:3", signing.dumps(1), *ours_of_another_kind):
        assert browser.open(f"/en/accounts/offer/{token}/").status_code == 410


def test_another_token_is_not_made_by_changing_one():
    offer, _path = invited()
    token = offers.token_of(offer)
    with pytest.raises(offers.OfferError):
        offers.read_token(token[:-1] + ("A" if token[-1] != "A" else "B"), now=clock.real_now())


def test_the_address_of_the_page_is_told_to_nobody(browser):
    _offer, path = invited()
    answer = browser.open(path)
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]


def test_inviting_again_withdraws_the_letter_before(browser):
    _first, path = invited()
    _second, again = invited()
    assert [browser.open(path).status_code, browser.open(again).status_code] == [410, 200]


def test_who_is_signed_in_as_somebody_else_becomes_who_was_asked(browser):
    browser.sign_in(person("lea@example.org"))
    _offer, path = invited()
    browser.open(path)
    assert "signs you in as" in browser.text()
    browser.post(path)
    assert browser.user_id == str(people.find("new@example.org").pk)


def test_who_has_an_app_shows_its_code_as_well(browser):
    ada = person("ada@example.org", factor=True)
    _offer, path = invited("ada@example.org")
    browser.open(path)
    browser.post(path)
    assert browser.user_id is None
    assert "second proof" in browser.text()
    assert roles.has_role(ada, Role.OFFICER)


def test_a_staff_role_is_of_the_registry_and_a_focal_point_of_a_partnership():
    for role, partnership in ((Role.OFFICER, "P-1"), (Role.DEPUTY, "")):
        with pytest.raises(offers.OfferError, match="belongs to a partnership"):
            offers.invite("x@example.org", role, by=None, now=datetime.now(UTC), partnership=partnership)


def test_a_post_without_its_token_takes_nothing(browser):
    offer, path = invited()
    assert browser.client.post(path).status_code == 403
    offer.refresh_from_db()
    assert offer.taken_at is None
