"""What a change of the rules would do, before it is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapport.criteria.checking import Remark, check
from rapport.criteria.models import RuleSet
from rapport.organizations.directory import Entry
from rapport.registry.document import PartnershipDocument

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Difference(Generic[Key]):
    """For one document: the remarks that would appear, and those that would go."""

    key: Key
    appears: tuple[Remark, ...]
    goes: tuple[Remark, ...]

    def __bool__(self) -> bool:
        return bool(self.appears or self.goes)


def preview(
    rule_set: RuleSet,
    documents: Iterable[tuple[Key, PartnershipDocument]],
    *,
    instead_of: RuleSet,
    directory: Mapping[str, Entry],
) -> list[Difference[Key]]:
    """One difference a document, in their order; one that is false where nothing would change."""
    return [_difference(key, document, rule_set, instead_of, directory) for key, document in documents]


def _difference(
    key: Key, document: PartnershipDocument, new: RuleSet, old: RuleSet, directory: Mapping[str, Entry]
) -> Difference[Key]:
    after, before = (check(document, each, directory=directory) for each in (new, old))
    return Difference(
        key,
        appears=tuple(remark for remark in after if remark not in before),
        goes=tuple(remark for remark in before if remark not in after),
    )
