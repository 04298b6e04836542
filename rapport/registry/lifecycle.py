"""From state to state: the one way in which a submission moves, with what the case log says of it.

Each function is one transaction, refuses what the state does not allow (``NotPossibleError``), and leaves a row in the
case log. Who is asked moves by a conditional update: of two people at once the second is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.lib.texts import clean_text
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import OPEN_STATES, CaseEntry, Partnership, Submission, Version

State: TypeAlias = Submission.State
Kind: TypeAlias = CaseEntry.Kind
_ASKABLE = (State.SUBMITTED,)
_ANSWERABLE = (State.ASKED, State.RETURNED, State.SUBMITTED)


class NotPossibleError(Exception):
    """What was asked for cannot be done now; the sentence says why, and is fit for whoever asked."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: a person, in a role, through a channel. ``user`` is kept at the desk and never published."""

    user: User | None = None
    role: str = ""
    channel: str = "desk"


def submit(
    document: PartnershipDocument,
    *,
    kind: Submission.Kind,
    by: Actor,
    now: datetime,
    partnership: Partnership | None = None,
    base: Version | None = None,
    enclosed: dict[str, Any] | None = None,
    text: str = "",
    rule_set: str = "",
) -> Submission:
    """Hand in a document, to be screened. ``text`` is a word of the applicant to the desk.

    ``rule_set``: the criteria in force then, as code/version; it is screened against those.
    """
    with transaction.atomic():
        submission = Submission.objects.create(
            kind=kind, partnership=partnership, base=base, body=document.to_bytes().decode(), enclosed=enclosed or {},
            public_id=partnership.public_id if partnership else "", role=by.role, channel=by.channel, author=by.user,
            submitted_at=now, rule_set=rule_set,
        )  # fmt: skip
        _log(submission, Kind.SENT, by=by, now=now, text=text, told={"document": submission.body})
    return submission


def resubmit(
    submission: Submission, document: PartnershipDocument, *, by: Actor, now: datetime,
    base: Version | None = None, enclosed: dict[str, Any] | None = None, text: str = "",
) -> None:  # fmt: skip
    """Hand in again what was asked about or returned. What was sent before stays in the case log."""
    changes = {"body": document.to_bytes().decode(), "enclosed": enclosed or {}, "base": base}
    told = {"document": changes["body"]}
    _move(submission, _ANSWERABLE, State.SUBMITTED, Kind.SENT, by=by, now=now, text=text, told=told, **changes)


def claim(submission: Submission, *, by: Actor, now: datetime) -> None:
    """Take a case on. Of two who press at once the second is told; who presses twice has it."""
    with transaction.atomic():
        free = Submission.objects.filter(pk=submission.pk, owner=None, state__in=OPEN_STATES)
        if not free.update(owner=by.user):
            submission.refresh_from_db()
            if submission.is_open and by.user and submission.owner_id == by.user.pk:
                return
            raise NotPossibleError(_("Somebody else has taken this case on."))
        submission.refresh_from_db()
        _log(submission, Kind.CLAIMED, by=by, now=now)


def assign(submission: Submission, owner: User | None, *, by: Actor, now: datetime) -> None:
    """Give a case to somebody, or back to the queue."""
    with transaction.atomic():
        if not Submission.objects.filter(pk=submission.pk, state__in=OPEN_STATES).update(owner=owner):
            raise NotPossibleError(_("This case is closed."))
        submission.refresh_from_db()
        _log(submission, Kind.CLAIMED if owner else Kind.RELEASED, by=by, now=now)


def note(submission: Submission, text: str, *, by: Actor, now: datetime) -> None:
    """A word among the desk, which the applicant does not see."""
    with _once(submission, Kind.NOTED, text, by=by) as is_new:
        if is_new:
            _log(submission, Kind.NOTED, by=by, now=now, text=text)


def advise(submission: Submission, text: str, *, verdict: str, by: Actor, now: datetime) -> None:
    """Advice is apart from the decision: ``verdict`` is for, against or open, and binds nobody."""
    with _once(submission, Kind.ADVISED, text, by=by) as is_new:
        if is_new:
            _log(submission, Kind.ADVISED, by=by, now=now, text=text, told={"verdict": verdict})


def ask(submission: Submission, text: str, *, by: Actor, now: datetime) -> None:
    """Ask the applicant for more; the case waits for the answer."""
    _move(submission, _ASKABLE, State.ASKED, Kind.ASKED, by=by, now=now, text=text)


def answer(submission: Submission, text: str, *, by: Actor, now: datetime, told: dict[str, Any] | None = None) -> None:
    """The applicant answers, by mail or on the page; the case waits for the desk again."""
    state = State.SUBMITTED if submission.state == State.ASKED else State(submission.state)
    with _once(submission, Kind.ANSWERED, text, by=by) as is_new:
        if is_new:
            _move(submission, OPEN_STATES, state, Kind.ANSWERED, by=by, now=now, text=text, told=told)


def return_to_applicant(
    submission: Submission, text: str, *, by: Actor, now: datetime, told: dict[str, Any] | None = None
) -> None:
    """Give it back to be reworked: more than a question, less than a refusal. ``told``: as of a refusal."""
    _move(submission, OPEN_STATES, State.RETURNED, Kind.RETURNED, by=by, now=now, text=text, told=told)


def decline(submission: Submission, text: str, *, by: Actor, now: datetime, told: dict[str, Any]) -> None:
    """Refuse it, with reasons. ``told``: findings and the rule set; the applicant can appeal."""
    _move(submission, OPEN_STATES, State.DECLINED, Kind.DECLINED, by=by, now=now, text=text, told=told)


def appeal(submission: Submission, text: str, *, by: Actor, now: datetime) -> None:
    """A declined applicant asks to look again: the case returns to the queue without its owner."""
    if submission.entries.filter(kind=Kind.APPEALED).exists():
        raise NotPossibleError(_("This decision has been looked at again already."))
    _move(submission, (State.DECLINED,), State.SUBMITTED, Kind.APPEALED, by=by, now=now, text=text, owner=None)


def withdraw(submission: Submission, text: str, *, by: Actor, now: datetime) -> None:
    """The applicant takes it back."""
    _move(submission, OPEN_STATES, State.WITHDRAWN, Kind.WITHDRAWN, by=by, now=now, text=text)


def close_as_accepted(submission: Submission, *, by: Actor, now: datetime, text: str, told: dict[str, Any]) -> None:
    """Part of accepting (``acceptance.py``), which publishes in the same transaction."""
    _move(submission, OPEN_STATES, State.ACCEPTED, Kind.ACCEPTED, by=by, now=now, text=text, told=told)


@contextmanager
def _once(submission: Submission, kind: Kind, text: str, *, by: Actor) -> Iterator[bool]:
    """Whether these words are new: who presses twice, or sends again because no answer came, says them once."""
    with transaction.atomic():
        list(Submission.objects.select_for_update().filter(pk=submission.pk))
        last = submission.entries.last()
        said = last and (last.kind, last.text, last.author_id)
        yield said != (kind, clean_text(text), by.user and by.user.pk)


def _move(
    submission: Submission, allowed: tuple[State, ...], state: State, kind: Kind, *,
    by: Actor, now: datetime, text: str = "", told: dict[str, Any] | None = None, **changes: Any,
) -> None:  # fmt: skip
    with transaction.atomic():
        open_one = Submission.objects.filter(pk=submission.pk, state__in=allowed)
        if not open_one.update(state=state, **changes):
            submission.refresh_from_db()
            said = {"state": submission.get_state_display()}
            raise NotPossibleError(_("This is not possible any more. The submission: %(state)s.") % said)
        submission.refresh_from_db()
        _log(submission, kind, by=by, now=now, text=text, told=told)


def _log(
    submission: Submission, kind: Kind, *, by: Actor, now: datetime, text: str = "", told: dict[str, Any] | None = None
) -> None:
    CaseEntry.objects.create(
        submission=submission, kind=kind, at=now, author=by.user, role=by.role, channel=by.channel,
        text=clean_text(text), told=told or {},
    )  # fmt: skip
