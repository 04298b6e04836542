"""The report as the registry writes it today: every number leads to the partnerships behind it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.lib import clock
from rapport.registry.kept import kept
from rapport.summary.composing import Asked, compose, gather
from rapport.summary.narrative.templates import load_template
from rapport.summary.showing import shown_in


@require_safe
@kept
def report(request: HttpRequest) -> HttpResponse:
    """In the reader's language, or in English where the template has none of it."""
    today, template = clock.today(), load_template()
    language = get_language() or "en"
    gathered = gather(Asked(today, settings.RAPPORT_CLUSTER), today=today)
    written = compose(gathered, template, language if language in template.texts else "en")
    return render(request, "summary/report.html", shown_in(written))
