"""Write a letter: part of the transaction of what it tells of. A worker sends it later.

Every change of a letter's state is a conditional ``update()``: an officer and a worker at once do not undo each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from rapport.lib import clock
from rapport.lib.texts import clean_text, keep_raw
from rapport.mail.models import Enclosure, Letter
from rapport.mail.rendering import render


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a letter, and in which language. ``person`` is an opaque reference such as ``user:12``."""

    email: str
    name: str = ""
    language: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """What goes with a letter. ``kind`` is its media type."""

    name: str
    kind: str
    content: bytes


class LetterStateError(Exception):
    """A letter is in a state that does not allow it; the sentence is fit for the user."""


def write(
    template: str,
    *,
    to: Addressee,
    context: Mapping[str, Any],
    about: str = "",
    topic: str = "",
    hold: bool = False,
    key: str = "",
    attachments: Sequence[File] = (),
    unsubscribe: str = "",
    not_before: datetime | None = None,
    secret: bool = False,
) -> Letter:
    """A letter from ``<room>/mail/<name>.txt``, in the language of who gets it. With a key it is written once only.

    A secret one opens a door (a code for signing in): once sent, its body is forgotten.
    """
    if key and (found := Letter.objects.filter(key=key).first()):
        return found
    subject, body = render(template, {**context, "to": to}, language=_language_of(to))
    return write_text(
        subject, body, to=to, about=about, topic=topic, hold=hold, key=key, attachments=attachments,
        unsubscribe=unsubscribe, not_before=not_before, secret=secret, template=template,
    )  # fmt: skip


def write_text(
    subject: str,
    body: str,
    *,
    to: Addressee,
    about: str = "",
    topic: str = "",
    hold: bool = False,
    key: str = "",
    attachments: Sequence[File] = (),
    unsubscribe: str = "",
    not_before: datetime | None = None,
    secret: bool = False,
    template: str = "",
) -> Letter:
    """A letter that somebody wrote: its body is Markdown (``markdown.escape_markdown`` makes it of plain text)."""
    values: dict[str, Any] = {
        "message_id": f"{uuid4().hex}@{settings.RAPPORT_MAIL_DOMAIN}",
        "template": template, "email": _one_line(to.email), "name": _one_line(to.name), "language": _language_of(to),
        "person": to.person, "about": about, "topic": topic, "subject": _one_line(subject), "body": _clean(body),
        "unsubscribe": unsubscribe, "not_before": not_before, "is_secret": secret, "written_at": clock.now(),
        "state": Letter.State.HELD if hold else Letter.State.WAITING,
    }  # fmt: skip
    with transaction.atomic():
        letter, is_new = Letter.objects.get_or_create(key=key, defaults=values) if key else _create(values)
        if is_new and attachments:
            Enclosure.objects.bulk_create(
                Enclosure(letter=letter, name=_one_line(file.name)[:200], kind=file.kind, content=file.content)
                for file in attachments
            )
    return letter


def _create(values: dict[str, Any]) -> tuple[Letter, bool]:
    return Letter.objects.create(**values), True


def _language_of(to: Addressee) -> str:
    return to.language if to.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    return clean_text(keep_raw(text))


def release(letter: Letter) -> None:
    """A letter that was proof-read may go out."""
    if not release_all([letter.pk]):
        raise LetterStateError(_("This letter is no longer held: somebody else has released or cancelled it."))
    letter.refresh_from_db()


def release_all(letters: Sequence[int]) -> int:
    """Those of the letters (by their primary keys) that are still held go out; how many there were."""
    return Letter.objects.held().filter(pk__in=letters).update(state=Letter.State.WAITING)


def edit(letter: Letter, *, subject: str, body: str) -> None:
    """Change a letter while it is held."""
    subject, body = _one_line(subject), _clean(body)
    if not subject or not body:
        raise LetterStateError(_("A letter needs a subject and a text."))
    if not Letter.objects.held().filter(pk=letter.pk).update(subject=subject, body=body):
        raise LetterStateError(_("This letter is no longer held, so it cannot be changed."))
    letter.refresh_from_db()


def cancel(letter: Letter) -> None:
    """A letter that has not gone out will not."""
    open_states = (Letter.State.HELD, Letter.State.WAITING)
    if not Letter.objects.filter(pk=letter.pk, state__in=open_states).update(state=Letter.State.CANCELLED):
        raise LetterStateError(_("This letter cannot be cancelled any more: it is on its way, or has been sent."))
    letter.refresh_from_db()


def mark_sent(letter: Letter, *, now: datetime) -> None:
    """An officer has learned that a letter whose fate was not known did arrive."""
    forgotten = {"body": ""} if letter.is_secret else {}
    uncertain = Letter.objects.uncertain().filter(pk=letter.pk)
    if not uncertain.update(state=Letter.State.SENT, sent_at=now, claim="", leased_until=None, **forgotten):
        raise LetterStateError(_("Only a letter whose fate is not known can be marked as sent."))
    letter.refresh_from_db()


def send_again(letter: Letter) -> None:
    """What an officer decides of a letter that was refused, or that may or may not have arrived.

    It keeps its Message-ID, so a mailbox that has it already may know it again.
    """
    ended = (Letter.State.UNCERTAIN, Letter.State.REFUSED)
    changed = Letter.objects.filter(pk=letter.pk, state__in=ended).exclude(body="").update(
        state=Letter.State.WAITING, attempts=0, first_tried_at=None, next_at=None, handed_over_at=None, claim=""
    )  # fmt: skip
    if not changed:
        raise LetterStateError(_("Only a letter that was refused, or whose fate is not known, can be sent again."))
    letter.refresh_from_db()
