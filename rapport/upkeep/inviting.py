"""A role passes on: somebody leaves, somebody is asked whether they will look after records, and takes them on.

Invitations keep to one letter a month like all others: who is named for eighty records in a day gets one letter, whose
link opens all eighty.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from rapport.accounts import handover
from rapport.accounts.models import Role, RoleGrant, User
from rapport.accounts.roles import grant
from rapport.lib.texts import clean_text
from rapport.registry.history import in_force
from rapport.registry.models import Partnership
from rapport.upkeep.cases import open_case
from rapport.upkeep.correspondence import busy, claim_person, find_records
from rapport.upkeep.duties import begin_anew, owing
from rapport.upkeep.ladder import ladder
from rapport.upkeep.letters import Line, post
from rapport.upkeep.links import make_link
from rapport.upkeep.models import Asked, Case, Link
from rapport.upkeep.showing import name_of

HOLD = (Role.FOCAL_POINT, Role.DEPUTY)


def leave(user: User, records: Sequence[Partnership], *, today: date) -> None:
    """A person looks after records no more; whoever is next on the ladder is turned to."""
    held = RoleGrant.objects.filter(user=user, role__in=HOLD, partnership__in=[each.public_id for each in records])
    for each in held.select_related("user").order_by("pk"):
        handover.end(each, today=today)
    begin_anew(each.pk for each in records)


def take_vacancy(public_id: str, *, word: str, today: date) -> None:
    """A record has lost its last focal point (``handover.left``): the case is opened at once, the deputy turned to.

    Nobody is looked for where it has ended.
    """
    for record in owing(find_records([public_id])):
        open_case(Case.Kind.FIND, record.pk, today=today, note=clean_text(word))
        begin_anew([record.pk])


def invite(user: User, records: Sequence[Partnership], *, today: date) -> None:
    """Ask somebody whether they will look after records: by a letter, by the one of this month, or by the next."""
    with transaction.atomic():
        open_link = _recent_invitation(user, today=today)
        known = set(Asked.objects.filter(user=user, role=Asked.INVITED, link=open_link).values_list("partnership_id"))
        fresh = [each for each in records if (each.pk,) not in known]
        Asked.objects.bulk_create(
            Asked(link=open_link, user=user, partnership=each, role=Asked.INVITED, asked_on=today) for each in fresh
        )
    write_invitations(today=today, users=[user.pk])


def _recent_invitation(user: User, *, today: date) -> Link | None:
    """The link of an invitation within the month: what else the person is named for is opened by it too."""
    since = ladder().written_before(today)
    links = Link.objects.filter(user=user, revoked_on=None, made_on__gt=since, asked__role=Asked.INVITED)
    return links.order_by("-pk").first()


def write_invitations(*, today: date, users: Iterable[int] | None = None) -> int:
    """Letters to those who were named and may be written to. Safe to run twice, or twice at once."""
    waiting = Asked.objects.filter(role=Asked.INVITED, link=None, user__is_active=True)
    if users is not None:
        waiting = waiting.filter(user__in=list(users))
    free = waiting.exclude(user__in=busy(ladder(), today=today).values("user"))
    return sum(_write(user, today=today) for user in User.objects.filter(pk__in=free.values("user")).order_by("pk"))


def _write(user: User, *, today: date) -> bool:
    with transaction.atomic():
        if not claim_person(user, ladder(), today=today):
            return False
        link = make_link(user, (), today=today)
        numbers = list(Asked.objects.filter(user=user, role=Asked.INVITED, link=None).values_list("partnership_id"))
        Asked.objects.filter(user=user, role=Asked.INVITED, link=None).update(link=link)
        lines = [
            Line(each.public_id, name.text, name.language, Asked.INVITED, "", None, None, None, None, False)
            for each in in_force(as_at=today, numbers=[number for (number,) in numbers])
            if (name := name_of(each))
        ]
        if not lines:
            transaction.set_rollback(True)
            return False
        post(user, "upkeep/invitation", link, lines, today=today, key=f"upkeep.invitation:{link.pk}")
    return True


def take_on_records(link: Link, records: Sequence[Partnership]) -> None:
    """The invited person is the focal point of records from now on, and the link speaks for them in that role."""
    for each in records:
        grant(link.user, Role.FOCAL_POINT, partnership=each.public_id)
    numbers = [each.pk for each in records]
    Asked.objects.filter(link=link, partnership__in=numbers).update(role=Role.FOCAL_POINT.value)
    begin_anew(numbers)


def close_vacancies(records: Sequence[Partnership], *, today: date) -> None:
    """Somebody was found."""
    kinds = (Case.Kind.FIND, Case.Kind.NO_ANSWER)
    Case.objects.filter(partnership__in=records, closed_on=None, kind__in=kinds).update(
        closed_on=today, outcome="found"
    )
