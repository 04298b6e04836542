"""Give the open cases of a set to somebody: a look before, what was done, and undo."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.accounts.models import User
from rapport.lib import clock
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.models import Submission
from rapport.screening.access import desk_of, for_officers
from rapport.screening.assigning import (
    assign_cases,
    can_be_put_back,
    find_open_cases,
    fingerprint_of,
    undo_assignment,
)
from rapport.screening.bulk import read_set
from rapport.screening.bulk_views import about_set, tell_change
from rapport.screening.models import BulkChange, BulkItem
from rapport.screening.queue import find_officers

_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def assign(request: HttpRequest) -> HttpResponse:
    """Which cases would be given, and from whom; then give them. What is done is what was shown, or nothing."""
    query, _sentences = read_set(request.GET.get("query", "")[:4000])
    given = request.GET.get("officer", "")
    officer = next((each for each in find_officers() if str(each.pk) == given), None)
    if given and officer is None:
        raise Http404(_("There is no such officer."))
    sentence, today = "", clock.today()
    if request.method == "POST":
        try:
            done = assign_cases(
                query, officer, fingerprint=request.POST.get("fingerprint", ""), by=desk_of(request).actor,
                today=today, now=clock.now(),
            )  # fmt: skip
            return redirect("screening:bulk_assigned", number=done.pk)
        except NotPossibleError as error:
            sentence = str(error)
    cases = find_open_cases(query, today=today)
    moving = [case for case in cases if case.owner != officer]
    context = {
        **about_set(query),
        "officer": officer,
        "rows": moving[:_SHOWN],
        "moving": len(moving),
        "same": len(cases) - len(moving),
        "fingerprint": fingerprint_of(cases, officer),
        "sentence": sentence,
    }
    return render(request, "screening/bulk_assign.html", context, status=409 if sentence else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def assigned(request: HttpRequest, number: int) -> HttpResponse:
    """What was given: each case, from whom, and what became of it; and undo, with what it would do now."""
    changes = BulkChange.objects.select_related("made_by", "undone_by").filter(kind=BulkChange.Kind.ASSIGN)
    found, sentence = get_object_or_404(changes, pk=number), ""
    if request.method == "POST":
        try:
            undo_assignment(found, by=desk_of(request).actor, now=clock.now())
            return redirect("screening:bulk_assigned", number=number)
        except NotPossibleError as error:
            sentence = str(error)
            found.refresh_from_db()
    query, _sentences = read_set(found.query)
    context = {
        **about_set(query),
        **tell_change(found),
        **_people(found),
        "rows": _rows(found),
        "restored": 0 if found.undone_at else len(can_be_put_back(found)),
        "sentence": sentence,
    }
    return render(request, "screening/bulk_assigned.html", context, status=409 if sentence else 200)


def _rows(found: BulkChange) -> list[tuple[Submission, str, Any]]:
    """Case, who had it before, and what became of it. Two queries."""
    before: dict[str, int | None] = found.operation["before"]
    names = _names(before.values())
    fates = found.operation.get("fates", {})
    labels = dict(BulkItem.Fate.choices)
    cases = Submission.objects.filter(pk__in=list(before)).select_related("version").order_by("pk")[:_SHOWN]
    return [
        (case, names.get(before[str(case.pk)] or 0, ""), labels[fates.get(str(case.pk), "changed")]) for case in cases
    ]


def _people(found: BulkChange) -> dict[str, str]:
    officer = found.operation["officer"]
    return {"to": _names([officer]).get(officer or 0, "")}


def _names(numbers: Any) -> dict[int, str]:
    found = User.objects.filter(pk__in=[each for each in numbers if each])
    return {each.pk: each.get_full_name() or each.email for each in found}
