"""What records are called on pages of rooms that know their ids alone."""

from collections.abc import Collection

from django.utils.translation import get_language

from rapport.accounts.naming import Named
from rapport.explore.addresses import record_path
from rapport.explore.wording import choose_language, name_or_none
from rapport.registry.cards import Card
from rapport.registry.models import Record


def name_partnerships(public_ids: Collection[str]) -> dict[str, Named]:
    """Each by its id, in the reader's language. One query."""
    cards = Record.objects.filter(partnership__public_id__in=public_ids).values_list("card", flat=True)
    return {card.public_id: _name(card) for card in map(Card.model_validate_json, cards)}


def _name(card: Card) -> Named:
    own = choose_language(card.names, card.language, get_language() or "en")
    path = record_path(card.public_id, card.names.get(card.language) or own.text, card.acronym)
    return Named(card.public_id, name_or_none(own, card.acronym).text, path)
