"""Bulk work at the desk: a set, what to do with it, a look before, and the log of what was done."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts.naming import name_partnerships
from rapport.explore.addresses import set_path
from rapport.explore.history import compare
from rapport.lib import clock
from rapport.look.desk_lists import Column, DeskList, Filter, by_field
from rapport.registry.lifecycle import NotPossibleError
from rapport.screening import undoing
from rapport.screening.access import desk_of, for_officers
from rapport.screening.assigning import find_open_cases
from rapport.screening.bulk import Preview, SetChangedError, apply_change, preview, read_address, read_set
from rapport.screening.bulk_choices import Asked, describe, list_ways, values_of
from rapport.screening.models import BulkChange
from rapport.screening.queue import find_officers
from rapport.sets.following import view_of
from rapport.sets.naming import name_conditions
from rapport.sets.parsing import read_page
from rapport.sets.query import EXPLORE, Query

_PAGE = 50
_FILES = (("CSV", "csv"), ("XLSX", "xlsx"), ("JSON", "json"))


@require_safe
@for_officers
def bulk(request: HttpRequest) -> HttpResponse:
    """A set, and what can be done with it. ``address``: a search, as it stands in the bar of a browser."""
    address, named = request.GET.get("address", "").strip(), True
    if address:
        found, sentences = read_address(address)
        if found and not sentences:
            return redirect(f"{request.path}?{found.query_string()}")
        query, named = found or Query(), found is not None
    else:
        given = request.GET.copy()
        given.pop("address", None)
        query, sentences = read_set(f"?{given.urlencode()}")
    context = {
        **about_set(query),
        "sentences": sentences,
        "is_named": named,
        "address": "" if named else address,
        "search_href": set_path(Query()),
        "ways": list_ways(),
        "files": [(label, set_path(query, base=f"{EXPLORE.rstrip('/')}.{kind}")) for label, kind in _FILES],
        "cases": len(find_open_cases(query, today=clock.today())),
        "officers": find_officers(),
        "changes": [tell_change(each) for each in BulkChange.objects.select_related("made_by").order_by("-pk")[:5]],
    }
    return render(request, "screening/bulk.html", context, status=200 if named else 422)


def about_set(query: Query) -> dict[str, Any]:
    """What the set says of itself."""
    today = clock.today()
    view = view_of(query, today=today)
    return {
        "today": today,
        "query": query.query_string(),
        "total": len(view.select(query)),
        "base": view.total,
        "base_href": set_path(Query()),
        "set_href": set_path(query),
        "conditions": [
            {"label": each.label, "href": f"?{each.without.query_string()}"} for each in name_conditions(query)
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def change(request: HttpRequest) -> HttpResponse:
    """Choose a value; look what it would do; do it. What is done is what was shown, or nothing."""
    asked = Asked.of(request.GET)
    if not asked.is_known:
        raise Http404
    query, _sentences = read_set(request.GET.get("query", "")[:4000])
    sentence, status = "", 200
    if request.method == "POST":
        try:
            done = apply_change(
                query, asked.operation(), fingerprint=request.POST.get("fingerprint", ""),
                reason=request.POST.get("reason", "")[:2000], by=desk_of(request).actor, today=clock.today(),
                now=clock.now(),
            )  # fmt: skip
            return redirect("screening:bulk_change", number=done.pk)
        except NotPossibleError as error:
            sentence, status = str(error), 409 if isinstance(error, SetChangedError) else 422
    return _show_change(request, query, asked, sentence, status)


def _show_change(request: HttpRequest, query: Query, asked: Asked, sentence: str, status: int) -> HttpResponse:
    shown: Preview | None = None
    if asked.code:
        try:
            shown = preview(query, asked.operation(), today=clock.today())
        except NotPossibleError as error:
            sentence, status = sentence or str(error), 422
    context = {
        **about_set(query),
        "asked": asked,
        "label": next(way.label for _group, ways in list_ways() for way in ways if way.code == asked.what),
        "groups": values_of(asked),
        "back": f"?{query.query_string()}",
        "here": f"?{urlencode([('query', query.query_string()), *asked.params()])}",
        "preview": shown,
        "samples": _samples(shown) if shown else [],
        "reason": request.POST.get("reason", "")[:2000],
        "sentence": sentence,
    }
    return render(request, "screening/bulk_preview.html", context, status=status)


def _samples(shown: Preview) -> list[dict[str, Any]]:
    return [
        {"id": each.public_id, "name": each.before.name, "changes": list(compare(each.before, each.after, {}))}
        for each in shown.sample
    ]


_LOG = DeskList(
    name="bulk-work",
    columns=(
        Column("number", lambda row: row["change"].pk),
        Column("kind", lambda row: row["change"].kind),
        Column("what", lambda row: row["words"], gettext_lazy("What was done")),
        Column("records", lambda row: row["change"].count, gettext_lazy("Records"), ("count",), is_number=True),
        Column("by", lambda row: _name_of(row["change"].made_by), gettext_lazy("By"), ("made_by__first_name", "-pk")),
        Column("when", lambda row: row["change"].made_at, gettext_lazy("When"), ("pk",)),
        Column("reason", lambda row: row["change"].reason),
        Column("undone", lambda row: row["change"].undone_at),
    ),
    filters=(Filter("kind", gettext_lazy("Kind"), lambda: BulkChange.Kind.choices, by_field("kind")),),
    search=lambda found, words: found.filter(reason__icontains=words),
    search_label=gettext_lazy("Words of the reason"),
    order="-when",
)


def _name_of(person: Any) -> str:
    return person.get_full_name() or person.email if person else ""


@require_safe
@for_officers
def changes(request: HttpRequest) -> HttpResponse:
    """The log: what was done in bulk, the newest first."""
    asked = _LOG.ask(request.GET)
    found = asked.narrow(BulkChange.objects.select_related("made_by"))

    def tell(rows: Sequence[BulkChange]) -> list[dict[str, Any]]:
        return [tell_change(each) for each in rows]

    if asked.wants_file:
        return asked.as_file(found, dress=tell)
    return render(request, "screening/bulk_log.html", {"list": asked.show(found, dress=tell)})


def tell_change(each: BulkChange) -> dict[str, Any]:
    """A line of the log."""
    if each.kind == BulkChange.Kind.MERGE:
        words = _("%(from)s merged into %(to)s") % {name: each.operation.get(name, "") for name in ("from", "to")}
    elif each.kind == BulkChange.Kind.ASSIGN:
        words = ngettext("%(n)s case was given.", "%(n)s cases were given.", each.count) % {"n": each.count}
    else:
        words = describe(each.operation)
    return {"change": each, "words": words}


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def bulk_change(request: HttpRequest, number: int) -> HttpResponse:
    """One of them: who, why, which records with their versions; and undo, with what it would do now."""
    found = get_object_or_404(BulkChange.objects.select_related("made_by", "undone_by"), pk=number)
    if found.kind == BulkChange.Kind.ASSIGN:
        return redirect("screening:bulk_assigned", number=number)
    sentence = ""
    if request.method == "POST":
        try:
            undoing.undo(found, by=desk_of(request).actor, today=clock.today(), now=clock.now())
            return redirect("screening:bulk_change", number=number)
        except NotPossibleError as error:
            sentence = str(error)
            found.refresh_from_db()
    page = read_page(request.GET)
    items = found.items.select_related("partnership", "before", "after").order_by("fate", "partnership_id")
    shown = list(items.defer("before__body", "after__body")[(page - 1) * _PAGE : page * _PAGE + 1])
    query, _sentences = read_set(found.query)
    context = {
        **tell_change(found),
        "items": shown[:_PAGE],
        "names": name_partnerships([item.partnership.public_id for item in shown]),
        "page": page,
        "has_more": len(shown) > _PAGE,
        "conditions": [each.label for each in name_conditions(query)],
        "set_href": set_path(query),
        "plan": None if found.undone_at else undoing.plan_undo(found),
        "left": found.items.filter(fate="left").count(),
        "sentence": sentence,
    }
    return render(request, "screening/bulk_change.html", context, status=409 if sentence else 200)
