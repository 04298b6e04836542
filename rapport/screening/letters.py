"""Letters of a case to its applicant, and what comes back by mail."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from rapport.accounts.models import Role
from rapport.lib import clock
from rapport.look.navigation import site_address
from rapport.mail.models import Letter
from rapport.mail.outbox import Addressee, write
from rapport.mail.routes import Reply
from rapport.registry import lifecycle
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import CaseEntry, Submission

_LONGEST = 50_000


def write_to_applicant(submission: Submission, name: str, *, hold: bool, **context: Any) -> Letter | None:
    """A letter of the case, in the language of who sent it in; none where nobody did (an import)."""
    person = submission.author
    if person is None or not person.email:
        return None
    to = Addressee(person.email, person.get_full_name(), person.language or _language_of(submission), person.reference)
    said = {
        "name": submission.document.name, "address": _address(submission, to.language),
        "is_new": submission.kind == Submission.Kind.REGISTRATION, **context,
    }  # fmt: skip
    return write(
        f"screening/{name}", to=to, context=said, about=f"submission:{submission.pk}", topic=f"case:{submission.pk}",
        hold=hold,
    )  # fmt: skip


def _language_of(submission: Submission) -> str:
    draft = submission.drafts.order_by("-pk").first()
    return draft.language if draft else ""


def _address(submission: Submission, language: str) -> str:
    """Where the applicant sees how the case stands: the link of the draft, which needs no sign-in."""
    draft = submission.drafts.order_by("-pk").first()
    with translation.override(language or None):
        return site_address(reverse("registration:case", args=[draft.token])) if draft else ""


def take_reply(reply: Reply) -> None:
    """A mail that answers a letter of a case is an entry of it; where the case is closed it is a note to the desk."""
    submission = Submission.objects.select_related("author").get(pk=int(reply.reference))
    files = [{"name": file.name, "size": file.size} for file in reply.attachments]
    is_author = reply.is_from_addressee
    by = Actor(submission.author if is_author else None, Role.FOCAL_POINT if is_author else "", "mail")
    text = reply.text[:_LONGEST]
    try:
        if not is_author:
            raise NotPossibleError  # anybody who was passed the letter: read by the desk, not taken as an answer
        lifecycle.answer(submission, text, by=by, now=clock.now(), told={"files": files} if files else None)
    except NotPossibleError:
        CaseEntry.objects.create(
            submission=submission, kind=CaseEntry.Kind.NOTED, at=clock.now(), author=by.user, role=by.role,
            channel="mail", text=text, told={"files": files} if files else {},
        )  # fmt: skip
