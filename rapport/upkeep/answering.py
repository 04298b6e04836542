"""Take an answer given through a link: once, bound to the version that was on the page, and published like any change.

Every function takes ``press``, the one-time value of the button: the same again is the same as once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts import people
from rapport.explore.standing import Standing, describe_standing
from rapport.lib.dates import PartialDate
from rapport.lib.texts import clean_text
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce, find_in_force
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.linking import ENDED, refuse_unfit_day, refuse_unfit_links
from rapport.registry.models import JournalHead, Partnership
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.upkeep import inviting
from rapport.upkeep.cases import open_case
from rapport.upkeep.duties import owing
from rapport.upkeep.ladder import ladder
from rapport.upkeep.links import LinkError, read_press, record_of, records_of
from rapport.upkeep.models import Answer, Asked, Case, Duty, Link, Recipient
from rapport.upkeep.notes import sign

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
            if found is None or found.version_id != each.version_id or what_became_of(found, today=today):
                stale.append(partnership.public_id)
            elif _take(link, partnership, Answer.Kind.TRUE, value, today=today):
                proposals.append(still_true(partnership, role=role, channel="link", day=today))
        if not link.is_trial and proposals:
            publish(proposals, today=today, now=now)
    return stale


def confirm_own(partnership: Partnership, *, version: int, role: str, today: date, now: datetime) -> bool:
    """Who is signed in says it of a record of their own. False where it is another now than the one that was shown."""
    with transaction.atomic():
        _hold_journal()
        found = find_in_force(partnership.public_id, as_at=today)
        if found is None or found.version_id != version or what_became_of(found, today=today):
            return False
        if found.confirmed_on != today:  # twice on a day is the same as once
            publish([still_true(partnership, role=role, channel="form", day=today)], today=today, now=now)
    return True


def what_became_of(found: InForce, *, today: date) -> Standing | None:
    """Of a record that owes no word any more: nothing of it is left to be confirmed or ended."""
    standing = describe_standing(found.document, today=today)
    return standing if standing.status in ENDED and not ladder().owes.get(standing.status) else None


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
    if is_new:
        _mark_answered(link, today=today)
    return is_new


def _mark_answered(link: Link, *, today: date) -> None:
    """Whoever answers a letter of a round counts, by a button or by mail."""
    if link.round_id:
        Recipient.objects.filter(round=link.round_id, user=link.user_id, answered_on=None).update(answered_on=today)


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
    if over := what_became_of(found, today=today):
        raise LinkError(over.sentence)
    successor = None
    if end.status == "merged":
        other = find_in_force(end.successor, as_at=today) if end.successor else None
        if other is None or other.public_id == found.public_id:
            raise LinkError(_("Write the number of the partnership with which it merged, as it stands on its page."))
        successor = other.public_id
    changed = {**found.document.model_dump(), "status": end.status, "status_on": end.on, "successor": successor}
    document = PartnershipDocument.model_validate(changed)
    try:
        refuse_unfit_day(found.public_id, end.on, today=today)
        refuse_unfit_links(found.public_id, found.document, document, today=today)
    except NotPossibleError as error:
        raise LinkError(str(error)) from None
    return Proposal(id=found.public_id, document=document, role=role, channel=channel)


def tell_change(link: Link, public_id: str, text: str, *, press: str, today: date) -> None:
    """Something changed, told in words: an officer puts it into the record."""
    partnership, role = record_of(link, public_id)
    _refuse_invited(role)
    value, text = read_press(press, link), clean_text(text)
    if not text:
        raise LinkError(_("Write what has changed, in your own words."))
    with transaction.atomic():
        if _take(link, partnership, Answer.Kind.CHANGED, value, today=today):
            open_case(
                Case.Kind.CHANGE, partnership.pk, today=today, note=text, about=link.user, role=role
            )  # fmt: skip


def take_reply(reference: str, text: str, *, today: date) -> None:
    """A letter was answered by mail: an officer puts it into the record, where the letter spoke of one alone.

    What answers a letter on several stays where mail is sorted by hand (``LinkError``).
    """
    link = Link.objects.filter(pk=int(reference) if reference.isdecimal() else 0).select_related("user").first()
    asked = list(Asked.objects.filter(link=link)) if link and not link.is_trial else []
    text = clean_text(text)
    if link is None or len(asked) != 1 or not text:
        raise LinkError(_("This answers a letter about several partnerships, or none. Say of which it speaks."))
    role = asked[0].role
    _mark_answered(link, today=today)
    open_case(Case.Kind.CHANGE, asked[0].partnership_id, today=today, note=text, about=link.user, role=role)


def tell_not_me(link: Link, public_ids: Sequence[str], *, email: str, name: str, press: str, today: date) -> bool:
    """Somebody else looks after these. True where that person could be asked; else an officer looks for one.

    Nothing passes to the successor before they have taken it on.
    """
    records = [record_of(link, each) for each in public_ids]
    value, email = read_press(press, link), email.strip()
    _give_up(link, records, value, email=email, name=name, today=today)
    return bool(email)


def want_no_more(link: Link, *, today: date) -> None:
    """No more letters about any of its records: as “not me” of all of them, with nobody named. Once for a link."""
    _give_up(link, records_of(link), f"no-more.{link.pk:x}", today=today)


def _give_up(
    link: Link, records: Sequence[tuple[Partnership, str]], value: str, *, email: str = "", name: str = "", today: date
) -> None:
    with transaction.atomic():
        taken = [pair for pair in records if _take(link, pair[0], Answer.Kind.NOT_ME, value, today=today)]
        note = sign("named", f"{name} <{email}>" if email else name) if email or name else ""
        inviting.leave(link.user, [record for record, role in taken if role != "partner"], today=today)
        for record in owing(Partnership.objects.filter(pk__in=[record.pk for record, _role in taken])):
            open_case(Case.Kind.FIND, record.pk, today=today, note=note, about=link.user)
        if email and taken:
            successor = people.find_or_make(email, name=name, language=link.user.language)
            inviting.invite(successor, [record for record, _role in taken], today=today)


def take_on(link: Link, public_ids: Sequence[str], *, press: str, today: date) -> None:
    """The invited person looks after these from now on."""
    records = [record_of(link, each) for each in public_ids]
    value = read_press(press, link)
    with transaction.atomic():
        taken = [
            record for record, role in records
            if role == Asked.INVITED and _take(link, record, Answer.Kind.TAKEN_ON, value, today=today)
        ]  # fmt: skip
        inviting.take_on_records(link, taken)
        inviting.close_vacancies(taken, today=today)


def next_due(numbers: Iterable[int]) -> date | None:
    """The first day on which one of some records owes its next word."""
    duties = Duty.objects.filter(partnership__in=list(numbers), kind=Duty.Kind.CONFIRM)
    return duties.order_by("due_on").values_list("due_on", flat=True).first()
