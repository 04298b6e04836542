"""The one way in for mail: kept whole first, then decided. Nothing that comes in raises, and nothing is lost.

A mail is a report of a bounce, an automatic reply, one of ours come round, a reply to a letter, or something else:
that waits in quarantine for an officer.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from email.utils import getaddresses

from django.db import transaction
from django.db.models import QuerySet

from rapport.lib.texts import keep_raw
from rapport.mail import routes
from rapport.mail.addresses import read_address
from rapport.mail.attachments import ReceivedFile
from rapport.mail.bounces import Fate, Report, read_report
from rapport.mail.models import Incoming, Letter
from rapport.mail.quotes import strip_quotes
from rapport.mail.reading import Mail, read_mail
from rapport.mail.sorting import has_come_round, is_automatic
from rapport.work.errors import describe_error

LARGEST = 15 * 1024 * 1024  # bytes of a whole mail
MOST_AN_HOUR = 30  # mails of one sender: no person writes more
_State, _Kind, _Reason = Incoming.State, Incoming.Kind, Incoming.Reason
# Where programs on the way write for whom a mail was, if the envelope does not say it.
_ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


@dataclass(frozen=True, slots=True)
class _Verdict:
    state: Incoming.State
    kind: Incoming.Kind = _Kind.OTHER
    reason: str = ""
    note: str = ""
    letter: Letter | None = None
    topic: str = ""
    text: str = ""


def receive(raw: bytes, *, sender: str, recipients: Sequence[str], now: datetime) -> Incoming:
    """Take a mail in. The same mail for the same recipients is taken once, however often it is delivered.

    ``sender`` is that of the envelope, empty for bounces. Raises nothing but what the database raises.
    """
    is_too_big, raw = len(raw) > LARGEST, raw[:LARGEST]
    mail = read_mail(raw)
    incoming, _is_new = Incoming.objects.get_or_create(
        fingerprint=_fingerprint(raw, mail, recipients),
        defaults={
            "message_id": mail.message_id, "sender": keep_raw(sender)[:320],
            "recipients": [keep_raw(each)[:320] for each in recipients][:100],
            "from_email": mail.from_email, "from_name": mail.from_name, "subject": mail.subject, "text": mail.text,
            "attachments": [_describe(file) for file in mail.files], "raw": raw, "received_at": now,
            "reason": _Reason.TOO_BIG if is_too_big else "",
        },
    )  # fmt: skip
    if incoming.state == _State.TAKEN:
        decide(incoming, now=now, mail=mail)
    return incoming


def _describe(file: ReceivedFile) -> dict[str, object]:
    return {name: value for name, value in asdict(file).items() if name != "content"}


def _fingerprint(raw: bytes, mail: Mail, recipients: Sequence[str]) -> str:
    """Of what stays the same when a mail is delivered again: not the lines that servers write at its head."""
    _head, _blank, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    headers = [mail.header(name) for name in ("Message-ID", "From", "Subject", "Date", "Content-Type")]
    told = [*headers, *sorted(map(str.lower, recipients))]
    digest = hashlib.sha256("\n".join(told).encode(errors="backslashreplace"))
    digest.update(b"\n\n" + body if mail.is_readable and body else raw)
    return digest.hexdigest()


def is_left_over(*, now: datetime) -> bool:
    return _left_over(now).exists()


def _left_over(now: datetime) -> QuerySet[Incoming]:
    return Incoming.objects.left_over().filter(received_at__lt=now - timedelta(minutes=5))


def decide_left_over(*, now: datetime) -> int:
    """Mails whose worker died before they were decided. The job ``mail.decide``."""
    left = list(_left_over(now)[:100])
    for incoming in left:
        decide(incoming, now=now, mail=read_mail(bytes(incoming.raw)))
    return len(left)


def decide(incoming: Incoming, *, now: datetime, mail: Mail) -> None:
    """What becomes of a mail that was taken: with what its handler does in one transaction, and once."""
    with transaction.atomic():
        # The row is ours until the end of the transaction; who comes second finds it decided.
        if Incoming.objects.filter(pk=incoming.pk, state=_State.TAKEN).update(state=_State.QUARANTINED):
            verdict = _judge_safely(incoming, mail, now)
            Incoming.objects.filter(pk=incoming.pk).update(
                state=verdict.state, kind=verdict.kind, reason=verdict.reason, note=verdict.note, letter=verdict.letter,
                topic=verdict.topic, text=verdict.text or incoming.text, decided_at=now,
            )  # fmt: skip
    incoming.refresh_from_db()


def _judge_safely(incoming: Incoming, mail: Mail, now: datetime) -> _Verdict:
    try:
        with transaction.atomic():
            return _judge(incoming, mail, now)
    except Exception as error:  # whatever is in a mail, it is kept and an officer sees it
        return _Verdict(_State.QUARANTINED, reason=_Reason.UNREADABLE, note=describe_error(error))


def _judge(incoming: Incoming, mail: Mail, now: datetime) -> _Verdict:
    if incoming.reason == _Reason.TOO_BIG:
        return _Verdict(_State.QUARANTINED, reason=_Reason.TOO_BIG)
    if not mail.is_readable:
        return _Verdict(_State.QUARANTINED, reason=_Reason.UNREADABLE)
    if has_come_round(mail):
        return _Verdict(_State.QUARANTINED, _Kind.LOOP, _Reason.LOOP)
    purpose, letter = _find_letter(incoming, mail)
    report = read_report(mail)
    if report and (purpose == "bounce" or _is_from_server(incoming, mail)):
        return _judge_bounce(report, letter if purpose == "bounce" else _letter_of(report))
    if is_automatic(mail, sender=incoming.sender):
        return _Verdict(_State.SET_ASIDE, _Kind.AUTOMATIC, letter=letter)
    if purpose == "bounce":
        return _Verdict(_State.QUARANTINED, _Kind.BOUNCE, _Reason.UNCLEAR_BOUNCE, letter=letter)
    if letter is None:
        return _Verdict(_State.QUARANTINED, reason=_Reason.UNKNOWN_ADDRESS)
    return _judge_reply(incoming, mail, letter, now)


def _find_letter(incoming: Incoming, mail: Mail) -> tuple[str, Letter | None]:
    """For which purpose and letter the first address was signed that is one of ours. The envelope goes first."""
    headers = [
        value for name in _ADDRESSED for found, value in mail.message.raw_items() if found.lower() == name.lower()
    ]
    addresses = [*incoming.recipients, *(email for _name, email in getaddresses([str(each) for each in headers[:20]]))]
    for address in addresses:
        if (signed := read_address(address)) and (letter := Letter.objects.filter(pk=signed[1]).first()):
            return signed[0], letter
    return "", None


def _is_from_server(incoming: Incoming, mail: Mail) -> bool:
    return incoming.sender in ("", "<>") or bool(re.match(r"(?:mailer-daemon|postmaster)@", mail.from_email))


def _letter_of(report: Report) -> Letter | None:
    """For a report that came to another address of ours: it must know the letter's id and its recipient."""
    letter = Letter.objects.filter(message_id=report.original_id).first() if report.original_id else None
    return letter if letter and report.recipient and letter.email.lower() == report.recipient else None


def _judge_bounce(report: Report, letter: Letter | None) -> _Verdict:
    if letter is None or report.fate is Fate.NOTHING:
        return _Verdict(_State.QUARANTINED, _Kind.BOUNCE, _Reason.UNCLEAR_BOUNCE, report.status, letter)
    note = " ".join(each for each in (report.status, report.diagnostic) if each)[:500]
    if report.fate is Fate.DELAYED:
        return _Verdict(_State.HANDLED, _Kind.DELAY, note=note, letter=letter)
    sent = Letter.objects.filter(
        pk=letter.pk, state__in=(Letter.State.SENT, Letter.State.UNCERTAIN, Letter.State.SENDING)
    )
    # A second report of the same letter tells nobody anything new.
    if sent.update(state=Letter.State.BOUNCED, answer=note, claim="", leased_until=None):
        letter.refresh_from_db()
        if troubles := routes.tell_bounce(letter, hard=report.fate is Fate.HARD):
            return _Verdict(_State.QUARANTINED, _Kind.BOUNCE, _Reason.HANDLER_FAILED, troubles[0], letter)
    return _Verdict(_State.HANDLED, _Kind.BOUNCE, note=note, letter=letter)


def _judge_reply(incoming: Incoming, mail: Mail, letter: Letter, now: datetime) -> _Verdict:
    # Whoever answers a letter has it.
    Letter.objects.filter(pk=letter.pk, state=Letter.State.UNCERTAIN).update(state=Letter.State.SENT)
    found = _Verdict(_State.QUARANTINED, _Kind.REPLY, letter=letter, topic=letter.topic, text=strip_quotes(mail.text))
    if mail.from_email and _writes_too_often(mail.from_email, now):
        return replace(found, kind=_Kind.LOOP, reason=_Reason.TOO_MANY)
    if not letter.topic:
        return replace(found, reason=_Reason.NO_TOPIC)
    if not found.text and not mail.files:
        return replace(found, reason=_Reason.EMPTY, text=mail.text)
    handler = routes.reply_handler(letter.topic)
    if handler is None:
        return replace(found, reason=_Reason.NO_HANDLER)
    try:
        with transaction.atomic():
            handler(make_reply(incoming, mail, letter.topic, letter))
    except Exception as error:  # the room could not take it: an officer sees the mail, and why
        return replace(found, reason=_Reason.HANDLER_FAILED, note=describe_error(error))
    return replace(found, state=_State.HANDLED)


def _writes_too_often(email: str, now: datetime) -> bool:
    lately = Incoming.objects.filter(from_email=email, received_at__gt=now - timedelta(hours=1))
    return lately.count() > MOST_AN_HOUR


def make_reply(incoming: Incoming, mail: Mail, topic: str, letter: Letter | None) -> routes.Reply:
    return routes.Reply(
        reference=topic.partition(":")[2], text=strip_quotes(mail.text) or mail.text, subject=mail.subject,
        sender=mail.from_email, sender_name=mail.from_name, attachments=tuple(mail.files), letter=letter,
        received_at=incoming.received_at,
        is_from_addressee=letter is not None and letter.email.lower() == mail.from_email,
    )  # fmt: skip
