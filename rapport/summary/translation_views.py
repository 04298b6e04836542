"""Texts of an edition out to translators, and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.lib import clock
from rapport.summary.desk_views import for_officers, get_edition, officer
from rapport.summary.editing import EditingError
from rapport.summary.editions import Workshop
from rapport.summary.mistakes import told_of_mistakes
from rapport.summary.translating import Refused, take_in, units_of
from rapport.summary.xliff import LARGEST, read_xliff, write_xliff

_FILE = "application/xliff+xml"


@for_officers
@never_cache
@require_safe
@told_of_mistakes
def xliff_file(request: HttpRequest, slug: str, source: str, target: str) -> HttpResponse:
    """Every text of the report, from one language into another."""
    edition = get_edition(slug)
    if edition.is_frozen or not {source, target} <= set(edition.languages) or source == target:
        return redirect("summary-desk:edition", slug)
    units = units_of(Workshop(edition, clock.today()), source, target)
    response = HttpResponse(write_xliff(units, source=source, target=target, name=slug), content_type=_FILE)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{source}-{target}.xlf"'
    return response


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@told_of_mistakes
def translate(request: HttpRequest, slug: str, target: str) -> HttpResponse:
    """Take texts out, bring them back: what was translated is kept, what lost a number is told."""
    edition = get_edition(slug)
    if edition.is_frozen or target not in edition.languages:
        return redirect("summary-desk:edition", slug)
    source, sentence = request.POST.get("source", ""), ""
    refused: list[Refused] = []
    if request.method == "POST":
        try:
            given = request.FILES.get("file")
            if given is None or source not in edition.languages:
                raise EditingError(_("Choose the file that came back, and the language that it was translated from."))
            translated = read_xliff(given.read(LARGEST + 1), source=source, target=target)
            workshop = Workshop(edition, clock.today())
            kept, refused = take_in(workshop, translated, source, target, officer(request), now=clock.now())
            told = ngettext("%(n)s text was taken over.", "%(n)s texts were taken over.", kept) % {"n": kept}
            messages.success(request, told)
            if not refused:
                return redirect(request.path)
        except EditingError as error:
            sentence = str(error)
    sources = [each for each in edition.languages if each != target]
    context = {"edition": edition, "target": target, "sources": sources, "refused": refused, "sentence": sentence}
    return render(request, "summary/desk/translate.html", context, status=422 if sentence else 200)
