"""What the first page of the desk shows of links."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from rapport.accounts.access import holds
from rapport.accounts.models import Role
from rapport.website.link_models import OutsideAddress
from rapport.website.suggesting import waiting_suggestions

_is_writer = holds(Role.EDITOR, Role.OFFICER)


def show_links(request: HttpRequest, subject: Any) -> str:
    """For who writes: how many suggestions wait, how many links are dead. Two queries."""
    if not _is_writer(request):
        return ""
    dead = OutsideAddress.objects.filter(state=OutsideAddress.State.DEAD).count()
    waiting = waiting_suggestions().count()
    if not (dead or waiting):
        return ""
    return render_to_string("website/links_panel.html", {"dead": dead, "waiting": waiting}, using="jinja2")
