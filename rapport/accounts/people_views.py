"""The people of the registry, for its administrators: who holds which role, who is invited."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.accounts import handover, offers
from rapport.accounts.access import needs_role
from rapport.accounts.forms import InviteForm, area_label
from rapport.accounts.models import Offer, Role, RoleGrant
from rapport.accounts.naming import name_partnerships
from rapport.accounts.roles import RoleError
from rapport.accounts.views import signed_in
from rapport.lib import clock
from rapport.look.desk_lists import Column, DeskList, Filter, by_field

_MOST_OFFERS = 100


def _search(found: Any, words: str) -> Any:
    for word in words.split()[:10]:
        of_user = (
            Q(user__email__icontains=word) | Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
        )
        found = found.filter(of_user | Q(name__icontains=word) | Q(partnership__iexact=word))
    return found


_PEOPLE = DeskList(
    name="people",
    columns=(
        Column(
            "name", lambda given: given.user.get_full_name(), gettext_lazy("Name"), ("user__first_name", "user__email")
        ),
        Column(
            "address", lambda given: given.user.email, gettext_lazy("E-mail address"), ("user__email", "partnership")
        ),
        Column("role", lambda given: given.role, gettext_lazy("Role"), ("role", "partnership")),
        Column("partnership", lambda given: given.partnership),
        Column("area", lambda given: given.area),
        Column("means", lambda given: given.name),
        Column("since", lambda given: given.granted_at, gettext_lazy("Since"), ("granted_at",)),
    ),
    filters=(Filter("role", gettext_lazy("Role"), lambda: Role.choices, by_field("role")),),
    search=_search,
    search_label=gettext_lazy("Name, address or number of a partnership"),
    order="address",
)


@require_safe
@needs_role(Role.ADMINISTRATOR)
def list_people(request: HttpRequest) -> HttpResponse:
    """Roles by page, and what was offered and not yet accepted. Costs the same for one and for three."""
    asked = _PEOPLE.ask(request.GET)
    found = asked.narrow(RoleGrant.objects.select_related("user"))
    if asked.wants_file:
        return asked.as_file(found)
    shown, now = asked.show(found), clock.real_now()
    unanswered = Offer.objects.filter(taken_at=None, withdrawn_at=None, expires_at__gt=now).order_by("-pk")
    waiting = [each for each in unanswered[:_MOST_OFFERS] if each.is_open(now)]
    context = {
        "list": shown,
        "offers": waiting,
        "named": name_partnerships([each.partnership for each in [*shown.rows, *waiting]]),
        "area_label": area_label,
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_role(Role.ADMINISTRATOR)
def invite(request: HttpRequest) -> HttpResponse:
    """Offer a role by mail."""
    form = InviteForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        offers.invite(by=signed_in(request), now=clock.real_now(), **form.cleaned_data)
        messages.success(request, _("Invited. The letter is on its way."))
        return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_role(Role.ADMINISTRATOR)
def end_role(request: HttpRequest, number: int) -> HttpResponse:
    """Take a role away; it stops at the next request of who held it."""
    given = RoleGrant.objects.filter(pk=number).select_related("user").first()
    if given is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            handover.end(given, today=clock.today())
        except RoleError as error:
            problem = str(error)
        else:
            messages.success(request, _("The role has ended."))
            return redirect("accounts:people")
    context = {
        "given": given,
        "named": name_partnerships([given.partnership]),
        "is_last": handover.is_last_focal_point(given),
        "problem": problem,
    }
    return render(request, "accounts/end_role.html", context)


@require_POST
@needs_role(Role.ADMINISTRATOR)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take an invitation back."""
    offer = Offer.objects.filter(pk=number).first()
    if offer is None:
        raise Http404
    if offers.withdraw(offer, now=clock.real_now()):
        messages.success(request, _("Withdrawn. The link in the letter no longer works."))
    return redirect("accounts:people")
