"""Give the open cases of the records of a set to somebody: shown before, logged, undone after."""

import hashlib
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.registry.lifecycle import Actor, NotPossibleError, assign
from rapport.registry.models import OPEN_STATES, Submission
from rapport.screening.bulk import SetChangedError
from rapport.screening.models import BulkChange, BulkItem
from rapport.sets.following import view_of
from rapport.sets.query import Query

Fate = BulkItem.Fate


def find_open_cases(query: Query, *, today: date) -> list[Submission]:
    """Open cases of records of the set, the oldest first. One query: cases are few beside records."""
    chosen = view_of(query, today=today).select(query)
    open_ones = Submission.objects.filter(state__in=OPEN_STATES, partnership__isnull=False)
    found = open_ones.select_related("owner", "version").order_by("submitted_at", "pk")
    return [case for case in found if case.partnership_id and case.partnership_id in chosen]


def fingerprint_of(cases: Collection[Submission], officer: User | None) -> str:
    """Changes when the cases do, or who has one of them, or who is to have them."""
    told = [officer.pk if officer else None, *((case.pk, case.owner_id) for case in cases)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def assign_cases(
    query: Query, officer: User | None, *, fingerprint: str, by: Actor, today: date, now: datetime
) -> BulkChange:
    """Give them, all or none. Raises SetChangedError where what was shown is no longer so."""
    with transaction.atomic():
        cases = find_open_cases(query, today=today)
        if fingerprint_of(cases, officer) != fingerprint:
            raise SetChangedError
        given = [case for case in cases if case.owner != officer]
        if not given:
            raise NotPossibleError(_("Nothing would change: nothing was done."))
        before = {str(case.pk): case.owner_id for case in given}
        change = BulkChange.objects.create(
            kind=BulkChange.Kind.ASSIGN, query=query.query_string(), count=len(given), made_by=by.user, made_at=now,
            operation={"officer": officer.pk if officer else None, "before": before},
        )  # fmt: skip
        for case in given:
            assign(case, officer, by=by, now=now)
    return change


def can_be_put_back(change: BulkChange) -> list[Submission]:
    """Its cases that are open, and still with whom they were given to."""
    open_ones = Submission.objects.filter(pk__in=list(change.operation["before"]), state__in=OPEN_STATES)
    return list(open_ones.filter(owner=change.operation["officer"]).order_by("pk"))


def undo_assignment(change: BulkChange, *, by: Actor, now: datetime) -> None:
    """Put back what nobody has given on or closed since."""
    before: dict[str, int | None] = change.operation["before"]
    with transaction.atomic():
        if not BulkChange.objects.filter(pk=change.pk, undone_at=None).update(undone_at=now, undone_by=by.user):
            raise NotPossibleError(_("This was undone already."))
        people = User.objects.in_bulk([each for each in before.values() if each])
        fates = dict.fromkeys(before, Fate.LEFT.value)
        for case in can_be_put_back(change):
            assign(case, people.get(before[str(case.pk)] or 0), by=by, now=now)
            fates[str(case.pk)] = Fate.RESTORED.value
        change.refresh_from_db()
        change.operation = {**change.operation, "fates": fates}
        change.save(update_fields=["operation"])
