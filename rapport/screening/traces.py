"""What the desk holds of a person: what they sent and said. Erased, their words stay without their name."""

from typing import Any

from rapport.accounts.models import User
from rapport.lib.addresses import mask_person
from rapport.registry.models import CaseEntry, Submission
from rapport.screening.models import BulkChange


def export_traces(person: User) -> dict[str, Any]:
    return {
        "submissions": [
            {
                "kind": each.kind,
                "state": each.state,
                "sent_at": each.submitted_at.isoformat(),
                "name": each.document.name,
            }
            for each in Submission.objects.filter(author=person).order_by("pk")
        ],
        "words": [
            {"kind": each.kind, "at": each.at.isoformat(), "text": each.text}
            for each in CaseEntry.objects.filter(author=person).order_by("pk")
        ],
        "bulk": [
            {"kind": each.kind, "at": each.made_at.isoformat(), "reason": each.reason}
            for each in BulkChange.objects.filter(made_by=person).order_by("pk")
        ],
    }


def erase_traces(person: User) -> None:
    """Authors are let go; the case keeps the role, and what was said without the lines that name them."""
    email, name = person.email, person.get_full_name()
    said = CaseEntry.objects.filter(submission__in=Submission.objects.filter(author=person))
    for entry in (said | CaseEntry.objects.filter(author=person)).exclude(text=""):
        if (masked := mask_person(entry.text, email=email, name=name)) != entry.text:
            CaseEntry.objects.filter(pk=entry.pk).update(text=masked)
    CaseEntry.objects.filter(author=person).update(author=None)
    Submission.objects.filter(author=person).update(author=None)
    Submission.objects.filter(owner=person).update(owner=None)
    BulkChange.objects.filter(made_by=person).update(made_by=None)
    BulkChange.objects.filter(undone_by=person).update(undone_by=None)
