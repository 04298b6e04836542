"""Conditions: what a document must be like for a remark to be made. A small language, written as data.

Each is true or false of every document there can be: nothing here raises, and what is not known never counts as so.
``condition_reading.py`` reads them; README.md has the language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from unicodedata import east_asian_width

from rapport.criteria.document_fields import is_empty, is_nothing, is_said_none
from rapport.lib.dates import PartialDate
from rapport.organizations.directory import Entry
from rapport.registry.document import PartnershipDocument
from rapport.vocabularies.schemes import scheme

_LETTERS_OF_A_SIGN = 3  # a Chinese sign says about what three letters say


@dataclass(frozen=True, slots=True)
class Case:
    """A document, and what is known of the organizations in it."""

    document: PartnershipDocument
    directory: Mapping[str, Entry]


class Condition(Protocol):
    def holds(self, case: Case) -> bool: ...

    def fields(self) -> tuple[str, ...]:
        """The fields of the document that it asks for, in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class OfField:
    """A condition on one field."""

    field: str

    def fields(self) -> tuple[str, ...]:
        return (self.field,)


class Missing(OfField):
    """Not known: nothing is there, and the partnership does not say that it has none."""

    def holds(self, case: Case) -> bool:
        return is_empty(case.document, self.field) and not is_said_none(case.document, self.field)


class Empty(OfField):
    """Nothing is there: not known, or none."""

    def holds(self, case: Case) -> bool:
        return is_empty(case.document, self.field)


@dataclass(frozen=True, slots=True)
class Fewer(OfField):
    """A list has fewer entries than a number."""

    than: int

    def holds(self, case: Case) -> bool:
        return len(getattr(case.document, self.field)) < self.than


@dataclass(frozen=True, slots=True)
class Shorter(OfField):
    """A text is there, and short: in letters, of which a Chinese sign counts as three. The longest language counts."""

    than: int

    def holds(self, case: Case) -> bool:
        lengths = [_length(text) for text in _texts(case.document, self.field)]
        return bool(lengths) and max(lengths) < self.than


class WithoutNumber(OfField):
    """A text is there, and in no language does it hold a number, whatever the digits."""

    def holds(self, case: Case) -> bool:
        texts = _texts(case.document, self.field)
        return bool(texts) and not any(sign.isnumeric() for text in texts for sign in text)


class OnlyOneGroup(OfField):
    """Two or more organizations, all of known types, all of one group: governments alone, major groups alone."""

    def holds(self, case: Case) -> bool:
        types = scheme("organization-types")
        groups = [types[each].groups if each in types else () for each in _types(case, self.field)]
        return len(groups) > 1 and all(groups) and len(set(groups)) == 1


class OnlyOneType(OfField):
    """Two or more organizations, all of known types, all of one type: closer than one group."""

    def holds(self, case: Case) -> bool:
        types = _types(case, self.field)
        return len(types) > 1 and all(types) and len(set(types)) == 1


@dataclass(frozen=True, slots=True)
class Is(OfField):
    """A field is one of some values, or a list holds one of them; ``part``: of the parts of a list."""

    part: str
    one_of: frozenset[str | bool | int]

    def holds(self, case: Case) -> bool:
        value = getattr(case.document, self.field)
        if self.part:
            return any(_among(getattr(each, self.part), self.one_of) for each in value)
        return _among(value, self.one_of)


@dataclass(frozen=True, slots=True)
class Without(OfField):
    """Some part of a list lacks something: a commitment its explanation. An empty list lacks nothing."""

    part: str

    def holds(self, case: Case) -> bool:
        return any(is_nothing(getattr(each, self.part)) for each in getattr(case.document, self.field))


@dataclass(frozen=True, slots=True)
class Before(OfField):
    """A date is certainly before a day, or before another date: 2003 is not certainly before 2003-05."""

    day: PartialDate | None
    other: str  # a field, where no day is given

    def holds(self, case: Case) -> bool:
        this, that = getattr(case.document, self.field), self.day or getattr(case.document, self.other)
        return isinstance(this, PartialDate) and isinstance(that, PartialDate | date) and this.certainly_before(that)

    def fields(self) -> tuple[str, ...]:
        return (self.field, self.other) if self.other else (self.field,)


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple[Condition, ...]

    def holds(self, case: Case) -> bool:
        return any(each.holds(case) for each in self.conditions)

    def fields(self) -> tuple[str, ...]:
        return _fields_of(self.conditions)


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple[Condition, ...]

    def holds(self, case: Case) -> bool:
        return all(each.holds(case) for each in self.conditions)

    def fields(self) -> tuple[str, ...]:
        return _fields_of(self.conditions)


@dataclass(frozen=True, slots=True)
class Not:
    condition: Condition

    def holds(self, case: Case) -> bool:
        return not self.condition.holds(case)

    def fields(self) -> tuple[str, ...]:
        return self.condition.fields()


def _fields_of(conditions: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(field for each in conditions for field in each.fields()))


def _texts(document: PartnershipDocument, field: str) -> list[str]:
    own = getattr(document, field)
    return [text for text in (own, *(each.text for each in document.texts if each.field == field)) if text]


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_LETTERS_OF_A_SIGN if east_asian_width(sign) in "WF" else 1 for sign in text)


def _types(case: Case, field: str) -> list[str]:
    """The type of each organization listed; empty where it is not known."""
    entries = (case.directory.get(each.organization) for each in getattr(case.document, field))
    return [entry.type if entry else "" for entry in entries]


def _among(value: object, wanted: frozenset[str | bool | int]) -> bool:
    return not wanted.isdisjoint(value) if isinstance(value, tuple) else value in wanted
