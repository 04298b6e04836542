"""What the first page of the desk shows of letters and of mail that came in."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string

from rapport.mail import outages
from rapport.mail.models import Incoming, Letter


def render_post(request: HttpRequest, subject: Any) -> str:
    """For officers: how many letters want something of them. Three queries."""
    if not subject.is_officer:
        return ""
    wanting = (Letter.State.HELD, Letter.State.UNCERTAIN, Letter.State.REFUSED, Letter.State.BOUNCED)
    states = Letter.objects.filter(state__in=wanting).order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict(states)
    context = {
        "held": counts.get("held", 0),
        "uncertain": counts.get("uncertain", 0),
        "refused": counts.get("refused", 0),
        "bounced": counts.get("bounced", 0),
        "quarantined": Incoming.objects.in_quarantine().count(),
        "outage": outages.current(),
    }
    return render_to_string("screening/post_panel.html", context, request=request, using="jinja2")
