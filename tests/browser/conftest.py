"""One server for each worker, and the walker that reads over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import load_demonstration, serve
from tests.browser.templates import name_templates
from tests.browser.walking import Walker
from tests.browser.watching import watch


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


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A page of a fresh reader; at its end nothing may have gone wrong on it."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900}, locale="en")
    page = context.new_page()
    faults = watch(page)
    yield page
    context.close()
    assert not faults, "\n".join(faults)
