"""The report as the registry writes it today: every number leads to the partnerships behind it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.lib import clock
from rapport.look.navigation import in_language
from rapport.registry.kept import kept
from rapport.sets.query import Query
from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures
from rapport.statistics.scope import Scope
from rapport.summary.narrative.templates import load_template
from rapport.summary.narrative.writing import write_report


@require_safe
@kept
def report(request: HttpRequest) -> HttpResponse:
    """In the reader's language, or in English where the template has none of it."""
    today, template = clock.today(), load_template()
    language = get_language() or "en"
    figures = compute_figures(today=today, as_at=today, cycle=settings.RAPPORT_CLUSTER)
    written = write_report(
        template, language if language in template.texts else "en", {each.id: each for each in figures}, day=today
    )
    context = {
        "report": written,
        "path_of": path_of,
        "fictional": Scope.of(Query(), today=today).fictional,
    }
    return render(request, "summary/report.html", context)


def path_of(figure: Figure) -> str:
    """The page that lists the partnerships behind a number, as at the day of the report."""
    return in_language(figure.query.path())
