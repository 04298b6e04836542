"""One's own page: roles, language, data, leaving, going."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts import handover, personal
from rapport.accounts.access import has_second_factor, needs_sign_in
from rapport.accounts.forms import AboutMeForm, EraseForm, LeaveForm, area_label
from rapport.accounts.models import Offer, RoleGrant, User
from rapport.accounts.naming import name_partnerships
from rapport.accounts.roles import STAFF, RoleError
from rapport.lib import clock
from rapport.look.navigation import desk_entrance


def signed_in(request: HttpRequest) -> User:
    """Who is signed in; the gate before the view has seen to it that somebody is."""
    assert isinstance(request.user, User)  # noqa: S101 - for the type alone
    return request.user


@require_safe
@needs_sign_in
def enter(request: HttpRequest) -> HttpResponse:
    """The constant link of every page, and where signing in leads: to the back office, or to one's partnerships."""
    return redirect(desk_entrance(request) or "registration:mine")


@require_safe
@needs_sign_in
def ask_second_factor(request: HttpRequest) -> HttpResponse:
    """Before any page of the staff: why a second factor, and the two ways to one."""
    onward = request.GET.get("next", "")
    if not (onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None)):
        onward = reverse("accounts:enter")
    if has_second_factor(request.user):
        return HttpResponseRedirect(onward)
    return render(request, "accounts/second_factor.html", {"onward": onward})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_sign_in
def show_me(request: HttpRequest) -> HttpResponse:
    """My roles and what I can do with each, and what letters need to know of me."""
    me = signed_in(request)
    form = AboutMeForm(request.POST or None, instance=me)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    grants = list(me.role_grants.order_by("partnership", "pk"))
    open_offers = Offer.objects.filter(offered_by=me, taken_at=None, withdrawn_at=None, expires_at__gt=clock.real_now())
    offers = list(open_offers.exclude(partnership="").order_by("pk"))
    context = {
        "form": form,
        "grants": grants,
        "offers": offers,
        "named": name_partnerships({*(each.partnership for each in grants), *(each.partnership for each in offers)}),
        "area_label": area_label,
        "needs_factor": any(each.role in STAFF for each in grants) and not has_second_factor(me),
    }
    return render(request, "accounts/me.html", context)


@require_safe
@needs_sign_in
def export_me(request: HttpRequest) -> HttpResponse:
    """Everything the registry holds of me, as a file."""
    answer = JsonResponse(
        personal.export_data(signed_in(request)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@needs_sign_in
def erase_me(request: HttpRequest) -> HttpResponse:
    """The person goes, the records stay."""
    me = signed_in(request)
    form = EraseForm(request.POST or None, user=me)
    if request.method == "POST" and form.is_valid():
        try:
            personal.erase(me, today=clock.today())
        except RoleError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            return render(request, "accounts/erased.html")
    last = [each for each in me.role_grants.all() if handover.is_last_focal_point(each)]
    context = {"form": form, "last": last, "named": name_partnerships([each.partnership for each in last])}
    return render(request, "accounts/erase.html", context)


def my_grant(request: HttpRequest, number: int) -> RoleGrant:
    """A role of mine. Another's is as if it were not there."""
    found = RoleGrant.objects.filter(pk=number, user=signed_in(request)).select_related("user").first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs_sign_in
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """Give up a role; the only focal point says a word first."""
    given = my_grant(request, number)
    is_last = handover.is_last_focal_point(given)
    form = LeaveForm(request.POST if request.method == "POST" else None, is_last=is_last)
    if request.method == "POST" and form.is_valid():
        try:
            handover.leave(given, word=form.cleaned_data["word"], today=clock.today())
        except RoleError as error:
            form.add_error("word" if given.partnership else None, str(error))
        else:
            messages.success(request, _("You no longer hold this role."))
            return redirect("accounts:me")
    context = {
        "form": form,
        "given": given,
        "named": name_partnerships([given.partnership]),
        "is_last": is_last,
    }
    return render(request, "accounts/leave.html", context)
