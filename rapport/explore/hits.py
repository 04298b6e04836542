"""A record in a list: its card put into the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rapport.explore.addresses import record_path
from rapport.explore.wording import (
    Light,
    Text,
    choose_language,
    describe_freshness,
    describe_sign,
    describe_time,
    has_ended,
    label_of,
    name_or_none,
)
from rapport.look.formats import format_number
from rapport.registry.cards import Card, find_card


@dataclass(frozen=True, slots=True)
class Hit:
    href: str
    name: Text
    excerpt: Text
    light: Light
    place: str
    time: str
    facts: tuple[str, ...]  # a change or evidence, a status other than registered, place, time, number of partners
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    is_fictional: bool


def show_cards(cards: Iterable[Card], *, today: date, as_at: date | None = None) -> list[Hit]:
    """``as_at`` is the day asked for where it is not today: links then lead to the records as they were."""
    return [show_card(card, today=today, as_at=as_at) for card in cards]


def show_card(card: Card, *, today: date, as_at: date | None = None) -> Hit:
    language, status = get_language() or "en", card.status_at(today)
    own = choose_language(card.names, card.language, language)
    place = _place(card.scope, card.regions, language)
    time = describe_time(card.started_on, card.ends_on, card.open_ended, language)
    facts = (
        describe_sign(card, today=today, language=language),
        "" if status == "registered" else label_of("statuses", status, language),
        place,
        _ended(time, language) if has_ended(card.ends_on, today=today) else time,
        _partners(card.partners, language),
    )
    return Hit(
        href=record_path(card.public_id, card.names.get(card.language) or own.text, card.acronym, as_at=as_at),
        name=name_or_none(own, card.acronym),
        excerpt=choose_language(card.excerpts, card.language, language),
        light=describe_freshness(card.confirmed_on, card.reported_on, today=today, language=language),
        place=place,
        time=time,
        facts=tuple(filter(None, facts)),
        primary=_themes(card.primary, language),
        secondary=_themes(card.secondary, language),
        is_fictional=card.is_fictional,
    )


def find_numbered(words: str, *, today: date) -> Hit | None:
    """The record whose number the words are, if any: numbers stand in no text. One query, if they could be one."""
    card = find_card(words) if words and " " not in words and any(char.isdigit() for char in words) else None
    return show_card(card, today=today) if card else None


# Few different words stand in many lists, so they are put together once.


@lru_cache(maxsize=10_000)
def _place(scope: str | None, regions: tuple[str, ...], language: str) -> str:
    words = [label_of("scopes", scope, language)] if scope else []
    return " · ".join([*words, *(label_of("regions", code, language) for code in regions[:3])])


@lru_cache(maxsize=10_000)
def _themes(codes: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(label_of("themes", code, language) for code in codes)


@lru_cache(maxsize=10_000)
def _ended(time: str, language: str) -> str:
    word = _("ended")
    return f"{time} ({word})"


@lru_cache(maxsize=10_000)
def _partners(count: int, language: str) -> str:
    return ngettext("%(n)s partner", "%(n)s partners", count) % {"n": format_number(count)}
