"""The pulse of the registry: how much of it is current, what falls due, who has not answered. Every number is a set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from rapport.explore.addresses import set_path
from rapport.lib.dates import PartialDate
from rapport.look.formats import format_day
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.view import View
from rapport.upkeep.addressees import bounced
from rapport.upkeep.ladder import ladder
from rapport.upkeep.models import Asked, Case, Duty, Message
from rapport.vocabularies.schemes import scheme

LIVING = Query.of(status=["registered"])
_SCHEMES = {"theme": "themes", "region": "regions"}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a set are current; both numbers open their sets."""

    label: str
    current: int
    base: int
    current_href: str
    base_href: str


def share_current(*, today: date, view: View | None = None) -> Share:
    view = view or view_of(LIVING, today=today)
    return _share("", LIVING, len(view.select(_green(LIVING))), len(view.select(LIVING)))


def shares_by(facet: str, *, today: date) -> list[Share]:
    """The share of each value of a facet, in the order of its scheme."""
    view = view_of(LIVING, today=today)
    green = view.counts(facet, view.select(_green(LIVING)))
    named = scheme(_SCHEMES[facet])
    return [
        _share(
            named.label_of(code) if code in named else code, LIVING.with_value(facet, code), green.get(code, 0), base
        )
        for code, base in view.counts(facet, view.select(LIVING)).items()
        if code in named
    ]


def _green(query: Query) -> Query:
    return query.with_value("freshness", "green")


def _share(label: str, query: Query, current: int, base: int) -> Share:
    return Share(label, current, base, set_path(_green(query)), set_path(query))


@dataclass(frozen=True, slots=True)
class Month:
    code: str  # 2010-03
    label: str
    confirm: int
    report: int


def forecast(*, today: date, months: int = 13) -> tuple[int, list[Month]]:
    """How many words are overdue, and how many fall due in each of the next months. Two queries.

    Thirteen, so that what is confirmed today is seen to fall due again.
    """
    overdue = Duty.objects.filter(kind=Duty.Kind.CONFIRM, due_on__lt=today).count()
    first = today.replace(day=1)
    last = date(first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1, 1)
    rows = (
        Duty.objects.filter(due_on__gte=today, due_on__lt=last)
        .annotate(month=TruncMonth("due_on"))
        .values_list("month")
        .annotate(confirm=Count("pk", filter=Q(kind="confirm")), report=Count("pk", filter=Q(kind="report")))
        .order_by("month")
    )
    return overdue, [
        Month(f"{m:%Y-%m}", format_day(PartialDate(m.year, m.month)), confirm, report) for m, confirm, report in rows
    ]


def falls_due(month: str, *, today: date) -> QuerySet[Duty]:
    """The duties behind the numbers of the forecast: those of a month (2010-03) from today on, or the overdue."""
    found = Duty.objects.select_related("partnership").order_by("due_on", "pk")
    try:
        first = PartialDate.parse(month).earliest
    except ValueError:
        return found.filter(due_on__lt=today)
    return found.filter(due_on__gte=today, due_on__year=first.year, due_on__month=first.month)


@dataclass(frozen=True, slots=True)
class Silent:
    """A record that was asked about and has not answered."""

    public_id: str
    due_on: date
    turned_to: str  # a group of people, as the ladder names it
    asked_on: date | None
    asked: tuple[str, ...]  # mailboxes: for officers alone


def silent_duties() -> QuerySet[Duty]:
    """The duties of records whose people were written to and said nothing."""
    of_record = Asked.objects.filter(partnership=OuterRef("partnership"), asked_on__gt=OuterRef("since"))
    asked_about = Exists(of_record.exclude(link__is_trial=True))
    return Duty.objects.filter(asked_about, kind=Duty.Kind.CONFIRM, rung__gt=0).select_related("partnership")


def rungs_of(group: str) -> list[int]:
    """The rungs on which a group of people is turned to, as ``Duty.rung`` counts them."""
    return [number for number, rung in enumerate(ladder().rungs["confirm"], 1) if rung.to == group]


def tell_silent(duties: list[Duty]) -> list[Silent]:
    """Who was asked about them. Two queries."""
    since = {duty.partnership_id: duty.since for duty in duties}
    asked: dict[int, list[Asked]] = {}
    rows = Asked.objects.filter(partnership__in=list(since)).exclude(link__is_trial=True)
    rows = rows.select_related("user").order_by("asked_on", "pk")
    for each in rows:
        if each.asked_on > since[each.partnership_id]:
            asked.setdefault(each.partnership_id, []).append(each)
    gone = bounced({each.user_id for found in asked.values() for each in found if each.user_id})
    return [_silent(duty, asked.get(duty.partnership_id, []), gone) for duty in duties]


def _silent(duty: Duty, asked: list[Asked], gone: set[int]) -> Silent:
    mailboxes = {each.user.email: each.user_id in gone for each in asked if each.user}
    return Silent(
        public_id=duty.partnership.public_id,
        due_on=duty.due_on,
        turned_to=ladder().rungs["confirm"][duty.rung - 1].to,
        asked_on=asked[-1].asked_on if asked else None,
        asked=tuple(f"{email} ✕" if is_gone else email for email, is_gone in mailboxes.items()),
    )


def open_cases() -> Iterator[tuple[str, str, int]]:
    """How many cases of each kind are open. One query."""
    counts = dict(Case.objects.filter(closed_on=None).values_list("kind").annotate(n=Count("pk")).order_by())
    for kind in Case.Kind:
        yield kind.value, str(kind.label), counts.get(kind.value, 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record whose people were written to by visitors and have not answered."""

    public_id: str
    messages: int
    since: date


def unanswered_messages() -> list[Waiting]:
    """By record, the oldest first. One query."""
    rows = Message.objects.filter(answered_on=None).values_list("partnership__public_id")
    counted = rows.annotate(n=Count("pk"), since=Min("sent_on")).order_by("since", "partnership__public_id")
    return [Waiting(public_id, n, since) for public_id, n, since in counted]
