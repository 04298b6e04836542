"""One text of an edition at the desk: its words and numbers in each language, an edit, its remarks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rapport.lib import clock
from rapport.summary import editing
from rapport.summary.desk_views import for_officers, get_edition, officer
from rapport.summary.editing import EditingError
from rapport.summary.editions import Workshop
from rapport.summary.mistakes import told_of_mistakes
from rapport.summary.models import Edition, Remark
from rapport.summary.passages import describe_passage
from rapport.summary.showing import shown_in


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@told_of_mistakes
def show_passage(request: HttpRequest, slug: str, code: str, language: str) -> HttpResponse:
    """See a text, try another, keep it; say something of it to the others."""
    edition, sentence = get_edition(slug), ""
    if edition.is_frozen or language not in edition.languages:
        return redirect("summary-desk:edition", slug)
    workshop = Workshop(edition, clock.today())
    if code not in workshop.states:
        raise Http404(_("The report has no such text."))
    tried = request.POST.get("text")
    if request.method == "POST":
        try:
            if _act_on(workshop, code, language, request):
                return redirect("summary-desk:passage", slug, code, language)
        except EditingError as error:
            sentence = str(error)
    passage = describe_passage(workshop, code, language, tried=None if sentence else tried)
    context = {
        **shown_in(passage.report),
        "edition": edition,
        "passage": passage,
        "sentence": sentence,
        "text": passage.source if tried is None else tried,
        "is_translation": request.POST.get("translation") == "yes",
        "remarks": edition.remarks.filter(code=code).select_related("written_by").order_by("written_at"),
    }
    return render(request, "summary/desk/passage.html", context, status=422 if sentence else 200)


def _act_on(workshop: Workshop, code: str, language: str, request: HttpRequest) -> bool:
    """Whether something was done, so that the page is shown anew; a try is only shown."""
    edition, now, text = workshop.edition, clock.now(), request.POST.get("text", "")
    match request.POST.get("do"):
        case "try":
            editing.try_text(workshop, code, language, text)
            return False
        case "keep":
            is_translation = request.POST.get("translation") == "yes"
            editing.edit(workshop, code, language, text, officer(request), now=now, is_translation=is_translation)
        case "take-back":
            editing.take_back(edition, code, language)
        case "remark":
            editing.remark(edition, code, request.POST.get("remark", ""), officer(request), now=now)
        case "settle":
            _settle(edition, request.POST.get("number", ""))
        case _:
            raise EditingError(_("Choose what to do."))
    return True


def _settle(edition: Edition, number: str) -> None:
    if number.isascii() and number.isdigit() and len(number) < 10:
        Remark.objects.filter(edition=edition, pk=int(number)).update(settled_at=clock.now())
