"""Texts and queries as tokens, in any of the languages of a record.

A word is kept as it is read (case and accents folded) and, where its language has a stemmer, by its stem
(``~fr:energ``). A word of a query is stemmed in each of those languages, for the address of a set says the same to all
readers; where the reader's language is given, in that one alone: French “faire” has the stem “fair”, and is no fair.
Chinese and Japanese have no spaces: their runs are kept as pairs of neighbouring characters, and the last one alone.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from rapport.lib.folding import fold

STEMMERS = {"ar": "arabic", "en": "english", "fr": "french", "ru": "russian", "es": "spanish"}
RULES = f"2, Snowball {Stemmer.version()}"  # part of the index's format: other rules need another index
LONGEST_TEXT = 200_000  # characters of one text that are searched
LONGEST_WORD = 40
MOST_TERMS = 24
_MOST_REMEMBERED = 100_000  # words of a language

_WORD = re.compile(r"\w+")
_CJK = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"[{_CJK}]+")
_RUN_OR_REST = re.compile(f"[{_CJK}]+|[^{_CJK}]+")
# Marks that stay beside their letter in any normal form, such as vowels in Arabic and stress in Russian, are no break.
_MARKS = re.compile(f"[{''.join(char for char in map(chr, range(0x300, 0x10000)) if unicodedata.combining(char))}]+")
_QUOTES = str.maketrans("“”„«»「」『』", '"""""""""')
_local = threading.local()  # a Snowball stemmer serves one thread at a time


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a query: a record has any of ``tokens``, or a word that begins with ``prefix``.

    In texts of ``language`` it may also have the word ``stem``, which elsewhere would be another word.
    """

    surface: str  # as the reader wrote it, folded
    tokens: tuple[str, ...] = ()
    prefix: str = ""
    language: str = ""
    stem: str = ""


@dataclass(frozen=True, slots=True)
class WordQuery:
    """What ``q`` asks: every term, and every phrase word for word."""

    terms: tuple[Term, ...]
    phrases: tuple[str, ...]


def tokens_of(text: str, language: str) -> set[str]:
    """Every token by which a text can be found."""
    language = language.lower().partition("-")[0]
    words = set(_WORD.findall(_lower(text[:LONGEST_TEXT])))
    return set().union(*map(_remembered(language).__getitem__, words))


def read_words(text: str, reader: str = "") -> WordQuery:
    """The terms and phrases of a query, stemmed as the reader's language is, if given. Unclosed marks are read over."""
    parts = text.translate(_QUOTES).split('"')
    quoted = parts[1:-1:2] if len(parts) % 2 else parts[1:-2:2]
    phrases = tuple(dict.fromkeys(filter(None, map(fold, quoted))))
    terms: dict[Term, None] = {}
    for word in re.findall(r"\w+\*?", _lower(" ".join(parts))):
        terms.update(dict.fromkeys(_terms_of_word(word, _language_of_word(word, reader) if reader else "")))
    return WordQuery(tuple(terms)[:MOST_TERMS], phrases[:MOST_TERMS])


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Finds a folded phrase in folded text, at the borders of words; Chinese and Japanese have none."""
    before = "" if _RUN.match(phrase[0]) else r"(?<!\w)"
    after = "" if _RUN.match(phrase[-1]) else r"(?!\w)"
    return re.compile(before + re.escape(phrase) + after)


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFC", text.casefold()))


class _Remembered(dict[str, tuple[str, ...]]):
    """The tokens of the words of one language: texts say the same words again and again."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = found = _tokens_of_word(word, self.language)
        return found


@lru_cache(maxsize=20)
def _remembered(language: str) -> _Remembered:
    return _Remembered(language)


def _tokens_of_word(word: str, language: str) -> tuple[str, ...]:
    found: list[str] = []
    is_plain = word.isascii() and "_" not in word
    for part in (word[:LONGEST_WORD],) if is_plain else _folded_parts(word):
        if not is_plain and _RUN.match(part):
            found += (*_pairs(part), part[-1])
        else:
            found.append(part)
    language = language or _language_of_script(word)
    if language in STEMMERS and len(word) <= LONGEST_WORD and (is_plain or not _RUN.search(word)):
        stem = _stem(word, language)
        if stem and stem not in found:
            found.append(f"~{language}:{stem}")
    return tuple(found)


@lru_cache(maxsize=2_000)
def _terms_of_word(word: str, language: str) -> tuple[Term, ...]:
    word, is_prefix = word.rstrip("*"), word.endswith("*")
    terms: list[Term] = []
    parts = _folded_parts(word)
    for number, part in enumerate(parts):
        if _RUN.match(part):
            pairs = _pairs(part)
            terms += [Term(pair, (pair,)) for pair in pairs] or [Term(part, prefix=part)]
        elif is_prefix and number == len(parts) - 1:
            terms.append(Term(part, prefix=part))
        else:
            # The stems are of the whole word as written; of one that folds into several, each is searched as it is.
            terms.append(_term_of_stems(part, word if len(parts) == 1 else "", language))
    return tuple(terms)


def _term_of_stems(part: str, word: str, language: str) -> Term:
    languages = (language,) if language else tuple(STEMMERS)
    stems = {code: _stem(word, code) for code in languages} if word else {}
    marked = [f"~{code}:{stem}" for code, stem in stems.items() if stem]
    # The Arabic stemmer may take from a bare word what it leaves behind an article.
    tokens = [part, *([f"~ar:{part}"] if "ar" in languages else []), *marked]
    if language:
        return Term(part, tuple(dict.fromkeys(tokens)), language=language, stem=stems.get(language, ""))
    return Term(part, tuple(dict.fromkeys([*tokens, *filter(None, stems.values())])))


def _folded_parts(word: str) -> list[str]:
    folded = word.replace("_", " ") if word.isascii() else fold(word)
    parts = [part for each in folded.split() for part in _RUN_OR_REST.findall(each)]
    return [part if _RUN.match(part) else part[:LONGEST_WORD] for part in parts]


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _language_of_script(word: str) -> str:
    """A guess for a text that does not say its language: the commonest one of its script."""
    first = word[0]
    if "\u0400" <= first <= "\u04ff":
        return "ru"
    return "ar" if "\u0600" <= first <= "\u06ff" else "en"


def _language_of_word(word: str, reader: str) -> str:
    """In which language a reader means a word: in theirs, unless it is of another script."""
    by_script = _language_of_script(word)
    return reader if by_script == (reader if reader in ("ar", "ru") else "en") and reader in STEMMERS else by_script


def _stem(word: str, language: str) -> str:
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(STEMMERS[language])
    stem = stemmers[language].stemWord(word)
    return stem if stem.isascii() else fold(stem).replace(" ", "")
