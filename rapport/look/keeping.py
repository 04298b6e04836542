"""A form of somebody signed out meanwhile, or of a page too old: nothing is done, and nothing typed is lost."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_NEVER_SHOWN = re.compile(r"password|credential|code$|secret")
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 the name of a field


def can_be_kept(request: HttpRequest) -> bool:
    """Whether a page of ours sent it, with something in it that may be shown.

    The form of another site must never be offered to be sent again with a token of ours.
    """
    is_ours = urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    names = [name for name in request.POST if name != _TOKEN]
    return is_ours and bool(names) and not any(_NEVER_SHOWN.search(name) for name in names)


def keep_form(request: HttpRequest) -> HttpResponse:
    """The page that holds what was typed, and sends it to where it was meant for as soon as that is possible."""
    given = [(name, text) for name, texts in request.POST.lists() for text in texts if name != _TOKEN]
    context = {
        "is_signed_out": not request.user.is_authenticated,
        "action": request.get_full_path(),
        "given": given,
        "written": [text for _name, text in given if len(text.split()) > 1],
        "has_files": bool(request.FILES),
    }
    answer = render(request, "look/kept.html", context, status=403)
    answer["Cache-Control"] = "no-store"
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``. ``reason`` is Django's, and no matter of who reads."""
    return keep_form(request) if can_be_kept(request) else render(request, "403_csrf.html", status=403)
