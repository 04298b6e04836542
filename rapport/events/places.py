"""Where an event is, in words."""

from rapport.vocabularies.schemes import scheme


def name_country(code: str, language: str) -> str:
    return scheme("countries").label_of(code, language) if code else ""


def name_place(place: str, country: str, language: str) -> list[str]:
    """What is known of it, the nearest first: place, country."""
    return [part for part in (place, name_country(country, language)) if part]
