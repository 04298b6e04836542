"""A form of somebody signed out meanwhile, or of a page too old: nothing is done, and nothing typed is lost."""

import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = TypeVar("View", bound=Callable[..., Any])
_NEVER_SHOWN = re.compile(r"password|credential|code$|secret")
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 the name of a field


def asks_who(view: View) -> View:
    """Mark a view that strangers are sent away from, so that a form too old is told apart from one signed out."""
    view.asks_who = True  # type: ignore[attr-defined]
    return view


def can_be_kept(request: HttpRequest) -> bool:
    """Whether a page of ours sent it, with something in it that may be shown.

    The form of another site must never be offered to be sent again with a token of ours. Pages whose address is a key
    hide it from browsers' ``Origin``, which then is “null”; no script can make up ``Sec-Fetch-Site``.
    """
    origin = request.headers.get("Origin", "null")
    is_ours = urlsplit(origin).netloc == request.get_host() or (
        origin == "null" and request.headers.get("Sec-Fetch-Site") == "same-origin"
    )
    names = [name for name in request.POST if name != _TOKEN]
    return is_ours and bool(names) and not any(_NEVER_SHOWN.search(name) for name in names)


def keep_form(request: HttpRequest, *, why: str = "late") -> HttpResponse:
    """The page that holds what was typed, and sends it to where it was meant for as soon as that is possible.

    ``why``: ``late``, ``signed-out``, or ``not-open`` to who is signed in now.
    """
    given = [(name, text) for name, texts in request.POST.lists() for text in texts if name != _TOKEN]
    context = {
        "why": why,
        "action": request.get_full_path(),
        "given": given,
        "written": _written(request),
        "has_files": bool(request.FILES),
    }
    answer = render(request, "look/kept.html", context, status=403)
    answer["Cache-Control"] = "no-store"
    return answer


def _written(request: HttpRequest) -> list[str]:
    return [text for name, texts in request.POST.lists() for text in texts if name != _TOKEN and len(text.split()) > 1]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``. ``reason`` is Django's, and no matter of who reads."""
    if not can_be_kept(request):
        return render(request, "403_csrf.html", status=403)
    view = request.resolver_match and request.resolver_match.func
    is_signed_out = getattr(view, "asks_who", False) and not request.user.is_authenticated
    return keep_form(request, why="signed-out" if is_signed_out else "late")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler403``: somebody else may be signed in by now, in another window."""
    if request.method == "POST" and can_be_kept(request) and _written(request):
        return keep_form(request, why="not-open")
    return render(request, "403.html", status=403)
