"""In a real browser: passkeys, an authenticator app, and pages that are accessible and fit in both directions."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from playwright.sync_api import expect

from rapport.accounts import offers, roles
from rapport.accounts.models import Offer, Role
from rapport.accounts.tests.conftest import code_in, last_letter, link_in, person
from rapport.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(chromium, live_server):
    """A page of a fresh reader; at its end nothing may have been said on the console."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    said = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def sign_in(page, email, path="/en/accounts/"):
    page.goto(path)
    page.fill("#code-email", email)
    page.click("text=Send me a code")
    page.wait_for_selector("#id_code")
    page.fill("#id_code", code_in(last_letter("accounts/code")))
    page.click("main button:has-text('Sign in')")


def authenticator_of(page):
    """The browser's own keeper of keys, with a finger that is always there."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]


def sign_out(page):
    with page.expect_navigation():
        page.click("text=Sign out")


def test_staff_add_a_passkey_and_sign_in_with_it_alone(page):
    ada = person("ada@example.org", Role.ADMINISTRATOR)
    session, keeper = authenticator_of(page)
    sign_in(page, "ada@example.org", "/en/desk/people/")
    page.click("text=Add a passkey")
    page.click("main button:has-text('Add a passkey')")
    page.wait_for_selector("text=Each signs you in once")
    expect(page.locator(".codes li")).to_have_count(10)
    assert Authenticator.objects.filter(user=ada, type="webauthn").count() == 1
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": keeper})["credentials"]) == 1
    page.goto("/en/desk/people/")
    page.wait_for_selector("text=Invite somebody")
    sign_out(page)

    page.goto("/en/desk/people/")
    page.click("text=Sign in with a passkey")
    page.wait_for_selector("text=Invite somebody")
    assert last_letter("accounts/change").email == "ada@example.org"


def test_a_passkey_is_the_second_proof_after_a_code(page):
    person("ada@example.org", Role.ADMINISTRATOR)
    authenticator_of(page)
    sign_in(page, "ada@example.org", "/en/accounts/2fa/webauthn/add/")
    page.click("main button:has-text('Add a passkey')")
    page.wait_for_selector("text=Each signs you in once")
    sign_out(page)
    sign_in(page, "ada@example.org", "/en/desk/people/")
    page.click("text=Use the passkey")
    page.wait_for_selector("text=Invite somebody")


def test_a_passkey_called_off_is_told_and_nothing_happens(page):
    session, keeper = authenticator_of(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": keeper, "isUserVerified": False})
    page.goto("/en/accounts/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_selector("text=This did not work, or was called off")


def test_an_app_is_set_up_and_its_recovery_codes_are_shown_at_once(page):
    person("ada@example.org", Role.ADMINISTRATOR)
    sign_in(page, "ada@example.org", "/en/desk/people/")
    page.click("text=Set up an authenticator app")
    secret = page.inner_text("code")
    page.fill("#id_code", auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30)))
    page.click("text=Set it up")
    page.wait_for_selector("text=Each signs you in once")
    expect(page.locator(".codes li")).to_have_count(10)


def test_without_scripts_a_code_signs_in_and_no_passkey_is_offered(chromium, live_server):
    lea = person("lea@example.org", Role.FOCAL_POINT, partnership="P-1")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/accounts/login/")
    assert not page.locator("text=Sign in with a passkey").is_visible()
    sign_in(page, lea.email, "/en/accounts/me/")
    page.wait_for_selector("text=My roles")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("en", 320), ("ar", 320)])
def test_every_page_is_accessible_and_fits(chromium, live_server, settings, tmp_path, language, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    settings.RAPPORT_DEMO = True
    settings.RAPPORT_HOME = tmp_path
    ada = person("ada.of.the.secretariat.with.a.long.name@example.org", Role.ADMINISTRATOR)
    given = roles.grant(ada, Role.FOCAL_POINT, partnership="P-1", area="FJ", name="Ada Adeyemi")
    offers.invite("noor@example.org", Role.OFFICER, by=ada, now=clock.real_now(), language=language)
    offer = re.sub(r"^/\w+", "", link_in(last_letter()))
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page, found = context.new_page(), []

    def look(path):
        page.goto(f"/{language}{path}")
        if page.evaluate(WIDE) > 0:
            found.append((path, "scrolls sideways"))
        found.extend((path, each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"])

    for path in ("/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/accounts/demo/", offer):
        look(path)
    page.goto(f"/{language}/accounts/demo/")
    page.click(f"button[value='{ada.pk}']")
    mine = f"/accounts/me/{given.pk}"
    for path in (
        "/accounts/me/", "/accounts/me/erase/", f"{mine}/leave/", f"{mine}/successor/", f"{mine}/deputy/",
        "/accounts/email/", "/accounts/password/set/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/", "/accounts/logout/", "/desk/people/",
        "/desk/people/invite/", f"/desk/people/roles/{given.pk}/end/",
    ):  # fmt: skip
        look(path)
    context.close()
    assert found == []


def test_what_was_typed_outlives_the_session_that_it_was_typed_in(chromium, live_server, settings):
    settings.RAPPORT_DEMO = True  # no second factor
    page = chromium.new_context(base_url=live_server.url).new_page()
    person("ada@example.org", Role.ADMINISTRATOR)
    sign_in(page, "ada@example.org", "/en/desk/people/invite/")
    page.fill("form[action$='/invite/'] [name=email]", "noor@example.org")
    page.fill("form[action$='/invite/'] [name=name]", "Noor Haddad of the desk")
    page.select_option("[name=role]", "officer")
    page.context.clear_cookies()
    press(page, "form[action$='/invite/'] button")
    assert "Noor Haddad of the desk" in page.inner_text("main")

    beside = page.context.new_page()
    sign_in(beside, "ada@example.org", "/en/desk/people/")
    beside.wait_for_selector("text=Invite somebody")
    press(page, "main form button")
    press(page, "main form button")
    assert Offer.objects.get().name == "Noor Haddad of the desk"
    page.context.close()


def press(page, button):
    with page.expect_navigation():
        page.locator(button).first.click()
