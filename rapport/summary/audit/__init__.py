"""The audit of published figures: what cannot be true, what reads as something else, what is only rounding."""

from collections.abc import Sequence

from rapport.summary.audit.claims import check_claims
from rapport.summary.audit.findings import Finding, sort_findings
from rapport.summary.audit.groups import check_groups
from rapport.summary.audit.pairs import check_pairs
from rapport.summary.audit.single import check_each
from rapport.summary.audit.statements import Statement


def audit(statements: Sequence[Statement]) -> list[Finding]:
    """Every finding, gravest first."""
    checks = (check_each, check_groups, check_pairs, check_claims)
    return sort_findings(finding for check in checks for finding in check(statements))
