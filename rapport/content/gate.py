"""The gate of the content desk: the same as that of every page of the staff, and the policy that its pages need."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.datastructures import MultiValueDictKeyError

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role

# Wagtail's date and panel widgets carry scripts and styles in their pages; its preview is a frame of our own pages.
# This holds for signed-in staff with a second factor, and nowhere else.
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}
_for_writers = needs_role(Role.EDITOR, Role.OFFICER)


def at_content_desk(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view of Wagtail's for who holds a role that writes, with a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = _for_writers(view)(request, *args, **kwargs)
        except MultiValueDictKeyError as error:  # Wagtail reads its own fields of a form as if they must be there
            raise BadRequest("A field of the form is missing.") from error
        except OverflowError as error:  # SQLite counts no further
            raise BadRequest("There is no such number.") from error
        # A preview is a page of ours that has passed through all of this once already.
        answer.headers.pop("Content-Security-Policy", None)
        answer._csp_replace = POLICY  # type: ignore[attr-defined]
        answer.headers["X-Frame-Options"] = "SAMEORIGIN"
        return answer

    return guarded


def guard(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses, each behind the gate."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            guard(pattern.url_patterns)
        else:
            pattern.callback = at_content_desk(pattern.callback)
    return patterns
