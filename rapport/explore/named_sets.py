"""Sets that words name: each term of the vocabularies by which partnerships can be asked, with how many have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from rapport.explore.addresses import set_path
from rapport.lib.folding import fold
from rapport.sets.facets import NONE, NOT_KNOWN, facet_label, value_label
from rapport.sets.query import Query
from rapport.sets.view import View
from rapport.sets.words import Term, WordQuery, phrase_pattern, read_words, tokens_of

# One facet of each vocabulary: who asks for a theme means it at any rank.
_FACETS = (
    *("theme", "country", "region", "scope", "serves", "commitment", "mechanism", "partner", "partner-type"),
    *("source", "in-kind", "activity", "dimension", "added-value"),
)


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A term in the reader's language, of which facet it is, and the partnerships that have it."""

    label: str
    kind: str
    count: int
    href: str


def find_named_sets(words: str, view: View, *, reader: str) -> list[NamedSet]:
    """The terms whose label has all the words, the reader's own labels and the shortest first. Asks no database.

    In labels of other languages a word is found as it is written.
    """
    asked = read_words(words, reader)
    if not (asked.terms or asked.phrases):
        return []
    ranked = sorted(_matching(asked, view, reader), key=lambda each: each[:2])
    return [_named(facet, value, view, reader) for _is_foreign, _length, facet, value in ranked]


def _matching(asked: WordQuery, view: View, reader: str) -> Iterator[tuple[bool, int, str, str]]:
    others = [code for code, _name in settings.LANGUAGES if code != reader]
    for facet in _FACETS:
        for value, records in view.sets(facet).items():
            if value in (NONE, NOT_KNOWN) or not records & view.registry:
                continue
            label = value_label(facet, value, reader)
            if _has_all(label, reader, asked):
                yield False, len(label), facet, value
            elif any(_has_all(value_label(facet, value, other), other, asked) for other in others):
                yield True, len(label), facet, value


def _named(facet: str, value: str, view: View, reader: str) -> NamedSet:
    query = Query().with_value(facet, value)
    return NamedSet(value_label(facet, value, reader), facet_label(facet), len(view.select(query)), set_path(query))


def _has_all(label: str, language: str, asked: WordQuery) -> bool:
    tokens, folded = _words_of(label, language)
    has_terms = all(_has(term, tokens, language) for term in asked.terms)
    return has_terms and all(phrase_pattern(phrase).search(folded) for phrase in asked.phrases)


def _has(term: Term, tokens: frozenset[str], language: str) -> bool:
    if term.prefix:
        return any(token.startswith(term.prefix) for token in tokens)
    return not tokens.isdisjoint(term.tokens) or (term.language == language and term.stem in tokens)


@lru_cache(maxsize=10_000)
def _words_of(label: str, language: str) -> tuple[frozenset[str], str]:
    return frozenset(tokens_of(label, language)), fold(label)
