"""Merge one record into another: the one that stays takes up what was chosen, the other ends. Undone as in bulk."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import Offer, Role, User
from rapport.accounts.offers import invite
from rapport.accounts.roles import holders
from rapport.explore.wording import choose_language, name_or_none
from rapport.lib.dates import PartialDate
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce, find_in_force
from rapport.registry.journal import hold_journal
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.linking import refuse_unfit_day, refuse_unfit_links
from rapport.registry.proposal import Proposal
from rapport.registry.uniting import Choice, ended_in, refuse_same, unite
from rapport.screening.bulk import SetChangedError, publish_logged
from rapport.screening.models import BulkChange

CHANNEL = "desk"
_SPEAKERS = (Role.FOCAL_POINT, Role.DEPUTY)


@dataclass(frozen=True, slots=True)
class Pair:
    """The record that ends, and the one that stays; each as its newest text has it."""

    ending: InForce
    staying: InForce

    def fingerprint(self, united: PartnershipDocument) -> str:
        """Changes when either record does, or what is to come of them."""
        versions = f"{self.ending.version_id}:{self.staying.version_id}:".encode()
        return hashlib.sha256(versions + united.to_bytes()).hexdigest()[:32]


def find_pair(from_id: str, to_id: str, *, today: date) -> Pair:
    """Both records. Raises NotPossibleError where they cannot be merged: itself, an ended one, a circle."""
    refuse_same(from_id, to_id)
    pair = Pair(_find(from_id), _find(to_id))
    before = pair.ending.document
    if before.status == "merged":
        raise NotPossibleError(_("%(id)s was merged already.") % {"id": pair.ending.public_id})
    day = PartialDate(today.year, today.month, today.day)
    after = ended_in(before.model_copy(update={"successor": None}), pair.staying.public_id, day)
    refuse_unfit_links(pair.ending.public_id, before.model_copy(update={"successor": None}), after, today=today)
    return pair


def _find(public_id: str) -> InForce:
    found = find_in_force(public_id, as_at=date.max)
    if found is None:
        raise NotPossibleError(_("There is no partnership with the number “%(id)s”.") % {"id": public_id[:80]})
    return found


def unite_pair(pair: Pair, choices: Mapping[str, Choice]) -> PartnershipDocument:
    """What the record that stays would say."""
    return unite(pair.ending.document, pair.staying.document, choices)


def merge(
    pair: Pair, choices: Mapping[str, Choice], *, on: PartialDate, fingerprint: str, reason: str, by: Actor,
    today: date, now: datetime,
) -> BulkChange:  # fmt: skip
    """Publish both in one transaction. Raises SetChangedError where either is not what was shown."""
    if not reason.strip():
        raise NotPossibleError(_("Say why: it stands in the log of the desk."))
    refuse_unfit_day(pair.ending.public_id, on, today=today)
    with transaction.atomic():
        hold_journal()
        pair = find_pair(pair.ending.public_id, pair.staying.public_id, today=today)
        united = unite_pair(pair, choices)
        if pair.fingerprint(united) != fingerprint:
            raise SetChangedError(_("What was shown is not what would be done now. Nothing was done: look once more."))
        told = {"from": pair.ending.public_id, "to": pair.staying.public_id, "on": str(on)}
        change = BulkChange.objects.create(
            kind=BulkChange.Kind.MERGE, operation=told, reason=reason.strip(), made_by=by.user, made_at=now
        )
        ended = ended_in(pair.ending.document, pair.staying.public_id, on)
        proposals = [
            Proposal(id=record.public_id, document=document, role=Role.OFFICER, channel=CHANNEL)
            for record, document in ((pair.staying, united), (pair.ending, ended))
        ]
        before = {record.number: record.version_id for record in (pair.staying, pair.ending)}
        publish_logged(change, proposals, before, today=today, now=now)
    return change


def invite_speakers(pair: Pair, *, by: User | None, now: datetime) -> None:
    """Ask those who speak for the record that ended to speak for the other too. No right moves unless it is taken."""
    staying, ending = ([*holders(each.public_id, *_SPEAKERS)] for each in (pair.staying, pair.ending))
    role = Role.DEPUTY if any(each.role == Role.FOCAL_POINT for each in staying) else Role.FOCAL_POINT
    known = {(each.user_id, each.name) for each in staying}
    for each in ending:
        if each.user.email and (each.user_id, each.name) not in known:
            known.add((each.user_id, each.name))
            invite(
                each.user.email, role, by=by, now=now, partnership=pair.staying.public_id, name=each.name,
                language=each.user.language,
            )  # fmt: skip


def withdraw_invitations(change: BulkChange, *, now: datetime) -> None:
    """Part of undoing a merge: who has not answered yet is asked no longer. Who has accepted keeps the role."""
    asked = {each.user.email.lower() for each in holders(change.operation["from"], *_SPEAKERS)}
    waiting = Offer.objects.filter(partnership=change.operation["to"], email__in=asked, offered_by=change.made_by_id)
    waiting.filter(taken_at=None, withdrawn_at=None).update(withdrawn_at=now)


def name_of(record: InForce) -> str:
    shown = choose_language(record.document.by_language("name"), record.document.language)
    return name_or_none(shown, record.document.acronym).text
