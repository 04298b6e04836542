"""The lists of upkeep at the desk: who is silent, what falls due, cases."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rapport.accounts.models import Role
from rapport.accounts.naming import Named, name_partnerships
from rapport.lib import clock
from rapport.look.desk_lists import Column, DeskList, Filter, by_field
from rapport.upkeep import pulse
from rapport.upkeep.desk_views import for_officers
from rapport.upkeep.models import Case, Duty

_GROUPS: dict[str, Any] = {
    "focal-points": gettext_lazy("focal point"), "deputies": gettext_lazy("deputy focal point"),
    "leads": gettext_lazy("a partner"), "officer": Role.OFFICER.label,
}  # fmt: skip


def _search_records(found: Any, words: str) -> Any:
    """By the number of a record, or words of what its card says."""
    by_number = found.filter(partnership__public_id__iexact=words)
    if by_number.exists():
        return by_number
    for word in words.split()[:10]:
        found = found.filter(partnership__record__card__icontains=word)
    return found


def _named(rows: Sequence[Any], public_id: Any) -> list[tuple[Any, Named]]:
    names = name_partnerships({public_id(row) for row in rows})
    return [(row, names[public_id(row)]) for row in rows]


# Rows of each list are pairs: what it is about, and the name of its record.
_RECORD = (
    Column("id", lambda row: row[1].public_id),
    Column("record", lambda row: row[1].label, gettext_lazy("Record"), ("partnership__public_id",)),
)
_SILENT = DeskList(
    name="not-answered",
    columns=(
        *_RECORD,
        Column("due", lambda row: row[0].due_on, gettext_lazy("Due"), ("due_on",)),
        Column("last_asked", lambda row: row[0].asked_on, gettext_lazy("Last asked"), ("climbed_on",)),
        Column("turned_to", lambda row: row[0].turned_to, gettext_lazy("Turned to"), ("rung", "due_on")),
        Column("asked", lambda row: "; ".join(row[0].asked), gettext_lazy("Asked")),
    ),
    filters=(
        Filter(
            "turned", gettext_lazy("Turned to"), _GROUPS.items,
            lambda found, group: found.filter(rung__in=pulse.rungs_of(group)),
        ),
    ),
    search=_search_records,
    order="due",
)  # fmt: skip


@for_officers
@never_cache
@require_safe
def show_silent(request: HttpRequest) -> HttpResponse:
    """Who was asked and has not answered, the longest due first; on the first page, which messages of visitors wait."""
    asked = _SILENT.ask(request.GET)
    found = asked.narrow(pulse.silent_duties())

    def tell(duties: Sequence[Duty]) -> list[tuple[Any, Named]]:
        return _named(pulse.tell_silent(list(duties)), lambda row: row.public_id)

    if asked.wants_file:
        return asked.as_file(found, dress=tell)
    waiting = pulse.unanswered_messages() if asked.page == 1 else []
    context = {
        "list": asked.show(found, dress=tell), "groups": _GROUPS, "today": clock.today(),
        "waiting": _named(waiting, lambda each: each.public_id),
    }  # fmt: skip
    return render(request, "upkeep/desk/silent.html", context)


def _duty_kinds() -> list[tuple[str, Any]]:
    return [(kind.value, kind.label) for kind in Duty.Kind]


_DUE = DeskList(
    name="falls-due",
    columns=(*_RECORD, Column("due", lambda row: row[0].due_on, gettext_lazy("Due"), ("due_on",))),
    filters=(Filter("kind", gettext_lazy("Kind"), _duty_kinds, by_field("kind"), default=Duty.Kind.CONFIRM.value),),
    search=_search_records,
    order="due",
    kept=("month",),
)


@for_officers
@never_cache
@require_safe
def show_due(request: HttpRequest) -> HttpResponse:
    """The records behind a number of the forecast. ``?kind=report&month=2010-03``; without a month, what is overdue."""
    asked = _DUE.ask(request.GET)
    found = asked.narrow(pulse.falls_due(asked.kept["month"], today=clock.today()))

    def tell(duties: Sequence[Duty]) -> list[tuple[Any, Named]]:
        return _named(duties, lambda duty: duty.partnership.public_id)

    if asked.wants_file:
        return asked.as_file(found, dress=tell)
    return render(request, "upkeep/desk/due.html", {"list": asked.show(found, dress=tell)})


def _states() -> list[tuple[str, str]]:
    return [("open", _("open")), ("closed", _("closed")), ("all", _("all"))]


def _in_state(found: Any, state: str) -> Any:
    return found if state == "all" else found.filter(closed_on__isnull=state == "open")


def _owners() -> list[tuple[str, str]]:
    return [("mine", _("mine")), ("nobody", _("nobody yet"))]


def _owner_of(row: tuple[Case, Named]) -> str:
    owner = row[0].owner
    return owner.get_full_name() or owner.email if owner else ""


_CASES = DeskList(
    name="cases-of-upkeep",
    columns=(
        Column("number", lambda row: row[0].pk),
        Column("kind", lambda row: row[0].kind, gettext_lazy("Case"), ("kind", "opened_on")),
        *_RECORD,
        Column("opened", lambda row: row[0].opened_on, gettext_lazy("Open since"), ("opened_on",)),
        Column("officer", _owner_of, gettext_lazy("Taken up by"), ("owner__first_name", "opened_on")),
        Column("closed", lambda row: row[0].closed_on),
        Column("outcome", lambda row: row[0].outcome),
    ),
    filters=(
        Filter("state", gettext_lazy("State"), _states, _in_state, default="open"),
        Filter("kind", gettext_lazy("Kind"), lambda: Case.Kind.choices, by_field("kind")),
        # Whose they are depends on who asks, which the view knows.
        Filter("owner", gettext_lazy("Officer"), _owners),
    ),
    search=_search_records,
    order="opened",
)


@for_officers
@never_cache
@require_safe
def list_cases(request: HttpRequest) -> HttpResponse:
    """Cases, the oldest first."""
    asked = _CASES.ask(request.GET)
    found = asked.narrow(Case.objects.select_related("partnership", "owner"))
    if owner := asked.chosen["owner"]:
        found = found.filter(owner=request.user if owner == "mine" else None)

    def tell(cases: Sequence[Case]) -> list[tuple[Any, Named]]:
        return _named(cases, lambda case: case.partnership.public_id)

    if asked.wants_file:
        return asked.as_file(found, dress=tell)
    context = {"list": asked.show(found, dress=tell), "today": clock.today()}
    return render(request, "upkeep/desk/cases.html", context)
