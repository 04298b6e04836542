"""Roles offered by mail: invitations, and the hand-over from one focal point to the next.

The link in the letter holds a signed token that names the row of the offer. It can be taken once, withdrawn, and
expires. Reading the page it opens changes nothing, so that scanners of mail may follow it.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts import letters, people, roles
from rapport.accounts.models import Offer, Role, RoleGrant, User
from rapport.accounts.naming import name_in_letter
from rapport.mail import outbox

SALT = "rapport.accounts.offer"
VALID_FOR = timedelta(days=14)


class OfferError(Exception):
    """An offer cannot be made or taken. The message is a sentence for the person who tried."""


def refuse_held(email: str, role: Role, *, partnership: str = "", area: str = "", name: str = "") -> None:
    """Nobody is asked to be what they are. Of several at one mailbox the name says who."""
    user = people.find(email)
    held = RoleGrant.objects.filter(user=user, role=role, partnership=partnership, area=area) if user else ()
    if any(not each.name or _folded(each.name) == _folded(name) for each in held):
        raise OfferError(_("They hold this role already."))


def refuse_self(given: RoleGrant, email: str, name: str) -> None:
    """Who shares a mailbox may name another by it; nobody names themselves."""
    own = {"", _folded(given.name or given.user.get_full_name())}
    if _folded(email) == _folded(given.user.email) and _folded(name) in own:
        raise OfferError(_("This is your own mailbox. Name somebody else."))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def invite(
    email: str, role: Role, *, by: User | None, now: datetime,
    partnership: str = "", area: str = "", name: str = "", language: str = "",
) -> Offer:  # fmt: skip
    """Offer a role to a mailbox, whoever it may be; the same again replaces the letter before it."""
    if roles.is_staff_role(role) == bool(partnership):
        raise OfferError(_("A focal point or deputy belongs to a partnership, and nobody else does."))
    with transaction.atomic():
        same = Offer.objects.filter(email__iexact=email.strip(), role=role, partnership=partnership, area=area)
        same.filter(taken_at=None, withdrawn_at=None, is_hand_over=False).update(withdrawn_at=now)
        offer = _make(email, role, by=by, now=now, partnership=partnership, area=area, name=name, language=language)
        _write("accounts/invitation", offer)
    return offer


def offer_hand_over(given: RoleGrant, email: str, *, now: datetime, name: str = "", language: str = "") -> Offer:
    """Name a successor. Until they accept, everything stays as it is."""
    refuse_self(given, email, name)
    with transaction.atomic():
        Offer.objects.filter(replaces=given, taken_at=None, withdrawn_at=None).update(withdrawn_at=now)
        offer = _make(
            email, Role(given.role), by=given.user, now=now, partnership=given.partnership, area=given.area,
            name=name, language=language, replaces=given,
        )  # fmt: skip
        _write("accounts/hand_over", offer)
    return offer


def _make(
    email: str, role: Role, *, now: datetime, by: User | None, replaces: RoleGrant | None = None, **of: str
) -> Offer:
    return Offer.objects.create(
        email=email.strip().lower(), role=role, offered_by=by, replaces=replaces, is_hand_over=replaces is not None,
        made_at=now, expires_at=now + VALID_FOR, **of,
    )  # fmt: skip


def _write(template: str, offer: Offer) -> None:
    about = f"partnership:{offer.partnership}" if offer.partnership else ""
    known = people.find(offer.email)
    to = outbox.Addressee(offer.email, offer.name, offer.language, known.reference if known else "")
    context = {
        "offer": offer,
        "partnership": name_in_letter(offer.partnership, language=offer.language),
        "link": letters.link("accounts:offer", token_of(offer), language=offer.language),
    }
    outbox.write(template, to=to, context=context, about=about, secret=True)


def token_of(offer: Offer) -> str:
    return signing.dumps(offer.pk, salt=SALT)


def read_token(token: str, *, now: datetime) -> Offer:
    """The open offer that a token names."""
    offer = None
    with suppress(signing.BadSignature):
        offer = Offer.objects.select_related("replaces__user").filter(pk=signing.loads(token, salt=SALT)).first()
    if offer is None:
        raise OfferError(_("This link is not complete. Copy it from the letter once more."))
    if offer.taken_at is not None:
        raise OfferError(_("This link has been used. Sign in with your address instead."))
    if not offer.is_open(now):
        raise OfferError(_("This link is no longer valid. Ask for a new letter."))
    return offer


def take(offer: Offer, *, now: datetime) -> User:
    """Accept: the person is made if need be, holds the role, and whom they succeed no longer does, and is told."""
    with transaction.atomic():
        still_open = Offer.objects.filter(pk=offer.pk, taken_at=None, withdrawn_at=None, expires_at__gt=now)
        if not still_open.update(taken_at=now):
            raise OfferError(_("This link has been used. Sign in with your address instead."))
        user = people.find_or_make(offer.email, name=offer.name, language=offer.language)
        people.mark_proved(user)
        before = offer.replaces
        # Whoever else holds a role by the same mailbox is told apart by name.
        name = offer.name if offer.partnership else ""
        roles.grant(user, Role(offer.role), partnership=offer.partnership, area=offer.area, name=name)
        if offer.is_hand_over:
            if before is None or not roles.revoke(before):
                raise OfferError(_("This link is no longer valid. Ask for a new letter."))
            _tell_predecessor(before)
    return user


def _tell_predecessor(before: RoleGrant) -> None:
    called = name_in_letter(before.partnership, language=before.user.language)
    context = {"partnership": called, "role": Role(before.role).label}
    about = f"partnership:{before.partnership}"
    outbox.write(
        "accounts/handed_over", to=letters.addressee(before.user, name=before.name), context=context, about=about
    )


def withdraw(offer: Offer, *, now: datetime) -> bool:
    """Take an offer back; its link stops at once. False if it was taken or withdrawn before."""
    return Offer.objects.filter(pk=offer.pk, taken_at=None, withdrawn_at=None).update(withdrawn_at=now) > 0
