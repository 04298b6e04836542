"""What was published elsewhere beside what the registry counts: figure by figure, each of ours a set."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapport.statistics.figure import Figure
from rapport.summary.audit import audit
from rapport.summary.audit.findings import Finding
from rapport.summary.audit.statements import COLUMNS, Statement, read_statements


class Verdict(StrEnum):
    SAME = "same"  # ours is a number that the published one leaves open
    OTHER = "other"
    UNKNOWN = "unknown"  # we count no such figure, or it has no number


@dataclass(frozen=True, slots=True)
class Compared:
    """One published statement, our figure, and what the audit says of the statement."""

    statement: Statement
    figure: Figure | None
    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def ours(self) -> int | float | None:
        return _number_for(self.statement, self.figure) if self.figure else None


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: tuple[Compared, ...]
    counted: Mapping[str, int]  # by verdict


def compare(published: Iterable[Mapping[str, str]], figures: Mapping[str, Figure]) -> Comparison:
    """``published``: rows of the columns that the audit reads."""
    statements = read_statements(enumerate(published, start=2))
    findings = _by_line(audit(statements))
    rows = tuple(
        Compared(each, figure := figures.get(each.id), _verdict(each, figure), tuple(findings.get(each.line, ())))
        for each in statements
    )
    return Comparison(rows, Counter(str(each.verdict) for each in rows))


def rows_of(statements: Sequence[Statement]) -> list[dict[str, str]]:
    """Statements as an edition keeps them."""
    return [{name: _text(getattr(each, name)) for name in COLUMNS} for each in statements]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _verdict(statement: Statement, figure: Figure | None) -> Verdict:
    number = _number_for(statement, figure) if figure else None
    if number is None or statement.amount is None:
        return Verdict.UNKNOWN
    amount = statement.amount
    is_over = amount.low is None or number > amount.low or (amount.is_low_in and number == amount.low)
    is_under = amount.high is None or number < amount.high or (amount.is_high_in and number == amount.high)
    return Verdict.SAME if is_over and is_under else Verdict.OTHER


def _number_for(statement: Statement, figure: Figure) -> int | float | None:
    """The rounded share where a share was published, the count where a count was."""
    if statement.is_share:
        return figure.value if figure.unit == "percent" else None
    return figure.numerator if figure.unit == "percent" else figure.value


def _by_line(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        for statement in finding.statements:
            found.setdefault(statement.line, []).append(finding)
    return found
