"""Visitors write to the secretariat; an officer answers at the desk, and answers to that come back to the desk.

A row is kept for 90 days after it was answered or closed, and for a year where nobody has dealt with it.
"""

import re
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.lib import clock
from rapport.lib.logs import hide_tokens
from rapport.lib.texts import clean_text
from rapport.mail import outbox
from rapport.mail.routes import Reply
from rapport.upkeep.forms import LONGEST_TEXT, MessageForm
from rapport.website.inquiry_models import Inquiry

A_DAY_FROM_A_MAILBOX = 5
_OURS = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]*")  # a path; browsers read two slashes, of either kind, as another host
KEPT_FOR, KEPT_OPEN_FOR = timedelta(days=90), timedelta(days=365)


class InquiryError(Exception):
    """It was not taken, or not done; the sentence is fit for the user."""


def ask(form: MessageForm, *, language: str, page: str, now: datetime) -> Inquiry:
    """Take what a visitor wrote. ``page``: the path that they came from, kept without its token if it is ours."""
    email = form.email.strip()
    of_today = Inquiry.objects.filter(email__iexact=email, asked_at__gt=now - timedelta(days=1))
    if of_today.count() >= A_DAY_FROM_A_MAILBOX:
        raise InquiryError(_("You have written to us several times today. Write again tomorrow."))
    return Inquiry.objects.create(
        name=form.name, email=email, language=language, text=form.text, asked_at=now,
        page=hide_tokens(page)[:400] if _OURS.fullmatch(page) else "",
    )  # fmt: skip


def answer(inquiry: Inquiry, text: str, *, by: User, now: datetime) -> None:
    """Send the answer by mail. Of two officers who answer at once, the first does."""
    text = clean_text(text)[:LONGEST_TEXT]
    if not text:
        raise InquiryError(_("Write the answer."))
    with transaction.atomic():
        _decide(inquiry, Inquiry.State.ANSWERED, by=by, now=now, answer=text)
        outbox.write(
            "website/inquiry_answer",
            to=outbox.Addressee(inquiry.email, inquiry.name, inquiry.language),
            context={"text": text, "asked": inquiry.text},
            topic=f"inquiry:{inquiry.pk}",
        )


def close(inquiry: Inquiry, *, by: User, now: datetime) -> None:
    """Nothing is sent."""
    _decide(inquiry, Inquiry.State.CLOSED, by=by, now=now)


def _decide(inquiry: Inquiry, state: Inquiry.State, *, by: User, now: datetime, answer: str = "") -> None:
    waiting = Inquiry.objects.filter(pk=inquiry.pk, state=Inquiry.State.OPEN)
    if not waiting.update(state=state, decided_by=by, decided_at=now, answer=answer):
        raise InquiryError(_("Somebody else has dealt with this message meanwhile."))


def take_reply(reply: Reply) -> None:
    """The visitor answers our answer: a new message, which follows the other."""
    number = reply.reference
    before = Inquiry.objects.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() else None
    if before is None:
        raise InquiryError(_("The message that this answers was forgotten by now."))
    Inquiry.objects.create(
        name=before.name, email=before.email, language=before.language, text=clean_text(reply.text)[:LONGEST_TEXT],
        asked_at=clock.now(), page=before.page, follows=before,
    )  # fmt: skip


def forget(*, today: date) -> None:
    """What has done its work, and what nobody will deal with any more."""
    done = Inquiry.objects.exclude(state=Inquiry.State.OPEN)
    done.filter(decided_at__date__lte=today - KEPT_FOR).delete()
    Inquiry.objects.filter(asked_at__date__lte=today - KEPT_OPEN_FOR).delete()


def export_inquiries(user: User) -> list[dict[str, str]]:
    """What somebody wrote from the mailbox of their account, and what was answered."""
    found = _of_mailbox(user).order_by("pk")
    return [
        {"asked_at": each.asked_at.isoformat(), "name": each.name, "text": each.text, "answer": each.answer}
        for each in found
    ]


def erase_inquirer(user: User) -> None:
    _of_mailbox(user).delete()


def _of_mailbox(user: User) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(email__iexact=user.email) if user.email else Inquiry.objects.none()
