"""Make one document of two, field by field: what becomes of a record into which another is merged.

``theirs`` is the record that ends, ``ours`` the one that stays.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import ValidationError

from rapport.lib.dates import PartialDate
from rapport.registry.document import TEXT_FIELDS, PartnershipDocument, Translation
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.policy import changed_fields
from rapport.registry.progress import Deliverable

Choice = Literal["ours", "theirs", "both"]
CHOICES: tuple[Choice, ...] = ("ours", "theirs", "both")
# What is of one record alone: how it stands, where it came from, what it is to others.
# Translations follow the text that they translate.
_NEVER = frozenset({"schema_version", "status", "status_on", "successor", "phase_of", "replicates", "origin", "texts"})
# By what two items of a list are the same one; of two that are, ours stays.
_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "partners": lambda each: each.organization.casefold(),
    "themes": lambda each: each.theme.casefold(),
    "commitments": lambda each: (each.scheme, each.code),
    "deliverables": lambda each: each.model_copy(update={"id": ""}),
}
# What can be taken without anything else: a day or an amount could contradict what ours says beside it.
_ALONE = frozenset({*TEXT_FIELDS, "website", "scope"})
# What is said to be none of, and the field that would say otherwise.
_SOMETHING = {
    "in-kind": "in_kind", "mechanisms": "mechanisms", "funding-sources": "funding_sources", "countries": "countries",
    "commitments": "commitments", "fairs": "fair_participations",
}  # fmt: skip


def differing_fields(theirs: PartnershipDocument, ours: PartnershipDocument) -> list[str]:
    """The fields about which somebody has to choose, in the order of the document: those that differ and are told."""
    differing = [name for name in changed_fields(theirs, ours) if name not in _NEVER]
    return [name for name in differing if getattr(theirs, name) not in (None, "", ())]


def is_list(field: str) -> bool:
    """Of a list both can be kept."""
    return isinstance(PartnershipDocument.model_fields[field].default, tuple)


def usual_choice(field: str, ours: PartnershipDocument) -> Choice:
    """Lists are put together; of what is said once ours stays. A text that ours lacks is taken from the other."""
    if is_list(field):
        return "both"
    return "theirs" if field in _ALONE and not _is_told(field, ours) else "ours"


def _is_told(field: str, document: PartnershipDocument) -> bool:
    """Whether it says anything there, if only in a translation."""
    return bool(document.by_language(field) if field in TEXT_FIELDS else getattr(document, field))


def unite(theirs: PartnershipDocument, ours: PartnershipDocument, choices: Mapping[str, Choice]) -> PartnershipDocument:
    """The document of the record that stays. Raises NotPossibleError where what was chosen does not fit together."""
    told: dict[str, Any] = dict(ours)
    for field in differing_fields(theirs, ours):
        choice = choices.get(field, usual_choice(field, ours))
        if choice == "theirs":
            told[field] = getattr(theirs, field)
        elif choice == "both" and is_list(field):
            told[field] = _both(field, getattr(theirs, field), getattr(ours, field))
    told |= _texts(theirs, ours, told)
    told["none_of"] = tuple(none for none in told["none_of"] if not told.get(_SOMETHING.get(none, "")))
    try:
        return PartnershipDocument.model_validate(told)
    except ValidationError as error:
        raise NotPossibleError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from None


def _both(field: str, theirs: tuple[Any, ...], ours: tuple[Any, ...]) -> tuple[Any, ...]:
    key = _KEYS.get(field, lambda each: each)
    held = {key(each) for each in ours}
    further = [each for each in theirs if key(each) not in held]
    return (*ours, *(_numbered_anew(further, ours) if field == "deliverables" else further))


def _numbered_anew(further: Sequence[Deliverable], ours: Sequence[Deliverable]) -> list[Deliverable]:
    """Each record numbers what it promises by itself: d1 of one is not d1 of the other."""
    taken = {each.id.casefold() for each in ours}
    used = taken | {each.id.casefold() for each in further}
    free = (f"d{number}" for number in count(1) if f"d{number}" not in used)
    return [
        each.model_copy(update={"id": next(free)}) if each.id.casefold() in taken else each for each in further
    ]  # fmt: skip


def _texts(theirs: PartnershipDocument, ours: PartnershipDocument, told: Mapping[str, Any]) -> dict[str, Any]:
    """Each text with its own translations alone; in another language than the record's it is one itself."""
    language, fields = told["language"], {}
    kept = [each for each in ours.texts if each.field not in TEXT_FIELDS]
    for field in TEXT_FIELDS:
        versions: dict[str, str] = {}
        for each in (ours, theirs):
            if getattr(each, field) == told[field]:
                versions = {**_versions(each, field), **versions}
        # A record is not left without a name, though it be in another language.
        spare = told[field] if field in ("name", "acronym") or not language else ""
        fields[field] = versions.pop(language, spare)
        kept += [Translation(field=field, language=code, text=text) for code, text in versions.items() if code]
    return {**fields, "texts": tuple(kept)}


def _versions(document: PartnershipDocument, field: str) -> dict[str, str]:
    """A text by language, its own first: what it says itself in its own language is no translation."""
    versions = {each.language: each.text for each in document.texts if each.field == field}
    own = getattr(document, field)
    return versions | ({document.language: own} if own else {})


def ended_in(
    theirs: PartnershipDocument, successor: str, on: PartialDate
) -> PartnershipDocument:  # fmt: skip
    """The record that ends: merged into the other since a day."""
    return theirs.model_copy(update={"status": "merged", "status_on": on, "successor": successor})


def read_choices(given: Mapping[str, str]) -> dict[str, Choice]:
    """Choices from a form; nonsense is left out, and the usual choice takes its place."""
    known: dict[str, Choice] = {choice: choice for choice in CHOICES}
    return {name: known[given[name]] for name in PartnershipDocument.model_fields if given.get(name) in known}


def refuse_same(public_id: str, other: str) -> None:
    """A record is not merged with itself."""
    if public_id.casefold() == other.casefold():
        raise NotPossibleError(_("A partnership cannot be merged with itself."))
