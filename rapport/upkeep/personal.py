"""What this room holds of a person, given out and forgotten. The history of records stays whole: it names nobody."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from rapport.accounts.models import User
from rapport.lib.addresses import MASK, mask_person
from rapport.upkeep.models import Asked, Case, Correspondent, Link, Message, Recipient, Statement
from rapport.upkeep.notes import words_of


def export(user: User) -> dict[str, Any]:
    asked = Asked.objects.filter(user=user).select_related("partnership").order_by("pk")
    said = Statement.objects.filter(user=user).select_related("partnership").order_by("pk")
    written = Message.objects.filter(folded_email=user.email.casefold()) if user.email else Message.objects.none()
    about = Case.objects.filter(about=user).order_by("pk")
    last = Correspondent.objects.filter(user=user).first()
    return {
        "last_letter_on": str(last.written_on or "") if last else "",
        "asked": [[each.partnership.public_id, each.role, str(each.asked_on)] for each in asked],
        "statements": [
            [each.partnership.public_id, each.person, each.channel, str(each.said_on), each.evidence] for each in said
        ],
        "messages": [[str(each.sent_on), each.name, each.text] for each in written.order_by("pk")],
        "cases": [[str(each.opened_on), words_of(each.note)] for each in about],
    }


def erase(user: User) -> None:
    """Rows that counts need stay, without the person; what only speaks of the person goes."""
    if user.email:
        Message.objects.filter(folded_email=user.email.casefold()).delete()
    _mask_notes(user)
    Case.objects.filter(about=user).update(about=None)
    Case.objects.filter(owner=user).update(owner=None)
    Statement.objects.filter(user=user).update(user=None, person=MASK, evidence=MASK)
    Statement.objects.filter(taken_by=user).update(taken_by=None)
    Asked.objects.filter(user=user).update(user=None)
    Recipient.objects.filter(user=user).update(user=None)
    Link.objects.filter(user=user).delete()
    Correspondent.objects.filter(user=user).delete()


def _mask_notes(user: User) -> None:
    """A word on leaving, or what somebody wrote of them: it stays without the lines that name them."""
    email, name = user.email, user.get_full_name()
    named = [Q(note__icontains=each) for each in (email, name) if each]
    for case in Case.objects.filter(reduce(or_, named, Q(about=user))):
        case.note = mask_person(case.note, email=email, name=name)
        case.save(update_fields=["note"])
