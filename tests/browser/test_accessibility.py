"""Every kind of page, left to right and right to left, by day and by night, on a telephone and on a desk: axe finds
nothing, the console is silent, and nothing scrolls sideways."""

from collections.abc import Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.templates import FIXED, MISSING, UNLISTED
from tests.browser.watching import watch

# Rows of long tables are alike: the first forty are looked at.
NOT_LOOKED_AT = {"exclude": [["tr:nth-child(n+40)"], [".columns li:nth-child(n+40)"], ["svg.map a:nth-of-type(n+40)"]]}
KINDS = (*FIXED, "record", "record, real", "record, as at another day", "history", "organization", *UNLISTED, *MISSING)
WIDTHS = (360, 1440)
NARROWEST = 320
HEIGHT = 900
# Colours are all that darkness changes: by night only they are looked at.
ONLY_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@cache
def axe() -> Axe:
    return Axe()  # reads half a megabyte of script


@pytest.fixture(scope="module", params=("en", "ar"))
def reader(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[tuple[str, Page]]:
    context = chromium.new_context(base_url=site)
    yield request.param, context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_fit_for_everybody(reader: tuple[str, Page], templates: dict[str, str], kind: str) -> None:
    language, page = reader
    faults = watch(page, may_be_missing=kind in MISSING)
    page.goto(f"/{language}{({**templates, **UNLISTED, **MISSING})[kind]}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="light")
        faults += violations(page, RULES, f"{width} px, light")
        page.emulate_media(color_scheme="dark")
        faults += violations(page, ONLY_COLOURS, f"{width} px, dark")
        faults += sideways(page, width)
    faults += sideways(page, NARROWEST)
    assert not faults, "\n".join(faults)


def violations(page: Page, options: dict[str, object], how: str) -> list[str]:
    found = axe().run(page, context=NOT_LOOKED_AT, options=options).response["violations"]
    return [
        f"{how}: {each['id']}: {each['help']}: {node['html'][:200]} ({node.get('failureSummary', '')[:200]})"
        for each in found
        for node in each["nodes"][:3]
    ]


def sideways(page: Page, width: int) -> list[str]:
    """Whether the page scrolls sideways at a width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    return [f"{width} px: the page is {wide} px wide"] if wide > width else []


@pytest.mark.parametrize("language", ["fr", "ru", "es", "zh-hans"])
def test_no_language_makes_a_page_wider_than_the_narrowest(
    chromium: Browser, site: str, templates: dict[str, str], language: str
) -> None:
    context = chromium.new_context(base_url=site, viewport={"width": NARROWEST, "height": HEIGHT})
    page = context.new_page()
    wide = {}
    for kind, path in (templates | UNLISTED).items():
        page.goto(f"/{language}{path}")  # with its styles
        if (width := page.evaluate("document.scrollingElement.scrollWidth")) > NARROWEST:
            wide[kind] = width
    context.close()
    assert not wide
