"""Send what waits: each letter once.

A letter is claimed, then recorded as being handed over, then sent, then recorded as sent. A worker that dies before it
hands over leaves the letter to the next; one that dies between handing over and hearing back leaves it *uncertain*.
No transaction is held while talking to the server.
"""

import time
from datetime import datetime, timedelta
from email.generator import BytesGenerator
from email.message import EmailMessage
from io import BytesIO
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from rapport.lib import clock
from rapport.mail import outages, routes
from rapport.mail.addresses import signed_address
from rapport.mail.message import UnsendableError, build_message, wire_address
from rapport.mail.models import Letter
from rapport.mail.server import Fate, Outcome, ServerDownError, Session
from rapport.mail.signing import sign
from rapport.work import jobs
from rapport.work.errors import describe_error

LEASE = timedelta(minutes=15)  # longer than all the answers of a slow server together
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=4)
# A letter that is put off again and again is given up after four days and so many attempts: a clock that jumps
# cannot end it early.
PATIENCE, LEAST_ATTEMPTS = timedelta(days=4), 20
_BATCH, _SECONDS = 200, 20.0
_OURS = (Letter.State.SENDING, Letter.State.UNCERTAIN)


def is_wanted(*, now: datetime) -> bool:
    """Whether there is anything to send, or to settle."""
    if Letter.objects.filter(state=Letter.State.SENDING).exists():
        return True
    if not (settings.RAPPORT_MAIL or settings.RAPPORT_DEMO) or outages.is_waiting(now):
        return False
    return Letter.objects.due(now, longest_pause=LONGEST_PAUSE).exists()


def send_waiting(*, now: datetime) -> int:
    """Send the letters that may go out, and return how many were taken. The job ``mail.send``."""
    settle_abandoned()
    if not settings.RAPPORT_MAIL:
        return _count_as_sent(now) if settings.RAPPORT_DEMO else 0
    if outages.is_waiting(now):
        return 0
    sent, until = 0, time.monotonic() + _SECONDS
    due = Letter.objects.due(now, longest_pause=LONGEST_PAUSE).values_list("pk", flat=True)
    with Session() as session:
        for number in list(due[:_BATCH]):
            if jobs.stopping.is_set() or time.monotonic() > until:
                break
            try:
                sent += _send_one(number, session, now)
            except ServerDownError as error:
                outages.note(str(error), now)
                break
    return sent


def settle_abandoned() -> None:
    """Letters whose worker died: back to waiting, or uncertain if it had begun to hand them over."""
    real = clock.real_now()
    abandoned = Letter.objects.filter(
        Q(leased_until__lte=real) | Q(leased_until__gt=real + LEASE), state=Letter.State.SENDING
    )
    abandoned.filter(handed_over_at=None).update(state=Letter.State.WAITING, claim="")
    abandoned.exclude(handed_over_at=None).update(
        state=Letter.State.UNCERTAIN,
        answer=_("The program was stopped before the mail server said whether it took the letter."),
    )


def _count_as_sent(now: datetime) -> int:
    """In the demonstration there is no server: a letter is sent by being readable in the outbox."""
    due = Letter.objects.due(now, longest_pause=LONGEST_PAUSE)
    return due.update(state=Letter.State.SENT, sent_at=now, attempts=F("attempts") + 1)


def _send_one(number: int, session: Session, now: datetime) -> bool:
    if session.connect():  # before anything is claimed: no letter is blamed for a server that is down
        outages.end()
    claim = uuid4().hex
    claimed = Letter.objects.filter(pk=number, state=Letter.State.WAITING).update(
        state=Letter.State.SENDING, claim=claim, leased_until=clock.real_now() + LEASE, handed_over_at=None,
        attempts=F("attempts") + 1, first_tried_at=Coalesce("first_tried_at", now),
    )  # fmt: skip
    if not claimed:
        return False
    letter = Letter.objects.get(pk=number)
    try:
        outcome = _hand_over(letter, session, now)
    except ServerDownError:
        _put_back(letter)
        raise
    if outcome.fate is not Fate.GIVEN_UP:
        _conclude(letter, outcome, now)
    return outcome.fate is Fate.TAKEN


def _hand_over(letter: Letter, session: Session, now: datetime) -> Outcome:
    try:
        to, content = wire_address(letter.email), sign(_flatten(build_message(letter)))
    except UnsendableError as error:
        return Outcome(Fate.REFUSED, str(error), is_address_dead=True)
    except Exception as error:  # a letter that cannot be put together must not stop those behind it
        return Outcome(Fate.REFUSED, describe_error(error))

    def record() -> bool:
        ours = Letter.objects.filter(pk=letter.pk, claim=letter.claim, state=Letter.State.SENDING)
        return bool(ours.update(handed_over_at=now, leased_until=clock.real_now() + LEASE))

    return session.hand_over(signed_address("bounce", letter.pk), to, content, record=record)


def _flatten(message: EmailMessage) -> bytes:
    out = BytesIO()
    BytesGenerator(out, policy=message.policy).flatten(message)
    return out.getvalue()


def _put_back(letter: Letter) -> None:
    """Not tried after all: the server takes mail of nobody."""
    Letter.objects.filter(pk=letter.pk, claim=letter.claim, state=Letter.State.SENDING).update(
        state=Letter.State.WAITING, claim="", leased_until=None, handed_over_at=None, attempts=F("attempts") - 1
    )


def _conclude(letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Write down what became of a letter. Whoever took it for abandoned meanwhile is put right: now we know."""
    changes: dict[str, object] = {"answer": outcome.answer, "leased_until": None, "claim": ""}
    is_over = outcome.fate is Fate.REFUSED or (outcome.fate is Fate.LATER and _is_out_of_patience(letter, now))
    if outcome.fate is Fate.TAKEN:
        changes |= {"state": Letter.State.SENT, "sent_at": now} | ({"body": ""} if letter.is_secret else {})
    elif outcome.fate is Fate.UNKNOWN:
        changes |= {"state": Letter.State.UNCERTAIN}
    elif is_over:
        changes |= {"state": Letter.State.REFUSED}
    else:
        changes |= {"state": Letter.State.WAITING, "handed_over_at": None, "next_at": now + _pause(letter.attempts)}
    with transaction.atomic():
        ours = Letter.objects.filter(pk=letter.pk, claim=letter.claim, state__in=_OURS)
        if ours.update(**changes) and is_over and (outcome.is_address_dead or outcome.fate is Fate.LATER):
            letter.refresh_from_db()
            routes.tell_bounce(letter, hard=outcome.is_address_dead)


def _pause(attempts: int) -> timedelta:
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _is_out_of_patience(letter: Letter, now: datetime) -> bool:
    first = letter.first_tried_at or now
    return letter.attempts >= LEAST_ATTEMPTS and now - first >= PATIENCE
