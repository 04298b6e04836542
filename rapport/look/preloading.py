"""Pages name their style sheet in their head already: on a slow line it is asked for before the page has arrived."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rapport.look.environment import static_address

STYLE = "look/style.css"
_HEAD = 2_000  # bytes, within which a page of ours names it


class PreloadMiddleware:
    """Adds ``Link: …; rel=preload`` to pages of ours, which a proxy may also send ahead as early hints."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            address = static_address(STYLE)
            if address.encode() in response.content[:_HEAD]:
                response["Link"] = f"<{address}>; rel=preload; as=style"
        return response
