"""Partnerships related to one, each with the reason: organizations that both list, the rarer the better.

Organizations that are in hundreds of partnerships relate everything to everything, so they do not count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from django.utils.translation import ngettext
from pyroaring import BitMap

from rapport.explore.addresses import record_path
from rapport.explore.wording import Text, choose_language, name_or_none
from rapport.look.formats import join_words
from rapport.organizations.directory import Entry
from rapport.registry.cards import load_cards
from rapport.sets.postings import Posting

MOST = 5
_LISTINGS_READ = 2000  # in all, rarest organizations first: what one page may cost
_TOO_COMMON = 300  # partnerships


@dataclass(frozen=True, slots=True)
class Related:
    href: str
    name: Text
    reason: str


def find_related(number: int, directory: dict[str, Entry], memberships: Mapping[str, Posting]) -> list[Related]:
    """``memberships``: by organization of the record, the partnerships that list it. One query."""
    chosen = _rare_partners(directory, memberships)
    related = []
    ranked = _rank_others(number, [memberships[entry.public_id].wide for entry in chosen])
    for other, card in zip(ranked, load_cards(ranked), strict=False):
        shared = [entry for entry in chosen if other in memberships[entry.public_id].wide]
        own = choose_language(card.names, card.language)
        href = record_path(card.public_id, card.names.get(card.language) or own.text, card.acronym)
        related.append(Related(href, name_or_none(own, card.acronym), _reason(shared)))
    return related


def _rare_partners(directory: dict[str, Entry], memberships: Mapping[str, Posting]) -> list[Entry]:
    """Rarest first: those that say something of who belongs together."""
    sizes = {public_id: len(held.wide) for public_id, held in memberships.items()}
    chosen, to_read = [], 0
    for entry in sorted(directory.values(), key=lambda entry: (sizes[entry.public_id], entry.public_id)):
        to_read += sizes[entry.public_id]
        if to_read > _LISTINGS_READ or sizes[entry.public_id] > _TOO_COMMON:
            break
        chosen.append(entry)
    return chosen


def _rank_others(number: int, memberships: Sequence[BitMap]) -> list[int]:
    """The other partnerships with most in common: an organization in four weighs half as much as one in one."""
    held = [np.array(records.to_array(), np.int64) for records in memberships if records]
    if not held:
        return []
    weights = np.concatenate([np.full(len(records), 1 / sqrt(len(records))) for records in held])
    others, places = np.unique(np.concatenate(held), return_inverse=True)
    weight = np.bincount(places, weights)
    ranked: list[int] = others[np.lexsort((-others, -weight))][: MOST + 1].tolist()
    return [other for other in ranked if other != number][:MOST]


def _reason(rarest: list[Entry]) -> str:
    names = join_words([entry.name for entry in rarest[:2]])
    more = len(rarest) - 2
    if more <= 0:
        return ngettext("partner in common: %(names)s", "partners in common: %(names)s", len(rarest)) % {"names": names}
    said = ngettext(
        "partners in common: %(names)s, and %(n)s more", "partners in common: %(names)s, and %(n)s more", more
    )
    return said % {"names": names, "n": more}
