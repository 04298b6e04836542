"""What this room shows on pages of the rooms below it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from rapport.accounts.access import holds
from rapport.accounts.models import Role
from rapport.content.stand import stand_now
from rapport.events.coming import events_of
from rapport.events.proposing import speaks_for, waiting_proposals
from rapport.lib import clock
from rapport.look import panels


def add_panels() -> None:
    panels.add_panel("record", "events", show_events, rank=40, queries=2, state=stand_now)
    panels.add_panel("mine", "events.propose", show_way_to_propose, rank=60, queries=1)
    panels.add_panel("desk", "events.proposals", show_proposals, rank=30, queries=2)


def show_events(request: HttpRequest, subject: Any) -> str:
    """Events of a partnership, and what came of those that are over. ``subject``: anything with its public id."""
    found = events_of(subject.public_id, today=clock.today())
    if not (found.upcoming or found.past):
        return ""
    context = {"events": found, "public_id": subject.public_id}
    return render_to_string("events/record_panel.html", context, using="jinja2")


def show_way_to_propose(request: HttpRequest, subject: Any) -> str:
    """For who speaks for a partnership: nobody else may propose. ``subject``: the person."""
    return render_to_string("events/mine_panel.html", using="jinja2") if speaks_for(subject) else ""


def show_proposals(request: HttpRequest, subject: Any) -> str:
    """For editors, on the first page of the desk: what waits for them."""
    proposals = waiting_proposals() if holds(Role.EDITOR)(request) else []
    return render_to_string("events/desk_panel.html", {"proposals": proposals}, using="jinja2") if proposals else ""
