"""For every test: no example of a property is timed, for machines are shared; nothing is left from the test before."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache, caches
from django.utils import translation
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
WITHOUT_SURROUNDINGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def counts_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Attempts are counted in files: of two processes that test at a time, each counts its own."""
    django_settings.CACHES["default"]["LOCATION"] = tmp_path_factory.mktemp("counts")
    with suppress(AttributeError):  # where none was opened yet
        del caches["default"]


@pytest.fixture(autouse=True)
def begin_afresh(counts_of_its_own: None) -> None:
    """A page asked for in Russian leaves its thread in Russian; and attempts of others count for nobody."""
    translation.deactivate()
    cache.clear()


# Not of the session: as long as Playwright runs, its loop has this thread.
@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    """A real browser, which asks nobody but the server under test for anything."""
    from playwright.sync_api import sync_playwright

    from rapport.testing import skip

    path = next(filter(None, map(shutil.which, CHROMIUM)), None) or skip("Chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Django would take the thread for an asynchronous one
        browser = playwright.chromium.launch(executable_path=path, args=[*WITHOUT_SURROUNDINGS])
        yield browser
        browser.close()
