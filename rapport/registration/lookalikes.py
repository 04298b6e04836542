"""Records that look the same as the one being registered: shown, never refused.

Twenty-two island States may each register the follow-up of one conference, under names that differ by one word.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice

from pyroaring import BitMap
from rapidfuzz import fuzz

from rapport.explore.addresses import record_path
from rapport.lib.folding import fold
from rapport.registry.cards import load_cards
from rapport.registry.document import PartnershipDocument
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.view import View
from rapport.vocabularies.schemes import scheme

_ALIKE = 85.0  # of 100
_WORDS = 6
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class LookAlike:
    name: str
    href: str


def find_lookalikes(document: PartnershipDocument, *, but: str = "", today: date) -> list[LookAlike]:
    """At most five records with nearly the same name, nearest first; ``but`` is the record itself."""
    if not document.name:
        return []
    view = view_of(Query(), today=today)
    found = []
    for card in load_cards(_candidates(document.name, view)):
        name = next(iter(card.names.values()), "")
        nearness = fuzz.token_sort_ratio(fold(document.name), fold(name))
        if nearness >= _ALIKE and card.public_id != but:
            found.append((nearness, LookAlike(name, record_path(card.public_id, name, card.acronym))))
    return [each for _nearness, each in sorted(found, key=lambda pair: -pair[0])][:5]


def _candidates(name: str, view: View) -> list[int]:
    """Records that have the rarest words of the name: two of them together, or one alone where it is rare."""
    statuses = scheme("statuses").codes
    words = sorted(set(re.findall(r"\w{3,}", name)), key=len, reverse=True)[:_WORDS] or [name]
    sets = [view.select(Query.of(word, status=statuses)) for word in words]
    rarest = sorted((each for each in sets if each), key=len)[:4]
    together = BitMap()
    for one, other in combinations(rarest, 2):
        together |= one & other
    for alone in rarest:
        if len(alone) <= _LOOKED_AT:
            together |= alone
    return list(islice(together, _LOOKED_AT * 2))
