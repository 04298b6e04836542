"""What this room holds of a person, given out and forgotten. The history of records stays whole: it names nobody."""

from typing import Any

from rapport.accounts.models import User
from rapport.lib.addresses import MASK
from rapport.upkeep.models import Asked, Case, Correspondent, Link, Message, Recipient, Statement


def export(user: User) -> dict[str, Any]:
    asked = Asked.objects.filter(user=user).select_related("partnership").order_by("pk")
    said = Statement.objects.filter(user=user).select_related("partnership").order_by("pk")
    written = Message.objects.filter(folded_email=user.email.casefold()) if user.email else Message.objects.none()
    last = Correspondent.objects.filter(user=user).first()
    return {
        "last_letter_on": str(last.written_on or "") if last else "",
        "asked": [[each.partnership.public_id, each.role, str(each.asked_on)] for each in asked],
        "statements": [
            [each.partnership.public_id, each.person, each.channel, str(each.said_on), each.evidence] for each in said
        ],
        "messages": [[str(each.sent_on), each.name, each.text] for each in written.order_by("pk")],
        "cases": [[str(each.opened_on), each.note] for each in Case.objects.filter(about=user).order_by("pk")],
    }


def erase(user: User) -> None:
    """Rows that counts need stay, without the person; what only speaks of the person goes."""
    if user.email:
        Message.objects.filter(folded_email=user.email.casefold()).delete()
        for case in Case.objects.filter(note__icontains=user.email):
            case.note = _without(case.note, user.email)
            case.save(update_fields=["note"])
    Case.objects.filter(about=user).update(about=None)
    Case.objects.filter(owner=user).update(owner=None)
    Statement.objects.filter(user=user).update(user=None, person=MASK, evidence=MASK)
    Statement.objects.filter(taken_by=user).update(taken_by=None)
    Asked.objects.filter(user=user).update(user=None)
    Recipient.objects.filter(user=user).update(user=None)
    Link.objects.filter(user=user).delete()
    Correspondent.objects.filter(user=user).delete()


def _without(text: str, email: str) -> str:
    """A note without the lines that name a mailbox, for the name stands beside it."""
    return "\n".join(MASK if email.casefold() in line.casefold() else line for line in text.split("\n"))
