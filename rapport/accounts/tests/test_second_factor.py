"""Setting up an authenticator app, and what is told to whom."""

import re
import time

from allauth.mfa.totp.internal import auth

from rapport.accounts.models import Role
from rapport.accounts.tests.conftest import last_letter, person

ACTIVATE = "/en/accounts/2fa/totp/activate/"


def app_shows(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def test_staff_set_up_an_app_are_told_by_mail_and_get_in(browser, django_capture_on_commit_callbacks):
    ada = person("ada@example.org", Role.ADMINISTRATOR)
    browser.sign_in(ada)
    browser.open("/en/desk/people/")
    assert "second proof first" in browser.text()
    browser.open(ACTIVATE)
    secret = re.search(r"<code[^>]*>(\w+)</code>", browser.page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(ACTIVATE, follow=False, code=app_shows(secret))
    assert last_letter().template == "accounts/change"
    assert {each.type for each in ada.authenticator_set.all()} == {"totp", "recovery_codes"}
    assert browser.open("/en/desk/people/").redirect_chain == []


def test_a_wrong_code_sets_nothing_up(browser):
    ada = person("ada@example.org", Role.ADMINISTRATOR)
    browser.sign_in(ada).open(ACTIVATE)
    browser.post(ACTIVATE, code="000000")
    assert not ada.authenticator_set.exists()


def test_the_picture_of_the_key_needs_no_style_and_no_data_address(browser):
    browser.sign_in(person("ada@example.org")).open(ACTIVATE)
    assert "<svg" in browser.page
    assert "style=" not in browser.page
    assert "data:" not in browser.page


def test_every_page_of_second_factors_opens(browser, administrator):
    browser.sign_in(administrator)
    for path in ("", "webauthn/", "reauthenticate/", "recovery-codes/generate/", "totp/deactivate/", "webauthn/add/"):
        answer = browser.open(f"/en/accounts/2fa/{path}")
        assert (answer.status_code, path) == (200, path)


def test_taking_the_app_away_asks_who_one_is(browser, administrator):
    browser.sign_in(administrator)
    browser.open("/en/accounts/2fa/totp/deactivate/")
    assert "Is it you?" in browser.text()
    browser.post("/en/accounts/2fa/totp/deactivate/")
    assert administrator.authenticator_set.exists()


def test_a_password_can_be_set_and_is_told_by_mail(browser):
    lea = person("lea@example.org")
    browser.sign_in(lea).open("/en/accounts/password/set/")
    browser.post("/en/accounts/password/set/", password1="twelve letters", password2="twelve letters")
    lea.refresh_from_db()
    assert lea.check_password("twelve letters")
    assert "password" in last_letter("accounts/change").body


def test_a_short_password_is_refused(browser):
    lea = person("lea@example.org")
    browser.sign_in(lea).open("/en/accounts/password/set/")
    browser.post("/en/accounts/password/set/", password1="short", password2="short")
    lea.refresh_from_db()
    assert not lea.has_usable_password()
