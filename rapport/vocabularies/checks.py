"""Say at start, not on the first page that needs it, that a host's vocabulary cannot be used."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from rapport.vocabularies.schemes import VocabularyError, installed_schemes


def check_vocabularies(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """One error with the sentence of the first file that cannot be used; none where all can."""
    del app_configs, options
    try:
        installed_schemes()
    except VocabularyError as error:
        return [Error(str(error), hint="Correct the file, or take it out of the folder.", id="vocabularies.E001")]
    return []
