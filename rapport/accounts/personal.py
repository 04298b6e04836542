"""What the registry holds of a person: each room says it, and forgets it when asked to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from rapport.accounts import handover
from rapport.accounts.models import Offer, User
from rapport.mail.models import Incoming, Letter


@dataclass(frozen=True, slots=True)
class Holder:
    export: Callable[[User], Any]  # plain data, as JSON can write it
    erase: Callable[[User], None]


holders: dict[str, Holder] = {}


def register(name: str, *, export: Callable[[User], Any], erase: Callable[[User], None]) -> None:
    """A room that holds something of people. Called in ``AppConfig.ready``."""
    holders[name] = Holder(export, erase)


def export_data(user: User) -> dict[str, Any]:
    """Everything the registry holds of a person, by room."""
    return {name: holder.export(user) for name, holder in sorted(holders.items())}


def erase(user: User, *, today: date) -> None:
    """Forget a person: every room and the person in one transaction, or nothing. Records and their history stay."""
    with transaction.atomic():
        for given in user.role_grants.all():
            handover.end(given, today=today)
        # This room last: others may still ask who it was.
        for _name, holder in sorted(holders.items(), key=lambda item: item[0] == "accounts"):
            holder.erase(user)
        user.delete()


def export_account(user: User) -> dict[str, Any]:
    """What this room and the outbox hold."""
    kinds = Authenticator.objects.filter(user=user).order_by("pk")
    letters = Letter.objects.filter(_letters_to(user)).order_by("pk")
    return {
        "email": user.email,
        "name": user.get_full_name(),
        "language": user.language,
        "joined_at": user.date_joined.isoformat(),
        "last_signed_in_at": user.last_login.isoformat() if user.last_login else None,
        "has_password": user.has_usable_password(),
        "second_factors": [{"kind": each.type, "added_at": each.created_at.isoformat()} for each in kinds],
        "roles": [
            {
                "role": each.role,
                "partnership": each.partnership,
                "area": each.area,
                "name": each.name,
                "granted_at": each.granted_at.isoformat(),
            }
            for each in user.role_grants.order_by("pk")
        ],
        "offers": list(
            Offer.objects.filter(email__iexact=user.email).order_by("pk").values("role", "partnership", "area", "name")
        ),
        # Not what it said: a letter may hold a code.
        "letters": [{"about": each.about, "written_at": each.written_at.isoformat()} for each in letters],
    }


def erase_account(user: User) -> None:
    """Sessions, offers and letters. What hangs on the person alone goes with the row."""
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        if kept.get("_auth_user_id") == str(user.pk) or user.email.casefold() in str(kept).casefold():
            session.delete()
    Offer.objects.filter(email__iexact=user.email).delete()
    letters = Letter.objects.filter(_letters_to(user))
    from_them = Q(from_email__iexact=user.email) | Q(sender__iexact=user.email)
    # A mail that came back holds the letter that it is about, address and all.
    Incoming.objects.filter(from_them | Q(letter__in=letters)).delete()
    letters.delete()


def _letters_to(user: User) -> Q:
    return Q(person=user.reference) | Q(email__iexact=user.email)
