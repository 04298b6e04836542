"""Which activities a text speaks of: offered to whoever reports, never chosen for them.

An activity is suggested where the text has the words of its name, or of what people write instead (``said_as``), in
any of our languages and whatever their forms: “we raised funds” speaks of fund-raising. Of a name of three words or
more one may lack: “national focal points” is enough.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rapport.sets.words import tokens_of
from rapport.vocabularies.schemes import Term, scheme

MOST = 8
_MAY_LACK_ONE = 2  # words: of a name that has more
_SHORT = 3  # letters: “of”, “and”, “de”, “для” say nothing of what was done
_LONGEST_LATIN = re.compile(r"[^\W\d_]{1,3}", re.UNICODE)

Way = tuple[frozenset[str], ...]  # of each word of a name, its tokens: one of each must be in the text


def suggest_activities(text: str) -> list[str]:
    """Codes of activities that the text seems to speak of, in the order of the scheme. At most eight."""
    if not text.strip():
        return []
    languages = tuple(sorted({language for term in scheme("activities") for language in term.labels}))
    said = {language: _with_stems(tokens_of(text, language), language) for language in languages}
    return [
        code for code, ways in _names().items() if any(way and _is_said(way, said[language]) for language, way in ways)
    ][:MOST]


def _is_said(way: Way, said: set[str]) -> bool:
    lacking = sum(1 for word in way if not word & said)
    return lacking == 0 or (lacking == 1 and len(way) > _MAY_LACK_ONE)


def _with_stems(tokens: set[str], language: str) -> set[str]:
    """A word that is its own stem has no token of its own for it: “toolkit” must be found as “toolkits” is."""
    return tokens | {f"~{language}:{token}" for token in tokens if not token.startswith("~")}


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[str, Way]]]:
    return {
        term.code: [(language, _way(name, language)) for language, name in _said_as(term)]
        for term in scheme("activities")
        if term.code != "other"
    }


def _said_as(term: Term) -> Iterator[tuple[str, str]]:
    """Its label in each language, and what people write instead."""
    yield from term.labels.items()
    told = term.extras.get("said_as")
    if isinstance(told, Mapping):
        yield from ((language, name) for language, names in told.items() for name in names.split(";"))


def _way(label: str, language: str) -> Way:
    words = [word for word in re.findall(r"\w+", label) if len(word) > _SHORT or not word.isascii()]
    return tuple(_core(_with_stems(tokens_of(word, language), language)) for word in words if not _is_short(word))


def _is_short(word: str) -> bool:
    return bool(_LONGEST_LATIN.fullmatch(word)) and not _is_chinese(word)


def _is_chinese(word: str) -> bool:
    return any("\u3400" <= letter <= "\u9fff" for letter in word)


def _core(tokens: set[str]) -> frozenset[str]:
    """Of a Chinese word the pairs, not its last sign alone, which stands in too many others."""
    pairs = {token for token in tokens if len(token.rpartition(":")[2]) > 1}
    return frozenset(pairs or tokens)
