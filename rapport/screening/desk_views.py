"""The first page of the desk: what waits for me today."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rapport.lib import clock
from rapport.look.panels import render_panels
from rapport.registry.models import OPEN_STATES, Submission
from rapport.screening.access import at_the_desk, desk_of
from rapport.screening.queue import oldest_first


@require_GET
@at_the_desk
def desk(request: HttpRequest) -> HttpResponse:
    """My cases, the size of the queue, and what other rooms have for me."""
    person = desk_of(request)
    states = dict(
        Submission.objects.filter(state__in=OPEN_STATES).values_list("state").annotate(count=Count("pk")).order_by()
    )
    context = {
        "desk": person,
        "mine": oldest_first(Submission.objects.filter(owner=person.person, state__in=OPEN_STATES))[:20],
        "waiting": states.get(Submission.State.SUBMITTED, 0),
        "asked": states.get(Submission.State.ASKED, 0) + states.get(Submission.State.RETURNED, 0),
        "unclaimed": Submission.objects.filter(owner=None, state=Submission.State.SUBMITTED).count(),
        "panels": render_panels("desk", request, person),
        "today": clock.today(),
    }
    return render(request, "screening/desk.html", context)
