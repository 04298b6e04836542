"""What this room shows on pages of the rooms below it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language
from wagtail.models import TaskState, WorkflowState

from rapport.accounts.access import holds
from rapport.accounts.models import Role
from rapport.content import cards
from rapport.lib.dates import PartialDate
from rapport.look import panels
from rapport.look.navigation import in_language
from rapport.website.inquiry_models import Inquiry
from rapport.website.translations import BEHIND, MISSING, all_rows

_MOST = 12


def add_panels() -> None:
    panels.add_panel("record", "website.mentions", show_mentions, rank=60, queries=1)
    panels.add_panel("desk", "website.inquiries", show_inquiries, rank=15, queries=1)
    panels.add_panel("desk", "website.waiting", show_waiting, rank=30, queries=14)


def show_mentions(request: HttpRequest, subject: Any) -> str:
    """News, publications, lessons and the rest that speak of a partnership; its events have a panel of their own."""
    record = getattr(subject, "record", subject)
    told = cards.mentioning(record.public_id, reader=get_language() or "en")
    found = [card for card in told if card.kind != "event"][:_MOST]
    if not found:
        return ""
    labels = {kind.name: kind.label for kind in cards.kinds()}
    shown = [
        {
            "href": in_language(card.path),
            "title": card.title,
            "language": card.language,
            "kind": labels.get(card.kind, ""),
            "day": PartialDate.parse(card.day) if card.day else None,
        }
        for card in found
    ]
    return render_to_string("website/mentions_panel.html", {"mentions": shown}, using="jinja2")


def show_inquiries(request: HttpRequest, _subject: Any) -> str:
    """For officers: how many messages of visitors wait."""
    waiting = Inquiry.objects.filter(state=Inquiry.State.OPEN).count() if holds(Role.OFFICER)(request) else 0
    if not waiting:
        return ""
    return render_to_string("website/inquiries_panel.html", {"waiting": waiting}, request=request, using="jinja2")


def show_waiting(request: HttpRequest, _subject: Any) -> str:
    """For editors: what waits for approval, and how much is behind or missing in some language."""
    if not holds(Role.EDITOR)(request):
        return ""
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    ).count()
    rows = all_rows()
    counts = {state: sum(row.has({state}) for row in rows) for state in (BEHIND, MISSING)}
    if not (waiting or any(counts.values())):
        return ""
    context = {"waiting": waiting, **counts}
    return render_to_string("website/waiting_panel.html", context, request=request, using="jinja2")
