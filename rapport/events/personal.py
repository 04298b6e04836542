"""What this room holds of a person: events they proposed, and sign-ups of their mailbox."""

from typing import Any

from rapport.accounts.models import User
from rapport.events.models import Proposal, SignUp
from rapport.events.signing_up import give_up
from rapport.lib import clock


def export(user: User) -> dict[str, Any]:
    proposals = Proposal.objects.filter(proposed_by=user).select_related("event").order_by("pk")
    return {
        "proposals": [[each.proposed_at.isoformat(), each.event.slug, each.state, each.reason] for each in proposals],
        "sign_ups": [
            {
                "event": each.event.slug,
                "asked_at": each.asked_at.isoformat(),
                "confirmed_at": each.confirmed_at.isoformat() if each.confirmed_at else None,
                "has_place": each.has_place,
                "name": each.name,
                "organization": each.organization,
                "note": each.note,
            }
            for each in _sign_ups_of(user)
        ],
    }


def erase(user: User) -> None:
    """Places become free. A proposal stays with its event, without the person."""
    for sign_up in _sign_ups_of(user):
        give_up(sign_up, today=clock.today())
    Proposal.objects.filter(proposed_by=user).update(proposed_by=None)


def _sign_ups_of(user: User) -> list[SignUp]:
    if not user.email:
        return []
    return list(SignUp.objects.filter(folded_email=user.email.casefold()).select_related("event").order_by("pk"))
