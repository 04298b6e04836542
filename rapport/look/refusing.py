"""The site's answer to what cannot be taken: a sentence, and nothing changed."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
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


class SentenceMiddleware:
    """Where an address is asked in a way that it does not know, Django's answer is an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == 405 and not answer.content:
            answer.content = render_to_string("405.html", request=request)
        return answer
