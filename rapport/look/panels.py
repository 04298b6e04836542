"""Slots: what rooms above show on pages of the rooms below.

A room registers its panels in ``AppConfig.ready``; the page that has the slot asks for them and knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

# "own-record": what can be done with one that is mine. "who": above every page of the back office, who is signed in.
SLOTS = ("record", "organization", "mine", "own-record", "desk", "home", "who")
Render = Callable[[HttpRequest, Any], str]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page. ``queries``: how many the panel may cost, held up by the page's test."""

    name: str
    render: Render
    rank: int
    queries: int
    state: Callable[[], Any] | None = None


_panels: dict[str, dict[str, Panel]] = {slot: {} for slot in SLOTS}


def add_panel(
    slot: str, name: str, render: Render, *, rank: int, queries: int = 0, state: Callable[[], Any] | None = None
) -> None:
    """Show something in a slot. ``render(request, subject)`` gives safe markup, or nothing where there is nothing.

    ``state``: what changes with what it shows, where that is not the journal, so that no browser keeps a page too long.
    """
    _panels[slot][name] = Panel(name, render, rank, queries, state)


def state_of(slot: str) -> str:
    """What changes with what panels show in a slot: asked once of each state, however many panels share it."""
    states = dict.fromkeys(panel.state for panel in _panels[slot].values() if panel.state)
    return ".".join(str(state()) for state in states)


def render_panels(slot: str, request: HttpRequest, subject: Any = None) -> list[str]:
    """The markup of every panel that has something to show, in the order of ranks."""
    ordered = sorted(_panels[slot].values(), key=lambda panel: panel.rank)
    return [markup for panel in ordered if (markup := panel.render(request, subject))]
