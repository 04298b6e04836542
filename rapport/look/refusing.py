"""The site's answer to what cannot be taken: a sentence, and nothing changed."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``."""
    context: dict[str, str] = {}
    if isinstance(exception, _TOO_MUCH):
        context = {
            "heading": _("This is too much at once"),
            "explanation": _("More was sent than a form can hold. Nothing was changed; what was saved before is kept."),
        }
    return render(request, "400.html", context, status=400)
