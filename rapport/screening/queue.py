"""The queue: cases by state, kind, owner and words, the oldest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from rapport.accounts.models import Role, User
from rapport.lib.texts import clean_text
from rapport.registry.models import OPEN_STATES, CaseEntry, Submission

PAGE = 50
MOST_SEARCHED = 5_000  # an intake is looked through one by one


@dataclass(frozen=True, slots=True)
class Asked:
    """What the queue is asked for. ``owner``: mine, nobody, or empty for all; ``state``: a state, open, or all."""

    state: str = "open"
    kind: str = ""
    owner: str = ""
    words: str = ""
    order: str = "oldest"

    @classmethod
    def of(cls, params: Any) -> "Asked":
        given = {name: params.get(name, "").strip()[:200] for name in ("state", "kind", "owner", "order")}
        return cls(
            state=given["state"] if given["state"] in (*Submission.State.values, "all") else "open",
            kind=given["kind"] if given["kind"] in Submission.Kind.values else "",
            owner=given["owner"] if given["owner"] in ("mine", "nobody") else "",
            words=clean_text(params.get("q", ""))[:200],
            order="newest" if given["order"] == "newest" else "oldest",
        )


def find_officers() -> list[User]:
    """Who can be given a case."""
    wanted = {"role_grants__role__in": (Role.OFFICER, Role.ADMINISTRATOR), "role_grants__partnership": ""}
    return list(User.objects.filter(**wanted, is_active=True).distinct().order_by("first_name", "pk"))


def oldest_first(cases: QuerySet[Submission]) -> QuerySet[Submission]:
    appeals = CaseEntry.objects.filter(submission=OuterRef("pk"), kind=CaseEntry.Kind.APPEALED)
    found = cases.select_related("owner", "partnership", "version").annotate(is_appeal=Exists(appeals))
    return found.order_by("submitted_at", "pk")


def find_cases(asked: Asked, *, person: User) -> QuerySet[Submission]:
    """The cases asked for. Versions that were published without a case of the desk are left out."""
    found = Submission.objects.filter(entries__isnull=False).distinct() if asked.state == "all" else _in_state(asked)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.owner:
        found = found.filter(owner=person if asked.owner == "mine" else None)
    if asked.words:
        found = found.filter(body__icontains=asked.words)
    ordered = oldest_first(found)
    return ordered.order_by("-submitted_at", "-pk") if asked.order == "newest" else ordered


def _in_state(asked: Asked) -> QuerySet[Submission]:
    states = OPEN_STATES if asked.state == "open" else (asked.state,)
    found = Submission.objects.filter(state__in=states)
    return found if asked.state == "open" else found.filter(entries__isnull=False).distinct()


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the queue."""

    case: Submission
    name: str
    days: int


def rows_of(cases: list[Submission], *, today: date) -> list[Row]:
    """With names and ages. A body that no longer reads as a document still has its number."""
    return [Row(case, case.document.name or case.public_id, (today - case.submitted_at.date()).days) for case in cases]
