"""Every kind of page for everybody: ``python -m benchmarks.every_page ADDRESS``, of a demonstration that is served.

From the home page, and as each of a few people of the demonstration from their first pages, links are followed to one
page of each route. Each of these is opened in Chromium in six languages: it may not scroll sideways at 320 pixels (what
400 per cent of zoom leaves of 1280), and axe must find nothing on it.
"""

import re
import shutil
import sys
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import django
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.templates import LANGUAGES
from tests.browser.test_accessibility import NOT_LOOKED_AT, RULES

PEOPLE = {
    "a stranger": None,
    "administrator": 1,
    "officer": 2,
    "editor": 5,
    "deputy": 8,
    "focal point": 10,
}
NARROW, WIDE = 320, 1440
STARTS = ("/en/", "/en/desk/", "/en/accounts/", "/en/no/such/page/", "/en/partnerships/P-9999/")
_OTHERS = ("wagtail.", "django.views.static")  # the editor's own pages are not ours to look at


def route_of(path: str) -> str | None:
    """The route of a path, and whether it is asked something; None where none of our views answers."""
    parts = urlsplit(path)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if match.func.__module__.startswith(_OTHERS):
        return None
    return f"{match.route}{'?' if parts.query else ''}"


def find_pages(page: Page, address: str) -> Iterator[str]:
    """One path of each route that links lead to; whoever looks is signed in already."""
    seen: set[str | None] = {None}
    waiting = deque(STARTS)
    while waiting:
        path = waiting.popleft()
        answer = page.request.get(f"{address}{path}")
        if "text/html" not in answer.headers.get("content-type", "") or answer.status >= 500:
            continue
        yield path
        for href in re.findall(r'href="(/en/[^"#]*)', answer.text()):
            href = href.replace("&amp;", "&")
            if (route := route_of(href)) not in seen:
                seen.add(route)
                waiting.append(href)


def look(page: Page, axe: Axe, address: str, path: str) -> Iterator[str]:
    """What is wrong with a page in any language."""
    for language in LANGUAGES:
        page.goto(f"{address}/{language}{path.removeprefix('/en')}", wait_until="load")
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            if (wide := page.evaluate("document.scrollingElement.scrollWidth")) > width:
                yield f"{language} {path}: is {wide} pixels wide at {width}"
        found = axe.run(page, context=NOT_LOOKED_AT, options=RULES)
        for each in found.response["violations"]:
            yield f"{language} {path}: {each['id']}: {each['nodes'][0]['html'][:160]}"


def become(browser: Browser, address: str, person: int | None) -> Page:
    """A page of somebody of the demonstration."""
    page = browser.new_context().new_page()
    if person is not None:
        page.goto(f"{address}/en/accounts/demo/")
        page.click(f"button[name=person][value='{person}']")
    return page


def main(address: str) -> int:
    """Print what is wrong; 1 where anything is."""
    django.setup()
    axe, seen, faults = Axe(), set[str | None](), 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, person in PEOPLE.items():
            page = become(browser, address, person)
            paths = [path for path in find_pages(page, address) if route_of(path) not in seen]
            seen.update(map(route_of, paths))
            print(f"{name}: {len(paths)} kinds of pages more", flush=True)
            for path in paths:
                for fault in look(page, axe, address, path):
                    faults += 1
                    print(f"  {fault}", flush=True)
    print(f"{faults} faults")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
