"""The desk of events, for editors: what was proposed, and who comes."""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.accounts.naming import name_partnerships
from rapport.content.browsing import Shown
from rapport.events.coming import show_events
from rapport.events.forms import DeclineForm
from rapport.events.models import Event, Proposal, SignUp
from rapport.events.proposing import decline, waiting_proposals
from rapport.events.signing_up import count_places
from rapport.lib import clock
from rapport.lib.folding import fold
from rapport.look.desk_lists import Column, DeskList, Filter

_for_editors = needs_role(Role.EDITOR)


def _days() -> list[tuple[str, str]]:
    return [("coming", _("to come")), ("past", _("past"))]


def _on_days(found: QuerySet[Event], when: str) -> QuerySet[Event]:
    today = clock.today()
    return found.filter(last_on__gte=today) if when == "coming" else found.filter(last_on__lt=today)


# Rows are pairs: an event as readers are shown it, and its places.
_TAKING = DeskList(
    name="events-with-sign-ups",
    columns=(
        Column("event", lambda row: row[0].text.title, gettext_lazy("Event")),
        Column("status", lambda row: row[0].entry.status),
        Column("day", lambda row: row[0].entry.starts_on, gettext_lazy("When"), ("starts_on",)),
        Column("coming", lambda row: row[1]["coming"], gettext_lazy("Coming"), is_number=True),
        Column("waiting", lambda row: row[1]["waiting"], gettext_lazy("Waiting"), is_number=True),
    ),
    filters=(Filter("when", gettext_lazy("When"), _days, _on_days),),
    search=lambda found, words: found.filter(texts__title__icontains=words).distinct(),
    order="-day",
)


def _states() -> list[tuple[str, str]]:
    return [("coming", _("has a place")), ("waiting", _("waits")), ("asked", _("not yet confirmed"))]


def _in_state(found: list[SignUp], state: str) -> list[SignUp]:
    return [each for each in found if _state(each) == state]


def _search(found: list[SignUp], words: str) -> list[SignUp]:
    return [each for each in found if fold(words) in fold(f"{each.name} {each.email} {each.organization} {each.note}")]


_SIGN_UPS = DeskList(
    name="sign-ups",
    columns=(
        Column("name", lambda each: each.name, gettext_lazy("Name"), lambda each: each.name),
        Column("email", lambda each: each.email, gettext_lazy("E-mail address"), lambda each: each.email),
        Column(
            "organization", lambda each: each.organization, gettext_lazy("Organization"), lambda each: each.organization
        ),
        Column("note", lambda each: each.note, gettext_lazy("Note")),
        Column("state", lambda each: _state(each), gettext_lazy("State"), lambda each: _rank(each)),
        Column("language", lambda each: each.language),
        Column("asked_at", lambda each: each.asked_at),
        Column("confirmed_at", lambda each: each.confirmed_at),
    ),
    filters=(Filter("state", gettext_lazy("State"), _states, _in_state),),
    search=_search,
)


@require_safe
@_for_editors
def show_desk(request: HttpRequest) -> HttpResponse:
    """Proposals that wait, and the events that take sign-ups, the latest first."""
    asked = _TAKING.ask(request.GET)
    found = asked.narrow(Event.objects.filter(takes_sign_ups=True).prefetch_related("texts"))

    def tell(events: Sequence[Event]) -> list[tuple[Shown, dict[str, int]]]:
        counts = count_places(list(events))
        return [(each, counts[each.entry.pk]) for each in show_events(events)]

    if asked.wants_file:
        return asked.as_file(found, dress=tell)
    context = {"proposals": waiting_proposals(), "list": asked.show(found, dress=tell)}
    return render(request, "events/desk/all.html", context)


@require_safe
@_for_editors
def list_sign_ups(request: HttpRequest, number: int) -> HttpResponse:
    """Who comes, who waits, who was only asked; as a page, or as CSV."""
    event = Event.objects.with_texts().filter(pk=number).first()
    if event is None:
        raise Http404(_("There is no such event."))
    found = sorted(SignUp.objects.filter(event=event).order_by("confirmed_at", "pk"), key=_rank)
    asked = replace(_SIGN_UPS, name=f"sign-ups-{event.pk}").ask(request.GET)
    narrowed = asked.narrow(found)
    if asked.wants_file:
        return asked.as_file(narrowed)
    context = {
        "shown": show_events([event])[0],
        "list": asked.show(narrowed),
        "has_sign_ups": bool(found),
        "places": count_places([event])[event.pk],
    }
    return render(request, "events/desk/sign_ups.html", context)


def _rank(sign_up: SignUp) -> int:
    return ("coming", "waiting", "asked").index(_state(sign_up))


def _state(sign_up: SignUp) -> str:
    return "asked" if sign_up.confirmed_at is None else "coming" if sign_up.has_place else "waiting"


@require_http_methods(["GET", "HEAD", "POST"])
@_for_editors
def show_proposal(request: HttpRequest, number: int) -> HttpResponse:
    """What was proposed: to be opened at the content desk and published there, or declined here with a reason."""
    found = Proposal.objects.select_related("event", "proposed_by").prefetch_related("event__texts").filter(pk=number)
    proposal = found.first()
    if proposal is None:
        raise Http404(_("There is no such proposal."))
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if decline(proposal, form.cleaned_data["reason"]):
            messages.success(request, _("The proposal is declined, and its proposer gets a letter."))
        else:
            messages.warning(request, _("Somebody else has decided on this proposal before you."))
        return redirect("events:desk")
    context = {
        "proposal": proposal,
        "shown": show_events([proposal.event])[0],
        "partnership": name_partnerships([proposal.partnership])[proposal.partnership],
        "form": form,
    }
    return render(request, "events/desk/proposal.html", context, status=422 if form.is_bound else 200)
