"""What partnerships are to one another: successor, phase, replication; and the same from the other side.

Who names a record is asked of the sets, where each such name is a token: nothing more is read where nobody does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from rapport.explore.addresses import record_path
from rapport.explore.wording import Text, choose_language, label_of, name_or_none
from rapport.registry.cards import Card, find_cards
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import find_in_force
from rapport.registry.models import Partnership
from rapport.registry.operations import TAKEN_UP
from rapport.sets.postings import NOWHERE
from rapport.sets.progress import LINKS, link_token
from rapport.sets.view import View
from rapport.vocabularies.schemes import scheme

MOST = 50  # of one kind
Naming = dict[str, BitMap]


@dataclass(frozen=True, slots=True)
class Relative:
    """Another partnership. ``note``: what became of it, where it is not simply registered."""

    href: str
    name: Text
    note: str


@dataclass(frozen=True, slots=True)
class Kinship:
    """The partnerships that are the same to this one: its phases, those that it took up."""

    label: str
    relatives: tuple[Relative, ...]
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """``heir``: the one that goes on, where the successor was itself taken up by another since."""

    successor: Relative | None
    heir: Relative | None
    kinships: tuple[Kinship, ...]


def find_lineage(number: int, document: PartnershipDocument, naming: Naming, *, today: date) -> Lineage:
    """Two queries where the record names others, one where only others name it, else none.

    Where its successor was taken up in turn, one more, and two for each that was.
    """
    ids = {link: other.casefold() for link in LINKS if (other := getattr(document, link))}
    numbers = _find_numbers(ids.values()) if ids else {}
    wanted = {*numbers.values(), *(each for found in naming.values() for each in list(found)[: 2 * MOST])} - {number}
    cards = find_cards(sorted(wanted))

    def own(link: str) -> list[Card]:
        card = cards.get(numbers.get(ids.get(link, ""), 0))
        return [card] if card else []

    def others(link: str, *statuses: str) -> list[Card]:
        found = [cards[each] for each in naming[link] if each in cards]
        return [card for card in found if not statuses or card.status_at(today) in statuses]

    told = (
        (_("A further phase of"), own("phase_of")),
        (_("Repeats elsewhere"), own("replicates")),
        (_("Further phases of it"), others("phase_of")),
        (_("Repeated elsewhere by"), others("replicates")),
        (_("Merged into it"), others("successor", "merged")),
        (_("Superseded by it"), others("successor", "superseded")),
        (_("Continued by it"), others("successor", *_not_taken_up())),
    )
    show = partial(_relative, today=today)
    kinships = [Kinship(label, tuple(map(show, found[:MOST])), len(found) > MOST) for label, found in told if found]
    successor = next(iter(own("successor")), None)
    heir = _find_heir(successor, today) if successor and successor.status_at(today) in TAKEN_UP else None
    return Lineage(show(successor) if successor else None, show(heir) if heir else None, tuple(kinships))


def _find_heir(successor: Card, today: date) -> Card | None:
    """The end of a chain; none where it leads nowhere, or round in a circle, as what was imported may."""
    found = find_in_force(successor.public_id, as_at=today)
    for _step in range(MOST):
        if found is None or found.document.status_at(today) not in TAKEN_UP:
            break
        found = find_in_force(found.document.successor or "", as_at=today)
    else:
        return None
    return find_cards([found.number]).get(found.number) if found else None


def _not_taken_up() -> list[str]:
    return [code for code in scheme("statuses").codes if code not in TAKEN_UP]


def link_tokens(public_id: str) -> dict[str, str]:
    """The tokens of the sets that name this record, by field."""
    return {link: link_token(link, public_id) for link in LINKS}


def named_by(public_id: str, view: View) -> Naming:
    """By field: the records that name this one there."""
    tokens = link_tokens(public_id)
    found = view.index.postings.find(list(tokens.values()))
    return {link: found.get(token, NOWHERE).wide & view.index.everything for link, token in tokens.items()}


def _find_numbers(ids: Iterable[str]) -> dict[str, int]:
    named = Partnership.objects.alias(folded=Lower("public_id")).filter(folded__in=list(ids))
    return {public_id.casefold(): number for number, public_id in named.values_list("pk", "public_id")}


def _relative(card: Card, *, today: date) -> Relative:
    status, language = card.status_at(today), get_language() or "en"
    own = choose_language(card.names, card.language)
    path = record_path(card.public_id, card.names.get(card.language) or own.text, card.acronym)
    return Relative(
        path, name_or_none(own, card.acronym), "" if status == "registered" else label_of("statuses", status, language)
    )
