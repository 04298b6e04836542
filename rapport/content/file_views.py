"""Files and pictures as readers get them: files as downloads that no browser runs, pictures in sizes made for pages."""

import re
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve

from rapport.content.file_rights import may_have
from rapport.content.files import extension_of

_SANDBOX = "default-src 'none'; sandbox"
_A_MONTH = 30 * 24 * 3600
PICTURES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
}
# No folder, none above: a picture lies in one place. Names are Wagtail's, of letters in any script.
_NAME = re.compile(r"[^\W_][\w.~-]*")


@require_safe
def give_file(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """Nobody but writers has it before something public leads to it. Its answer is never one that a browser runs."""
    document = get_document_model().objects.filter(pk=number).first()
    if document is None or not may_have(request.user, document):
        raise Http404(_("There is no such file, or not any more."))
    response: HttpResponseBase = serve(request, number, name)
    if response.status_code == 200 and response.get("Content-Disposition"):
        response.headers["Content-Security-Policy"] = _SANDBOX
        response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def give_picture(_request: HttpRequest, name: str) -> HttpResponseBase:
    """A size of a picture that a page shows. What was uploaded itself is given to nobody."""
    kind = PICTURES.get(extension_of(name))
    if kind is None or not _NAME.fullmatch(name):
        raise _missing()
    try:
        file: Any = default_storage.open(f"images/{name}")
    except OSError:
        raise _missing() from None
    response = FileResponse(file, content_type=kind)
    response.headers["Cache-Control"] = f"public, max-age={_A_MONTH}"
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _missing() -> Http404:
    return Http404(_("There is no such picture, or not any more."))
