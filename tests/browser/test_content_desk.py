"""The content desk in a real browser: what is typed stays typed, and menus can be read by day and by night."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from rapport.look.accent import READABLE, contrast
from tests.browser.test_accessibility import ONLY_COLOURS, violations

DESK = "/en/desk/content/snippets"
# Of an element that axe takes for a drawing: its colour, and the first background behind it.
COLOURS = """element => {
  let behind = element;
  const paint = each => getComputedStyle(each).backgroundColor;
  while (paint(behind) === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
  return [getComputedStyle(element).color, paint(behind)];
}"""

BROKEN_WORDS = """element => [...element.firstChild.data.matchAll(/\\S+/g)].filter(word => {
  const range = document.createRange();
  range.setStart(element.firstChild, word.index);
  range.setEnd(element.firstChild, word.index + word[0].length);
  return new Set([...range.getClientRects()].map(box => box.top)).size > 1;
}).map(word => word[0])"""


@pytest.fixture
def editor(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=site, viewport={"width": 1440, "height": 1000}, locale="en")
    page = context.new_page()
    page.goto("/en/accounts/demo/")
    page.locator("li", has_text="Wei Lanying").get_by_role("button").click()
    yield page
    context.close()


def test_no_day_or_time_is_made_of_what_is_none(editor: Page) -> None:
    editor.goto(f"{DESK}/events/event/add/")
    editor.get_by_role("tab", name="What it is").click()
    typed = {"starts_on": "2010-02-30", "ends_on": "18/02/2010", "starts_at": "25:00", "ends_at": "02:30 pm"}
    for name, words in typed.items():
        editor.locator(f"[name={name}]").press_sequentially(words)
        editor.keyboard.press("Tab")
    editor.locator("footer button[data-w-dropdown-target=toggle]").first.click()
    editor.locator("footer button[name=action-publish]").click()
    expect(editor.locator(".messages .error")).to_be_visible()
    for name, words in typed.items():
        expect(editor.locator(f"[name={name}]")).to_have_value(words)
        field = editor.locator(".w-field__wrapper", has=editor.locator(f"[name={name}]"))
        expect(field.locator(".w-field__errors")).to_contain_text("Enter a valid")


def is_readable(element: Locator) -> bool:
    ink, paper = (
        "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])
        for colour in element.evaluate(COLOURS)
    )
    return contrast(ink, paper) >= READABLE


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menus_and_windows_can_be_read(editor: Page, scheme: str) -> None:
    editor.emulate_media(color_scheme=scheme)
    editor.goto(f"{DESK}/website/news/")
    faults = []
    for menu in ("#w-slim-header-buttons", "main td"):
        editor.locator(f"{menu} [data-w-dropdown-target=toggle]").first.click()
        expect(editor.locator(".tippy-box[data-theme=dropdown][data-state=visible]")).to_be_visible()
        faults += violations(editor, ONLY_COLOURS, f"{menu}, {scheme}")
        editor.keyboard.press("Escape")
    editor.locator("main .title-wrapper a").first.click()
    editor.get_by_role("tab", name="What it is").click()
    faults += violations(editor, ONLY_COLOURS, f"form, {scheme}")
    assert is_readable(editor.locator("footer .footer__container").first)
    editor.get_by_role("button", name="Choose an image").click()
    expect(editor.locator(".modal .close")).to_be_visible()
    expect(editor.locator(".modal")).to_have_css("opacity", "1")
    faults += violations(editor, ONLY_COLOURS, f"chooser, {scheme}")
    assert is_readable(editor.locator(".modal .close"))
    assert not faults, "\n".join(faults)


def test_on_a_telephone_headings_and_words_are_whole(editor: Page) -> None:
    editor.set_viewport_size({"width": 360, "height": 740})
    editor.goto(f"{DESK}/website/news/")
    expect(editor.get_by_role("link", name="Add piece of news")).to_be_visible()
    cut = "element => element.scrollWidth > element.clientWidth"
    assert not editor.locator(".w-breadcrumbs").evaluate(cut)
    for title in editor.locator("main .title-wrapper a span[lang]").all():
        # A word goes over no line: each of them has one box.
        assert title.evaluate(BROKEN_WORDS) == []
    editor.goto(editor.locator("main .title-wrapper a").first.get_attribute("href").replace("/en/", "/ar/"))
    assert not editor.locator(".w-breadcrumbs").evaluate(cut)
    expect(editor.locator("#header-title > .icon")).to_be_hidden()
