"""Where “something changed” leads: the form of a room that registered one, else a plain text for an officer."""

from collections.abc import Callable
from contextlib import suppress

from django.urls import NoReverseMatch, reverse

ChangeForm = Callable[[str, str], str | None]  # token and public id to an address, or None


def _registration(token: str, public_id: str) -> str | None:
    """The form of the room ``registration``, which reads our token by ``links.read_token`` registered with it."""
    for arguments in ((token, public_id), (token,)):
        with suppress(NoReverseMatch):
            return reverse("registration:change_by_link", args=arguments)
    return None


change_forms: list[ChangeForm] = [_registration]


def change_address(token: str, public_id: str) -> str:
    """The first that there is; empty: our own."""
    return next((found for form in change_forms if (found := form(token, public_id))), "")
