"""Mail that could not be placed: read, given to a case, or discarded. Officers alone: anybody may have written it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rapport.lib import clock
from rapport.lib.downloads import give_file
from rapport.lib.texts import clean_text
from rapport.look.desk_lists import Column, DeskList, Filter, by_field, by_words
from rapport.mail import quarantine
from rapport.mail.attachments import LARGEST
from rapport.mail.models import Incoming
from rapport.mail.quarantine import QuarantineError
from rapport.registry.models import Submission
from rapport.screening.access import for_officers, get_quarantined
from rapport.screening.queue import find_cases, rows_of

_MOST_FOUND = 10


def name_reason(reason: str) -> str:
    """Why a mail is in quarantine, in words."""
    words = {
        Incoming.Reason.UNKNOWN_ADDRESS: _("It was written to no address of one of our letters."),
        Incoming.Reason.NO_TOPIC: _("It answers a letter that expects no answer."),
        Incoming.Reason.NO_HANDLER: _("Nothing takes answers to this letter."),
        Incoming.Reason.HANDLER_FAILED: _("What it answers could not take it."),
        Incoming.Reason.LOOP: _("It is one of our own letters that came round."),
        Incoming.Reason.TOO_MANY: _("Its sender writes more often than a person does."),
        Incoming.Reason.TOO_BIG: _("It is too big: only its beginning was kept."),
        Incoming.Reason.UNREADABLE: _("It cannot be read as a mail."),
        Incoming.Reason.UNCLEAR_BOUNCE: _("It reports that something could not be delivered, and does not say what."),
        Incoming.Reason.EMPTY: _("There is nothing new in it."),
    }
    return words.get(Incoming.Reason(reason), reason) if reason in Incoming.Reason.values else reason


def _reasons() -> list[tuple[str, str]]:
    return [(value, name_reason(value)) for value in Incoming.Reason.values]


_MAILS = DeskList(
    name="quarantine",
    columns=(
        Column("number", lambda mail: mail.pk),
        Column("subject", lambda mail: mail.subject, gettext_lazy("Subject"), ("subject",)),
        Column("name", lambda mail: mail.from_name),
        Column(
            "address", lambda mail: mail.from_email or mail.sender, gettext_lazy("From"), ("from_name", "from_email")
        ),
        Column("reason", lambda mail: mail.reason, gettext_lazy("Why it is here"), ("reason", "received_at")),
        Column("received", lambda mail: mail.received_at, gettext_lazy("Received"), ("received_at",)),
    ),
    filters=(Filter("reason", gettext_lazy("Why it is here"), _reasons, by_field("reason")),),
    search=by_words("subject", "from_name", "from_email"),
    order="received",
)


@require_safe
@for_officers
def mails(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first."""
    asked = _MAILS.ask(request.GET)
    found = asked.narrow(Incoming.objects.in_quarantine().defer("raw"))
    if asked.wants_file:
        return asked.as_file(found)
    context = {"list": asked.show(found), "name_reason": name_reason}
    return render(request, "screening/quarantine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail; a case is found for it by number or by words."""
    found, sentence = get_quarantined(number), ""
    if request.method == "POST":
        try:
            _act(request, found)
        except QuarantineError as error:
            sentence = str(error)
            found.refresh_from_db()
        else:
            return redirect("screening:quarantine")
    words = clean_text(request.GET.get("q", ""))[:200]
    context = {
        "mail": found,
        "reason": name_reason(found.reason),
        "is_waiting": found.state == Incoming.State.QUARANTINED,
        "words": words,
        "cases": _find_for(words) if words else [],
        "case": request.POST.get("case", "") if sentence else "",
        "sentence": sentence,
        "largest": LARGEST,
        "today": clock.today(),
    }
    return render(request, "screening/quarantined.html", context, status=409 if sentence else 200)


def _act(request: HttpRequest, found: Incoming) -> None:
    if request.POST.get("do") == "discard":
        quarantine.discard(found, now=clock.now(), note=clean_text(request.POST.get("note", ""))[:1000])
        messages.success(request, _("Discarded. It is kept for a while, and then forgotten."))
        return
    number = request.POST.get("case", "").strip()
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    if not (is_number and Submission.objects.filter(pk=number).exists()):
        raise QuarantineError(_("There is no case of this number."))
    quarantine.release(found, topic=f"case:{int(number)}", now=clock.now())
    address = reverse("screening:case", args=[int(number)])
    messages.success(request, _("Given to case %(number)s: %(address)s") % {"number": number, "address": address})


def _find_for(words: str) -> list[Any]:
    """Cases by number or words, open ones first."""
    by_number = Submission.objects.select_related("version", "partnership", "owner")
    is_number = words.isascii() and words.isdigit() and len(words) < 10
    found = list(by_number.filter(pk=int(words))) if is_number else []
    for state in ("open", "all"):
        cases = find_cases(state=state, words=words).order_by("-submitted_at", "-pk")
        found += [case for case in cases[:_MOST_FOUND] if case not in found]
    return rows_of(found[:_MOST_FOUND], today=clock.today())


@require_safe
@for_officers
def quarantined_file(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """A file that came with a mail."""
    return give_file_of(get_quarantined(number), place)


def give_file_of(found: Incoming, place: int) -> HttpResponse:
    files = quarantine.open_files(found)
    if place >= len(files) or files[place].is_too_big:
        raise Http404(_("There is no such file."))
    file = files[place]
    return give_file(file.content, name=file.name, kind=file.kind)
