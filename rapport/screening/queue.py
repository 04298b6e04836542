"""The queue: cases by state and words, the oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from rapport.accounts.models import Role, User
from rapport.registry.models import OPEN_STATES, CaseEntry, Submission

MOST_SEARCHED = 5_000  # an intake is looked through one by one


def find_officers() -> list[User]:
    """Who can be given a case."""
    wanted = {"role_grants__role__in": (Role.OFFICER, Role.ADMINISTRATOR), "role_grants__partnership": ""}
    return list(User.objects.filter(**wanted, is_active=True).distinct().order_by("first_name", "pk"))


def oldest_first(cases: QuerySet[Submission]) -> QuerySet[Submission]:
    appeals = CaseEntry.objects.filter(submission=OuterRef("pk"), kind=CaseEntry.Kind.APPEALED)
    found = cases.select_related("owner", "partnership", "version").annotate(is_appeal=Exists(appeals))
    return found.order_by("submitted_at", "pk")


def find_cases(*, state: str = "open", words: str = "") -> QuerySet[Submission]:
    """Cases by state (one, ``open``, or ``all``) and words; not the versions that were published without the desk."""
    found = Submission.objects.all()
    if state == "open":
        found = found.filter(state__in=OPEN_STATES)
    else:
        found = found.filter(entries__isnull=False).distinct()
        found = found if state == "all" else found.filter(state=state)
    return oldest_first(found.filter(body__icontains=words) if words else found)


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the queue."""

    case: Submission
    name: str
    days: int


def name_of(case: Submission) -> str:
    """What the sent document calls the partnership; one without a name has its number."""
    return case.document.name or case.public_id


def rows_of(cases: Sequence[Submission], *, today: date) -> list[Row]:
    """With names and ages."""
    return [Row(case, name_of(case), (today - case.submitted_at.date()).days) for case in cases]
