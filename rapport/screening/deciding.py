"""Decide a case: each move of the registry's lifecycle, with the letter that goes with it, in one transaction."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.criteria.findings import grounds_for_decline
from rapport.criteria.models import RuleSet
from rapport.look.formats import format_day
from rapport.registry import lifecycle
from rapport.registry.acceptance import accept
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import CaseEntry, Partnership, Submission
from rapport.screening.assessing import copy_findings, findings_of, is_weighed, rule_set_of
from rapport.screening.letters import write_to_applicant
from rapport.screening.queue import find_officers


def ask_for_more(submission: Submission, text: str, *, by: Actor, now: datetime) -> None:
    """A question goes out at once: the applicant waits for nobody to proof-read it."""
    with transaction.atomic():
        lifecycle.ask(submission, text, by=by, now=now)
        write_to_applicant(submission, "asked", hold=False, text=text)


def return_case(submission: Submission, text: str, *, by: Actor, now: datetime) -> None:
    """Back to the applicant, to be reworked."""
    with transaction.atomic():
        told = copy_findings(submission, rule_set_of(submission))
        lifecycle.return_to_applicant(submission, text, by=by, now=now, told=told)
        write_to_applicant(submission, "returned", hold=True, text=text)


def decline_case(submission: Submission, text: str, *, by: Actor, now: datetime) -> None:
    """Refuse, on the criteria found not met. Raises NoGroundsError where they do not bear it.

    What criteria do not speak of is refused in the officer's words alone.
    """
    rule_set = rule_set_of(submission)
    if rule_set is None and is_weighed(submission):
        day = format_day(submission.submitted_at.date())
        raise NotPossibleError(_("No criteria were in force on %(day)s.") % {"day": day})
    _refuse_own_appeal(submission, by)
    reasons = _reasons(submission, rule_set) if rule_set else []
    with transaction.atomic():
        lifecycle.decline(submission, text, by=by, now=now, told=copy_findings(submission, rule_set))
        write_to_applicant(submission, "declined", hold=True, text=text, reasons=reasons)


def _reasons(submission: Submission, rule_set: RuleSet) -> list[tuple[str, str]]:
    grounds = grounds_for_decline(rule_set, findings_of(submission))
    language = submission.author.language if submission.author else None
    return [(rule_set.rules.criteria[each.criterion].label(language or None), each.reason) for each in grounds]


def _refuse_own_appeal(submission: Submission, by: Actor) -> None:
    """Who appealed was promised that somebody else looks again; where there is nobody else it is as it is."""
    entries = submission.entries.filter(kind__in=(CaseEntry.Kind.DECLINED, CaseEntry.Kind.APPEALED))
    declined, *appealed = entries.order_by("pk")[:2] or [None]
    is_own = declined and appealed and by.user and declined.author_id == by.user.pk
    if is_own and any(each != by.user for each in find_officers()):
        raise NotPossibleError(_("You declined it before: to decline it again, somebody else must look."))


def accept_case(
    submission: Submission, text: str, *, by: Actor, today: date, now: datetime, is_overriding: bool = False
) -> Partnership:
    """Publish it. Raises ConflictError where the record changed meanwhile in the same fields."""
    rule_set = rule_set_of(submission)
    with transaction.atomic():
        told = copy_findings(submission, rule_set)
        partnership = accept(
            submission, by=by, today=today, now=now, text=text, told=told, is_overriding=is_overriding
        )  # fmt: skip
        write_to_applicant(submission, "accepted", hold=True, text=text, public_id=partnership.public_id)
    return partnership
