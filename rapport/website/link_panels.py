"""What the first page of the desk shows of links."""

from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from rapport.accounts.access import holds
from rapport.accounts.models import Role
from rapport.website.link_models import OutsideAddress
from rapport.website.suggesting import waiting_suggestions

State = OutsideAddress.State
is_writer = holds(Role.EDITOR, Role.OFFICER)


def show_links(request: HttpRequest, subject: Any) -> str:
    """For who writes: how many suggestions wait, how many links are dead or have moved. Two queries."""
    if not is_writer(request):
        return ""
    states = Counter(OutsideAddress.objects.filter(state__in=(State.DEAD, State.MOVED)).values_list("state", flat=True))
    waiting = waiting_suggestions().count()
    if not (states or waiting):
        return ""
    context = {"dead": states[State.DEAD], "moved": states[State.MOVED], "waiting": waiting}
    return render_to_string("website/links_panel.html", context, using="jinja2")
