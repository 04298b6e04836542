"""Hold a document against a rule set: what a machine can say of it, in the reader's language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rapport.criteria.conditions import Case
from rapport.criteria.document_fields import is_empty, is_said_none
from rapport.criteria.models import RuleSet
from rapport.criteria.rules import LEVELS, Level
from rapport.organizations.directory import Entry
from rapport.registry.document import PartnershipDocument


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of a document. An error: like this the criterion is not met. A warning: an officer will
    ask. A note: worth knowing."""

    criterion: str
    level: Level
    message: str
    field: str


@dataclass(frozen=True, slots=True)
class MissingField:
    """A field that a criterion asks for and of which nothing is known: what to write there, and why it matters."""

    field: str
    criterion: str
    level: Level
    message: str
    why: str


def check(document: PartnershipDocument, rule_set: RuleSet, *, directory: Mapping[str, Entry]) -> list[Remark]:
    """Every remark, gravest first, then in the order of the criteria. Never raises, costs no query."""
    case = Case(document, directory)
    remarks = [
        Remark(criterion.code, each.level, each.text(), each.field)
        for criterion in rule_set.rules.criteria.values()
        for each in criterion.checks
        if each.when.holds(case)
    ]
    return sorted(remarks, key=lambda remark: LEVELS.index(remark.level))


def missing_fields(
    document: PartnershipDocument,
    rule_set: RuleSet,
    *,
    directory: Mapping[str, Entry],
    fields: Collection[str] | None = None,
) -> list[MissingField]:
    """Each field that is remarked upon and empty, once, with its gravest remark; of ``fields`` (a step of a form)."""
    found: dict[str, MissingField] = {}
    for remark in check(document, rule_set, directory=directory):
        is_asked = fields is None or remark.field in fields
        if not is_asked or not is_empty(document, remark.field) or is_said_none(document, remark.field):
            continue
        why = rule_set.rules.criteria[remark.criterion].text("why")
        found.setdefault(remark.field, MissingField(remark.field, remark.criterion, remark.level, remark.message, why))
    return list(found.values())
