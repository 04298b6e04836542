"""People by their mailbox."""

from rapport.accounts.models import User


def find_or_make(email: str, *, name: str = "", language: str = "") -> User:
    """The person of a mailbox, made if there is none. Upper and lower case are one mailbox."""
    email = email.strip().lower()
    found = User.objects.filter(email=email).first()
    if found:
        return found
    made = User(username=email, email=email, first_name=name[:150], language=language)
    made.set_unusable_password()
    made.save()
    return made
