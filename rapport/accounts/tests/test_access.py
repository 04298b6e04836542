"""The gate: sign-in, role, second factor; and a role that ended stops at once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from rapport.accounts import roles
from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.accounts.tests.conftest import person

PEOPLE = "/en/desk/people/"


@needs_role(Role.EDITOR)
def page(request):
    return HttpResponse("open")


def asked_by(user):
    request = RequestFactory().get("/en/desk/something/?q=1")
    request.user = user
    return page(request)


def test_nobody_is_led_to_sign_in_and_back():
    answer = asked_by(AnonymousUser())
    assert answer.headers["Location"] == "/en/accounts/login/?next=/en/desk/something/%3Fq%3D1"


def test_who_lacks_the_role_is_refused():
    with pytest.raises(PermissionDenied):
        asked_by(person("adi@example.org", Role.ADVISER, factor=True))


def test_staff_without_a_second_factor_are_led_to_one():
    answer = asked_by(person("ed@example.org", Role.EDITOR))
    assert answer.headers["Location"] == "/en/accounts/second-factor/?next=%2Fen%2Fdesk%2Fsomething%2F%3Fq%3D1"


def test_staff_with_a_second_factor_get_in_and_no_cache_keeps_the_page():
    answer = asked_by(person("ed@example.org", Role.EDITOR, factor=True))
    assert answer.content == b"open"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_in_the_demonstration_nobody_needs_a_second_factor(settings):
    settings.RAPPORT_DEMO = True
    assert asked_by(person("ed@example.org", Role.EDITOR)).content == b"open"


def test_a_role_that_ended_stops_at_once(browser, administrator):
    browser.sign_in(administrator)
    assert browser.open(PEOPLE).status_code == 200
    roles.revoke(administrator.role_grants.get())
    answer = browser.open(PEOPLE)
    assert answer.status_code == 403
    assert "not open to you" in browser.text()


def test_who_is_refused_though_signed_in_is_not_asked_to_sign_in(browser):
    browser.sign_in(person("ed@example.org", Role.EDITOR, factor=True))
    assert browser.open(PEOPLE).status_code == 403
    assert "ed@example.org" in browser.text()
    assert "none of your roles opens it" in browser.text()
    assert "Sign in" not in browser.text()


def test_the_page_before_the_second_factor_leads_on_when_there_is_one(browser, administrator):
    browser.sign_in(administrator)
    answer = browser.client.get("/en/accounts/second-factor/", {"next": PEOPLE})
    assert answer.headers["Location"] == PEOPLE


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.org"])
def test_it_leads_nowhere_else(browser, administrator, onward):
    browser.sign_in(administrator)
    answer = browser.client.get("/en/accounts/second-factor/", {"next": onward})
    assert answer.headers["Location"] == "/en/accounts/"


@pytest.mark.parametrize("onward", ["https://evil.example/", "javascript:alert(1)"])
def test_it_offers_no_link_to_elsewhere(browser, onward):
    browser.sign_in(person("ed@example.org", Role.EDITOR))
    browser.open("/en/accounts/second-factor/", data={"next": onward})
    assert onward not in browser.page


def test_public_pages_do_not_know_who_reads_them(browser, administrator):
    before = browser.open("/en/partnerships/")
    browser.sign_in(administrator)
    after = browser.open("/en/partnerships/")
    assert after.content == before.content
    assert "Cookie" not in after.headers.get("Vary", "")
    assert "administrator" not in browser.page


@pytest.mark.parametrize(
    "path",
    [
        "me/",
        "me/data/",
        "me/erase/",
        "me/1/leave/",
        "me/1/successor/",
        "me/1/deputy/",
        "email/",
        "password/set/",
        "2fa/",
    ],
)
def test_ones_own_pages_ask_who_one_is(browser, path):
    answer = browser.client.get(f"/en/accounts/{path}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/accounts/login/")


def test_only_a_page_that_does_not_know_who_reads_it_asks_to_sign_in(browser, administrator):
    browser.sign_in(administrator)
    for path, is_asked in (
        ("/en/statistics/", True),
        (PEOPLE, False),
        ("/en/accounts/me/", False),
        ("/en/mine/", False),
    ):
        browser.open(path)
        assert ("Sign in" in browser.text(), "Sign out" in browser.text()) == (is_asked, not is_asked), path
