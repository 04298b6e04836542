"""The audit of published figures: what cannot be true, what reads as something else, what is only rounding."""

from collections.abc import Sequence
from itertools import chain

from rapport.summary.audit.bases import bases_of
from rapport.summary.audit.claims import check_claims
from rapport.summary.audit.findings import Finding, sort_findings
from rapport.summary.audit.groups import check_groups
from rapport.summary.audit.pairs import check_pairs
from rapport.summary.audit.parts import check_parts
from rapport.summary.audit.single import check_each
from rapport.summary.audit.statements import Statement


def audit(statements: Sequence[Statement]) -> list[Finding]:
    """Every finding, gravest first."""
    bases = bases_of(statements)
    found = chain(
        check_each(statements),
        check_groups(statements, bases),
        check_pairs(statements, bases),
        check_parts(statements, bases),
        check_claims(statements, bases),
    )
    return sort_findings(found)
