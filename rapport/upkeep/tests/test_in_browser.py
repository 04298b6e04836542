"""In a real browser, on a telephone and without script: a letter’s link, one press, done. Nothing is out of reach."""

import pytest
from playwright.sync_api import expect

from rapport.accounts.models import Role
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, WASTE, add_second_factor, document, empty_registry, register
from rapport.upkeep.links import make_link, token_of
from rapport.upkeep.models import Case
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, path_in, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TELEPHONE = {"width": 360, "height": 740}


@pytest.fixture
def site(live_server, settings):
    settings.RAPPORT_TODAY = TODAY
    register(Proposal("P-1", document(REEF)), P_2=document(WASTE, name="جزر بلا نفايات", language="ar"))
    yield live_server.url
    empty_registry()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_telephone_without_script_one_press_confirms(chromium, site, language):
    person(of="P-1", language=language)
    remind(today=TODAY)
    context = chromium.new_context(viewport=TELEPHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path_in(letters()[0]))
    page.locator("button[name=one]").click()
    expect(page.locator("h1")).to_have_count(1)
    assert JournalEntry.objects.filter(kind="confirmed", happened_on=TODAY, channel="link").count() == 1
    page.reload()  # a browser sends the press again
    assert JournalEntry.objects.filter(kind="confirmed", happened_on=TODAY).count() == 1
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_accessible_and_fits(chromium, site, language, width):
    from axe_playwright_python.sync_playwright import Axe

    user = person(of=["P-1", "P-2"], language=language)
    one, many = (
        f"/{language}/u/{token_of(make_link(user, [(number, 'focal-point') for number in numbers], today=TODAY))}/"
        for numbers in ((1,), (1, 2))
    )
    case = Case.objects.create(kind="find", partnership_id=1, opened_on=TODAY, note="She left.")
    remind(today=TODAY)
    officer = person("olga@example.org")
    officer.role_grants.create(role=Role.OFFICER)
    add_second_factor(officer)
    context = chromium.new_context(viewport={"width": width, "height": 800})
    context.add_cookies([{"name": "sessionid", "value": _session(officer), "url": site}])
    page, said, found = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    desk = f"/{language}/desk/upkeep/"
    for path in (
        one, many, f"{one}P-1/changed/", f"{one}P-1/ended/", f"{one}P-1/not-me/", f"/{language}/contact/P-1/", desk,
        f"{desk}silent/", f"{desk}cases/", f"{desk}cases/{case.pk}/", f"{desk}records/P-1/", f"{desk}rounds/",
    ):  # fmt: skip
        assert page.goto(f"{site}{path}").status == 200
        if page.evaluate(WIDE) > 0:
            found.append((path, "scrolls sideways"))
        found += [(path, each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
    context.close()
    assert (found, said) == ([], [])


def test_on_a_telephone_each_value_follows_its_name_on_the_side_of_the_page(chromium, site):
    officer = person("olga@example.org")
    officer.role_grants.create(role=Role.OFFICER)
    add_second_factor(officer)
    person(of=["P-1", "P-2"], language="ar")
    remind(today=TODAY)
    context = chromium.new_context(viewport=TELEPHONE)
    context.add_cookies([{"name": "sessionid", "value": _session(officer), "url": site}])
    page = context.new_page()
    page.goto(f"{site}/ar/desk/upkeep/silent/")
    asked, first = page.locator("td bdi").first, page.locator("td[data-label]").first
    cell = asked.locator("xpath=..").bounding_box()
    value = asked.bounding_box()
    assert cell["x"] + cell["width"] - value["x"] - value["width"] > 20  # its name stands to the right of it
    assert value["x"] > cell["x"] + 20  # and nothing has pushed it to the left edge
    assert first.evaluate("cell => getComputedStyle(cell).textAlign") == "start"
    page.goto(f"{site}/en/desk/records/")
    number = page.locator("td.num[data-label]").first
    assert number.evaluate("cell => getComputedStyle(cell).textAlign") == "start"
    context.close()


def _session(user):
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
