"""Pages of links: the form by which a visitor suggests one, and at the desk what the checker found."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.content.models import choose_languages, choose_themes
from rapport.lib import clock
from rapport.lib.rates import is_within, sender_of
from rapport.look.desk_lists import Column, DeskList, Filter, by_field
from rapport.look.navigation import in_language
from rapport.website.link_findings import MoveError, place_addresses, state_options, take_over
from rapport.website.link_models import OutsideAddress
from rapport.website.suggesting import TakenError, suggest_link
from rapport.website.suggestion_forms import LONGEST_TITLE, LONGEST_WHY, SuggestionForm

A_DAY_FROM_A_PLACE = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    form, is_sent, taken = SuggestionForm(), False, None
    if request.method == "POST":
        form = SuggestionForm.read(request.POST)
        if form.trap:
            is_sent, form.wrong = True, {}  # a machine is told nothing that it could learn from
        elif not form.wrong:
            is_sent, taken = _take(request, form)
    context = {
        "form": form,
        "is_sent": is_sent,
        "taken": taken,
        "themes": choose_themes(),
        "languages": choose_languages(),
        "longest_title": LONGEST_TITLE,
        "longest_why": LONGEST_WHY,
        "canonical": in_language("/links/suggest/"),
    }
    return render(request, "website/suggest_link.html", context, status=422 if form.wrong else 200)


def _take(request: HttpRequest, form: SuggestionForm) -> tuple[bool, Any]:
    if not is_within("links", sender_of(request), most=A_DAY_FROM_A_PLACE, seconds=86_400):
        form.wrong["url"] = _("You have suggested many links today. Suggest this one tomorrow.")
        return False, None
    try:
        suggest_link(form, language=get_language() or "en", today=clock.today())
    except TakenError as error:
        form.wrong["url"] = _("This page was suggested already, and waits for an editor.")
        if error.link.live:
            form.wrong["url"] = _("This page is among our links already:")
            return False, {"title": str(error.link), "href": in_language(f"/links/{error.link.slug}/")}
        return False, None
    return True, None


_FINDINGS = DeskList(
    name="links-elsewhere",
    columns=(
        Column("address", lambda each: each.address.url, gettext_lazy("Address"), ("host", "url")),
        Column("moved_to", lambda each: each.address.moved_to),
        Column("state", lambda each: each.address.state),
        Column("why", lambda each: each.address.why, gettext_lazy("Why"), ("failing_since", "host")),
        Column("failing_since", lambda each: each.address.failing_since),
        Column("alive_on", lambda each: each.address.alive_on, gettext_lazy("Last seen alive"), ("alive_on", "host")),
        Column(
            "stands_in", lambda each: "; ".join(place.label for place in each.places), gettext_lazy("Where it stands")
        ),
    ),
    filters=(
        Filter(
            "state", gettext_lazy("State"), state_options, by_field("state"), default=OutsideAddress.State.DEAD.value
        ),
    ),
    search=lambda found, words: found.filter(url__icontains=words),
    order="why",
)


@needs_role(Role.EDITOR, Role.OFFICER)
@never_cache
@require_safe
def show_findings(request: HttpRequest) -> HttpResponse:
    """What the checker found, by state. The queries do not grow with the list."""
    asked = _FINDINGS.ask(request.GET)
    found = asked.narrow(OutsideAddress.objects.all())
    if asked.wants_file:
        return asked.as_file(found, dress=lambda rows: place_addresses(list(rows)))
    context = {"list": asked.show(found, dress=lambda rows: place_addresses(list(rows)))}
    return render(request, "website/link_findings.html", context)


@needs_role(Role.EDITOR)
@require_POST
def take_over_address(request: HttpRequest, number: int) -> HttpResponse:
    """One press: the entries that are about a page that moved lead to where it is now."""
    address = get_object_or_404(OutsideAddress, pk=number)
    try:
        told = take_over(address, by=request.user)
        messages.success(request, _("The new address stands in: %(titles)s.") % {"titles": told})
    except MoveError as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('links:findings')}?state=moved")
