"""By keyboard alone; on paper; and where nothing is."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.watching import watch


def test_the_first_stop_leads_past_the_navigation(page: Page) -> None:
    page.goto("/en/partnerships/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#main")
    assert skip.bounding_box()["x"] >= 0  # once it has the focus, it is seen
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_search_is_reached_and_used_by_keyboard(page: Page, language: str) -> None:
    page.goto(f"/{language}/partnerships/")
    for _stop in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"  # the focus is seen
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("water")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/partnerships/?q=water")


def test_a_chip_is_taken_away_by_keyboard(page: Page) -> None:
    page.goto("/en/partnerships/?theme=water&scope=global")
    page.locator(".chips a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/partnerships/?scope=global")


def test_a_catalogue_on_paper_is_text_and_nothing_to_press(page: Page) -> None:
    page.goto("/en/partnerships/catalogue/?theme=transport")
    page.emulate_media(media="print", color_scheme="light")
    for gone in ("nav.main", "nav.languages", ".ways", ".skip"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".catalogue article:visible").count() == page.locator(".catalogue article").count() > 10
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_record_on_paper_is_whole(page: Page, templates: dict[str, str]) -> None:
    page.goto(f"/en{templates['record']}")
    page.emulate_media(media="print")
    assert page.locator(".who li:visible").count() == page.locator(".who li").count() > 0


def test_a_missing_record_offers_others_and_a_search(chromium: Browser, site: str, templates: dict[str, str]) -> None:
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    faults = watch(page, may_be_missing=True)
    number, slug = templates["record"].split("/")[2:4]
    beginning = "-".join(slug.split("-")[:4])
    answer = page.goto(f"/en/partnerships/{beginning}/")  # the beginning of the name, without the number
    assert answer is not None
    assert answer.status == 404
    near = page.locator(f"main a[href*='/{number}/']")
    expect(near.first).to_be_visible()
    page.get_by_role("searchbox").fill("water")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/en/partnerships/?q=water")
    context.close()
    assert not faults, "\n".join(faults)


def test_a_missing_page_offers_a_search(chromium: Browser, site: str) -> None:
    page = chromium.new_page(base_url=site)
    answer = page.goto("/en/no/such/page/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.close()
