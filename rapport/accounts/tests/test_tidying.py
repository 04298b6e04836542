"""What is forgotten by itself."""

from datetime import timedelta

from django.utils import timezone

from rapport.accounts import offers, people, roles, tidying
from rapport.accounts.models import Offer, Role, User
from rapport.accounts.tests.conftest import code_in, last_letter

TOMORROW = timezone.timedelta(days=1, minutes=1)


def ask(browser, email):
    browser.open("/en/accounts/login/")
    browser.post("/en/accounts/login/code/", email=email)


def test_an_address_that_nobody_proves_is_forgotten_after_a_day(browser):
    ask(browser, "typo@example.org")
    assert tidying.forget_unproved(now=timezone.now()) == 0
    assert tidying.forget_unproved(now=timezone.now() + TOMORROW) == 1
    assert User.objects.count() == 0


def test_who_proved_it_stays(browser):
    ask(browser, "lea@example.org")
    browser.post("/en/accounts/login/code/confirm/", code=code_in(last_letter()))
    assert tidying.forget_unproved(now=timezone.now() + TOMORROW) == 0


def test_whom_another_room_entered_stays(browser):
    people.find_or_make("partner@example.org")
    roles.grant(people.find_or_make("lea@example.org"), Role.FOCAL_POINT, partnership="P-1")
    ask(browser, "lea@example.org")
    assert tidying.forget_unproved(now=timezone.now() + TOMORROW) == 0


def test_offers_long_over_are_forgotten():
    now = timezone.now()
    offers.invite("x@example.org", Role.OFFICER, by=None, now=now)
    tidying.tidy(now=now + offers.VALID_FOR + tidying.OFFERS_KEPT - timedelta(seconds=1))
    assert Offer.objects.count() == 1
    tidying.tidy(now=now + offers.VALID_FOR + tidying.OFFERS_KEPT + timedelta(seconds=1))
    assert Offer.objects.count() == 0
