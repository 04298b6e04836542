"""Naming a successor or a deputy, and the page that the link in the letter opens."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.accounts import offers
from rapport.accounts.access import needs_sign_in
from rapport.accounts.forms import NamingForm, area_label
from rapport.accounts.models import Offer, Role, RoleGrant
from rapport.accounts.naming import name_partnerships
from rapport.accounts.views import my_grant, signed_in
from rapport.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
@needs_sign_in
def name_successor(request: HttpRequest, number: int) -> HttpResponse:
    """Hand over: a letter goes to the successor, and everything stays until they accept."""
    given = _of_partnership(request, number)
    form = NamingForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            offers.offer_hand_over(given, now=clock.real_now(), **form.cleaned_data)
        except offers.OfferError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("A letter is on its way. You stay until they accept, and will be told."))
            return redirect("accounts:me")
    return _show_naming(request, "accounts/successor.html", given, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_sign_in
def name_deputy(request: HttpRequest, number: int) -> HttpResponse:
    """A deputy is asked when the focal point does not answer."""
    given = _of_partnership(request, number)
    if given.role != Role.FOCAL_POINT:
        raise Http404
    form = NamingForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            _ask_deputy(given, **form.cleaned_data)
        except offers.OfferError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("A letter is on its way. They are deputy as soon as they accept."))
            return redirect("accounts:me")
    return _show_naming(request, "accounts/deputy.html", given, form)


def _ask_deputy(given: RoleGrant, *, email: str, name: str, language: str) -> None:
    of = {"partnership": given.partnership, "area": given.area, "name": name}
    offers.refuse_self(given, email, name)
    offers.refuse_held(email, Role.DEPUTY, **of)
    offers.invite(email, Role.DEPUTY, by=given.user, now=clock.real_now(), language=language, **of)


def _of_partnership(request: HttpRequest, number: int) -> RoleGrant:
    given = my_grant(request, number)
    if not given.partnership:
        raise Http404
    return given


def _show_naming(request: HttpRequest, template: str, given: RoleGrant, form: NamingForm) -> HttpResponse:
    named = name_partnerships([given.partnership])[given.partnership]
    return render(request, template, {"form": form, "given": given, "named": named})


@require_POST
@needs_sign_in
def withdraw_mine(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what I offered."""
    offer = Offer.objects.filter(pk=number, offered_by=signed_in(request)).first()
    if offer is None:
        raise Http404
    if offers.withdraw(offer, now=clock.real_now()):
        messages.success(request, _("Withdrawn. The link in the letter no longer works."))
    return redirect("accounts:me")


@require_http_methods(["GET", "HEAD", "POST"])
def show_offer(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, and one button. Reading changes nothing; accepting proves the mailbox, and signs in."""
    try:
        offer = offers.read_token(token, now=clock.real_now())
        if request.method == "POST":
            return _accept(request, offer)
    except offers.OfferError as error:
        answer = render(request, "accounts/offer_over.html", {"explanation": str(error)}, status=410)
    else:
        named = name_partnerships([offer.partnership]).get(offer.partnership)
        context = {"offer": offer, "named": named, "area_label": area_label, "role": Role(offer.role).label}
        answer = render(request, "accounts/offer.html", context)
    add_never_cache_headers(answer)
    # The address is the key. With “no-referrer” browsers would hide the origin of our own form, which then is refused.
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _accept(request: HttpRequest, offer: Offer) -> HttpResponse:
    user = offers.take(offer, now=clock.real_now())
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    messages.success(request, _("Thank you. This is now yours to look after."))
    if request.user.is_authenticated:
        return redirect("accounts:enter")
    record_authentication(request, user, method="code", email=user.email)
    answer: HttpResponse = perform_login(
        request, Login(user=user, email=user.email, redirect_url=reverse("accounts:enter"))
    )
    return answer
