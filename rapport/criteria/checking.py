"""Hold a document against a rule set: what a machine can say of it, in the reader's language."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from rapport.criteria.conditions import Case
from rapport.criteria.models import RuleSet
from rapport.criteria.rules import LEVELS, Level
from rapport.organizations.directory import Entry
from rapport.registry.document import PartnershipDocument


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of a document, and why the criterion matters. An error: like this it is not met. A warning: an
    officer will ask. A note: worth knowing."""

    criterion: str
    level: Level
    message: str
    field: str
    why: str = dataclasses.field(default="", compare=False)  # another wording of it is no other remark


def check(document: PartnershipDocument, rule_set: RuleSet, *, directory: Mapping[str, Entry]) -> list[Remark]:
    """Every remark, gravest first, then in the order of the criteria. Never raises, costs no query."""
    case = Case(document, directory)
    remarks = [
        Remark(criterion.code, each.level, each.text(), each.field, criterion.text("why"))
        for criterion in rule_set.rules.criteria.values()
        for each in criterion.checks
        if each.when.holds(case)
    ]
    return sorted(remarks, key=lambda remark: LEVELS.index(remark.level))
