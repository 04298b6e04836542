"""The form by which a partnership proposes an event."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.accounts.access import holds, needs_sign_in
from rapport.accounts.models import Role
from rapport.accounts.naming import name_partnerships
from rapport.events.forms import ProposalForm
from rapport.events.proposing import propose, speaks_for
from rapport.lib import clock
from rapport.lib.rates import is_within

A_DAY = 10


@require_http_methods(["GET", "HEAD", "POST"])
@needs_sign_in
def propose_event(request: HttpRequest) -> HttpResponse:
    """Who speaks for no partnership is told so, and who does; who writes at the content desk makes events there."""
    person: Any = request.user
    own = sorted((each.public_id, each.label) for each in name_partnerships(speaks_for(person)).values())
    if not own and holds(Role.EDITOR, Role.OFFICER)(request):
        return redirect("wagtailsnippets_events_event:add")
    form = ProposalForm(
        request.POST if request.method == "POST" else None, own=own,
        initial={"language": get_language(), "partnership": request.GET.get("partnership", "")},
    )  # fmt: skip
    is_taken = bool(own) and form.is_bound and form.is_valid() and _is_within_rates(form, person.pk)
    if is_taken:
        propose(form.cleaned_data, by=person, now=clock.now())
    context = {"form": form, "speaks": bool(own), "is_taken": is_taken, "canonical": None}
    status = 403 if not own else 422 if form.is_bound and not is_taken else 200
    return render(request, "events/propose.html", context, status=status)


def _is_within_rates(form: ProposalForm, person: int) -> bool:
    if not is_within("events.propose", str(person), most=A_DAY, seconds=86_400):
        form.add_error(None, _("You have proposed many events today. Propose this one tomorrow."))
    return form.is_valid()
