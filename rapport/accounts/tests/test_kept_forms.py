"""A form that comes too late, or from somebody signed out meanwhile, is kept on the page that says so."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rapport.accounts.models import Offer
from rapport.accounts.tests.conftest import person

INVITE = "/en/desk/people/invite/"
GIVEN = {"email": "new@example.org", "name": "Noor <b>Haddad</b>\nof the desk", "role": "officer", "language": "en"}
OURS = {"origin": "http://testserver"}


def texts_of(page):
    return dict(re.findall(r'<textarea name="([^"]+)" hidden>\n([^<]*)</textarea>', page))


@pytest.fixture
def signed_out(browser, administrator):
    """Somebody whose session ended while they wrote."""
    browser.sign_in(administrator)
    browser.open(INVITE)
    browser.client.defaults["HTTP_ORIGIN"] = OURS["origin"]
    del browser.client.cookies["sessionid"]
    return browser


def test_who_was_signed_out_finds_what_they_wrote_and_sends_it_after_signing_in(signed_out, administrator):
    answer = signed_out.post(INVITE, **GIVEN)
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    assert "You are signed out; what you wrote is kept" in signed_out.text()
    kept = texts_of(signed_out.page)
    assert kept["name"] == "Noor &lt;b&gt;Haddad&lt;/b&gt;\nof the desk"
    assert not Offer.objects.exists()

    signed_out.sign_in(administrator)
    signed_out.post(INVITE, **GIVEN)
    assert Offer.objects.get().email == "new@example.org"


def test_a_token_that_is_too_old_is_replaced_and_nothing_else_is_asked(browser, administrator):
    browser.sign_in(administrator)
    browser.client.defaults["HTTP_ORIGIN"] = OURS["origin"]
    answer = browser.client.post(INVITE, {**GIVEN, "csrfmiddlewaretoken": "x" * 64})
    browser.page = answer.content.decode()
    assert "This page was open for too long; what you wrote is kept" in browser.text()
    browser.post(INVITE, **GIVEN)
    assert Offer.objects.count() == 1


def test_files_are_said_to_be_lost(signed_out):
    signed_out.post(INVITE, **GIVEN, file=SimpleUploadedFile("a.pdf", b"%PDF"))
    assert "Files are not kept" in signed_out.text()


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}])
def test_the_form_of_another_site_is_never_offered_to_be_sent_again(browser, administrator, headers):
    browser.sign_in(administrator)
    answer = browser.client.post(INVITE, GIVEN, headers=headers)
    assert answer.status_code == 403
    assert "new@example.org" not in answer.content.decode()


def test_a_password_is_shown_to_nobody(browser):
    person("lea@example.org")
    given = {"login": "lea@example.org", "password": "a long secret of mine"}
    answer = browser.client.post("/en/accounts/login/", given, headers=OURS)
    assert answer.status_code == 403
    assert "a long secret" not in answer.content.decode()


def test_a_page_whose_address_is_a_key_keeps_what_was_written_though_its_origin_is_hidden(signed_out):
    signed_out.client.defaults |= {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"}
    signed_out.post(INVITE, **GIVEN)
    assert "You are signed out; what you wrote is kept" in signed_out.text()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_hidden_origin_of_another_site_is_none_of_ours(signed_out, site):
    signed_out.client.defaults |= {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": site}
    assert "Noor" not in signed_out.post(INVITE, follow=False, **GIVEN).content.decode()


def test_who_lost_the_cookies_altogether_is_told_to_sign_in(signed_out):
    del signed_out.client.cookies["csrftoken"]
    signed_out.post(INVITE, **GIVEN)
    assert "You are signed out; what you wrote is kept" in signed_out.text()


def test_nobody_is_sent_to_sign_in_from_a_form_for_everybody(browser):
    answer = browser.client.post("/en/accounts/login/code/", {"email": "lea@example.org"}, headers=OURS)
    browser.page = answer.content.decode()
    assert "This page was open for too long; what you wrote is kept" in browser.text()
    assert "Sign in in another window" not in browser.text()


def test_who_is_somebody_else_by_now_loses_nothing(browser, administrator, focal_point):
    browser.sign_in(administrator)
    browser.open(INVITE)
    browser.client.force_login(focal_point)
    browser.client.defaults["HTTP_ORIGIN"] = OURS["origin"]
    assert browser.post(INVITE, **GIVEN).status_code == 403
    assert "This page is not open to you" in browser.text()
    assert "of the desk" in texts_of(browser.page)["name"]
    assert not Offer.objects.exists()
