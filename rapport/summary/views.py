"""/reports/: the editions, the report as the registry would write it today, and both as files."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.lib import clock
from rapport.look.navigation import in_language, site_address
from rapport.registry.history import newest_entry
from rapport.registry.kept import kept, kept_for
from rapport.statistics.figure import Figure
from rapport.summary import documents
from rapport.summary.composing import Asked, compose, gather
from rapport.summary.editions import languages_of, organizations_of, report_of, template_of
from rapport.summary.mistakes import told_of_mistakes
from rapport.summary.models import Edition
from rapport.summary.report import Report
from rapport.summary.showing import shown_in

TODAY = "today"  # in the place of an edition: the report of today


@dataclass(frozen=True)
class Shown:
    """A report that somebody reads. ``edition`` is ``None`` for that of today."""

    report: Report
    figures: Iterable[Figure]
    edition: Edition | None = None


def _frozen_ones() -> list[Edition]:
    return list(Edition.objects.filter(state=Edition.State.FROZEN).defer("figures"))


@kept_for(0, state=lambda: f"{newest_entry()}-{len(_frozen_ones())}")
def index(request: HttpRequest) -> HttpResponse:
    """The editions, the newest first."""
    context = {"editions": _frozen_ones(), "today": clock.today(), "canonical": in_language("/reports/")}
    return render(request, "summary/index.html", context)


@kept
@told_of_mistakes
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """In the reader's language; where it is not made in it, in the first language that it is made in."""
    shown = _shown(slug)
    context = {
        **shown_in(shown.report),
        "slug": slug,
        "edition": shown.edition,
        "sizes": {},
        "canonical": in_language(f"/reports/{slug}/"),
    }
    if edition := shown.edition:
        written = documents.documents_of(edition)
        context |= {
            "sizes": {each.kind: each.size for each in written if each.language == shown.report.language},
            "written": sum(1 for each in written if each.size),
            "all_documents": len(written),
            "address": site_address(f"/{get_language()}/reports/{edition.slug}/"),
        }
    return render(request, "summary/report.html", context)


@kept
@told_of_mistakes
def document(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The report as HTML, DOCX or PDF."""
    shown = _shown(slug)
    if shown.edition is None:
        content = documents.write_document(shown.report, kind)
    else:
        asked = (shown.report.language, kind)
        written = next(each for each in documents.documents_of(shown.edition) if (each.language, each.kind) == asked)
        content = documents.keep_document(written, shown.edition.reports.get(language=shown.report.language))
    return _file(content, documents.TYPES[kind], f"{slug}-{shown.report.language}.{kind}")


@kept
@told_of_mistakes
def annex(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Every figure of the report, with its base, its day and the set behind it."""
    shown = _shown(slug)
    content = documents.write_annex(shown.report, shown.figures, kind)
    return _file(content, documents.ANNEX_TYPES[kind], f"{slug}-figures.{kind}")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _shown(slug: str) -> Shown:
    language, today = get_language() or "en", clock.today()
    if slug == TODAY:
        template = template_of(settings.RAPPORT_REPORT)
        asked = Asked(today, settings.RAPPORT_CLUSTER, organizations=organizations_of(template))
        gathered = gather(asked, today=today)
        language = language if language in template.texts else languages_of(template)[0]
        return Shown(compose(gathered, template, language), gathered.facts.figures.values())
    edition = Edition.objects.filter(slug=slug, state=Edition.State.FROZEN).first()
    if edition is None:
        raise Http404(_("There is no such edition of the report."))
    if language not in edition.languages:
        language = edition.languages[0]
    return Shown(report_of(edition, language, today=today), documents.figures_of(edition), edition)
