"""What of a document a condition can ask for: its fields by kind, read from the model itself."""

from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from rapport.lib.dates import PartialDate
from rapport.registry.document import PartnershipDocument
from rapport.registry.parts import Part

_NOT_ASKED = frozenset({"schema_version", "sources", "texts"})  # how it is kept, not what it says
_NONE_OF = {"fair_participations": "fairs"}  # the others are named there as the field, with hyphens


class Kind(Enum):
    TEXT = "text"  # free text or one code
    DAY = "date"
    FLAG = "yes or no"
    AMOUNT = "amount"
    CODES = "list of codes"
    PARTS = "list"


_KINDS = ((bool, Kind.FLAG), (str, Kind.TEXT), (PartialDate, Kind.DAY), (date, Kind.DAY))


@cache
def kinds() -> dict[str, Kind]:
    """Every field that can be asked for, in the order of the document."""
    fields = PartnershipDocument.model_fields.items()
    return {name: _kind(field.annotation) for name, field in fields if name not in _NOT_ASKED}


@cache
def parts_of(field: str) -> dict[str, Kind]:
    """The fields within each part of a list."""
    part = get_args(PartnershipDocument.model_fields[field].annotation)[0]
    return {name: _kind(each.annotation) for name, each in part.model_fields.items()}


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is tuple:
        part = _bare(get_args(hint)[0])
        return Kind.PARTS if isinstance(part, type) and issubclass(part, Part) else Kind.CODES
    bare = _bare(next((each for each in get_args(hint) if each is not NoneType), hint))
    if isinstance(bare, str):  # a Literal: one of a few codes
        return Kind.TEXT
    if not isinstance(bare, type):
        return Kind.AMOUNT
    return next((kind for type_, kind in _KINDS if issubclass(bare, type_)), Kind.AMOUNT)


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def is_nothing(value: object) -> bool:
    return value is None or value == "" or value == ()


def is_empty(document: PartnershipDocument, field: str) -> bool:
    """Nothing is there, in any language of the record."""
    return is_nothing(getattr(document, field)) and not any(
        each.field == field and each.text for each in document.texts
    )


def is_said_none(document: PartnershipDocument, field: str) -> bool:
    """The partnership says that it has none."""
    return _NONE_OF.get(field, field.replace("_", "-")) in document.none_of
