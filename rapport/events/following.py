"""What follows when an event is published, withdrawn or deleted: calendars, proposers and attendees are told."""

from typing import Any

from rapport.content.stand import move_stand
from rapport.events import proposing, signing_up
from rapport.events.announcing import announce, tell, withdraw
from rapport.events.models import Event
from rapport.lib import clock


def follow_published(instance: Event, **_of_a_signal: Any) -> None:
    """Wagtail says so too of what is only scheduled, and not public yet."""
    if not instance.live:
        return follow_withdrawn(instance)
    before = announce(instance, now=clock.real_now())
    proposing.follow_published(instance)
    if before:
        signing_up.tell_change(instance, before)
    signing_up.fill_places(instance, today=clock.today())
    move_stand()  # once more: calendars were written after it moved first
    return None


def follow_withdrawn(instance: Event, **_of_a_signal: Any) -> None:
    """It is no longer public, or about to be deleted: its sign-ups go with it, so they are told before."""
    if withdraw(instance, now=clock.real_now()):
        instance.live = False  # as letters say it
        signing_up.tell_change(instance, tell(instance))
        move_stand()
