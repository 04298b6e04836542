"""The first page of the desk: what waits for me today."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.lib import clock
from rapport.look.panels import render_panels
from rapport.registry.models import OPEN_STATES, Submission
from rapport.screening.access import Desk, at_the_back_office, desk_of
from rapport.screening.queue import MOST_SEARCHED, oldest_first

_UNCLAIMED = "unclaimed"


@require_safe
@at_the_back_office
def desk(request: HttpRequest) -> HttpResponse:
    """My cases, the size of the queue, and what other rooms have for me."""
    person = desk_of(request)
    states = _count(person)
    context = {
        "desk": person,
        "mine": oldest_first(Submission.objects.filter(owner=person.person, state__in=OPEN_STATES))[:20],
        "waiting": states[Submission.State.SUBMITTED],
        "asked": states[Submission.State.ASKED] + states[Submission.State.RETURNED],
        "unclaimed": states[_UNCLAIMED],
        "panels": render_panels("desk", request, person),
        "today": clock.today(),
    }
    return render(request, "screening/desk.html", context)


def _count(person: Desk) -> Counter[str]:
    """Open cases by state, and those that nobody has taken on: of the whole desk, or of one's own intake."""
    cases = Submission.objects.filter(state__in=OPEN_STATES)
    rows: Iterable[Any] = cases.values_list("state", "owner_id")
    if not person.sees_all:
        seen = person.seen(cases.select_related("version").order_by("-pk")[:MOST_SEARCHED])
        rows = [(case.state, case.owner_id) for case in seen]
    found: Counter[str] = Counter()
    for state, owner in rows:
        found[state] += 1
        found[_UNCLAIMED] += owner is None and state == Submission.State.SUBMITTED
    return found
