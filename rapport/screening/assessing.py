"""What is found of each criterion, kept as it is written, and the copy that a decision takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapport.accounts.models import User
from rapport.criteria.checking import Remark, check
from rapport.criteria.findings import VERDICTS, Finding
from rapport.criteria.models import RuleSet
from rapport.criteria.rules import Criterion
from rapport.criteria.versions import NotPossibleError, rule_set_on
from rapport.organizations.directory import Entry, load_directory
from rapport.registry.models import Submission
from rapport.screening.models import Assessment

_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion of a case: what a machine says of it, and what was found."""

    criterion: Criterion
    remarks: tuple[Remark, ...]
    verdict: str
    reason: str


def rule_set_of(submission: Submission) -> RuleSet | None:
    """The rules that were in force when it was sent: those it names, else those of its day."""
    code, _slash, version = submission.rule_set.partition("/")
    if version.isdigit() and (found := RuleSet.objects.filter(code=code, version=int(version)).first()):
        return found
    try:
        return rule_set_on(submission.submitted_at.date())
    except NotPossibleError:
        return None


def weigh(submission: Submission, rule_set: RuleSet | None) -> list[Weighed]:
    """Every criterion with its remarks and findings, in the order of the rule set."""
    if rule_set is None:
        return []
    found = {each.criterion: each for each in submission.assessments.all()}
    document = submission.document
    directory = {**load_directory([each.organization for each in document.partners]), **proposed_entries(submission)}
    remarks: dict[str, list[Remark]] = {}
    for remark in check(document, rule_set, directory=directory):
        remarks.setdefault(remark.criterion, []).append(remark)
    return [
        Weighed(
            criterion,
            tuple(remarks.get(code, ())),
            found[code].verdict if code in found else "",
            found[code].reason if code in found else "",
        )
        for code, criterion in rule_set.rules.criteria.items()
    ]


def proposed_entries(submission: Submission) -> dict[str, Entry]:
    """Organizations that would be entered with the submission."""
    listed = submission.enclosed.get("organizations", ())
    return {each["key"]: Entry(0, each["key"], each["name"], each["type"], each["country"]) for each in listed}


def keep_findings(submission: Submission, posted: Mapping[str, str], *, author: User, now: datetime) -> None:
    """Keep what was written beside each criterion. Names: ``verdict-<criterion>`` and ``reason-<criterion>``."""
    codes = {name.partition("-")[2] for name in posted if name.startswith(("verdict-", "reason-"))}
    for code in sorted(codes):
        verdict = posted.get(f"verdict-{code}", "")
        reason = posted.get(f"reason-{code}", "").strip()[:_LONGEST]
        if verdict not in VERDICTS:
            verdict = ""
        if verdict or reason:
            given = {"verdict": verdict, "reason": reason, "author": author, "at": now}
            Assessment.objects.update_or_create(submission=submission, criterion=code[:80], defaults=given)
        else:
            Assessment.objects.filter(submission=submission, criterion=code[:80]).delete()


def findings_of(submission: Submission) -> list[Finding]:
    """What was found so far."""
    return [
        Finding(each.criterion, each.verdict, each.reason)  # type: ignore[arg-type]
        for each in submission.assessments.order_by("criterion")
        if each.verdict
    ]


def copy_findings(submission: Submission, rule_set: RuleSet | None) -> dict[str, Any]:
    """What a decision keeps for good: the rule set, and every finding with its reason."""
    return {
        "rule_set": f"{rule_set.code}/{rule_set.version}" if rule_set else "",
        "findings": [
            {"criterion": each.criterion, "verdict": each.verdict, "reason": each.reason}
            for each in findings_of(submission)
        ],
    }
