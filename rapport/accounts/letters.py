"""Letters of this room: addresses of links, and to whom."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from markupsafe import Markup

from rapport.accounts.models import User
from rapport.mail.outbox import Addressee


def addressee(user: User, *, name: str = "") -> Addressee:
    """A person as a letter needs them. ``name``: whom it means, where several share the mailbox."""
    return Addressee(user.email, name or user.get_full_name(), user.language, user.reference)


def link(name: str, *args: Any, language: str = "") -> str:
    """The whole address of a page, in the language of who gets the letter."""
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        # Marked as safe: in a letter, which is Markdown, an address keeps its underscores.
        return Markup(f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse(name, args=args or None)}")  # noqa: S704 - ours alone
