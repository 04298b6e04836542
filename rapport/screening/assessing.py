"""What is found of each criterion, kept as it is written, and the copy that a decision takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.criteria.checking import Remark, check
from rapport.criteria.findings import VERDICTS, Finding
from rapport.criteria.models import RuleSet
from rapport.criteria.rules import Criterion
from rapport.criteria.versions import NotPossibleError as NoRulesError
from rapport.criteria.versions import rule_set_on
from rapport.lib.texts import clean_text
from rapport.organizations.directory import Entry, load_directory
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.linking import LINKS
from rapport.registry.models import CaseEntry, Submission
from rapport.registry.policy import changed_fields
from rapport.screening.models import Assessment

_LONGEST = 5_000
_OF_NO_CRITERION = frozenset({"status", "status_on", *LINKS})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion of a case: what a machine says of it, and what was found."""

    criterion: Criterion
    remarks: tuple[Remark, ...]
    verdict: str
    reason: str

    @property
    def mark(self) -> str:
        return mark_of(self.verdict, self.reason)


def is_weighed(submission: Submission) -> bool:
    """Whether the criteria have a say: that a partnership has ended, or what it is to another, is none of theirs."""
    before = submission.base.document if submission.base else None
    return before is None or not _OF_NO_CRITERION.issuperset(changed_fields(before, submission.document))


def rule_set_of(submission: Submission) -> RuleSet | None:
    """The rules that were in force when it was sent: those it names, else those of its day."""
    if not is_weighed(submission):
        return None
    code, _slash, version = submission.rule_set.partition("/")
    if version.isdigit() and (found := RuleSet.objects.filter(code=code, version=int(version)).first()):
        return found
    try:
        return rule_set_on(submission.submitted_at.date())
    except NoRulesError:
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
    """Keep what was written beside each criterion, and leave alone what whoever posts has not touched.

    Names: ``verdict-<criterion>``, ``reason-<criterion>``, and ``seen-<criterion>``, the mark of what the page showed.
    Raises NotPossibleError where somebody else has decided meanwhile, or written of the same criterion: theirs is kept.
    """
    typed = typed_findings(posted)
    before = {each.criterion: each for each in submission.assessments.all()}
    others: list[str] = []
    for code, (verdict, reason) in sorted(typed.items()):
        found, seen = before.get(code), posted.get(f"seen-{code}")
        kept = (found.verdict, found.reason) if found else ("", "")
        if mark_of(verdict, reason) in (seen, mark_of(*kept)):
            continue
        if not submission.is_open:
            raise NotPossibleError(_("This case is closed."))
        if seen is not None and seen != mark_of(*kept):
            others.append(code)
        elif verdict or reason:
            given = {"verdict": verdict, "reason": reason, "author": author, "at": now}
            Assessment.objects.update_or_create(submission=submission, criterion=code, defaults=given)
        else:
            submission.assessments.filter(criterion=code).delete()
    if others:
        raise NotPossibleError(
            _("Somebody else has written of the same criterion meanwhile. Theirs was kept; yours stands below it.")
        )


def typed_findings(posted: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Verdict and reason by criterion, as they were typed."""
    codes = {name.partition("-")[2][:80] for name in posted if name.startswith(("verdict-", "reason-"))}
    found: dict[str, tuple[str, str]] = {}
    for code in codes:
        verdict = posted.get(f"verdict-{code}", "")
        reason = clean_text(posted.get(f"reason-{code}", "")).strip()[:_LONGEST]
        found[code] = (verdict if verdict in VERDICTS else "", reason)
    return found


def mark_of(verdict: str, reason: str) -> str:
    """What a page showed of a finding, however a browser ends its lines."""
    return sha256("\n".join([verdict, *reason.splitlines()]).encode()).hexdigest()[:12]


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


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision of the log was held against, in words: the rule set, and each finding it took along."""

    rule_set: str
    version: str
    findings: tuple[tuple[str, str, str], ...]  # criterion, verdict, reason


def decided_on(entry: CaseEntry, rule_set: RuleSet | None) -> Decided | None:
    """Of an entry that decided. ``rule_set``: that of the case, which decisions are held against."""
    code, _slash, version = entry.told.get("rule_set", "").partition("/")
    if not code:
        return None
    is_its = rule_set is not None and (rule_set.code, str(rule_set.version)) == (code, version)
    labels = {key: each.label() for key, each in rule_set.rules.criteria.items()} if rule_set and is_its else {}
    return Decided(
        rule_set.rules.label() if rule_set and is_its else code,
        version,
        tuple(
            (labels.get(each["criterion"], each["criterion"]), each["verdict"], each["reason"])
            for each in entry.told.get("findings", ())
        ),
    )
