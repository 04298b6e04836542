"""Who wants to come to an event: asked, confirmed by the link in a letter, with a place or waiting for one."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from rapport.content.stand import move_stand
from rapport.events.announcing import Told
from rapport.events.letters import write_change, write_to_attendee
from rapport.events.models import Event, SignUp
from rapport.mail.models import Letter


def why_closed(event: Event, *, today: date) -> str:
    """Why nobody can sign up now; nothing where anybody can."""
    if event.is_cancelled:
        return _("This event is cancelled.")
    if event.when.last_on < today:
        return _("This event is over.")
    if event.sign_up_until is None and event.starts_on <= today:
        return _("This event has begun: sign-up is over.")
    if event.sign_up_until is not None and event.sign_up_until < today:
        return _("Sign-up is over.")
    return ""


def count_places(events: Collection[Event]) -> dict[int, dict[str, Any]]:
    """Of each event how many come, how many wait, and how many places are left (``None``: no limit). One query."""
    if not events:
        return {}
    rows = (
        SignUp.objects.confirmed()
        .filter(event__in=[event.pk for event in events])
        .values("event")
        .annotate(coming=Count("pk", filter=Q(has_place=True)), waiting=Count("pk", filter=Q(has_place=False)))
    )
    counts = {row["event"]: (row["coming"], row["waiting"]) for row in rows}
    return {event.pk: _places_of(event, *counts.get(event.pk, (0, 0))) for event in events}


def _places_of(event: Event, coming: int, waiting: int) -> dict[str, Any]:
    left = None if event.places is None else max(event.places - coming, 0)
    return {"coming": coming, "waiting": waiting, "left": left, "is_full": left == 0 or waiting > 0}


@transaction.atomic
def ask(event: Event, *, name: str, email: str, organization: str, note: str, language: str, now: datetime) -> SignUp:
    """Somebody wants to come. Nothing counts until the link in the letter is pressed, which proves the mailbox.

    Who asks again gets the letter again; what a confirmed sign-up says is not changed by who only knows its mailbox.
    """
    typed = {"name": name, "email": email, "organization": organization, "note": note, "language": language}
    sign_up, is_new = SignUp.objects.select_for_update().get_or_create(
        event=event, folded_email=email.casefold(), defaults={**typed, "asked_at": now}
    )
    if not is_new and sign_up.confirmed_at is None:
        SignUp.objects.filter(pk=sign_up.pk).update(**typed, asked_at=now)
        sign_up.refresh_from_db()
    write_to_attendee("asked", sign_up, event)
    return sign_up


@transaction.atomic
def confirm(sign_up: SignUp, *, now: datetime) -> SignUp | None:
    """Give a place, or one in the waiting list. Pressing twice is the same as once; ``None``: given up meanwhile.

    The event's row is locked, so that of two at once one gets the last place. (SQLite has one writer at a time.)
    """
    event = Event.objects.select_for_update().get(pk=sign_up.event_id)
    found = SignUp.objects.filter(pk=sign_up.pk).first()
    if found is None or found.confirmed_at is not None:
        return found
    found.confirmed_at, found.has_place = now, not count_places([event])[event.pk]["is_full"]
    found.save(update_fields=["confirmed_at", "has_place"])
    write_to_attendee("standing", found, event)
    move_stand()
    return found


@transaction.atomic
def give_up(sign_up: SignUp, *, today: date) -> None:
    """Somebody no longer comes: nothing of them stays, and who waits longest gets the place."""
    event = Event.objects.select_for_update().get(pk=sign_up.event_id)
    forget_sign_ups([sign_up])
    fill_places(event, today=today)
    move_stand()


@transaction.atomic
def fill_places(event: Event, *, today: date) -> int:
    """Give the places that are free to those who wait, and tell them; returns how many that are."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.is_cancelled or event.when.last_on < today:
        return 0
    left = count_places([event])[event.pk]["left"]
    moved_up = list(SignUp.objects.filter(event=event).waiting()[:left])
    for sign_up in moved_up:
        sign_up.has_place = True
        sign_up.save(update_fields=["has_place"])
        write_to_attendee("standing", sign_up, event)
    return len(moved_up)


def tell_change(event: Event, before: Told) -> None:
    """Those who come or wait are told that the event is off, or on again, or what of it is moved.

    Nobody is told where nothing changed in their language: a title was put right in another, say.
    """
    with transaction.atomic():
        for sign_up in SignUp.objects.filter(event=event).confirmed().order_by("pk"):
            write_change(sign_up, event, before)


def forget_sign_ups(sign_ups: Collection[SignUp]) -> None:
    """Take them away, and the letters about them: a letter holds a name and an address too."""
    Letter.objects.filter(about__in=[each.reference for each in sign_ups]).delete()
    SignUp.objects.filter(pk__in=[each.pk for each in sign_ups]).delete()
