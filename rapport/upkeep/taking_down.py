"""An officer takes down what somebody said by telephone, by letter or in person.

In public it shows as such: the role of who said it, and the channel. The name and the evidence stay with us.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.registry.history import InForce, find_in_force
from rapport.registry.models import Partnership
from rapport.registry.publishing import publish
from rapport.upkeep.answering import End, ended, still_true, what_became_of
from rapport.upkeep.cases import CaseError, open_case
from rapport.upkeep.duties import owing
from rapport.upkeep.inviting import leave
from rapport.upkeep.models import Answer, Case, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, by whom, how and when. ``user``: the person, where the registry knows them."""

    kind: Answer.Kind
    person: str
    role: str
    channel: str
    on: date
    evidence: str
    user: User | None = None
    end: End | None = None


def take_down(said: Said, partnership: Partnership, *, officer: User, today: date, now: datetime) -> Statement:
    """Write down a statement, and do what follows from it; the same again is the same as once.

    What cannot be gets a sentence (``CaseError``).
    """
    found = _find_fit(said, partnership, today=today)
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=partnership.pk)  # the same pressed twice at once is once
        statement, is_new = Statement.objects.get_or_create(
            partnership=partnership, person=said.person, user=said.user, role=said.role, channel=said.channel,
            said_on=said.on, said=said.kind, evidence=said.evidence, taken_by=officer, defaults={"taken_at": now},
        )  # fmt: skip
        if not is_new:
            return statement
        match said.kind:
            case Answer.Kind.TRUE:
                proposal = still_true(partnership, role=said.role, channel=said.channel, day=said.on)
                publish([proposal], today=today, now=now)
            case Answer.Kind.ENDED if said.end:
                proposal = ended(found, said.end, role=said.role, channel=said.channel, today=today)
                publish([proposal], today=today, now=now)
            case Answer.Kind.CHANGED:
                note = said.evidence
                open_case(
                    Case.Kind.CHANGE, partnership.pk, today=today, note=note, about=said.user, role=said.role
                )  # fmt: skip
            case Answer.Kind.NOT_ME:
                if said.user is not None:
                    leave(said.user, [partnership], today=today)
                if owing(Partnership.objects.filter(pk=partnership.pk)).exists():
                    open_case(Case.Kind.FIND, partnership.pk, today=today, note=said.evidence, about=said.user)
    return statement


def _find_fit(said: Said, partnership: Partnership, *, today: date) -> InForce:
    """The record as it is now, of which this can be said."""
    found = find_in_force(partnership.public_id, as_at=today)
    if found is None:
        raise CaseError(_("This partnership is not in the registry on this day."))
    if not found.first_on <= said.on <= today:
        raise CaseError(_("The day must lie between the registration of the partnership and today."))
    if said.kind == Answer.Kind.TRUE and (over := what_became_of(found, today=today)):
        raise CaseError(over.sentence)
    return found
