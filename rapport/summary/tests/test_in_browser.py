"""In a real browser: an officer makes an edition from the first press to the frozen page; a reader takes it away."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.summary.models import Edition, FrozenReport
from rapport.testing import PROGRESS, REEF, TODAY, WASTE, add_second_factor, document, empty_registry, register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELEPHONE = {"width": 360, "height": 740}
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def site(live_server, settings, tmp_path):
    settings.RAPPORT_TODAY, settings.RAPPORT_HOME = TODAY, tmp_path
    register(P_1=document(REEF, **PROGRESS), P_2=document(WASTE, name="جزر بلا نفايات", language="ar"))
    yield live_server.url
    FrozenReport.objects.all().delete()
    Edition.objects.all().delete()
    empty_registry()


@pytest.fixture
def officer_page(chromium, site, settings):
    user = find_or_make("olga@example.org")
    user.role_grants.create(role=Role.OFFICER)
    add_second_factor(user)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site}])
    yield context.new_page()
    context.close()


def test_from_the_first_press_to_the_frozen_page(chromium, site, officer_page):
    page = officer_page
    page.goto(f"{site}/en/desk/reports/")
    page.get_by_label("Name").fill("Report 2010")
    page.get_by_label("Partnerships in boxes").fill("P-1 P-2")
    for name in ("Français", "Español", "Русский", "中文"):
        page.get_by_label(name).uncheck()
    page.get_by_role("button", name="Open it").click()
    assert page.locator("h1").inner_text() == "Report 2010"
    row = page.locator("tr", has_text="partnerships were registered on")
    row.get_by_role("link").first.click()
    page.locator("#text").fill("There are {count total} of them.")
    page.get_by_role("button", name="See how it reads").click()
    assert "There are 2 of them." in page.locator(".paper").inner_text()
    page.get_by_role("button", name="Keep it").click()
    page.goto(f"{site}/en/desk/reports/report-2010/")
    assert "texts edited in another language since: 1" in page.locator(".notice").inner_text()
    page.get_by_role("button", name="Approve it").click()
    page.get_by_label("Print what is stale or not translated with a mark").check()
    page.get_by_role("button", name="Freeze it").click()
    page.get_by_role("link", name="Read it").click()
    expect(page.locator("article .prose", has_text="There are 2 of them.")).to_have_count(1)
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    assert taken.value.suggested_filename == "report-2010-en.pdf"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_telephone_it_is_read_without_moving_sideways(chromium, site, language):
    context = chromium.new_context(viewport=TELEPHONE, java_script_enabled=True)
    page = context.new_page()
    for path in ("reports/", "reports/today/"):
        page.goto(f"{site}/{language}/{path}")
        assert page.evaluate(WIDE) <= 0, path
    number = page.locator("article p a.num").first
    said = number.inner_text()
    number.click()
    assert said in page.locator("main").inner_text()
    context.close()
