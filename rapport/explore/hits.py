"""A record in a list: its card put into the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from rapport.explore.addresses import record_path
from rapport.explore.wording import (
    Light,
    Text,
    choose_language,
    describe_freshness,
    describe_time,
    has_ended,
    label_of,
    name_or_none,
)
from rapport.registry.cards import Card


@dataclass(frozen=True, slots=True)
class Hit:
    href: str
    name: Text
    excerpt: Text
    light: Light
    place: str
    time: str
    has_ended: bool
    status: str  # in words, where it is not simply registered
    partners: int
    leads: tuple[str, ...]
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    is_fictional: bool


def show_cards(cards: Iterable[Card], *, today: date, as_at: date | None = None) -> list[Hit]:
    """``as_at`` is the day asked for where it is not today: links then lead to the records as they were."""
    return [show_card(card, today=today, as_at=as_at) for card in cards]


def show_card(card: Card, *, today: date, as_at: date | None = None) -> Hit:
    own = choose_language(card.names, card.language)
    name = name_or_none(own, card.acronym)
    language, status = get_language() or "en", card.status_at(today)
    return Hit(
        href=record_path(card.public_id, card.names.get(card.language) or own.text, card.acronym, as_at=as_at),
        name=name,
        excerpt=choose_language(card.excerpts, card.language),
        light=describe_freshness(card.confirmed_on, card.reported_on, today=today),
        place=_place(card, language),
        time=describe_time(card.started_on, card.ends_on, card.open_ended),
        has_ended=has_ended(card.ends_on, today=today),
        status="" if status == "registered" else label_of("statuses", status, language),
        partners=card.partners,
        leads=card.leads,
        primary=tuple(label_of("themes", code, language) for code in card.primary),
        secondary=tuple(label_of("themes", code, language) for code in card.secondary),
        is_fictional=card.is_fictional,
    )


def _place(card: Card, language: str) -> str:
    words = [label_of("scopes", card.scope, language)] if card.scope else []
    return " · ".join([*words, *(label_of("regions", code, language) for code in card.regions[:3])])
