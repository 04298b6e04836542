"""The queue as a list, with what can be done to many cases at once."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.lib import clock
from rapport.lib.texts import read_number
from rapport.registry.lifecycle import NotPossibleError, assign
from rapport.registry.models import Submission
from rapport.screening.access import Desk, at_the_desk, desk_of
from rapport.screening.paging import read_page
from rapport.screening.queue import PAGE, Asked, find_cases, find_officers, rows_of


@require_http_methods(["GET", "POST"])
@at_the_desk
def queue(request: HttpRequest) -> HttpResponse:
    """Cases, the oldest first; those ticked can be given to an officer."""
    desk = desk_of(request)
    if request.method == "POST":
        return _assign_ticked(request, desk)
    asked = Asked.of(request.GET)
    cases = desk.seen(find_cases(asked, person=desk.person))
    if request.GET.get("format") == "csv":
        return _as_csv(cases)
    page = read_page(request.GET)
    shown = cases[(page - 1) * PAGE : page * PAGE]
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "desk": desk,
        "asked": asked,
        "rows": rows_of(shown, today=clock.today()),
        "total": len(cases),
        "states": Submission.State.choices,
        "kinds": Submission.Kind.choices,
        "officers": find_officers() if desk.is_officer else [],
        "query": query.urlencode(),
        "page": page,
        "has_more": len(cases) > page * PAGE,
    }
    return render(request, "screening/queue.html", context)


def _as_csv(cases: list[Submission]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cases.csv"'
    writer = csv.writer(response)
    writer.writerow(["number", "kind", "state", "id", "name", "sent", "days", "officer"])
    for row in rows_of(cases, today=clock.today()):
        case, name = row.case, row.name
        safe = f"'{name}" if name[:1] in ("=", "+", "-", "@") else name
        sent = case.submitted_at.date().isoformat()
        owner = case.owner.get_full_name() if case.owner else ""
        writer.writerow([case.pk, case.kind, case.state, case.public_id, safe, sent, row.days, owner])
    return response


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
