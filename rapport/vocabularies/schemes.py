"""Schemes: the lists of codes that records use, each with its labels in several languages.

A scheme is data, read once into memory from ``data/<scheme>.yaml`` and from the folders of the
host, where a later file of the same name replaces an earlier one. Nothing here knows a code.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from rapport.vocabularies.reading import load_schemes
from rapport.vocabularies.terms import Scheme, State, Term, VocabularyError

__all__ = ["SHIPPED", "Scheme", "State", "Term", "VocabularyError", "installed_schemes", "load_schemes", "scheme"]

SHIPPED = Path(__file__).parent / "data"


def scheme(name: str) -> Scheme:
    """A scheme of this installation: as shipped, or as the host's own file has it."""
    schemes = installed_schemes()
    if name not in schemes:
        raise VocabularyError(f"There is no vocabulary {name!r}; there are {', '.join(sorted(schemes))}.")
    return schemes[name]


def installed_schemes() -> Mapping[str, Scheme]:
    """All schemes of this installation by name. ``settings.RAPPORT_VOCABULARIES`` lists the host's folders."""
    return _read_once(tuple(getattr(settings, "RAPPORT_VOCABULARIES", ())))


@cache
def _read_once(folders: tuple[Path | str, ...]) -> Mapping[str, Scheme]:
    return load_schemes([SHIPPED, *(Path(folder) for folder in folders)])
