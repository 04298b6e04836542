"""Partnerships related to one, each with the reason: organizations that both list, the rarer the better.

Organizations that are in hundreds of partnerships relate everything to everything, so they do not count.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.utils.translation import ngettext

from rapport.explore.addresses import record_path
from rapport.explore.wording import Text, choose_language, name_or_none
from rapport.look.formats import join_words
from rapport.organizations.directory import Entry
from rapport.registry.cards import load_cards
from rapport.registry.models import Listing, Partnership
from rapport.vocabularies.schemes import scheme

MOST = 5
_LISTINGS_READ = 2000  # in all, rarest organizations first: what one page may cost
_TOO_COMMON = 300  # partnerships


@dataclass(frozen=True, slots=True)
class Related:
    href: str
    name: Text
    reason: str


def find_related(number: int, directory: dict[str, Entry], counts: dict[str, int], *, today: date) -> list[Related]:
    """``counts``: in how many partnerships each organization of the record is. Two queries."""
    shared = _shared_partners(number, directory, counts)
    ranked = sorted(shared, key=lambda other: (-_weight(shared[other], counts), -other))[: 3 * MOST]
    related = []
    for card, other in zip(load_cards(ranked), ranked, strict=False):
        if not scheme("statuses")[card.status_at(today)].extras.get("counted"):
            continue
        own = choose_language(card.names, card.language)
        href = record_path(card.public_id, card.names.get(card.language) or own.text, card.acronym)
        related.append(Related(href, name_or_none(own, card.acronym), _reason(shared[other], counts)))
    return related[:MOST]


def _shared_partners(number: int, directory: dict[str, Entry], counts: dict[str, int]) -> dict[int, list[Entry]]:
    """Other partnerships, with the organizations that they have in common with this one."""
    chosen: dict[int, Entry] = {}
    to_read = 0
    for entry in sorted(directory.values(), key=lambda entry: (counts.get(entry.public_id, 0), entry.public_id)):
        to_read += counts.get(entry.public_id, 0)
        if to_read > _LISTINGS_READ or counts.get(entry.public_id, 0) > _TOO_COMMON:
            break
        chosen[entry.number] = entry
    shared: dict[int, list[Entry]] = defaultdict(list)
    listings = Listing.objects.filter(organization__in=list(chosen)).exclude(partnership=number)
    for other, organization in listings.values_list("partnership_id", "organization_id"):
        shared[other].append(chosen[organization])
    return shared


def _weight(organizations: list[Entry], counts: dict[str, int]) -> float:
    return sum(1 / sqrt(max(counts.get(entry.public_id, 1), 1)) for entry in organizations)


def _reason(organizations: list[Entry], counts: dict[str, int]) -> str:
    rarest = sorted(organizations, key=lambda entry: (counts.get(entry.public_id, 0), entry.name))
    names = join_words([entry.name for entry in rarest[:2]])
    more = len(rarest) - 2
    if more <= 0:
        return ngettext("partner in common: %(names)s", "partners in common: %(names)s", len(rarest)) % {"names": names}
    said = ngettext(
        "partners in common: %(names)s, and %(n)s more", "partners in common: %(names)s, and %(n)s more", more
    )
    return said % {"names": names, "n": more}


def find_successor(public_id: str | None) -> Related | None:
    """The partnership that took the place of one that merged or was superseded."""
    if not public_id:
        return None
    number = Partnership.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    for card in load_cards([number] if number else []):
        own = choose_language(card.names, card.language)
        return Related(record_path(card.public_id, own.text, card.acronym), name_or_none(own, card.acronym), "")
    return None
