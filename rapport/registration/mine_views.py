"""The focal point's desk: my records, what they owe, what I sent, what I have begun."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.accounts.models import RoleGrant, User
from rapport.explore.hits import Hit, show_card
from rapport.explore.standing import describe_standing
from rapport.lib import clock
from rapport.look.panels import render_panels
from rapport.registration.access import SPEAKERS, get_own_partnership
from rapport.registration.drafts import begin_change
from rapport.registration.models import DESK, Draft
from rapport.registration.steps import STEPS, answers_of, steps_of
from rapport.registry.acceptance import newest_version
from rapport.registry.cards import load_cards
from rapport.registry.history import find_in_force
from rapport.registry.linking import ENDED
from rapport.registry.models import OPEN_STATES, Partnership, Submission
from rapport.registry.policy import policy
from rapport.vocabularies.schemes import scheme


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record that I speak for, and as what; ``status`` says what has become of one that is not simply registered.

    ``panels``: what rooms above offer to do with it, as long as it goes on.
    """

    hit: Hit
    public_id: str
    roles: tuple[str, ...]
    status: str
    panels: list[str]


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    own = Draft.objects.filter(author=person).exclude(channel=DESK)
    context = {
        "records": _find_records(request, person),
        "drafts": list(own.filter(is_open=True).select_related("partnership", "base").order_by("-pk")),
        "sent": list(
            own.filter(submission__isnull=False, is_open=False)
            .select_related("submission__version", "partnership")
            .order_by("-pk")[:50]
        ),
        "panels": render_panels("mine", request, person),
    }
    response = render(request, "registration/mine.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _find_records(request: HttpRequest, person: User) -> list[OwnRecord]:
    roles: dict[str, list[str]] = {}
    for grant in RoleGrant.objects.filter(user=person, role__in=SPEAKERS).order_by("partnership", "pk"):
        roles.setdefault(grant.partnership, []).append(grant.get_role_display())
    numbers = list(Partnership.objects.filter(public_id__in=roles).order_by("public_id").values_list("pk", flat=True))
    cards = load_cards(numbers)
    today = clock.today()
    found = []
    for card in cards:
        status = card.status_at(today)
        own = OwnRecord(
            hit=show_card(card, today=today),
            public_id=card.public_id,
            roles=tuple(dict.fromkeys(roles[card.public_id])),
            status="" if status == "registered" else scheme("statuses").label_of(status),
            panels=[] if status in ENDED else render_panels("own-record", request, card.public_id),
        )
        found.append(own)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tell how a partnership ended, or what it is to another: what that means, and the form."""
    partnership = get_own_partnership(request, public_id)
    if request.method == "POST":
        return begin(request, public_id, Submission.Kind.ENDING)
    document = newest_version(partnership).document
    is_screened = "status" not in policy().at_once
    person: Any = request.user
    standing = describe_standing(document, today=clock.today())
    told = Draft.objects.filter(author=person, partnership=partnership, kind=Submission.Kind.ENDING)
    context = {
        "public_id": partnership.public_id,
        "document": document,
        "is_screened": is_screened,
        "standing": standing,
        "has_ended": standing.status in ENDED,
        "waiting": told.filter(submission__state__in=OPEN_STATES).order_by("-pk").first(),
    }
    response = render(request, "registration/end.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def begin(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Open the form of a change or a report, filled with what the record says."""
    partnership = get_own_partnership(request, public_id)
    if kind not in STEPS or kind == Submission.Kind.REGISTRATION:
        raise Http404
    answers = answers_of(newest_version(partnership).document, kind)
    if kind == Submission.Kind.REPORT and "since" not in answers:
        answers |= _since_the_last_report(partnership)
    person: Any = request.user
    draft = begin_change(
        partnership, answers, kind=Submission.Kind(kind), author=person, language=get_language() or "en",
        now=clock.now(),
    )  # fmt: skip
    return redirect("registration:step", token=draft.token, code=steps_of(draft)[0].code)


def _since_the_last_report(partnership: Partnership) -> dict[str, list[str]]:
    """The day of a report of which the registry has no more than its day."""
    found = find_in_force(partnership.public_id, as_at=clock.today())
    return {"since": [found.reported_on.isoformat()]} if found and found.reported_on else {}
