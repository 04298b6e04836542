"""Give the open cases of the records of a set to somebody."""

from datetime import date, datetime

from django.db import transaction

from rapport.accounts.models import User
from rapport.registry.lifecycle import Actor, NotPossibleError, assign
from rapport.registry.models import OPEN_STATES, Submission
from rapport.screening.bulk import find_numbers
from rapport.sets.following import view_of
from rapport.sets.query import Query


def count_open_cases(query: Query, *, today: date) -> int:
    """Open cases of records of the set. One query: cases are few beside records."""
    chosen = view_of(query, today=today).select(query)
    open_ones = Submission.objects.filter(state__in=OPEN_STATES, partnership__isnull=False)
    return sum(number in chosen for number in open_ones.values_list("partnership", flat=True))


def assign_cases(query: Query, officer: User | None, *, by: Actor, today: date, now: datetime) -> int:
    """Give them, and return how many. One that was closed meanwhile is left."""
    numbers, done = set(find_numbers(query, today=today)), 0
    with transaction.atomic():
        for case in Submission.objects.filter(state__in=OPEN_STATES, partnership__isnull=False).order_by("pk"):
            if case.partnership_id not in numbers:
                continue
            try:
                assign(case, officer, by=by, now=now)
            except NotPossibleError:
                continue
            done += 1
    return done
