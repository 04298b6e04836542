"""One server and one Chromium for each worker, and the walker that reads over HTTP."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from rapport.testing import skip
from tests.browser.serving import load_demonstration, serve
from tests.browser.templates import name_templates
from tests.browser.walking import Walker
from tests.browser.watching import watch

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Iterator[str]:
    """The address of the demonstration, served by a server of this worker's own."""
    with serve(load_demonstration(shared_folder)) as address:
        yield address


@pytest.fixture(scope="session")
def walker(site: str) -> Walker:
    return Walker(site)


@pytest.fixture(scope="session")
def templates(walker: Walker) -> dict[str, str]:
    """One path of each kind of page, without its language."""
    return name_templates(walker)


# Not of the session: as long as Playwright runs, Django takes this thread for an event loop and refuses its database.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None) or skip("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A page of a fresh reader; at its end nothing may have gone wrong on it."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900}, locale="en")
    page = context.new_page()
    faults = watch(page)
    yield page
    context.close()
    assert not faults, "\n".join(faults)
