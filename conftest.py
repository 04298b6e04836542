"""For every test: no example of a property is timed, for machines are shared; and no language is left from the last."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def language_of_the_site() -> Iterator[None]:
    """A page asked for in Russian leaves its thread in Russian: each test begins in the language of the site."""
    translation.deactivate()
    yield
    translation.deactivate()
