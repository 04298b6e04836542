"""What this room shows on pages of the rooms below it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from rapport.accounts.models import Role
from rapport.accounts.roles import has_role
from rapport.look import panels
from rapport.upkeep import pulse


def add_panels() -> None:
    panels.add_panel("record", "upkeep.contact", show_contact, rank=90)
    panels.add_panel("own-record", "upkeep.still-true", show_still_true, rank=10)
    panels.add_panel("desk", "upkeep.cases", show_cases, rank=20, queries=2)


def show_contact(request: HttpRequest, subject: Any) -> str:
    """The way to write to those who look after a record. ``subject``: anything with its public id."""
    record = getattr(subject, "record", subject)
    return render_to_string("upkeep/contact_panel.html", {"public_id": record.public_id}, using="jinja2")


def show_still_true(request: HttpRequest, subject: Any) -> str:
    """The way to say of a record of one's own that it is still true. ``subject``: its public id."""
    return render_to_string("upkeep/own_panel.html", {"public_id": subject}, using="jinja2")


def show_cases(request: HttpRequest, subject: Any) -> str:
    """Open cases of upkeep, on the first page of the desk. For officers, as those pages are."""
    cases = [each for each in pulse.open_cases() if each[2]] if has_role(request.user, Role.OFFICER) else []
    return render_to_string("upkeep/desk_panel.html", {"cases": cases}, using="jinja2") if cases else ""
