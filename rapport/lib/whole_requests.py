"""A request is taken whole or not at all, and who sends slowly keeps nobody waiting.

A line that breaks in the middle of a form leaves the beginning of it, which reads like a shorter form and would be
saved over what was there. So the program sees a request only when all of it has come, and one after the other: threads
wait for slow senders beside the one that works.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, Any, TypeAlias

from django.conf import settings
from django.utils.translation import get_language_from_path, gettext_lazy, override

Environ: TypeAlias = dict[str, Any]
Application: TypeAlias = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

LARGEST = 32 * 1024 * 1024  # bytes of a request; forms with files have closer limits of their own
_IN_MEMORY, _PIECE = 256 * 1024, 64 * 1024
_SENTENCES = {
    "400 Bad Request": gettext_lazy("The request broke off on its way. Nothing was changed; send it again."),
    "411 Length Required": gettext_lazy("The request does not say how long it is. Nothing was changed."),
    "413 Content Too Large": gettext_lazy("This is too large to be taken. Nothing was changed."),
}


class _RefusedError(Exception):
    """Its argument is the status."""


def take_whole(application: Application) -> Application:
    """The application, called for one request at a time, each with its whole body."""
    one_at_a_time = Lock()

    def answering(environ: Environ, begin: Callable[..., Any]) -> Iterable[bytes]:
        try:
            body = _take_body(environ)
        except _RefusedError as refused:
            return _refuse(str(refused), environ, begin)
        with body or nullcontext(), one_at_a_time:
            return application({**environ, "wsgi.input": body} if body else environ, begin)

    return answering


def _take_body(environ: Environ) -> IO[bytes] | None:
    """All of it, or ``_RefusedError``. This waits for the sender, so nothing else must wait for it."""
    given = str(environ.get("CONTENT_LENGTH") or "")
    if not given and environ.get("HTTP_TRANSFER_ENCODING"):
        raise _RefusedError("411 Length Required")
    if not given.isascii() or not (given or "0").isdigit():
        raise _RefusedError("400 Bad Request")
    if len(given) > 15 or (left := int(given or 0)) > LARGEST:
        raise _RefusedError("413 Content Too Large")
    if not left:
        return None
    body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 closed by whoever gets it
    while left and (piece := environ["wsgi.input"].read(min(left, _PIECE))):
        body.write(piece)
        left -= len(piece)
    if left:
        body.close()
        raise _RefusedError("400 Bad Request")
    body.seek(0)
    return body


def _refuse(status: str, environ: Environ, begin: Callable[..., Any]) -> Iterable[bytes]:
    language = get_language_from_path(environ.get("PATH_INFO", "")) or settings.LANGUAGE_CODE
    with override(language):
        text = f"{_SENTENCES[status]}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))]
    begin(status, [*headers, ("Connection", "close"), ("Cache-Control", "no-store")])
    return [text]
