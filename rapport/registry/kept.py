"""Conditional GET: a page that cannot have changed since the reader got it costs one small query.

What public pages show depends on the address, the newest journal entry, the day, the language, and the code.
"""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from rapport.lib import clock
from rapport.registry.history import newest_entry

PACKAGE = Path(__file__).parents[1]


def kept(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view to be read only, with an ETag; browsers ask again each time, and are mostly told that nothing changed."""
    return kept_for(0)(view)


def kept_for(
    seconds: int, *, state: Callable[[], Any] = newest_entry
) -> Callable[[Callable[..., Any]], Callable[..., HttpResponse]]:
    """The same for what may be shown so many seconds longer than it is true: browsers then do not even ask.

    ``state``: what changes with what the page shows, where that is not the journal.
    """

    def etag(_request: HttpRequest, *_args: Any, **_kwargs: Any) -> str | None:
        if settings.DEBUG:
            return None
        return f'W/"{state()}-{clock.today()}-{get_language()}-{_state_of_code()}"'

    def keeping(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
        @require_safe
        @condition(etag_func=etag)
        @wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response: HttpResponse = view(request, *args, **kwargs)
            patch_cache_control(response, public=True, max_age=seconds, must_revalidate=True)
            return response

        return answering

    return keeping


@cache
def _state_of_code() -> str:
    """Changes when the program does: pages made by another version are not the same pages."""
    files = sorted(
        path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".svg", ".css", ".yaml", ".mo"}
    )
    state = "".join(f"{path.name}{path.stat().st_mtime_ns}" for path in files if path.is_file())
    return hashlib.sha256(state.encode()).hexdigest()[:8]
