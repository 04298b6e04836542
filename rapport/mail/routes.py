"""Who is told of what comes in: rooms above register what they do with a reply or a bounce."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from rapport.mail.attachments import ReceivedFile
from rapport.mail.models import Letter
from rapport.work.errors import describe_error

_log = logging.getLogger("rapport.mail")


@dataclass(frozen=True, slots=True)
class Reply:
    """``reference`` is what stands behind the kind in the letter's topic: ``12`` of ``case:12``."""

    reference: str
    text: str  # what is new in it
    subject: str
    sender: str  # address of who wrote
    attachments: Sequence[ReceivedFile]
    letter: Letter | None  # that it answers; none where an officer assigned the mail by hand
    received_at: datetime
    sender_name: str = ""
    is_from_addressee: bool = field(
        default=True
    )  # else a mail that was passed on, or another mailbox of the same person


ReplyHandler = Callable[[Reply], None]
BounceHandler = Callable[..., None]
_of_replies: dict[str, ReplyHandler] = {}
_of_bounces: list[BounceHandler] = []


def on_reply(kind: str, handler: ReplyHandler) -> None:
    """``handler(reply)`` for letters whose topic is ``kind:…``.

    It runs in a transaction: what it raises leaves the mail in quarantine with the error's sentence, and nothing else.
    """
    _of_replies[kind] = handler


def on_bounce(handler: BounceHandler) -> None:
    """``handler(letter, hard=…)``: a letter came back. ``hard``: the mailbox is not there. In the same transaction."""
    if handler not in _of_bounces:
        _of_bounces.append(handler)


def reply_handler(topic: str) -> ReplyHandler | None:
    return _of_replies.get(topic.partition(":")[0])


def tell_bounce(letter: Letter, *, hard: bool) -> list[str]:
    """Tell every room. What one raises stops no other; the sentences are given back."""
    troubles = []
    for handler in _of_bounces:
        try:
            with transaction.atomic():
                handler(letter, hard=hard)
        except Exception as error:  # whatever one room meets, the others are told
            troubles.append(describe_error(error))
            _log.error("A room could not take a bounce: %s", troubles[-1])
    return troubles
