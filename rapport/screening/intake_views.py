"""Intakes at the desk: who screens what, for officers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rapport.lib import clock
from rapport.lib.folding import fold
from rapport.look.desk_lists import Column, DeskList
from rapport.screening.access import for_officers
from rapport.screening.intakes import IntakeError, list_intakes, save_intake
from rapport.screening.matching import read_query
from rapport.screening.models import Intake
from rapport.sets.facets import facet_label
from rapport.vocabularies.schemes import scheme

# What can be chosen beside a pasted address, with the scheme of its codes.
_CHOSEN = {"theme": "themes", "region": "regions", "country": "countries", "scope": "scopes"}


def _said(row: Any) -> str:
    return " ".join([row.intake.title, *(f"{each.get_full_name()} {each.email}" for each in row.people)])


_INTAKES = DeskList(
    name="intakes",
    columns=(
        Column("intake", lambda row: row.intake.title, gettext_lazy("Intake"), lambda row: row.intake.title),
        Column("takes_in", lambda row: read_query(row.intake.query).path(), gettext_lazy("Takes in")),
        Column("people", lambda row: "; ".join(each.email for each in row.people), gettext_lazy("People")),
        Column("open_cases", lambda row: row.open_cases, gettext_lazy("Open cases"), lambda row: row.open_cases, True),
    ),
    search=lambda rows, words: [row for row in rows if fold(words) in fold(_said(row))],
    search_label=gettext_lazy("A name, or a part of one"),
    order="intake",
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def intakes(request: HttpRequest) -> HttpResponse:
    """All intakes, and a form for the next."""
    return _answer(request, Intake())


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def intake(request: HttpRequest, number: int) -> HttpResponse:
    """Change an intake, or remove it: its people then see nothing of its cases any more."""
    found = Intake.objects.prefetch_related("people").filter(pk=number).first()
    if found is None:
        raise Http404(_("There is no such intake."))
    if request.POST.get("do") == "remove":
        found.delete()
        messages.success(request, _("Removed. Its cases are with the officers."))
        return redirect("screening:intakes")
    return _answer(request, found)


def _answer(request: HttpRequest, edited: Intake) -> HttpResponse:
    sentence, typed = "", _typed(edited)
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("title", "query", "people", *_CHOSEN)}
        try:
            save_intake(
                edited, title=typed["title"], address=typed["query"], listed=typed["people"],
                facets=[(name, typed[name]) for name in _CHOSEN],
            )  # fmt: skip
        except IntakeError as error:
            sentence = str(error)
        else:
            messages.success(request, _("Kept. Who is new was told by mail."))
            return redirect("screening:intakes")
    listed = None
    if not edited.pk:
        asked = _INTAKES.ask(request.GET)
        found = asked.narrow(list_intakes(today=clock.today()))
        if asked.wants_file:
            return asked.as_file(found)
        listed = asked.show(found)
    context = {
        "edited": edited,
        "typed": typed,
        "sentence": sentence,
        "choices": [(name, facet_label(name), _options(of)) for name, of in _CHOSEN.items()],
        "list": listed,
    }
    return render(request, "screening/intakes.html", context, status=422 if sentence else 200)


def _options(of: str) -> list[tuple[str, str]]:
    return [(term.code, term.label()) for term in scheme(of)]


def _typed(edited: Intake) -> dict[str, Any]:
    listed = "\n".join(each.email for each in edited.people.all()) if edited.pk else ""
    path = read_query(edited.query).path() if edited.query else ""
    return {"title": edited.title, "query": path, "people": listed, **dict.fromkeys(_CHOSEN, "")}
