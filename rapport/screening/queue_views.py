"""The queue as a list, with what can be done to many cases at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rapport.lib import clock
from rapport.lib.folding import fold
from rapport.lib.texts import read_number
from rapport.look.desk_lists import OF_THE_VIEW, Column, DeskList, Filter, by_field
from rapport.registry.lifecycle import NotPossibleError, assign
from rapport.registry.models import Submission
from rapport.screening.access import Desk, at_the_desk, desk_of
from rapport.screening.queue import Row, find_cases, find_officers, name_of, rows_of


def _states() -> list[tuple[str, Any]]:
    return [("open", _("open")), ("all", _("all")), *Submission.State.choices]


def _owners() -> list[tuple[str, Any]]:
    return [("mine", _("mine")), ("nobody", _("nobody yet"))]


def _owner_of(row: Row) -> str:
    return row.case.owner.get_full_name() or row.case.owner.email if row.case.owner else ""


_CASES = DeskList(
    name="cases",
    columns=(
        Column("number", lambda row: row.case.pk),
        Column("id", lambda row: row.case.public_id),
        Column("name", lambda row: row.name, gettext_lazy("Case"), OF_THE_VIEW),
        Column("kind", lambda row: row.case.kind, gettext_lazy("Kind"), ("kind", "submitted_at")),
        Column("state", lambda row: row.case.state, gettext_lazy("State"), ("state", "submitted_at")),
        Column("sent", lambda row: row.case.submitted_at),
        Column("days", lambda row: row.days, gettext_lazy("Days"), ("-submitted_at",), is_number=True),
        Column("officer", _owner_of, gettext_lazy("Officer"), ("owner__first_name", "owner__last_name")),
    ),
    filters=(
        Filter("state", gettext_lazy("State"), _states, default="open"),
        Filter("kind", gettext_lazy("Kind"), lambda: Submission.Kind.choices, by_field("kind")),
        # Whose they are depends on who asks, which the view knows.
        Filter("owner", gettext_lazy("Officer"), _owners),
    ),
    search=lambda found, words: found.filter(body__icontains=words),
    order="-days",
)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def queue(request: HttpRequest) -> HttpResponse:
    """Cases, the oldest first; those ticked can be given to an officer."""
    desk, today = desk_of(request), clock.today()
    if request.method == "POST":
        return _assign_ticked(request, desk)
    asked = _CASES.ask(request.GET)
    found = find_cases(state=asked.chosen["state"])
    if owner := asked.chosen["owner"]:
        found = found.filter(owner=desk.person if owner == "mine" else None)
    found = asked.narrow(found)
    cases = found if desk.sees_all else desk.taken_in(found)
    if asked.order.removeprefix("-") == "name":  # which stands in what was sent, in its own language
        cases = sorted(cases, key=lambda case: fold(name_of(case)), reverse=asked.order.startswith("-"))
    if asked.wants_file:
        return asked.as_file(cases, dress=lambda cases: rows_of(cases, today=today))
    context = {
        "desk": desk,
        "list": asked.show(cases, dress=lambda cases: rows_of(cases, today=today)),
        "officers": find_officers() if desk.is_officer else [],
    }
    return render(request, "screening/queue.html", context)


def _assign_ticked(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not desk.is_officer:
        return redirect("screening:queue")
    officer = next((each for each in find_officers() if str(each.pk) == request.POST.get("officer")), None)
    numbers = [number for each in request.POST.getlist("case") if (number := read_number(each)) is not None]
    done = 0
    for case in Submission.objects.filter(pk__in=numbers):
        try:
            assign(case, officer, by=desk.actor, now=clock.now())
            done += 1
        except NotPossibleError:
            continue  # closed meanwhile: there is nothing left to give
    messages.success(request, _("%(n)s of %(of)s cases were given.") % {"n": done, "of": len(numbers)})
    return redirect(request.get_full_path())
