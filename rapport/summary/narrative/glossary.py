"""The words that translations keep to: of each term its official wording by language, and whether a text has it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from rapport.lib.yaml_text import Lines
from rapport.summary.narrative.slots import SlotError, parse_text
from rapport.summary.narrative.templates import SHIPPED, TemplateError, read_yaml

FILE = "glossary.yaml"
_UNSPACED = frozenset({"zh", "ja", "th"})  # languages that write words without blanks between them
# Arabic writes “and”, “for”, “in”, “as” and the article as one with the word.
_BEFORE_A_WORD = {"ar": r"(?:[وف]?(?:[بكل]?(?:ال)?|لل))"}
_GAP = r"[\s\u00a0\u202f\-‑]+"


@dataclass(frozen=True)
class Term:
    """``forms`` by language: the first is how the term is written, the others how it may stand within a sentence."""

    name: str
    forms: Mapping[str, tuple[str, ...]]

    def official(self, language: str) -> str:
        """Empty where the glossary has none in the language."""
        return next(iter(self.forms.get(language, ())), "")

    def is_in(self, words: str, language: str) -> bool:
        return language in self._patterns and bool(self._patterns[language].search(_plain(words)))

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {language: _pattern(forms, language) for language, forms in self.forms.items()}


def load_glossary() -> tuple[Term, ...]:
    """The terms of the product, and those of the host, which go before. Raises TemplateError."""
    terms: dict[str, Term] = {}
    for folder in (SHIPPED, *map(Path, settings.RAPPORT_NARRATIVES)):
        file = folder / FILE
        if file.is_file():
            terms.update(_read(file, file.stat().st_mtime_ns))
    return tuple(terms.values())


def terms_of(text: str, language: str, into: str) -> list[Term]:
    """The terms that a text with slots uses, and that have an official wording in the other language."""
    words = words_of(text)
    return [each for each in load_glossary() if each.official(into) and each.is_in(words, language)]


def terms_missed(text: str, language: str, translated: str, into: str) -> list[Term]:
    """Those of them whose official wording the translation has not."""
    theirs = words_of(translated)
    return [each for each in terms_of(text, language, into) if not each.is_in(theirs, into)]


def words_of(text: str) -> str:
    """What a text says itself: its words, and those within its slots, but no names of figures."""
    try:
        pieces = parse_text(text)
    except SlotError:  # the words of a partnership, in which braces mean nothing
        return text
    return " ".join(
        piece if isinstance(piece, str) else " ".join(words for _form, words in piece.forms) for piece in pieces
    )


def _plain(words: str) -> str:
    """Composed letters, one apostrophe, and no vowel marks of Arabic."""
    return re.sub("[\u064b-\u0652\u0640]", "", unicodedata.normalize("NFC", words).replace("'", "’"))


def _pattern(forms: Sequence[str], language: str) -> re.Pattern[str]:
    base = language.partition("-")[0]
    ways = "|".join(_GAP.join(_word(word, base) for word in re.split(r"[\s-]+", _plain(form))) for form in forms)
    edges = ("", "") if base in _UNSPACED else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{edges[0]}(?:{ways}){edges[1]}", re.IGNORECASE)


def _word(word: str, language: str) -> str:
    """The word, in Arabic with or without its article; an asterisk is any ending."""
    ways = dict.fromkeys((word, word.removeprefix("ال")) if language == "ar" else (word,))
    return _BEFORE_A_WORD.get(language, "") + f"(?:{'|'.join(map(re.escape, ways))})".replace(r"\*", r"\w*")


@lru_cache(maxsize=8)
def _read(file: Path, _changed: int) -> dict[str, Term]:
    """``_changed``: when the file was written, so that another one is read anew."""
    text, content = read_yaml(file)
    lines = Lines(text)
    return {name: _term(name, given, file, lines) for name, given in content.items()}


def _term(name: Any, given: Any, file: Path, lines: Lines) -> Term:
    if not isinstance(given, dict) or not all(map(_is_forms, given.values())):
        raise TemplateError(
            f"“{name}” must have a list of words for each language, such as fr: [partenariat, partenariat*].",
            file=file, line=lines.find((name,)),
        )  # fmt: skip
    return Term(str(name), {str(language): tuple(forms) for language, forms in given.items()})


def _is_forms(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and all(isinstance(each, str) and each.strip() for each in given)
