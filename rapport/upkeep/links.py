"""The link in a letter: a row that can be revoked, its number signed. The letter alone holds the token; no log does.

A link opens without sign-in, so it opens little: the records that its letter spoke of, for as long as the person
holds the role in which they were asked.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import translation
from django.utils.translation import gettext as _

from rapport.accounts.models import Role, RoleGrant, User
from rapport.registry.models import Partnership
from rapport.upkeep.ladder import ladder
from rapport.upkeep.models import Asked, Link, Round

_TOKENS = Signer(salt="upkeep.link", sep="~")
_PRESSES = Signer(salt="upkeep.press", sep="~")


@dataclass
class LinkError(Exception):
    """The link opens nothing: ``sentence`` says why, fit for whoever holds it."""

    sentence: str


def make_link(
    user: User,
    asked: Iterable[tuple[int, str]],
    *,
    today: date,
    of_round: Round | None = None,
    is_trial: bool = False,
) -> Link:
    """A link to records (number and role)."""
    expires_on = ladder().links.valid.after(today)
    link = Link.objects.create(user=user, made_on=today, expires_on=expires_on, round=of_round, is_trial=is_trial)
    Asked.objects.bulk_create(
        Asked(link=link, user=user, partnership_id=number, role=role, asked_on=today) for number, role in asked
    )
    return link


def token_of(link: Link) -> str:
    return _TOKENS.sign(format(link.pk, "x"))


def address_of(link: Link, language: str) -> str:
    """The whole address, as a letter in a language says it."""
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/{known}/u/{token_of(link)}/"


def read_token(token: str, *, today: date) -> Link:
    """The link of a token. Forged, stale and revoked ones get a sentence each."""
    try:
        number = int(_TOKENS.unsign(token), 16)
    except (BadSignature, ValueError):
        raise LinkError(_("This link is not complete, or not one of ours. Open it from the letter again.")) from None
    link = Link.objects.filter(pk=number).select_related("user").first()
    if link is None or link.revoked_on is not None or not link.user.is_active:
        raise LinkError(_("This link has been taken back. The newest letter has one that works."))
    if link.expires_on < today:
        raise LinkError(_("This link has run out. The next letter brings a new one; you can also sign in."))
    return link


def revoke_links(user: User, *, today: date) -> int:
    """All links of a person open nothing any more."""
    return Link.objects.filter(user=user, revoked_on=None).update(revoked_on=today)


def records_of(link: Link) -> list[tuple[Partnership, str]]:
    """The records that a link opens, each with the role in which its holder speaks. Two queries."""
    held = {
        (grant.partnership, grant.role)
        for grant in RoleGrant.objects.filter(user=link.user_id).exclude(partnership="").only("partnership", "role")
    }
    asked = Asked.objects.filter(link=link).select_related("partnership").order_by("partnership_id")
    unheld = ("partner", Asked.INVITED)  # roles that need no grant: they were asked, that is all
    return [
        (each.partnership, each.role)
        for each in asked
        if link.is_trial or each.role in unheld or (each.partnership.public_id, each.role) in held
    ]


def record_of(link: Link, public_id: str) -> tuple[Partnership, str]:
    """One of the records that a link opens."""
    for partnership, role in records_of(link):
        if partnership.public_id.casefold() == public_id.casefold():
            return partnership, role
    raise LinkError(_("This link does not open that partnership: somebody else looks after it, or it is another one."))


def make_press(link: Link) -> str:
    """The one-time value of the buttons on a page: it belongs to the link, and nobody can guess it."""
    return _PRESSES.sign(f"{link.pk:x}.{secrets.token_urlsafe(9)}")


def read_press(press: str, link: Link) -> str:
    """What a press is known by. One of another link, or none, is refused."""
    try:
        value = _PRESSES.unsign(press)
    except BadSignature:
        value = ""
    if value.partition(".")[0] != format(link.pk, "x"):
        raise LinkError(_("That button was not of this page. Nothing was changed; press it once more on the page."))
    return value


def site_address(path: str, language: str) -> str:
    """A path of the site as a letter in a language says it."""
    with translation.override(language or settings.LANGUAGE_CODE):
        return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/{translation.get_language() or 'en'}{path}"


SPEAKS_FOR_RECORD = (Role.FOCAL_POINT.value, Role.DEPUTY.value, "partner")
