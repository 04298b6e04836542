"""Send a draft: it becomes a submission, and what needs nobody's leave is published with it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import has_role, holders
from rapport.look.navigation import site_address
from rapport.mail.outbox import Addressee, write
from rapport.registration.models import Draft
from rapport.registration.review import find_remarks, rule_set_name
from rapport.registration.steps import Composed, answers_of, compose
from rapport.registry import lifecycle
from rapport.registry.acceptance import accept, newest_version
from rapport.registry.document import PartnershipDocument
from rapport.registry.fiction import ENTERED_BY_A_VISITOR
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.linking import refuse_unfit_links
from rapport.registry.merging import merge_documents
from rapport.registry.models import Partnership, Submission, Version
from rapport.registry.policy import changed_fields, policy

_PEOPLE = (Role.FOCAL_POINT, Role.DEPUTY)


class NotReadyError(NotPossibleError):
    """Something is missing or cannot be read; the sentence says what."""


class ChangedMeanwhileError(NotPossibleError):
    """The record was changed since the form was opened, in fields that this form changes too."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(_("The record was changed meanwhile. Your text is kept: compare, and send again."))
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a draft: published at once, waiting for the desk, both, or nothing new at all."""

    published: Submission | None
    waiting: Submission | None


def send(draft: Draft, *, today: date, now: datetime) -> Sent:
    """Hand the draft in. Pressing twice is the same as once: the second is told that it was sent."""
    composed = compose(draft, today=today)
    if composed.problems:
        raise NotReadyError(composed.problems[0][2])
    if not composed.document.name and draft.kind != Submission.Kind.ENDING:
        raise NotReadyError(_("It needs a name."))
    if draft.partnership is None and composed.document.status != "forming":
        _refuse_unfit(composed, today=today)
    with transaction.atomic():
        if not Draft.objects.filter(pk=draft.pk, is_open=True).update(is_open=False):
            raise NotPossibleError(_("This was sent already."))
        author = _find_author(draft)
        by = Actor(author, role_of(draft, author), draft.channel)
        if draft.partnership is None:
            sent = Sent(None, _send_registration(draft, composed, by=by, now=now))
        else:
            sent = _send_change(draft, composed, by=by, today=today, now=now)
        draft.author, draft.is_open = author, False
        draft.submission = sent.waiting or sent.published
        draft.save(update_fields=["author", "submission"])
    return sent


def _refuse_unfit(composed: Composed, *, today: date) -> None:
    """A partnership at work is sent when nothing that is required is missing; one in formation may still lack it."""
    grave = [remark.message for remark in find_remarks(composed, today=today) if remark.level == "error"]
    if grave:
        raise NotReadyError(
            ngettext(
                "One thing that is required is missing: see below. You can also send it as in formation.",
                "%(n)s things that are required are missing: see below. You can also send it as in formation.",
                len(grave),
            ) % {"n": len(grave)}
        )  # fmt: skip


def role_of(draft: Draft, person: User | None) -> str:
    """In which role somebody speaks for the record of a draft. Raises NotPossibleError where they do not (any more)."""
    if draft.partnership is None:
        return Role.FOCAL_POINT
    if draft.is_of_desk:
        if not has_role(person or AnonymousUser(), Role.OFFICER):
            raise NotPossibleError(_("Only an officer can send this form."))
        return Role.OFFICER
    held = [grant.role for grant in holders(draft.partnership.public_id, *_PEOPLE) if grant.user == person]
    if not held:
        raise NotPossibleError(_("You do not speak for a partnership of this number."))
    return held[0]


def _find_author(draft: Draft) -> User | None:
    if draft.author:
        return draft.author
    email = draft.first("contact_email").strip()
    if not email:
        raise NotReadyError(_("Give an e-mail address: without it nobody could answer you."))
    language = draft.first("contact_language") or draft.language
    return find_or_make(email, name=draft.first("contact_name").strip(), language=language)


def _send_registration(draft: Draft, composed: Composed, *, by: Actor, now: datetime) -> Submission:
    document = composed.document
    if not document.language:
        document = document.model_copy(update={"language": draft.language})
    if settings.RAPPORT_DEMO:
        document = document.model_copy(update={"origin": ENTERED_BY_A_VISITOR})
    enclosed = {"organizations": composed.organizations}
    word = draft.first("word")
    if draft.submission and draft.submission.is_open:
        lifecycle.resubmit(draft.submission, document, by=by, now=now, enclosed=enclosed, text=word)
        return draft.submission
    submission = lifecycle.submit(
        document,
        kind=Submission.Kind.REGISTRATION,
        by=by,
        now=now,
        enclosed=enclosed,
        text=word,
        rule_set=rule_set_name(now.date()),
    )
    tell_received(draft, submission, by.user)
    return submission


def _send_change(draft: Draft, composed: Composed, *, by: Actor, today: date, now: datetime) -> Sent:
    document = _over_the_newest(draft, composed.document)
    partnership, begun_from = _origin(draft)
    before, changed = begun_from.document, changed_fields(begun_from.document, document)
    is_ending = draft.kind == Submission.Kind.ENDING
    if not changed and (is_ending or draft.is_of_desk):
        raise NotReadyError(_("Nothing in it differs from the record: there is nothing to send."))
    refuse_unfit_links(partnership.public_id, before, document, today=today)
    waiting = [] if draft.is_of_desk else policy().screened_fields(before, document)
    # Who tells an end, or what a record is to another, has not read the rest of it.
    enclosed = {"organizations": composed.organizations, "confirms_nothing": is_ending or draft.is_of_desk}
    kind = Submission.Kind.CHANGE if is_ending and "status" not in changed else Submission.Kind(draft.kind)
    hand_in = partial(lifecycle.submit, kind=kind, by=by, now=now, partnership=partnership, enclosed=enclosed)
    published, word = None, draft.first("word")
    at_once = document.model_copy(update={name: getattr(before, name) for name in waiting})
    if not waiting or changed_fields(before, at_once):
        published = hand_in(at_once, base=begun_from, text="" if waiting else word)
        accept(published, by=by, today=today, now=now)
    if not waiting:
        return Sent(published, None)
    base = newest_version(partnership)
    held_back = base.document.model_copy(update={name: getattr(document, name) for name in waiting})
    if draft.submission and draft.submission.is_open:
        lifecycle.resubmit(draft.submission, held_back, by=by, now=now, base=base, enclosed=enclosed, text=word)
        return Sent(published, draft.submission)
    return Sent(published, hand_in(held_back, base=base, text=word))


def _over_the_newest(draft: Draft, document: PartnershipDocument) -> PartnershipDocument:
    """My changes over what was published since; the draft then begins from there. Raises ChangedMeanwhileError."""
    partnership, begun_from = _origin(draft)
    newest = newest_version(partnership)
    if newest.pk == begun_from.pk:
        return document
    merged, conflicts = merge_documents(begun_from.document, newest.document, document)
    if conflicts:
        raise ChangedMeanwhileError(conflicts)
    draft.base = newest
    draft.save(update_fields=["base"])
    return merged


def _origin(draft: Draft) -> tuple[Partnership, Version]:
    if draft.partnership is None or draft.base is None:
        raise NotReadyError(_("This form belongs to no record."))
    return draft.partnership, draft.base


def rebase(draft: Draft, *, today: date) -> list[str]:
    """Begin from the version now in force and keep my words; returns the fields that both changed.

    Part of showing a conflict: the form then holds my text, the record shows theirs, and sending again is an answer.
    """
    partnership, begun_from = _origin(draft)
    newest = newest_version(partnership)
    mine = compose(draft, today=today)
    if newest.pk == begun_from.pk or mine.problems:
        return []
    merged, conflicts = merge_documents(begun_from.document, newest.document, mine.document)
    report = {name: given for name, given in draft.answers.items() if name not in answers_of(merged, draft.kind)}
    draft.base, draft.answers = newest, {**report, **answers_of(merged, draft.kind)}
    draft.edition += 1
    draft.save(update_fields=["base", "answers", "edition"])
    return conflicts


def tell_received(draft: Draft, submission: Submission, person: User | None) -> None:
    """Say that it arrived, what happens next, and where to look."""
    if person is None:
        return
    to = Addressee(person.email, person.get_full_name(), person.language or draft.language, f"user:{person.pk}")
    address = site_address(reverse("registration:overview", args=[draft.token]))
    context = {"name": submission.document.name, "address": address}
    write(
        "registration/received", to=to, context=context, about=f"submission:{submission.pk}",
        topic=f"case:{submission.pk}",
    )  # fmt: skip
