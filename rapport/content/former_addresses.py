"""An entry that has moved is found where it was: its page, and what stands below it, such as a calendar or a file."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from rapport.content.models import EntryAddress
from rapport.content.shelves import Shelf, all_shelves

# Language, shelf, last part of an address (no database can hold NUL), the rest.
_BELOW_A_SHELF = re.compile(r"(/[^/]+)(/[^/]+/)([^/\0]+)(/.*)")


class FormerAddressMiddleware:
    """Asks only where there is no such page: nobody else pays for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        address = find_present(request.path)
        asked = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"{address}{'?' if asked else ''}{asked}") if address else response


def find_present(path: str) -> str | None:
    """Where the entry is now that once had a path. Two queries where it could be one, else none."""
    found = _BELOW_A_SHELF.fullmatch(path)
    shelf = next((each for each in all_shelves() if found and each.path == found[2]), None)
    slug = _slug_now(shelf, found[3]) if found and shelf else None
    return f"{found[1]}{found[2]}{slug}{found[4]}" if found and slug else None


def _slug_now(shelf: Shelf, slug: str) -> str | None:
    key = EntryAddress.objects.filter(kind=shelf.kind, slug=slug).values_list("key", flat=True).first()
    now = shelf.model.objects.public().filter(pk=key).values_list("slug", flat=True).first() if key else None
    return str(now) if now and now != slug else None
