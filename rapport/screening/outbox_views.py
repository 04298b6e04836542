"""The outbox: letters by state and person, one on its page, and what can be done while it has not gone out."""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rapport.lib import clock
from rapport.lib.texts import read_number
from rapport.mail import outages, outbox
from rapport.mail.models import Letter
from rapport.mail.outbox import LetterStateError
from rapport.screening.access import Desk, at_the_desk, desk_of, get_letter
from rapport.screening.doors import are_doors_open
from rapport.screening.outbox import MOST_IN_FILE, PAGE, STATES, Asked, find_letters, keep_handled
from rapport.screening.paging import page_of, read_page
from rapport.screening.reading_letters import ShownLetter, find_subject_of, name_state, restore_doors, show_letter
from rapport.screening.tables import answer_as_csv

_LONGEST = 50_000
_COLUMNS = ("number", "written", "state", "name", "address", "subject", "about", "language", "template", "sent")


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def letters(request: HttpRequest) -> HttpResponse:
    """Letters, the newest first; held ones that are ticked can be released together."""
    desk = desk_of(request)
    if request.method == "POST":
        return _release_ticked(request, desk)
    asked = Asked.of(request.GET)
    found = find_letters(asked, desk)
    if request.GET.get("format") == "csv":
        return _as_csv(found[:MOST_IN_FILE], desk)
    number, total = read_page(request.GET), found.count()
    shown = found[(number - 1) * PAGE : number * PAGE]
    context = {
        "desk": desk,
        "asked": asked,
        "rows": [(show_letter(each, desk), find_subject_of(each)) for each in shown],
        "total": total,
        "states": [(code, name_state(of[0])) for code, of in STATES.items()],
        "page": page_of(number, total, size=PAGE, query=asked.query),
        "outage": outages.current(),
        "can_release": desk.decides_somewhere,
        "is_open": are_doors_open(),
    }
    return render(request, "screening/outbox.html", context)


def _release_ticked(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not desk.decides_somewhere:
        raise PermissionDenied
    ticked = [number for each in request.POST.getlist("letter")[:1000] if (number := read_number(each)) is not None]
    done = outbox.release_all(keep_handled(ticked, desk))
    said = ngettext("%(n)s letter goes out.", "%(n)s letters go out.", done) % {"n": done}
    if done < len(ticked):
        said += " " + _("The others were no longer held.")
    messages.success(request, said)
    return redirect(request.get_full_path())


def _as_csv(found: Iterable[Letter], desk: Desk) -> HttpResponse:
    def row(letter: Letter) -> Iterable[str]:
        shown = show_letter(letter, desk)
        sent = letter.sent_at.isoformat(timespec="seconds") if letter.sent_at else ""
        return (
            str(letter.pk), letter.written_at.isoformat(timespec="seconds"), letter.state, letter.name, shown.email,
            shown.subject, letter.about, letter.language, letter.template, sent,
        )  # fmt: skip

    return answer_as_csv("letters.csv", _COLUMNS, map(row, found))


# What can be done to a letter, by the name of its button.
_ACTS: dict[str, Callable[[Letter], None]] = {
    "release": outbox.release,
    "cancel": outbox.cancel,
    "again": outbox.send_again,
    "arrived": lambda letter: outbox.mark_sent(letter, now=clock.now()),
}


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """One letter: what it says, what became of it, and what can be done. What was typed stays where it fails."""
    found, desk, handles = get_letter(request, number)
    sentence = ""
    if request.method == "POST":
        if not handles:
            raise PermissionDenied
        try:
            _act(request, found)
        except LetterStateError as error:
            sentence = str(error)
            found.refresh_from_db()
        else:
            return redirect("screening:letter", number=number)
    return _show(request, show_letter(found, desk), desk, handles=handles, sentence=sentence)


def _act(request: HttpRequest, found: Letter) -> None:
    do = request.POST.get("do", "")
    if do in ("keep", "keep-and-release"):
        if request.POST.get("seen", "") not in ("", _mark_of(found)):
            raise LetterStateError(
                _("Somebody else has changed this letter meanwhile: theirs is above, what you typed is below.")
            )
        body = restore_doors(found, request.POST.get("body", "")[:_LONGEST])
        outbox.edit(found, subject=request.POST.get("subject", "")[:1000], body=body)
        if do == "keep":
            messages.success(request, _("Kept. The letter is still held."))
            return
        do = "release"
    if do not in _ACTS:
        raise LetterStateError(_("Choose what to do."))
    _ACTS[do](found)


def _mark_of(letter: Letter) -> str:
    """What the page sends back, so that it is known which text was changed on it."""
    return blake2b(f"{letter.subject}\n{letter.body}".encode(), digest_size=8).hexdigest()


def _show(request: HttpRequest, shown: ShownLetter, desk: Desk, *, handles: bool, sentence: str) -> HttpResponse:
    typed: Any = request.POST if sentence else {}
    found = shown.letter
    context = {
        "desk": desk,
        "shown": shown,
        "letter": found,
        "subject_of": find_subject_of(found),
        "enclosures": list(found.enclosures.defer("content").order_by("pk")),
        "answers": list(found.answers.defer("raw").order_by("pk")) if desk.is_officer else [],
        "can": {
            "edit": handles and found.state == Letter.State.HELD and not shown.is_hidden,
            "release": handles and found.state == Letter.State.HELD,
            "cancel": handles and found.state in (Letter.State.HELD, Letter.State.WAITING),
            "arrived": handles and found.state == Letter.State.UNCERTAIN,
            "again": handles and found.state in (Letter.State.UNCERTAIN, Letter.State.REFUSED) and bool(found.body),
        },
        "subject": typed.get("subject", shown.subject),
        "body": typed.get("body", shown.body),
        "seen": _mark_of(found),
        "typed": typed,
        "sentence": sentence,
        "is_open": are_doors_open(),
        "today": clock.today(),
    }
    return render(request, "screening/letter.html", context, status=409 if sentence else 200)
