"""What the checker found, for editors: where an address stands, why it is told, and the new one taken over."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.content.shelves import all_shelves, shelf_of
from rapport.look.formats import format_number, join_words
from rapport.website.link_models import Mention, OutsideAddress

# Those that want something of an editor, the worst first.
STATES = ("dead", "moved", "uncertain", "refused", "failing")
_WHY: dict[str, str | Promise] = {
    "name": gettext_lazy("Nobody knows a place of that name."),
    "time": gettext_lazy("It took longer to answer than we wait."),
    "connection": gettext_lazy("No connection came about, or none that a page can come by."),
    "redirects": gettext_lazy("It leads from one address to the next without end."),
    "certificate": gettext_lazy("Its certificate is not in order."),
    "inner": gettext_lazy("It lies within a network, where readers cannot come."),
    "port": gettext_lazy("It names a port other than those of the web, which we do not ask."),
    "redirect": gettext_lazy("It leads to what is no public page."),
    "address": gettext_lazy("It is no address of a public page."),
    "404": gettext_lazy("It says that there is no such page."),
    "410": gettext_lazy("It says that the page was taken away for good."),
    "401": gettext_lazy("It asks who we are."),
    "403": gettext_lazy("It does not let us in; readers may be let in."),
    "429": gettext_lazy("It says that it is asked too often."),
}


class MoveError(Exception):
    """The new address was not taken over; the sentence is fit for the user."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry in which an address stands. ``is_its_own``: it is what the entry is about."""

    label: str
    href: str
    is_its_own: bool


@dataclass(frozen=True, slots=True)
class Found:
    address: OutsideAddress
    why: str
    places: list[Place]

    @property
    def can_be_taken_over(self) -> bool:
        return bool(self.address.moved_to) and any(place.is_its_own for place in self.places)


def state_options() -> list[tuple[str, str]]:
    """The states, each with how many there are. One query."""
    counts = Counter(OutsideAddress.objects.filter(state__in=STATES).values_list("state", flat=True))
    return [(code, f"{OutsideAddress.State(code).label} ({format_number(counts[code])})") for code in STATES]


def place_addresses(addresses: list[OutsideAddress]) -> list[Found]:
    """With the entries in which they stand: one query, and two for each kind of entry."""
    mentions = list(Mention.objects.filter(address__in=addresses).order_by("pk"))
    entries = _load_entries(mentions)
    return [
        Found(
            address,
            _why(address.why),
            [
                _place(entries[each.kind, each.number], address.url)
                for each in mentions
                if each.address_id == address.pk and (each.kind, each.number) in entries
            ],
        )
        for address in addresses
    ]


def _load_entries(mentions: list[Mention]) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    for shelf in all_shelves():
        numbers = {each.number for each in mentions if each.kind == shelf.kind}
        if numbers:
            found |= {
                (shelf.kind, entry.pk): entry for entry in shelf.model.objects.filter(pk__in=numbers).with_texts()
            }
    return found


def _place(entry: Any, url: str) -> Place:
    of_kind = entry._meta
    href = reverse(f"wagtailsnippets_{of_kind.app_label}_{of_kind.model_name}:edit", args=[entry.pk])
    return Place(str(entry), href, getattr(entry, "url", None) == url)


def _why(code: str) -> str:
    if code.startswith("5"):
        return _("It answers that something is wrong with it (%(status)s).") % {"status": code}
    if code in _WHY:
        return str(_WHY[code])
    if code.startswith("2"):
        return _("It is there, at another address.")
    return _("It answers %(status)s.") % {"status": code} if code.isdigit() else ""


def take_over(address: OutsideAddress, *, by: Any) -> str:
    """The entries that are about a page that moved lead to where it is now; returns what they are called.

    Each is published anew, with nothing but that changed. In rich text an editor changes an address by hand.
    """
    mentions = list(address.mentions.order_by("pk"))
    entries = [entry for entry in _load_entries(mentions).values() if getattr(entry, "url", None) == address.url]
    if not (address.moved_to and entries):
        raise MoveError(_("Nothing here leads to a page that moved any more."))
    with transaction.atomic():
        for entry in entries:
            _lead_to(entry, address.moved_to, by)
    return join_words([str(entry) for entry in entries])


def _lead_to(entry: Any, url: str, by: Any) -> None:
    if entry.has_unpublished_changes or entry.locked:
        raise MoveError(
            _("“%(title)s” has changes that are not public yet, or is locked: change its address there.")
            % {"title": entry}
        )
    model = shelf_of(entry.kind).model
    if model._meta.get_field("url").unique and model.objects.filter(url=url).exclude(pk=entry.pk).exists():
        raise MoveError(_("Another link leads there already: take “%(title)s” away.") % {"title": entry})
    entry.url = url
    entry.save_revision(user=by).publish(user=by)
