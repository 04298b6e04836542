"""The page where an applicant encloses files, and gives them out to whoever has the link of the draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.lib import clock
from rapport.lib.downloads import give_file
from rapport.lib.rates import is_within, sender_of
from rapport.lib.texts import read_number
from rapport.registration.attaching import KINDS, LARGEST, MOST, UnfitFileError, attach, remove_files, too_big
from rapport.registration.models import Attachment, Draft
from rapport.registration.views import of_a_draft

_ROOM = 64 * 1024  # bytes of a form around its file


def may_add(draft: Draft) -> bool:
    """While the form is open, and as long as the desk has not decided: it may have asked for a letter."""
    return draft.is_open or (draft.submission is not None and draft.submission.is_open)


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def files(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The files of a draft: add one, take one away."""
    sentence = ""
    if request.method == "POST":
        try:
            _act(request, draft)
        except UnfitFileError as error:
            sentence = str(error)
        else:
            return redirect("registration:files", token=draft.token)
    context = {
        "draft": draft,
        "attachments": list(draft.attachments.all()),
        "purposes": Attachment.Purpose.choices,
        "chosen": "" if _is_too_long(request) else request.POST.get("purpose", ""),
        "accept": ".pdf,.png,.jpg,.jpeg,.docx",
        "kinds": KINDS,
        "most": MOST,
        "may_add": may_add(draft),
        "sentence": sentence,
    }
    return render(request, "registration/files.html", context, status=422 if sentence else 200)


def _is_too_long(request: HttpRequest) -> bool:
    """By what it says of itself, before any of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return (read_number(length) or 0) > LARGEST + _ROOM


def _act(request: HttpRequest, draft: Draft) -> None:
    if _is_too_long(request):
        raise UnfitFileError(too_big())
    if not may_add(draft):
        raise UnfitFileError(_("This was decided already: no file can be added to it."))
    if removed := request.POST.get("remove", ""):
        if not draft.is_open:
            raise UnfitFileError(_("What was sent stays with the secretariat. First press: change what I sent."))
        remove_files([each for each in draft.attachments.all() if str(each.pk) == removed])
        return
    if not is_within("files", sender_of(request), most=60, seconds=3600):
        raise UnfitFileError(_("That is a great many files. Wait an hour, and go on."))
    file = request.FILES.get("file")
    if file is None:
        raise UnfitFileError(_("Choose a file first."))
    if (file.size or 0) > LARGEST:
        raise UnfitFileError(too_big())
    attach(draft, file.read(), name=file.name or "", purpose=request.POST.get("purpose", ""), now=clock.now())


@require_safe
@of_a_draft
def file(request: HttpRequest, draft: Draft, number: int) -> HttpResponse:
    """One file of the draft, to be saved."""
    found = draft.attachments.filter(pk=number).first()
    if found is None:
        raise Http404(_("There is no such file."))
    return give_attachment(found)


def give_attachment(found: Attachment) -> HttpResponse:
    try:
        with found.file.open("rb") as opened:
            return give_file(opened.read(), name=found.name, kind=found.kind)
    except FileNotFoundError:
        raise Http404(_("This file is no longer there.")) from None
