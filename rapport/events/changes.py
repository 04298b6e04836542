"""What is other about an event than those who come were told: in whole sentences, in the language that is active."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.events.announcing import Told, ToldText, tell
from rapport.events.models import Event
from rapport.events.places import name_place
from rapport.events.times import describe_when
from rapport.look.formats import set_commas

Status = Event.Status


@dataclass(frozen=True, slots=True)
class Change:
    """What a letter says of it. ``sentences``: what has changed for a reader of one language, maybe nothing."""

    is_off: bool
    is_on_again: bool
    sentences: list[str]

    def __bool__(self) -> bool:
        return self.is_off or self.is_on_again or bool(self.sentences)


def find_change(before: Told, event: Event, *, reader: str) -> Change:
    """What whoever reads a language is to learn. Texts are compared where both are in one language."""
    after = tell(event)
    is_off = event.is_cancelled or not event.live
    is_on_again = before.status == Status.CANCELLED and after.status == Status.CONFIRMED
    return Change(is_off, is_on_again and not is_off, [] if is_off else list(_say_changes(before, after, reader)))


def _say_changes(before: Told, after: Told, reader: str) -> Iterator[str]:
    codes = (reader, after.language, *after.texts)
    in_both = next((code for code in codes if code in before.texts and code in after.texts), None)
    old, new = (
        told.texts[in_both] if in_both else ToldText(title="", place="", summary="") for told in (before, after)
    )
    if old.title != new.title:
        yield _("Its title was “%(old)s”, and is now “%(new)s”.") % {"old": old.title, "new": new.title}
    if before.when != after.when:
        yield _("It was to be on %(old)s, and is now on %(new)s.") % {"old": _when(before), "new": _when(after)}
    yield from _say_place(_place(before, old), _place(after, new))
    if before.online != after.online:
        yield _say_online(after.online)
    if before.status != after.status and after.status == Status.TENTATIVE:
        yield _("It is not yet sure that it takes place.")
    elif before.status == Status.TENTATIVE and after.status == Status.CONFIRMED:
        yield _("It is sure now that it takes place.")


def _say_place(old: str, new: str) -> Iterator[str]:
    if old == new:
        return
    if not new:
        yield _("It is no longer at this place: %(old)s.") % {"old": old}
    elif not old:
        yield _("It is at this place: %(new)s.") % {"new": new}
    else:
        yield _("It was to be at this place: %(old)s. It is now at this one: %(new)s.") % {"old": old, "new": new}


def _say_online(address: str) -> str:
    if not address:
        return _("It can no longer be followed on the web.")
    return _("On the web it is at this address now: %(address)s") % {"address": address}


def _when(told: Told) -> str:
    return f"{describe_when(told.when)} ({told.time_zone})" if told.starts_at else describe_when(told.when)


def _place(told: Told, text: ToldText) -> str:
    return set_commas(name_place(text.place, told.country, get_language() or "en"))
