"""Take an answer given through a link: once, bound to the version that was on the page, and published like any change.

Every function takes ``press``, the one-time value of the button: the same again is the same as once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts import people
from rapport.accounts.models import Role, RoleGrant, User
from rapport.accounts.roles import grant
from rapport.lib.dates import PartialDate
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce, find_in_force
from rapport.registry.models import JournalHead, Partnership
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.upkeep.cases import open_case
from rapport.upkeep.duties import begin_anew
from rapport.upkeep.ladder import ladder
from rapport.upkeep.letters import Line, post
from rapport.upkeep.links import LinkError, make_link, read_press, record_of
from rapport.upkeep.models import Answer, Asked, Case, Duty, Link, Recipient

ENDS = ("completed", "withdrawn", "merged")


class ChangedMeanwhileError(Exception):
    """The record is another than the one on the page: it must be shown before anybody confirms it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as a page showed it: what a press says that it is still true."""

    public_id: str
    version_id: int


@dataclass(frozen=True, slots=True)
class End:
    """How a partnership ended, and when; merged: with which."""

    status: str
    on: PartialDate
    successor: str = ""


def confirm(link: Link, shown: Sequence[Shown], *, press: str, today: date, now: datetime) -> list[str]:
    """All of these are still true. Returns the ids of those that changed meanwhile, which are not confirmed."""
    value = read_press(press, link)
    stale: list[str] = []
    with transaction.atomic():
        _hold_journal()
        proposals = []
        for each in shown:
            partnership, role = record_of(link, each.public_id)
            _refuse_invited(role)
            if _is_answered(value, partnership):
                continue
            found = find_in_force(partnership.public_id, as_at=today)
            if found is None or found.version_id != each.version_id:
                stale.append(partnership.public_id)
            elif _take(link, partnership, Answer.Kind.TRUE, value, today=today):
                proposals.append(still_true(partnership, role=role, channel="link", day=today))
        if not link.is_trial and proposals:
            publish(proposals, today=today, now=now)
    return stale


def still_true(partnership: Partnership, *, role: str, channel: str, day: date) -> Proposal:
    """The proposal that says no more than that."""
    # The newest text, though it be of a later day: confirming must not write an older one over it.
    newest = find_in_force(partnership.public_id, as_at=date.max)
    assert newest is not None  # noqa: S101 whoever calls has seen a version
    return Proposal(
        id=partnership.public_id, document=newest.document, confirmed_on=day, confirmed_by_role=role, role=role,
        channel=channel,
    )  # fmt: skip


def _hold_journal() -> None:
    # Nobody publishes between our look at the version and our word on it.
    list(JournalHead.objects.select_for_update().filter(pk=1))


def _is_answered(value: str, partnership: Partnership) -> bool:
    return Answer.objects.filter(press=value, partnership=partnership).exists()


def _take(link: Link, partnership: Partnership, kind: Answer.Kind, value: str, *, today: date) -> bool:
    """Write the answer down; false where this press was taken already, or the letter was a test."""
    if link.is_trial:
        return False
    _answer, is_new = Answer.objects.get_or_create(
        press=value, partnership=partnership, defaults={"link": link, "kind": kind, "answered_on": today}
    )
    if is_new and link.round_id:
        Recipient.objects.filter(round=link.round_id, user=link.user_id, answered_on=None).update(answered_on=today)
    return is_new


def _refuse_invited(role: str) -> None:
    if role == Asked.INVITED:
        raise LinkError(_("Take the partnership on first; then you can speak for it."))


def tell_end(link: Link, shown: Shown, end: End, *, press: str, today: date, now: datetime) -> bool:
    """It has ended. True where that is published now, false where an officer decides."""
    partnership, role = record_of(link, shown.public_id)
    _refuse_invited(role)
    value = read_press(press, link)
    publishes = ladder().ended == "publish" and role != "partner"  # a lead partner's word alone ends nothing
    with transaction.atomic():
        _hold_journal()
        found = find_in_force(partnership.public_id, as_at=today)
        if _is_answered(value, partnership):
            return publishes
        if found is None or found.version_id != shown.version_id:
            raise ChangedMeanwhileError
        proposal = ended(found, end, role=role, channel="link", today=today)
        if not _take(link, partnership, Answer.Kind.ENDED, value, today=today):
            return publishes
        if publishes:
            publish([proposal], today=today, now=now)
        else:
            proposed = {"status": end.status, "status_on": str(end.on), "successor": end.successor}
            open_case(
                Case.Kind.ENDED, partnership.pk, today=today, about=link.user, proposed=proposed, role=role
            )  # fmt: skip
    return publishes


def ended(found: InForce, end: End, *, role: str, channel: str, today: date) -> Proposal:
    """The proposal of an end; what cannot be gets a sentence (``LinkError``)."""
    if end.status not in ENDS:
        raise LinkError(_("Choose how it ended."))
    if end.on.earliest > today:
        raise LinkError(_("An end in the future has not happened yet: write a day up to today."))
    if end.on.latest < found.first_on:
        raise LinkError(_("That is before the partnership was registered."))
    successor = None
    if end.status == "merged":
        other = find_in_force(end.successor, as_at=today) if end.successor else None
        if other is None or other.public_id == found.public_id:
            raise LinkError(_("Write the number of the partnership with which it merged, as it stands on its page."))
        successor = other.public_id
    changed = {**found.document.model_dump(), "status": end.status, "status_on": end.on, "successor": successor}
    document = PartnershipDocument.model_validate(changed)
    return Proposal(id=found.public_id, document=document, role=role, channel=channel)


def tell_change(link: Link, public_id: str, text: str, *, press: str, today: date) -> None:
    """Something changed, told in words: an officer puts it into the record."""
    partnership, role = record_of(link, public_id)
    _refuse_invited(role)
    value = read_press(press, link)
    if not text.strip():
        raise LinkError(_("Write what has changed, in your own words."))
    with transaction.atomic():
        if _take(link, partnership, Answer.Kind.CHANGED, value, today=today):
            open_case(
                Case.Kind.CHANGE, partnership.pk, today=today, note=text.strip(), about=link.user, role=role
            )  # fmt: skip


def tell_not_me(link: Link, public_id: str, *, email: str, name: str, press: str, today: date) -> bool:
    """Somebody else looks after it. True where that person could be invited; else an officer looks for one.

    Nothing passes to the successor before they have taken it on.
    """
    partnership, role = record_of(link, public_id)
    value, email = read_press(press, link), email.strip()
    with transaction.atomic():
        if not _take(link, partnership, Answer.Kind.NOT_ME, value, today=today):
            return bool(email)
        if role != "partner":
            leave(link.user, partnership, today=today)
        note = _("Named as successor: %(name)s") % {"name": f"{name} <{email}>".strip()} if email or name else ""
        open_case(Case.Kind.FIND, partnership.pk, today=today, note=note, about=link.user)
        if email:
            invite(people.find_or_make(email, name=name, language=link.user.language), partnership, today=today)
    return bool(email)


def leave(user: User, partnership: Partnership, *, today: date) -> None:
    """A person looks after a record no more; whoever is next on the ladder is turned to."""
    roles = (Role.FOCAL_POINT, Role.DEPUTY)
    RoleGrant.objects.filter(user=user, partnership=partnership.public_id, role__in=roles).delete()
    begin_anew([partnership.pk])


def invite(user: User, partnership: Partnership, *, today: date) -> Link:
    """Ask somebody whether they will look after a record."""
    link = make_link(user, [(partnership.pk, Asked.INVITED)], today=today)
    found = find_in_force(partnership.public_id, as_at=today)
    document = found.document if found else PartnershipDocument()
    line = Line(
        partnership.public_id, document.name or document.acronym or partnership.public_id, document.language,
        Asked.INVITED, "", None, None, None, None, False,
    )  # fmt: skip
    return post(user, "upkeep/invitation", link, [line], today=today)


def take_on(link: Link, public_id: str, *, press: str, today: date) -> None:
    """The invited person is the focal point from now on, and the link becomes theirs in that role."""
    partnership, role = record_of(link, public_id)
    value = read_press(press, link)
    with transaction.atomic():
        is_new = _take(link, partnership, Answer.Kind.TAKEN_ON, value, today=today)
        if not is_new or role != Asked.INVITED:
            return
        grant(link.user, Role.FOCAL_POINT, partnership=partnership.public_id)
        Asked.objects.filter(link=link, partnership=partnership).update(role=Role.FOCAL_POINT.value)
        open_cases = Case.objects.filter(partnership=partnership, closed_on=None)
        open_cases.filter(kind__in=(Case.Kind.FIND, Case.Kind.NO_ANSWER)).update(closed_on=today, outcome="found")
        begin_anew([partnership.pk])


def next_due(numbers: Iterable[int]) -> date | None:
    """The first day on which one of some records owes its next word."""
    duties = Duty.objects.filter(partnership__in=list(numbers), kind=Duty.Kind.CONFIRM)
    return duties.order_by("due_on").values_list("due_on", flat=True).first()
