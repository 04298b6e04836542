"""For every test: no example of a property is timed, for machines are shared; nothing is left from the test before."""

from contextlib import suppress

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache, caches
from django.utils import translation
from hypothesis import settings

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
