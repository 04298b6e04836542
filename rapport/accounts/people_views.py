"""The people of the registry, for its administrators: who holds which role, who is invited."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
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
from rapport.lib.texts import clean_text

PAGE = 50


@require_safe
@needs_role(Role.ADMINISTRATOR)
def list_people(request: HttpRequest) -> HttpResponse:
    """Roles by page, with filters by words and by role. Costs the same for one and for three."""
    words, role = clean_text(request.GET.get("q", ""))[:100], request.GET.get("role", "")
    found = _find_grants(words, role)
    number = _page(request)
    grants = list(found[(number - 1) * PAGE : number * PAGE])
    total = found.count()
    now = clock.real_now()
    unanswered = Offer.objects.filter(taken_at=None, withdrawn_at=None, expires_at__gt=now).order_by("-pk")
    waiting = [each for each in unanswered[: 2 * PAGE] if each.is_open(now)]
    context = {
        "grants": grants,
        "offers": waiting,
        "named": name_partnerships([each.partnership for each in [*grants, *waiting]]),
        "area_label": area_label,
        "words": words,
        "role": role,
        "roles": Role.choices,
        "page": _pages(number, total, words, role),
        "total": total,
    }
    return render(request, "accounts/people.html", context)


def _find_grants(words: str, role: str) -> Any:
    found = RoleGrant.objects.select_related("user").order_by("user__email", "partnership", "pk")
    if role in Role.values:
        found = found.filter(role=role)
    for word in words.split():
        of_user = (
            Q(user__email__icontains=word) | Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
        )
        found = found.filter(of_user | Q(name__icontains=word) | Q(partnership__iexact=word))
    return found


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _pages(number: int, total: int, words: str, role: str) -> dict[str, Any]:
    def href(page: int) -> str | None:
        kept = {"q": words, "role": role, "page": page if page > 1 else ""}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"?{query}" if 1 <= page <= -(-total // PAGE) else None

    first, last = min(total, (number - 1) * PAGE + 1), min(total, number * PAGE)
    return {"first": first, "last": last, "of": total, "previous": href(number - 1), "next": href(number + 1)}


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
