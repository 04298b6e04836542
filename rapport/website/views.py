"""Files and citations of publications and lessons."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe

from rapport.content.citing import Citation, write_bibtex, write_ris
from rapport.content.shelves import shelf_of
from rapport.content.views import get_entry, kept_until_edited
from rapport.lib import clock
from rapport.look.formats import format_number
from rapport.look.navigation import in_language
from rapport.look.social import answer_social_card
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.website import describing
from rapport.website.models import PublicationFile
from rapport.website.page_views import kept_until_anything_changes
from rapport.website.search import search_everything

_FORMS: dict[str, tuple[Callable[[Citation], str], str]] = {
    "bib": (write_bibtex, "application/x-bibtex"),
    "ris": (write_ris, "application/x-research-info-systems"),
}
_CITED: dict[str, Callable[[Any, Any, str], Citation]] = {
    "publication": describing.cite_publication,
    "lesson": describing.cite_lesson,
}


@require_safe
def publication_file(request: HttpRequest, slug: str, number: int, name: str) -> FileResponse:
    """A file of a public publication, to be kept: no browser runs what is in it."""
    found = PublicationFile.objects.filter(pk=number, publication__slug=slug, publication__live=True)
    file = found.select_related("document", "publication").first()
    if file is None:
        raise Http404(gettext("There is no such file, or not any more."))
    try:
        opened = file.document.file.open("rb")
    except FileNotFoundError:
        raise Http404(gettext("There is no such file, or not any more.")) from None
    answer = FileResponse(opened, as_attachment=True, filename=file.download_name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@kept_until_anything_changes
def home_card(request: HttpRequest) -> HttpResponse:
    """The picture that a link to the site shows elsewhere."""
    total = view_of(Query(), today=clock.today()).total
    counted = ngettext("%(n)s partnership", "%(n)s partnerships", total) % {"n": format_number(total)}
    return answer_social_card(gettext("Who works with whom, on what, since when"), [counted])


@kept_until_anything_changes
def search(request: HttpRequest) -> HttpResponse:
    """Everything that has the words, by kind, the reader's language first."""
    words = request.GET.get("q", "")
    found = search_everything(
        words, reader=get_language() or "en", today=clock.today(), only=request.GET.get("kind", "")
    )
    context = {
        "found": found,
        "did_you_mean_href": in_language(Query(words=found.did_you_mean).path(base="/search/")),
        "canonical": in_language("/search/"),
    }
    return render(request, "website/search.html", context)


@kept_until_edited
def cite(request: HttpRequest, kind: str, slug: str, form: str) -> HttpResponse:
    """How an entry is cited, for a program that keeps references."""
    shelf = shelf_of(kind)
    entry = get_entry(shelf, slug)
    text = entry.text_for(get_language() or "en")
    write, content_type = _FORMS[form]
    written = write(_CITED[kind](entry, text, in_language(shelf.entry_path(entry))))
    answer = HttpResponse(written, content_type=f"{content_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}-{entry.pk}.{form}"'
    return answer
