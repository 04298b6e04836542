"""What partnerships are called. This room knows their ids alone; a room above says how it names them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Named:
    """A partnership as a list shows it."""

    public_id: str
    label: str
    href: str = ""


Name = Callable[[Collection[str]], Mapping[str, Named]]
_naming: list[Name] = []


def register(name: Name) -> None:
    """Called in ``AppConfig.ready`` by the room that shows records. It names many with one query."""
    _naming[:] = [name]


def name_partnerships(public_ids: Collection[str]) -> dict[str, Named]:
    """Each by its id; its id alone, where nobody knows more."""
    wanted = {each for each in public_ids if each}
    known = _naming[0](wanted) if _naming and wanted else {}
    return {each: known.get(each) or Named(each, each) for each in wanted}


def find_id(text: str) -> str:
    """The number of a partnership as the registry writes it, though it was typed in small letters; empty: none."""
    typed = text.strip()
    if not _naming or not typed:
        return typed
    known = _naming[0]({typed, typed.upper()})
    return next((each for each in (typed, typed.upper()) if each in known), "")


def name_in_letter(public_id: str, *, language: str) -> str:
    """What a letter calls a partnership: its name in a language, and its id. Nothing where there is none."""
    with translation.override(language or settings.LANGUAGE_CODE):
        named = name_partnerships([public_id]).get(public_id)
    if named is None or named.label == public_id:
        return public_id
    return f"{named.label} ({public_id})"
