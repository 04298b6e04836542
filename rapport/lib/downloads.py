"""A file that somebody sent, handed to somebody else: never shown within our pages, whatever is in it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_SANDBOX = "sandbox; default-src 'none'"


def give_file(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """To be saved, not opened: a browser neither guesses what it is nor runs anything of it."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
