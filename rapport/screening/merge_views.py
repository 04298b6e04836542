"""Two records side by side: for each field that differs which is kept, a look at what comes of it, and done."""

from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.explore.fields import items_in_words
from rapport.explore.history import compare
from rapport.lib import clock
from rapport.lib.dates import PartialDate
from rapport.organizations.directory import load_directory
from rapport.registration.choosing import find_by_words
from rapport.registry.field_labels import field_label
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.uniting import Choice, differing_fields, is_list, read_choices, usual_choice
from rapport.screening.access import desk_of, for_officers
from rapport.screening.bulk import SetChangedError
from rapport.screening.merging import Pair, find_pair, invite_speakers, merge, name_of, unite_pair
from rapport.screening.models import BulkChange


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def merge_records(request: HttpRequest) -> HttpResponse:
    """``?from=`` ends, ``?to=`` stays. Choose, look, do."""
    from_id, to_id = (request.GET.get(name, "").strip()[:200] for name in ("from", "to"))
    if not (from_id and to_id):
        return _choose(request, from_id, to_id)
    try:
        pair = find_pair(from_id, to_id, today=clock.today())
    except NotPossibleError as error:
        return _choose(request, from_id, to_id, str(error))
    sentence, status = "", 200
    if request.POST.get("do") == "merge":
        try:
            return redirect("screening:bulk_change", number=_merge(request, pair).pk)
        except NotPossibleError as error:
            sentence, status = str(error), 409 if isinstance(error, SetChangedError) else 422
    return _show(request, pair, sentence, status)


def _merge(request: HttpRequest, pair: Pair) -> BulkChange:
    by = desk_of(request).actor
    with transaction.atomic():
        done = merge(
            pair, read_choices(request.POST.dict()), on=_read_day(request.POST.get("on", "")),
            fingerprint=request.POST.get("fingerprint", ""), reason=request.POST.get("reason", "")[:2000],
            by=by, today=clock.today(), now=clock.now(),
        )  # fmt: skip
        if request.POST.get("invite"):
            invite_speakers(pair, by=by.user, now=clock.real_now())
    return done


def _read_day(text: str) -> PartialDate:
    try:
        return PartialDate.typed(text)
    except ValueError:
        raise NotPossibleError(
            _("“%(text)s” is not a date: write 2003, 2003-05 or 2003-05-17.") % {"text": text[:40]}
        ) from None


def _choose(request: HttpRequest, from_id: str, to_id: str, sentence: str = "") -> HttpResponse:
    """The two numbers; where one was given as words, what was found by them."""
    given, found = {"from": from_id, "to": to_id}, []
    for name, text in given.items():
        alike = find_by_words(text, but="", today=clock.today()) if text and sentence else []
        found.append((name, [(each, f"?{urlencode({**given, name: each.public_id})}") for each in alike]))
    context = {"from_id": from_id, "to_id": to_id, "sentence": sentence, "found": found}
    return render(request, "screening/merge_choose.html", context, status=422 if sentence else 200)


def _show(request: HttpRequest, pair: Pair, sentence: str, status: int) -> HttpResponse:
    theirs, ours, choices = pair.ending.document, pair.staying.document, read_choices(request.POST.dict())
    listed = {partner.organization for document in (theirs, ours) for partner in document.partners}
    names = {entry.public_id: entry.name for entry in load_directory(listed).values()}
    united = None
    if request.method == "POST":
        try:
            united = unite_pair(pair, choices)
        except NotPossibleError as error:
            sentence, status = sentence or str(error), 422
    context = {
        "pair": pair,
        "ending_name": name_of(pair.ending),
        "staying_name": name_of(pair.staying),
        "rows": _rows(pair, choices, names),
        "changes": None if united is None else list(compare(ours, united, names)),
        "fingerprint": pair.fingerprint(united) if united else "",
        "on": request.POST.get("on", clock.today().isoformat()),
        "reason": request.POST.get("reason", "")[:2000],
        "is_inviting": request.POST.get("do") != "merge" or bool(request.POST.get("invite")),
        "sentence": sentence,
    }
    return render(request, "screening/merge.html", context, status=status)


def _rows(pair: Pair, choices: dict[str, Choice], names: dict[str, str]) -> list[dict[str, Any]]:
    theirs, ours = pair.ending.document, pair.staying.document
    return [
        {
            "field": field,
            "label": field_label(field),
            "theirs": items_in_words(field, getattr(theirs, field), names),
            "ours": items_in_words(field, getattr(ours, field), names),
            "is_list": is_list(field),
            "choice": choices.get(field, usual_choice(field, ours)),
        }
        for field in differing_fields(theirs, ours)
    ]
