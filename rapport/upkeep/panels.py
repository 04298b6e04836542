"""What this room shows on pages of the rooms below it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from rapport.look import panels


def add_panels() -> None:
    panels.add_panel("record", "upkeep.contact", show_contact, rank=90)


def show_contact(request: HttpRequest, subject: Any) -> str:
    """The way to write to those who look after a record. ``subject``: anything with its public id."""
    record = getattr(subject, "record", subject)
    return render_to_string("upkeep/contact_panel.html", {"public_id": record.public_id}, using="jinja2")
