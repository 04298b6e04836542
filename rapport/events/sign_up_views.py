"""Signing up for an event, and the page behind the link in its letters.

Neither asks for a cookie: the form gives no right but to a letter, and the signed link proves more than a cross-site
check does. So the page of an event may be kept by whoever keeps pages.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from rapport.content.views import entry_context
from rapport.events import signing_up
from rapport.events.forms import SignUpForm
from rapport.events.letters import read_token
from rapport.events.models import Event, SignUp
from rapport.events.shelves import SHELF
from rapport.lib import clock
from rapport.lib.rates import is_within, sender_of

A_DAY_FROM_A_PLACE, A_DAY_TO_A_MAILBOX, DAY = 30, 5, 86_400


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """What the form on the page of an event is sent to."""
    event = Event.objects.public().with_texts().filter(slug=slug, takes_sign_ups=True).first()
    if event is None:
        raise Http404(_("There is no such event, or it takes no sign-ups."))
    if request.method != "POST":
        return redirect("content:event_entry", slug=slug)
    form = SignUpForm(request.POST)
    is_machine = bool(request.POST.get("website"))  # it is told nothing that it could learn from
    closed = signing_up.why_closed(event, today=clock.today())
    is_taken = is_machine or (form.is_valid() and not closed and _is_within_rates(request, form))
    if is_taken and not is_machine:
        signing_up.ask(event, language=get_language() or "en", now=clock.now(), **form.cleaned_data)
    context = entry_context(SHELF, event) | {"form": form, "closed": closed, "is_taken": is_taken, "canonical": None}
    return render(request, "events/sign_up.html", context, status=200 if is_taken else 422)


def _is_within_rates(request: HttpRequest, form: SignUpForm) -> bool:
    """How many letters a place of the net can have us write, and how many a mailbox gets, whoever asks for them."""
    mailbox = form.cleaned_data["email"].casefold()
    if not is_within("events.sign-up", sender_of(request), most=A_DAY_FROM_A_PLACE, seconds=DAY):
        form.add_error(None, _("Too many have signed up from where you are today. Try again tomorrow."))
    elif not is_within("events.mailbox", mailbox, most=A_DAY_TO_A_MAILBOX, seconds=DAY):
        form.add_error("email", _("We have written to this address several times today. Look for our letter there."))
    return form.is_valid()


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """One's own sign-up: to be confirmed, or given up, by a button. Opening the page does neither."""
    found = SignUp.objects.select_related("event").filter(pk=read_token(token)).first()
    state = "none"
    if found and request.method == "POST" and request.POST.get("do") == "give-up":
        signing_up.give_up(found, today=clock.today())
        found, state = None, "given-up"
    elif found:
        found = _confirm(found) if request.method == "POST" else found
        state = _state_of(found) if found else "none"
    context: dict[str, Any] = {"sign_up": found, "state": state}
    if found:
        context |= entry_context(SHELF, found.event)
    response = render(
        request, "events/mine.html", context | {"canonical": None}, status=404 if state == "none" else 200
    )
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _confirm(found: SignUp) -> SignUp | None:
    if found.event.is_cancelled or found.event.last_on < clock.today():
        return found
    confirmed = signing_up.confirm(found, now=clock.now())
    return confirmed and SignUp.objects.select_related("event").get(pk=confirmed.pk)


def _state_of(found: SignUp) -> str:
    if found.event.is_cancelled or found.event.last_on < clock.today():
        return "over"
    if found.confirmed_at is None:
        return "asked"
    return "coming" if found.has_place else "waiting"
