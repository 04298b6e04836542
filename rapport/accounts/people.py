"""People by their mailbox."""

import secrets

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from rapport.accounts.models import User

LONGEST = 254  # characters of an address of mail


def find(email: str) -> User | None:
    """The person of a mailbox. Upper and lower case are one mailbox."""
    if "\0" in email or len(email) > LONGEST:
        return None
    return User.objects.filter(email__iexact=email.strip()).first()


def find_or_make(email: str, *, name: str = "", language: str = "") -> User:
    """The person of a mailbox, made if there is none. Two calls at once make one person."""
    if found := find(email):
        return found
    made = User(username=secrets.token_hex(12), email=email.strip().lower(), first_name=name[:150], language=language)
    made.set_unusable_password()
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return User.objects.get(email__iexact=email.strip())
    return made


def mark_proved(user: User) -> None:
    """The person has shown that the mailbox is theirs, by something that only a letter to it said."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )
