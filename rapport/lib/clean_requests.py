"""What no database can hold does not reach a view: whatever page is asked, it would end in a fault there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from rapport.lib.texts import keep_raw


class CleanRequestMiddleware:
    """NUL becomes its picture in what was asked and posted; an address with one leads nowhere.

    A view that reads the body as it comes over the line says so by ``takes_raw``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        if "\0" in request.path_info:
            raise Http404
        if _has_nul(request.GET):
            request.GET = _clean(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and not getattr(view, "takes_raw", False) and _has_nul(request.POST):
            request.POST = _clean(request.POST)  # type: ignore[assignment]


def _has_nul(given: QueryDict) -> bool:
    return any("\0" in name or any("\0" in text for text in texts) for name, texts in given.lists())


def _clean(given: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True)
    for name, texts in given.lists():
        cleaned.setlist(keep_raw(name), [keep_raw(str(text)) for text in texts])
    return cleaned
