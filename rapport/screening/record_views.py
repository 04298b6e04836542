"""A record at the desk: what can be done to it, and what was."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from rapport.explore.access import get_partnership, get_record
from rapport.explore.addresses import record_path
from rapport.explore.lineage import find_lineage, named_by
from rapport.explore.missing import helpful
from rapport.explore.standing import describe_standing
from rapport.explore.wording import describe_freshness
from rapport.lib import clock
from rapport.registration.drafts import begin_change
from rapport.registration.models import DESK
from rapport.registration.steps import answers_of, steps_of
from rapport.registry.acceptance import newest_version
from rapport.registry.linking import ENDED
from rapport.registry.models import Submission
from rapport.screening.access import desk_of, for_officers
from rapport.screening.bulk_views import tell_change
from rapport.screening.merging import name_of
from rapport.screening.models import BulkItem
from rapport.sets.following import view_of
from rapport.sets.query import Query

_LISTED = 20


@require_safe
@for_officers
@helpful
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """One record: correct it, end it, merge it; its cases, and what was done to it in bulk."""
    today = clock.today()
    found = get_record(public_id, as_at=today)
    document = found.document
    items = BulkItem.objects.filter(partnership=found.number).select_related("change__made_by")
    cases = Submission.objects.filter(partnership=found.number, entries__isnull=False).distinct()
    naming = named_by(found.public_id, view_of(Query(), today=today))
    standing = describe_standing(document, today=today)
    context = {
        "record": found,
        "name": name_of(found),
        "public": record_path(found.public_id, document.name, document.acronym),
        "standing": standing,
        "has_ended": standing.status in ENDED,
        "light": describe_freshness(found.confirmed_on, found.reported_on, today=today),
        "lineage": find_lineage(found.number, document, naming, today=today),
        "cases": list(cases.select_related("owner").order_by("-pk")[:_LISTED]),
        "done": [tell_change(item.change) for item in items.order_by("-pk")[:_LISTED]],
    }
    return render(request, "screening/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
@helpful
def edit(request: HttpRequest, public_id: str, kind: str = Submission.Kind.CHANGE) -> HttpResponse:
    """Open the form of registration with what the record says. Opened twice it is the same form."""
    partnership = get_partnership(public_id)
    person: Any = desk_of(request).person
    draft = begin_change(
        partnership, answers_of(newest_version(partnership).document, kind), kind=Submission.Kind(kind), author=person,
        language=get_language() or "en", now=clock.now(), channel=DESK,
    )  # fmt: skip
    return redirect("registration:step", token=draft.token, code=steps_of(draft)[0].code)
