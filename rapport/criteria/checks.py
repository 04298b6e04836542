"""Say at start, not on the first page that needs it, that a host's rule set cannot be used."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from rapport.criteria.files import load_files
from rapport.criteria.mistakes import RulesError


def check_rule_sets(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """One error with the sentence of the first file that cannot be used; none where all can."""
    del app_configs, options
    try:
        load_files(settings.RAPPORT_CRITERIA)
    except RulesError as error:
        return [Error(str(error), hint="Correct the file, or take it out of the folder.", id="criteria.E001")]
    return []
