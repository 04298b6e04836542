"""The cards by which one search finds what is no partnership: entries and pages, in each of their languages.

Rooms say what they have (``of_kind``); words are cut as those of records are (``sets.words``), so that a word finds
the same in both.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.utils.functional import Promise

from rapport.content.card_models import Card, CardWord
from rapport.content.codes import has_code
from rapport.lib.dates import PartialDate
from rapport.lib.folding import fold
from rapport.sets.words import Term, WordQuery, phrase_pattern, read_words, tokens_of

_LONGEST_TOKEN = 60
_EXCERPT = 300  # characters
_MOST_FOUND = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be found of one thing in one language. ``path`` is without the language; ``names`` is found as words
    are, and shown to nobody."""

    key: str
    language: str
    title: str
    words: str
    path: str
    names: str = ""
    day: PartialDate | None = None
    partnerships: str = ""  # as a column of codes holds them
    is_fictional: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cards, in the order of ``rank``. ``all_of_them()`` says everything that is public, for a rebuild."""

    name: str
    label: str | Promise
    all_of_them: Callable[[], Iterable[Said]]
    rank: int


_kinds: dict[str, Kind] = {}


def of_kind(name: str, label: str | Promise, all_of_them: Callable[[], Iterable[Said]], *, rank: int) -> None:
    """A room has something that one search finds. Doing so twice is the same as once."""
    _kinds[name] = Kind(name, label, all_of_them, rank)


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.rank)


@transaction.atomic
def write_cards(kind: str, key: str, said: Iterable[Said]) -> None:
    """The cards of one thing, in place of those that it had; none where it is no longer public."""
    Card.objects.filter(kind=kind, key=key).delete()
    for each in said:
        _write(kind, each)


@transaction.atomic
def rebuild_cards() -> int:
    """All cards anew, from what rooms have; returns how many there are."""
    Card.objects.all().delete()
    return sum(_write(kind.name, said) for kind in kinds() for said in kind.all_of_them())


def _write(kind: str, said: Said) -> int:
    card = Card.objects.create(
        kind=kind,
        key=said.key,
        language=said.language,
        title=said.title,
        excerpt=_excerpt(said.words),
        words=fold(f"{said.title} {said.words} {said.names}"),
        path=said.path,
        day=str(said.day or ""),
        partnerships=said.partnerships,
        is_fictional=said.is_fictional,
    )
    in_title = tokens_of(said.title, said.language)
    tokens = in_title | tokens_of(f"{said.words} {said.names}", said.language)
    CardWord.objects.bulk_create(
        [CardWord(card=card, token=token, in_title=token in in_title) for token in _cut(tokens)], batch_size=500
    )
    return 1


def _cut(tokens: set[str]) -> Iterator[str]:
    yield from sorted({token[:_LONGEST_TOKEN] for token in tokens})


def _excerpt(words: str) -> str:
    if len(words) <= _EXCERPT:
        return words
    return words[:_EXCERPT].rpartition(" ")[0] + " …"


def find_cards(words: str, *, reader: str) -> list[Card]:
    """Of each thing found one card: in the reader's language if its words are there, else in another. One query.

    Those with all words in the title come first, then the reader's language, then the newest. A word is stemmed in the
    reader's language alone; in texts of other languages it is found as it is written.
    """
    asked = read_words(words, reader)
    if not (asked.terms or asked.phrases):
        return []
    kept = [card for card in _matching(asked)[:_MOST_FOUND] if _has_phrases(card, asked)]
    return sorted(_newest_first(_best_of(kept, reader)), key=lambda card: (not card.in_title, card.language != reader))  # type: ignore[attr-defined]


def mentioning(public_id: str, *, reader: str) -> list[Card]:
    """What speaks of a partnership, each once, newest first; in the reader's language where it is. One query."""
    found = Card.objects.filter(has_code("partnerships", public_id)).defer("words")[:_MOST_FOUND]
    return _newest_first(_best_of(found, reader))


def _best_of(found: Iterable[Card], reader: str) -> Iterable[Card]:
    """Of each thing the card in the reader's language, else another."""
    best: dict[tuple[str, str], Card] = {}
    for card in sorted(found, key=lambda card: card.language != reader):
        best.setdefault((card.kind, card.key), card)
    return best.values()


def _newest_first(found: Iterable[Card]) -> list[Card]:
    return sorted(found, key=lambda card: (card.day, card.pk), reverse=True)


def find_keys(kind: str, words: str) -> set[str]:
    """The things of one kind that have the words, in any language. One query."""
    asked = read_words(words)
    return {card.key for card in _matching(asked).filter(kind=kind) if _has_phrases(card, asked)}


def _matching(asked: WordQuery) -> QuerySet[Card]:
    """Cards with every term, each with a mark whether its title has them all. Whole texts are read only for phrases."""
    found, titled = Card.objects.all(), Q()
    for term in asked.terms:
        found = found.filter(pk__in=_cards_with(term))
        titled &= Q(pk__in=_cards_with(term).filter(in_title=True))
    in_title = Case(*([When(titled, then=True)] if asked.terms else []), default=False, output_field=BooleanField())
    return (found if asked.phrases else found.defer("words")).annotate(in_title=in_title)


def _cards_with(term: Term) -> QuerySet[CardWord, Any]:
    condition = Q(token__in=term.tokens) if term.tokens else Q(token__startswith=term.prefix[:_LONGEST_TOKEN])
    if term.stem:
        condition |= Q(token=term.stem, card__language=term.language)
    return CardWord.objects.filter(condition).values("card")


def _has_phrases(card: Card, asked: WordQuery) -> bool:
    return all(phrase_pattern(phrase).search(card.words) for phrase in asked.phrases)
