"""The outbox: letters by state and person, one on its page, and what can be done while it has not gone out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from rapport.lib import clock
from rapport.lib.texts import read_number
from rapport.look.desk_lists import Column, DeskList, Filter
from rapport.mail import outages, outbox
from rapport.mail.models import Letter
from rapport.mail.outbox import LetterStateError
from rapport.screening.access import Desk, at_the_desk, desk_of, get_letter
from rapport.screening.doors import are_doors_open
from rapport.screening.outbox import STATES, keep_handled, search_letters, seen_letters
from rapport.screening.reading_letters import ShownLetter, find_subject_of, name_state, restore_doors, show_letter

_LONGEST = 50_000


def _states() -> list[tuple[str, str]]:
    return [(code, name_state(of[0])) for code, of in STATES.items()]


def _in_state(found: Any, state: str) -> Any:
    return found.filter(state__in=STATES[state])


# Rows are pairs: a letter as the desk may read it, and what it is about.
_LETTERS = DeskList(
    name="letters",
    columns=(
        Column("number", lambda row: row[0].letter.pk),
        Column("subject", lambda row: row[0].subject, gettext_lazy("Subject")),
        Column("name", lambda row: row[0].letter.name, gettext_lazy("To"), ("name",)),
        Column("address", lambda row: row[0].email),
        Column("state", lambda row: row[0].letter.state, gettext_lazy("State"), ("state", "-pk")),
        Column("about", lambda row: row[0].letter.about, gettext_lazy("About"), ("about", "-pk")),
        Column("language", lambda row: row[0].letter.language),
        Column("template", lambda row: row[0].letter.template),
        Column("written", lambda row: row[0].letter.written_at, gettext_lazy("Written"), ("pk",)),
        Column("sent", lambda row: row[0].letter.sent_at),
    ),
    filters=(Filter("state", gettext_lazy("State"), _states, _in_state),),
    search_label=gettext_lazy("Words of the subject, or a name"),
    order="-written",
    kept=("person", "about"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def letters(request: HttpRequest) -> HttpResponse:
    """Letters, the newest first; held ones that are ticked can be released together."""
    desk = desk_of(request)
    if request.method == "POST":
        return _release_ticked(request, desk)
    asked = replace(_LETTERS, search=partial(search_letters, desk=desk)).ask(request.GET)
    found = seen_letters(desk)
    for name, value in asked.kept.items():
        found = found.filter(**{name: value}) if value else found
    found = asked.narrow(found)

    def read(letters: Sequence[Letter]) -> list[Any]:
        return [(show_letter(each, desk), find_subject_of(each)) for each in letters]

    if asked.wants_file:
        return asked.as_file(found, dress=read)
    context = {
        "desk": desk,
        "list": asked.show(found, dress=read),
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
