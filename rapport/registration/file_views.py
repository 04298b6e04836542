"""The form as a file: taken away, and brought back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.lib import clock
from rapport.look.formats import set_commas
from rapport.registration.documents import read_document, write_document
from rapport.registration.drafts import TooMuchError, save
from rapport.registration.models import Draft
from rapport.registration.offline import Brought, UnreadableFileError
from rapport.registration.steps import steps_of
from rapport.registration.views import of_a_draft, show_overview
from rapport.registration.workbooks import read_workbook, write_workbook
from rapport.registry.acceptance import newest_version

LARGEST = 2 * 1024 * 1024  # bytes
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty form of a registration."""
    return _give(Draft(language=get_language() or "en"), "xlsx", "partnership.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def sheet(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The form with the answers so far, or a filled-in one that comes back."""
    if request.method != "POST":
        kind = "docx" if request.GET.get("format") == "docx" else "xlsx"
        return _give(draft, kind, f"{draft.partnership.public_id if draft.partnership else 'partnership'}.{kind}")
    if not draft.is_open:
        return redirect("registration:overview", token=draft.token)
    sentence = _take(request, draft)
    return (
        show_overview(request, draft, sentence=sentence)
        if sentence
        else redirect("registration:overview", token=draft.token)
    )


def _give(draft: Draft, kind: str, name: str) -> HttpResponse:
    language = get_language() or "en"
    title = capfirst(draft.get_kind_display())
    about = (
        f"{newest_version(draft.partnership).document.name} · {draft.partnership.public_id}"
        if draft.partnership
        else ""
    )
    content = write_workbook(draft, language) if kind == "xlsx" else write_document(draft, language, title, about)
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _take(request: HttpRequest, draft: Draft) -> str:
    """Take the answers of a file; a sentence where something of it could not be taken."""
    file = request.FILES.get("file")
    if file is None:
        return _("Choose a file first.")
    if (file.size or 0) > LARGEST:
        return _("This file is larger than 2 MB: it cannot be the form.")
    content = file.read()
    try:
        brought = _read(content, draft)
    except UnreadableFileError as error:
        return str(error)
    steps = steps_of(draft)
    try:
        save(
            draft, brought.answers, edition=brought.edition, now=clock.now(),
            owns=lambda name: name in brought.answers and any(step.form.owns(name) for step in steps),
        )  # fmt: skip
    except TooMuchError as error:
        return str(error)
    if brought.strange:
        return _("Taken, but for lines that are no question of this form: %(codes)s.") % {
            "codes": set_commas(brought.strange[:5])
        }
    return ""


def _read(content: bytes, draft: Draft) -> Brought:
    """By what the file is, not by what its name says."""
    if b"word/" in content[:4000] or b"word/document.xml" in content:
        return read_document(content, draft)
    return read_workbook(content, draft)
