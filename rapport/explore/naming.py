"""What records are called on pages of rooms that know their ids alone."""

from collections.abc import Collection, Iterable

from django.utils.translation import get_language

from rapport.accounts.naming import Named
from rapport.explore.addresses import record_path
from rapport.explore.wording import choose_language, name_or_none
from rapport.registry.cards import Card
from rapport.registry.document import PartnershipDocument
from rapport.registry.linking import LINKS
from rapport.registry.models import Record


def name_partnerships(public_ids: Collection[str]) -> dict[str, Named]:
    """Each by its id, in the reader's language. One query."""
    cards = Record.objects.filter(partnership__public_id__in=public_ids).values_list("card", flat=True)
    return {card.public_id: _name(card) for card in map(Card.model_validate_json, cards)}


def name_linked(documents: Iterable[PartnershipDocument]) -> dict[str, str]:
    """The partnerships that documents name as successor, phase or replication: number and name, by their ids.

    One query where any is named, else none.
    """
    ids = {other for document in documents for link in LINKS if (other := getattr(document, link))}
    return (
        {each.public_id: f"{each.public_id} · {each.label}" for each in name_partnerships(ids).values()} if ids else {}
    )


def _name(card: Card) -> Named:
    own = choose_language(card.names, card.language, get_language() or "en")
    path = record_path(card.public_id, card.names.get(card.language) or own.text, card.acronym)
    return Named(card.public_id, name_or_none(own, card.acronym).text, path)
