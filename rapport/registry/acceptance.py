"""Accept a submission: organizations are entered, the version is published, and the case is closed, all or nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import Role
from rapport.accounts.roles import grant
from rapport.lib.dates import PartialDate
from rapport.organizations.authority import Authority, Named
from rapport.registry.document import PartnershipDocument
from rapport.registry.journal import hold_journal
from rapport.registry.lifecycle import Actor, NotPossibleError, close_as_accepted
from rapport.registry.linking import refuse_unfit_links
from rapport.registry.merging import merge_documents
from rapport.registry.models import Partnership, Submission, Version
from rapport.registry.naming import resolve_organizations
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish

_SPEAKERS = (Role.FOCAL_POINT, Role.DEPUTY)


class ConflictError(NotPossibleError):
    """The record changed meanwhile in the same fields; they stand in ``fields``."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(_("The record was changed meanwhile, in the same places."))
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Against:
    """What a proposal is held against now: the newest version, and the two documents laid together."""

    version: Version | None
    document: PartnershipDocument
    conflicts: list[str]


def newest_version(partnership: Partnership) -> Version:
    """The version that a change made now would be held against: the one in force last, whatever was corrected since."""
    return partnership.versions.order_by("-journal__happened_on", "-journal__recorded_at", "-journal__number")[0]


def hold_against_newest(submission: Submission) -> Against:
    """The proposal as it would be published now: its own changes, over what was published since it was written."""
    document = submission.document
    if submission.partnership is None:
        return Against(None, document, [])
    newest = newest_version(submission.partnership)
    if submission.base is None or submission.base_id == newest.pk:
        return Against(newest, document, [])
    merged, conflicts = merge_documents(submission.base.document, newest.document, document)
    return Against(newest, merged, conflicts)


def accept(
    submission: Submission, *, by: Actor, today: date, now: datetime, text: str = "",
    told: dict[str, Any] | None = None, is_overriding: bool = False,
) -> Partnership:  # fmt: skip
    """Publish what is proposed. A registration enters today; what its author says counts as confirmed today.

    Raises ConflictError where the record changed meanwhile in the same fields, unless ``is_overriding``.
    """
    with transaction.atomic():
        close_as_accepted(submission, by=by, now=now, text=text, told=told or {})
        hold_journal()
        against = hold_against_newest(submission)
        if against.conflicts and not is_overriding:
            raise ConflictError(against.conflicts)
        if against.version:
            before = against.version.document
            refuse_unfit_links(submission.public_id, before, against.document, today=today)
        document = _with_organizations(submission, against.document)
        proposal = _propose(submission, document, today=today)
        outcome = publish([proposal], today=today, now=now)
        (public_id,) = [*outcome.created, *outcome.changed, *outcome.confirmed, *outcome.unchanged]
        partnership = Partnership.objects.get(public_id=public_id)
        submission.partnership, submission.public_id = partnership, public_id
        submission.version_id = outcome.versions.get(submission.pk)
        submission.save(update_fields=["partnership", "public_id", "version"])
        if submission.author and submission.kind == Submission.Kind.REGISTRATION:
            grant(submission.author, Role.FOCAL_POINT, partnership=public_id)
    return partnership


def _with_organizations(submission: Submission, document: PartnershipDocument) -> PartnershipDocument:
    named = [Named(**_frozen(each)) for each in submission.enclosed.get("organizations", ())]
    ids = Authority().enter(named).ids if named else {}
    return resolve_organizations(document, ids)


def _frozen(organization: dict[str, Any]) -> dict[str, Any]:
    lists = {name: tuple(organization.get(name) or ()) for name in ("identifiers", "aliases")}
    return {**organization, **lists}


def _propose(submission: Submission, document: PartnershipDocument, *, today: date) -> Proposal:
    enclosed = submission.enclosed
    confirmed_on, reported_on = (enclosed.get(name) for name in ("confirmed_on", "reported_on"))
    speaks = submission.author_id and submission.role in _SPEAKERS and not enclosed.get("confirms_nothing")
    if speaks and not confirmed_on:
        # Whoever sends the record in has it before them: what it says is true on the day it was sent, if it existed.
        # Nobody confirms on behalf of a focal point: what an officer corrects says nothing of the rest.
        sent_on = submission.submitted_at.date() if submission.partnership_id else today
        confirmed_on = min(sent_on, today).isoformat()
    if submission.partnership_id is None and document.registered_on is None:
        document = document.model_copy(update={"registered_on": PartialDate(today.year, today.month, today.day)})
    return Proposal(
        id=submission.public_id,
        document=document,
        origin_key=submission.origin_key,
        confirmed_on=date.fromisoformat(confirmed_on) if confirmed_on else None,
        confirmed_by_role=enclosed.get("confirmed_by_role") or submission.role,
        reported_on=date.fromisoformat(reported_on) if reported_on else None,
        role=submission.role,
        channel=submission.channel,
        submission=submission.pk,
    )
