"""An editor's day at the back office of a fresh demonstration, read back by a feed reader and by a calendar.

News in three languages, an event that moves, a publication, a dead link repaired.
"""

import shutil
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import feedparser
import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import load_demonstration, serve

DESK = "/en/desk/content/snippets"
SHEET = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def fresh(shared_folder: Path, tmp_path: Path) -> Iterator[str]:
    """A demonstration of its own, for this day changes it."""
    with serve(shutil.copytree(load_demonstration(shared_folder), tmp_path / "home")) as address:
        yield address


@pytest.fixture
def editor(chromium: Browser, fresh: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=fresh, viewport={"width": 1440, "height": 1000}, locale="en")
    page = context.new_page()
    page.goto("/en/accounts/demo/")
    page.locator("li", has_text="Wei Lanying").get_by_role("button").click()
    yield page
    context.close()


def publish(page: Page) -> None:
    page.locator("footer button[data-w-dropdown-target=toggle]").first.click()
    page.locator("footer button[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_be_visible()


def write_texts(page: Page, texts: dict[str, dict[str, str]]) -> None:
    for number, (language, words) in enumerate(texts.items()):
        if number:
            page.locator("#id_texts-ADD").click()
        page.select_option(f"[name=texts-{number}-language]", language)
        for name, value in words.items():
            page.fill(f"[name=texts-{number}-{name}]", value)


def fetch(address: str, **headers: str) -> tuple[bytes, Message]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(address, headers=sent)  # noqa: S310 - our own server
    with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - our own server
        return answer.read(), answer.headers


def test_an_editors_day(editor: Page, fresh: str) -> None:
    tell_news_in_three_languages(editor, fresh)
    change_a_main_text(editor)
    move_an_event(editor, fresh)
    publish_a_document(editor)
    repair_a_link(editor)
    editor.goto("/en/search/?q=reefs")
    expect(editor.locator("main")).to_contain_text("Reefs are open")


def tell_news_in_three_languages(page: Page, address: str) -> None:
    page.goto(f"{DESK}/website/news/add/")
    titles = {"en": "Reefs are open again", "fr": "Les récifs sont rouverts", "ar": "أُعيد فتح الشعاب"}
    write_texts(page, {code: {"title": title, "summary": f"{title}."} for code, title in titles.items()})
    page.get_by_role("tab", name="What it is").click()
    page.locator("[name=themes][value=oceans-seas]").check()
    publish(page)
    for language, title in titles.items():
        page.goto(f"/{language}/news/reefs-are-open-again/")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        told, headers = fetch(f"{address}/{language}/news/feed.atom?theme=oceans-seas")
        feed = feedparser.parse(told)
        assert not feed.bozo
        assert [entry.title for entry in feed.entries] == [title]
        with pytest.raises(HTTPError, match="304"):
            fetch(f"{address}/{language}/news/feed.atom?theme=oceans-seas", If_None_Match=headers["ETag"])


def change_a_main_text(page: Page) -> None:
    page.goto(f"{DESK}/website/news/")
    page.locator("tbody a[href*='/edit/']", has_text="Buses without smoke").first.click()
    page.fill("[name=texts-0-title]", "Buses without smoke in five more towns")
    publish(page)
    page.goto("/en/desk/translations/?state=behind")
    expect(page.locator("main")).to_contain_text("Buses without smoke in five more towns")


def event_in(address: str) -> icalendar.Event:
    told, _headers = fetch(f"{address}/fr/events/calendar.ics")
    events = icalendar.Calendar.from_ical(told).walk("VEVENT")
    return next(each for each in events if str(each["SUMMARY"]).startswith("Atelier"))


def move_an_event(page: Page, address: str) -> None:
    before = event_in(address)
    page.goto(f"{DESK}/events/event/")
    page.locator("tbody a[href*='/edit/']", has_text="Workshop on sorting waste").first.click()
    page.get_by_role("tab", name="What it is").click()
    page.fill("[name=starts_on]", "2010-03-04")
    publish(page)
    after = event_in(address)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTART"].dt.isoformat() == "2010-03-04T09:30:00+03:00"


def publish_a_document(page: Page) -> None:
    page.goto("/en/desk/content/documents/multiple/add/")
    page.set_input_files("input[type=file]", {"name": "reefs.pdf", "mimeType": "application/pdf", "buffer": SHEET})
    expect(page.locator("#upload-list")).to_contain_text("reefs")
    page.goto(f"{DESK}/website/publication/add/")
    write_texts(page, {"en": {"title": "Reefs counted", "summary": "How many there are."}})
    page.get_by_role("tab", name="What it is").click()
    page.fill("[name=issued]", "2010-01")
    page.locator("#id_files-ADD").click()
    page.select_option("[name=files-0-language]", "en")
    page.get_by_role("button", name="Choose a document").first.click()
    page.locator(".modal-content a", has_text="reefs").first.click()
    publish(page)
    page.goto("/en/publications/reefs-counted/")
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("link", name="English").first.click()
    assert Path(download.value.path()).read_bytes() == SHEET


def repair_a_link(page: Page) -> None:
    page.goto("/en/desk/")
    page.get_by_role("link", name="1 link is dead").click()
    page.get_by_role("link", name="Timetables of river ferries").click()
    page.get_by_role("tab", name="What it is").click()
    page.fill("[name=url]", "https://ferries.example.org/new")
    publish(page)
    page.goto("/en/links/?theme=transport")
    expect(page.get_by_role("link", name="Timetables of river ferries", exact=True)).to_have_attribute(
        "href", "https://ferries.example.org/new"
    )
    page.goto("/en/desk/links/?state=moved")
    page.get_by_role("button", name="Take over the new address").click()
    expect(page.locator("main")).to_contain_text("The new address stands in: A library of water handbooks.")
