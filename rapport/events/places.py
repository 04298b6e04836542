"""Where an event is, in words."""

from rapport.look.formats import comma_of
from rapport.vocabularies.schemes import scheme


def name_country(code: str, language: str) -> str:
    return scheme("countries").label_of(code, language) if code else ""


def name_place(place: str, country: str, language: str) -> list[str]:
    """What is known of it, the nearest first: place, country."""
    return [part for part in (place, name_country(country, language)) if part]


def write_place(place: str, country: str, language: str) -> str:
    """The same in one line, for programs: with the comma of its language, and no signs that only pages need."""
    return comma_of(language).join(name_place(place, country, language))
