"""Signing in by a code: no page, letter or answer tells who has an account."""

import time
from unittest import mock

import pytest

from rapport.accounts import people
from rapport.accounts.models import Role, User
from rapport.accounts.tests.conftest import Browser, code_in, last_letter, person, totp_now
from rapport.mail.models import Letter

LOGIN, CODE, CONFIRM = "/en/accounts/login/", "/en/accounts/login/code/", "/en/accounts/login/code/confirm/"


def ask_for_code(browser, email, **more):
    browser.open(LOGIN)
    return browser.post(CODE, email=email, **more)


def test_a_code_by_mail_signs_in(browser):
    lea = person("lea@example.org")
    ask_for_code(browser, "Lea@Example.org")
    browser.post(CONFIRM, code=code_in(last_letter("accounts/code")))
    assert browser.user_id == str(lea.pk)


def test_who_comes_for_the_first_time_has_an_account_when_the_code_comes_back(browser):
    ask_for_code(browser, "new@example.org")
    assert browser.user_id is None
    browser.post(CONFIRM, code=code_in(last_letter("accounts/code")))
    assert browser.user_id == str(people.find("new@example.org").pk)


def test_known_and_unknown_addresses_get_the_same_page_and_the_same_letter():
    person("known@example.org")
    seen = []
    for email in ("known@example.org", "stranger@example.org"):
        browser = Browser()
        answer = ask_for_code(browser, email)
        letter = last_letter()
        page = browser.text().replace(email, "…")
        seen.append((answer.redirect_chain, page, letter.template, letter.body.replace(code_in(letter), "…")))
    assert seen[0] == seen[1]


def test_a_wrong_password_and_an_unknown_address_are_told_alike():
    user = person("known@example.org")
    user.set_password("a long enough password")
    user.save()
    pages = []
    for email in ("known@example.org", "stranger@example.org"):
        browser = Browser()
        browser.open(LOGIN)
        browser.post(LOGIN, login=email, password="not the password")
        pages.append(browser.text())
    assert pages[0] == pages[1]


def test_a_password_works_for_who_has_one(browser):
    user = person("known@example.org")
    user.set_password("a long enough password")
    user.save()
    browser.open(LOGIN)
    browser.post(LOGIN, login="known@example.org", password="a long enough password")
    assert browser.user_id == str(user.pk)


def test_asking_for_a_new_password_says_the_same_to_all_and_writes_to_no_stranger():
    person("known@example.org")
    pages = []
    for email in ("known@example.org", "stranger@example.org"):
        browser = Browser()
        browser.open("/en/accounts/password/reset/")
        browser.post("/en/accounts/password/reset/", email=email)
        pages.append(browser.text())
    assert pages[0] == pages[1]
    assert [letter.email for letter in Letter.objects.all()] == ["known@example.org"]


def test_a_code_expires(browser):
    person("lea@example.org")
    ask_for_code(browser, "lea@example.org")
    code = code_in(last_letter())
    late = time.time() + 15 * 60 + 1
    with mock.patch("allauth.account.internal.flows.code_verification.time.time", return_value=late):
        browser.post(CONFIRM, code=code)
    assert browser.user_id is None


def test_three_wrong_codes_end_it(browser):
    person("lea@example.org")
    ask_for_code(browser, "lea@example.org")
    code = code_in(last_letter())
    for _attempt in range(3):
        browser.post(CONFIRM, code="wrong")
    browser.open(LOGIN)
    browser.post(CONFIRM, code=code)
    assert browser.user_id is None


def test_a_code_is_good_once(browser):
    person("lea@example.org")
    ask_for_code(browser, "lea@example.org")
    code = code_in(last_letter())
    browser.post(CONFIRM, code=code)
    other = Browser()
    other.open(LOGIN)
    other.post(CONFIRM, code=code)
    assert other.user_id is None


def test_codes_for_one_mailbox_are_limited(browser):
    for _attempt in range(5):
        ask_for_code(Browser(), "lea@example.org")
    assert Letter.objects.count() == 3


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_it_never_leads_to_another_site(browser, onward):
    person("lea@example.org")
    ask_for_code(browser, "lea@example.org", next=onward)
    answer = browser.post(CONFIRM, follow=False, code=code_in(last_letter()), next=onward)
    assert answer.headers["Location"] == "/en/accounts/"


def test_it_leads_back_to_where_one_was(browser):
    person("lea@example.org")
    ask_for_code(browser, "lea@example.org", next="/en/accounts/me/")
    answer = browser.post(CONFIRM, follow=False, code=code_in(last_letter()), next="/en/accounts/me/")
    assert answer.headers["Location"] == "/en/accounts/me/"


def test_a_session_from_before_is_not_the_session_after(browser):
    person("lea@example.org")
    ask_for_code(browser, "lea@example.org")
    before = browser.client.cookies["sessionid"].value
    browser.post(CONFIRM, code=code_in(last_letter()))
    after = browser.client.cookies["sessionid"].value
    assert after != before
    thief = Browser()
    thief.client.cookies["sessionid"] = before
    thief.open("/en/accounts/me/")
    assert thief.user_id is None


def test_a_form_without_its_token_is_refused_with_a_page_of_ours(browser):
    answer = browser.client.post(CODE, {"email": "lea@example.org"})
    assert answer.status_code == 403
    assert "nothing was changed" in answer.content.decode()
    assert User.objects.count() == 0


def test_a_person_with_an_app_needs_its_code_too(browser):
    ada = person("ada@example.org", Role.OFFICER, factor=True)
    ask_for_code(browser, "ada@example.org")
    browser.post(CONFIRM, code=code_in(last_letter()))
    assert browser.user_id is None
    browser.post("/en/accounts/2fa/authenticate/", code="000000")
    assert browser.user_id is None
    browser.post("/en/accounts/2fa/authenticate/", code=totp_now(ada))
    assert browser.user_id == str(ada.pk)


def test_a_closed_account_is_closed(browser):
    lea = person("lea@example.org")
    User.objects.filter(pk=lea.pk).update(is_active=False)
    ask_for_code(browser, "lea@example.org")
    browser.post(CONFIRM, code=code_in(last_letter()))
    assert browser.user_id is None
    assert "closed" in browser.text()


def test_there_is_no_sign_up_of_its_own(browser):
    assert browser.open("/en/accounts/signup/").redirect_chain[-1][0].startswith(LOGIN)


def test_cookies_are_kept_from_scripts_and_from_other_sites(browser):
    person("lea@example.org")
    ask_for_code(browser, "lea@example.org")
    cookie = browser.client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_the_letter_is_in_the_language_of_the_page(browser, language):
    browser.open(f"/{language}/accounts/login/")
    browser.post(f"/{language}/accounts/login/code/", email="new@example.org")
    assert last_letter().language == language
    assert people.find("new@example.org").language == language


@pytest.mark.parametrize("path", ["login/code/", "password/reset/", "login/", "email/"])
def test_who_asks_for_json_gets_the_page(client, path):
    given = {"content_type": "application/json", "headers": {"accept": "application/json"}}
    assert client.post(f"/en/accounts/{path}", b"{", **given).status_code in (200, 302)
    with_script = {"X-Requested-With": "XMLHttpRequest"}
    assert client.post(f"/en/accounts/{path}", {"email": ""}, headers=with_script).status_code in (200, 302)


@pytest.mark.parametrize("email", ["a\0@example.org", "x" * 70_000 + "@example.org", "²"])
def test_what_can_be_no_mailbox_is_nobodys(email):
    assert people.find(email) is None


def test_what_a_password_must_be_is_a_list_and_no_markup_in_sight(browser, focal_point):
    browser.sign_in(focal_point).open("/en/accounts/password/set/")
    assert "<li>Your password must contain at least 12 characters.</li>" in browser.page
    assert "<li>" not in browser.text()
