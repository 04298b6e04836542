"""For who is signed in: to say of a record of their own that it is still true, without waiting to be asked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rapport.accounts.models import RoleGrant
from rapport.lib import clock
from rapport.lib.texts import read_number
from rapport.registration.access import SPEAKERS, get_own_partnership
from rapport.registry.history import load_organizations
from rapport.sets.freshness import last_known
from rapport.upkeep import answering
from rapport.upkeep.access import get_record_now
from rapport.upkeep.showing import name_of, show_facts


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request: HttpRequest, public_id: str) -> HttpResponse:
    """The record as it stands, and one button; nothing is confirmed that was not shown."""
    partnership = get_own_partnership(request, public_id)
    if request.method == "POST":
        version = read_number(request.POST.get("version", "")) or 0
        person: Any = request.user
        held = RoleGrant.objects.filter(user=person, partnership=partnership.public_id, role__in=SPEAKERS)
        role = min(held.values_list("role", flat=True), key=SPEAKERS.index)
        if answering.confirm_own(partnership, version=version, role=role, today=clock.today(), now=clock.now()):
            messages.success(request, _("Thank you. The record says since today that it is still true."))
            return redirect("registration:mine")
    found = get_record_now(partnership.public_id)
    context = {
        "record": found,
        "name": name_of(found),
        "facts": show_facts(found, load_organizations([found])),
        "last": last_known(found.confirmed_on, found.reported_on),
        "over": answering.what_became_of(found, today=clock.today()),
        "changed": request.method == "POST",
    }
    return render(request, "upkeep/still_true.html", context, status=409 if request.method == "POST" else 200)
