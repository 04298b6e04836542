"""Choose another partnership: by its number, or by words of its name."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Lower

from rapport.explore.wording import choose_language, describe_time, name_or_none
from rapport.registry.cards import Card, load_cards
from rapport.registry.models import Partnership
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.search import PAGE
from rapport.vocabularies.schemes import scheme

MOST = 8
_REGISTERED = "registered"


@dataclass(frozen=True, slots=True)
class Found:
    """A partnership to choose. ``note`` tells it from others of its name."""

    public_id: str
    name: str
    note: str


def find_by_number(text: str) -> str:
    """Its number as the registry writes it; empty where there is none."""
    named = Partnership.objects.alias(folded=Lower("public_id")).filter(folded=text.strip().lower())
    return named.values_list("public_id", flat=True).first() or ""


def find_by_words(text: str, *, but: str, today: date) -> list[Found]:
    """Those that have all the words, whatever became of them, the best first. ``but`` is the record itself."""
    if not text.strip():
        return []
    query = Query.of(text, status=scheme("statuses").codes)
    view = view_of(query, today=today)
    chosen = view.select(query)
    cards = load_cards(view.page(chosen, query, start=0, size=PAGE))
    return [_found(card, today) for card in cards if card.public_id != but][:MOST]


def _found(card: Card, today: date) -> Found:
    name = name_or_none(choose_language(card.names, card.language), card.acronym)
    status = card.status_at(today)
    notes = [
        card.public_id,
        describe_time(card.started_on, card.ends_on, card.open_ended),
        "" if status == _REGISTERED else scheme("statuses").label_of(status),
    ]
    return Found(card.public_id, name.text, " · ".join(filter(None, notes)))
