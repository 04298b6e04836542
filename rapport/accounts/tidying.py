"""What is forgotten by itself: people who never answered, offers long over, sessions that have ended."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from rapport.accounts.models import Offer, RoleGrant, User
from rapport.lib import clock

# Each says of whom a room above needs to know, though they hold no role and never signed in: kept.
needed: list[Callable[[], Exists]] = []
ANSWER_WITHIN = timedelta(days=1)
OFFERS_KEPT = timedelta(days=90)


def run_daily(*, today: date) -> None:
    """The job. What it forgets expires by the real clock, whatever the day of the rules."""
    tidy(now=clock.real_now())


def tidy(*, now: datetime) -> None:
    """Safe to run twice, or twice at once."""
    forget_unproved(now=now)
    Offer.objects.filter(expires_at__lt=now - OFFERS_KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()


def forget_unproved(*, now: datetime) -> int:
    """Forget addresses that somebody typed to get a code, and that nobody ever proved. Returns how many.

    Whom another room entered for a reason has no unproved address of that kind, holds a role, or is ``needed``.
    """
    typed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=False)
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    found = User.objects.filter(
        Exists(typed), ~Exists(proved), ~Exists(RoleGrant.objects.filter(user=OuterRef("pk"))),
        last_login=None, date_joined__lt=now - ANSWER_WITHIN,
    )  # fmt: skip
    for condition in needed:
        found = found.filter(~condition())
    deleted, by_model = found.delete()
    return by_model.get("accounts.User", 0) if deleted else 0
