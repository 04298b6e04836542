"""In a real browser: nothing scrolls sideways, nothing is out of reach, no error on the console, in both directions."""

import pytest

from rapport.registry.proposal import Proposal
from rapport.testing import PROGRESS, REEF, TODAY, WASTE, document, empty_registry, register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/", "/partnerships/", "/partnerships/?theme=oceans-seas&facet=theme", "/partnerships/?facet=started",
    "/partnerships/?q=coralz", "/partnerships/P-1/pacific-reef-watch/", "/partnerships/P-1/pacific-reef-watch/history/",
    "/partnerships/catalogue/", "/organizations/", "/organizations/unep/united-nations-environment-programme/",
    "/themes/", "/themes/oceans-seas/", "/countries/", "/countries/FJ/", "/map/",
    "/guidelines/", "/guidelines/bali-2002/", "/guidelines/self-check/?check=1&voluntary=yes",
)  # fmt: skip
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def site(live_server, settings):
    settings.RAPPORT_TODAY = TODAY
    register(
        Proposal("P-1", document(REEF, **PROGRESS, phase_of="P-2"), confirmed_on=TODAY),
        P_2=document(WASTE, name="جزر بلا نفايات", language="ar"),
    )
    yield live_server.url
    empty_registry()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("en", 320), ("ar", 320)])
def test_every_page_is_accessible_and_fits(chromium, site, language, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    said, found = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        page.goto(f"{site}/{language}{path}")
        if width == 320 and page.locator("details.facets > summary").is_visible():
            page.click("details.facets > summary")
        if page.evaluate(WIDE) > 0:
            found.append((path, "scrolls sideways"))
        found += [(path, each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
    page.close()
    assert (found, said) == ([], [])


def test_on_a_wide_screen_the_facets_are_open_and_on_a_telephone_they_fold(chromium, site):
    page = chromium.new_page(viewport={"width": 1440, "height": 800})
    page.goto(f"{site}/en/partnerships/")
    assert page.locator("#facet-theme").is_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    assert not page.locator("#facet-theme").is_visible()
    page.click("details.facets > summary")
    assert page.locator("#facet-theme").is_visible()
    page.close()


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("path", ["/", "/organizations/", "/themes/", "/themes/oceans-seas/"])
def test_on_a_telephone_no_number_of_a_table_is_out_of_sight(chromium, site, language, path):
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{site}/{language}{path}")
    boxes = [number.bounding_box() for number in page.locator("td.num").all()]
    page.close()
    assert boxes
    assert [box for box in boxes if box["x"] < 16 or box["x"] + box["width"] > 304.5] == []


def test_a_table_stands_flush_with_its_heading_from_either_side(chromium, site):
    for language, side in (("en", "left"), ("ar", "right")):
        page = chromium.new_page(viewport={"width": 1440, "height": 800})
        page.goto(f"{site}/{language}/themes/")
        edges = page.evaluate(
            """side => ["h1", "tbody th a"].map(
                each => document.querySelector(each).getBoundingClientRect()[side])""", side
        )  # fmt: skip
        page.close()
        assert edges[0] == pytest.approx(edges[1], abs=1)


def test_the_first_visit_moves_less_than_thirty_kilobytes(chromium, site):
    page, sizes = chromium.new_page(), []
    page.on("requestfinished", lambda request: sizes.append(sum(request.sizes()[each] for each in (
        "responseBodySize", "responseHeadersSize",
    ))))  # fmt: skip
    page.goto(f"{site}/en/partnerships/", wait_until="networkidle")
    page.close()
    assert 0 < sum(sizes) < 30_000


def test_on_paper_a_set_still_says_what_it_is_made_by(chromium, site):
    page = chromium.new_page()
    page.emulate_media(media="print")
    page.goto(f"{site}/en/partnerships/?theme=oceans-seas&scope=regional")
    assert page.locator(".chips").inner_text().split("\n") == ["Theme: Oceans and seas", "Scope: Regional"]
    page.close()
