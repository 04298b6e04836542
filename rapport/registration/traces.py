"""What drafts hold of a person, given out and forgotten; and drafts that nobody came back to."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from rapport.accounts.models import User
from rapport.registration.models import Draft, DraftSave

KEPT = timedelta(days=400)  # a draft that was not touched since is given up
_PERSONAL = ("contact_name", "contact_email", "contact_language", "word")


def export_drafts(person: User) -> list[dict[str, Any]]:
    return [
        {"kind": draft.kind, "saved_at": draft.saved_at.isoformat(), "is_open": draft.is_open, "answers": draft.answers}
        for draft in Draft.objects.filter(_of(person)).order_by("pk")
    ]


def erase_drafts(person: User) -> None:
    """Drafts that were not sent go; of those sent, what names the person. The submission has the rest."""
    drafts = Draft.objects.filter(_of(person))
    drafts.filter(submission=None).delete()
    for draft in drafts.filter(submission__isnull=False):
        DraftSave.objects.filter(draft=draft).delete()
        draft.answers = {name: given for name, given in draft.answers.items() if name not in _PERSONAL}
        draft.author = None
        draft.save(update_fields=["answers", "author"])


def _of(person: User) -> Q:
    """Their own, and those that name their mailbox."""
    return Q(author=person) | Q(answers__contact_email__0__iexact=person.email)


def forget_old_drafts(*, today: date) -> int:
    """Give up drafts that were never sent and not touched for more than a year; returns how many."""
    old = Draft.objects.filter(submission=None, saved_at__date__lt=today - KEPT)
    deleted, _by_model = old.delete()
    return deleted
