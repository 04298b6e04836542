"""A letter came back. A hard bounce says that the mailbox is gone."""

from datetime import date, datetime

from django.db import transaction

from rapport.accounts.models import Role, RoleGrant, User
from rapport.mail.models import Letter
from rapport.upkeep.cases import open_case
from rapport.upkeep.correspondence import find_records
from rapport.upkeep.duties import begin_anew, owing
from rapport.upkeep.links import revoke_links
from rapport.upkeep.models import Case, Correspondent
from rapport.upkeep.notes import sign

_HOLD = (Role.FOCAL_POINT, Role.DEPUTY)


def take_bounce(letter: Letter, *, hard: bool, now: datetime) -> None:
    """Handler of ``mail.routes.on_bounce``: of whatever room the letter is; soft ones are the outbox's own matter."""
    kind, _colon, number = letter.person.partition(":")
    if hard and kind == "user" and number.isdecimal():
        user = User.objects.filter(pk=int(number), email__iexact=letter.email).first()
        if user is not None:  # none: the mailbox was changed since, or the person is gone
            lose_mailbox(user, today=now.date())


def lose_mailbox(user: User, *, today: date) -> int:
    """Nobody is reached there. Opens the case of each record at once, and turns to the deputies; returns how many."""
    with transaction.atomic():
        Correspondent.objects.get_or_create(user=user)
        if not Correspondent.objects.filter(user=user, bounced_on=None).update(bounced_on=today):
            return 0  # this mailbox was known to be gone
        revoke_links(user, today=today)
        held = RoleGrant.objects.filter(user=user, role__in=_HOLD).exclude(partnership="")
        public_ids = list(held.values_list("partnership", flat=True))
        records = list(owing(find_records(public_ids)))
        for each in records:
            open_case(Case.Kind.FIND, each.pk, today=today, note=sign("came-back", user.email), about=user)
        # The letter that came back counts as not written: the next to be asked are asked at once.
        begin_anew(each.pk for each in records)
    return len(records)


def find_mailbox(user: User) -> None:
    """The address works again, or is another now."""
    Correspondent.objects.filter(user=user).update(bounced_on=None)
