"""A case on one page: what is proposed, the criteria, what was said, and what can be done."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.criteria.findings import NoGroundsError
from rapport.explore.history import compare
from rapport.explore.naming import name_linked
from rapport.explore.wording import describe_channel, describe_role
from rapport.lib import clock
from rapport.mail.models import Letter
from rapport.organizations.directory import load_directory
from rapport.registry import lifecycle
from rapport.registry.acceptance import hold_against_newest
from rapport.registry.document import PartnershipDocument
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.models import Submission
from rapport.screening import deciding
from rapport.screening.access import Desk, at_the_desk, get_case
from rapport.screening.assessing import (
    decided_on,
    keep_findings,
    mark_of,
    proposed_entries,
    rule_set_of,
    typed_findings,
    weigh,
)
from rapport.screening.enclosed import files_of
from rapport.screening.queue import find_officers
from rapport.screening.reading_letters import show_letter

_LONGEST = 20_000
Move = Callable[[Submission, str, Desk], Any]


def _decide(name: str) -> Move:
    def move(case: Submission, text: str, desk: Desk) -> None:
        getattr(deciding, name)(case, text, by=desk.actor, now=clock.now())

    return move


def _accept(case: Submission, text: str, desk: Desk, *, is_overriding: bool = False) -> None:
    deciding.accept_case(
        case, text, by=desk.actor, today=clock.today(), now=clock.now(), is_overriding=is_overriding
    )  # fmt: skip


# What an officer can do; each needs a word of reason, but for those in the second line.
_MOVES: dict[str, Move] = {
    "ask": _decide("ask_for_more"),
    "return": _decide("return_case"),
    "decline": _decide("decline_case"),
    "accept": _accept,
    "override": lambda case, text, desk: _accept(case, text, desk, is_overriding=True),
    "claim": lambda case, text, desk: lifecycle.claim(case, by=desk.actor, now=clock.now()),
    "release": lambda case, text, desk: lifecycle.assign(case, None, by=desk.actor, now=clock.now()),
}
_LEAVING_WORDS = ("claim", "release", "keep", "give")
_WITHOUT_WORDS = ("accept", "override", *_LEAVING_WORDS)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def case(request: HttpRequest, number: int) -> HttpResponse:
    """Read a case, and do one thing to it. What was written stays, also where it could not be done."""
    found, desk = get_case(request, number)
    sentence = ""
    if request.method == "POST":
        try:
            _act(request, found, desk)
        except (NotPossibleError, NoGroundsError) as error:
            sentence = str(error)
            found.refresh_from_db()
        else:
            if not _leaves_words(request):
                return redirect("screening:case", number=number)
    return _show(request, found, desk, sentence)


def _leaves_words(request: HttpRequest) -> bool:
    """A letter was begun, and something pressed that sends none: the page comes back with it."""
    return bool(request.POST.get("text", "").strip()) and request.POST.get("do") in _LEAVING_WORDS


def _act(request: HttpRequest, found: Submission, desk: Desk) -> None:
    do, text = request.POST.get("do", ""), request.POST.get("text", "").strip()[:_LONGEST]
    if desk.decides(found):
        # Findings are kept whatever is pressed, so that no reason written beside a criterion is lost.
        keep_findings(found, request.POST.dict(), author=desk.person, now=clock.now())
    if do in ("advise", "note"):
        _speak(request, found, desk, do, text)
        return
    if not desk.decides(found):
        raise NotPossibleError(_("You can advise on this case, not decide it."))
    if do == "give":
        officer = next((each for each in find_officers() if str(each.pk) == request.POST.get("officer")), None)
        lifecycle.assign(found, officer, by=desk.actor, now=clock.now())
    elif do in _MOVES:
        if not text and do not in _WITHOUT_WORDS:
            raise NotPossibleError(_("Write to the applicant first: what is asked, or why."))
        _MOVES[do](found, text, desk)


def _speak(request: HttpRequest, found: Submission, desk: Desk, do: str, text: str) -> None:
    if not text:
        raise NotPossibleError(_("Write a few words first."))
    if do == "note":
        lifecycle.note(found, text, by=desk.actor, now=clock.now())
        return
    verdict = request.POST.get("verdict", "")
    verdict = verdict if verdict in ("for", "against") else "open"
    lifecycle.advise(found, text, verdict=verdict, by=desk.actor, now=clock.now())


def _show(request: HttpRequest, found: Submission, desk: Desk, sentence: str) -> HttpResponse:
    rule_set = rule_set_of(found)
    against = hold_against_newest(found) if found.is_open else None
    context = {
        "case": found,
        "desk": desk,
        "decides": desk.decides(found),
        "document": found.document,
        "changes": _changes(found),
        "conflicts": _conflicts(found, against),
        "rule_set": rule_set,
        "weighed": weigh(found, rule_set),
        "unkept": _unkept(request, found) if sentence else {},
        "entries": [(each, decided_on(each, rule_set)) for each in found.entries.select_related("author")],
        "letters": [show_letter(each, desk) for each in Letter.objects.about(f"submission:{found.pk}")[:20]],
        "files": files_of(found),
        "officers": find_officers() if desk.is_officer else [],
        "sentence": sentence,
        "typed": request.POST.get("text", "") if sentence or _leaves_words(request) else "",
        "name_role": describe_role,
        "name_channel": describe_channel,
        "today": clock.today(),
    }
    return render(request, "screening/case.html", context, status=422 if sentence else 200)


def _unkept(request: HttpRequest, found: Submission) -> dict[str, tuple[str, str]]:
    """What was typed and not kept, by criterion: somebody else has written there meanwhile, or decided."""
    kept = {each.criterion: mark_of(each.verdict, each.reason) for each in found.assessments.all()}
    return {
        code: (verdict, reason)
        for code, (verdict, reason) in typed_findings(request.POST.dict()).items()
        if mark_of(verdict, reason) != kept.get(code, mark_of("", ""))
    }


def _names(found: Submission, *documents: PartnershipDocument) -> dict[str, str]:
    listed = {partner.organization for document in documents for partner in document.partners}
    known = {each.public_id: each.name for each in load_directory(listed).values()} | name_linked(documents)
    return known | {key: entry.name for key, entry in proposed_entries(found).items()}


def _changes(found: Submission) -> list[Any]:
    """What is proposed beside what it began from: for a registration, everything."""
    base = found.base.document if found.base else PartnershipDocument()
    document = found.document
    changes = compare(base, document, _names(found, base, document))
    if found.base:
        return list(changes)
    return [replace(each, pieces=tuple(piece for piece in each.pieces if piece.fate != "removed")) for each in changes]


def _conflicts(found: Submission, against: Any) -> list[Any]:
    """What somebody else published meanwhile in the same fields, beside the proposal."""
    if against is None or not against.conflicts or against.version is None:
        return []
    theirs, mine = against.version.document, against.document
    names = _names(found, theirs, mine)
    return [change for change in compare(theirs, mine, names) if change.field in against.conflicts]
