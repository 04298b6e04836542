"""What this room holds of a person: their drafts with what they typed and enclosed. Erased, all of it goes."""

from typing import Any

from django.db.models import Q

from rapport.accounts.models import User
from rapport.registration.attaching import remove_files
from rapport.registration.models import Attachment, Draft


def export_drafts(person: User) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind,
            "started_at": each.started_at.isoformat(),
            "answers": each.answers,
            "files": [{"name": file.name, "purpose": file.purpose} for file in each.attachments.all()],
        }
        for each in _drafts_of(person).prefetch_related("attachments")
    ]


def erase_drafts(person: User) -> None:
    """What was sent in stays as a submission, without them."""
    drafts = list(_drafts_of(person).values_list("pk", flat=True))
    remove_files(list(Attachment.objects.filter(draft__in=drafts)))
    Draft.objects.filter(pk__in=drafts).delete()


def _drafts_of(person: User) -> Any:
    """Theirs, and those that name their mailbox though nobody has sent them yet."""
    named = Q(author=None, answers__contact_email__0__iexact=person.email)
    return Draft.objects.filter(Q(author=person) | named).order_by("pk")
