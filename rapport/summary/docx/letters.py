"""Languages and fonts as a document of Word names them, and how text of two directions stands in one line."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from rapport.look.formats import direction, html_language

LATIN, ARABIC, CHINESE = "Noto Sans", "Noto Sans Arabic", "Noto Sans SC"
# Word checks the spelling of a language of a country.
_REGIONS = {
    "en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh-hans": "zh-CN", "zh": "zh-CN",
}  # fmt: skip
_FROM_RIGHT = ("R", "AL", "AN")
_ISOLATES = re.compile("[\u2066-\u2069]")  # Word knows them not
_MARK_FROM_RIGHT = "\u200f"
_WORD = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as Word wants it: ``tag`` names one of a country."""

    code: str

    @property
    def tag(self) -> str:
        return _REGIONS.get(self.code, html_language(self.code))

    @property
    def latin_tag(self) -> str:
        """Of Latin letters within it. Said to be Chinese they would be broken anywhere in a word."""
        return _REGIONS["en"] if self.is_from_right or self.is_chinese else self.tag

    @property
    def is_from_right(self) -> bool:
        return direction(self.code) == "rtl"

    @property
    def is_chinese(self) -> bool:
        return self.code.startswith("zh")


def stretches(text: str, *, is_from_right: bool) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is set as text from the right.

    In a line from the right a name in Latin letters is a piece of its own; digits and signs go with what is
    around them. Isolates give way to marks, which every program heeds.
    """
    if not is_from_right:
        text = _ISOLATES.sub("", text)
        return [(text, False)] if text.isascii() or not _has(text, _FROM_RIGHT) else _set_apart(text, is_from_right)
    return _set_apart(_ISOLATES.sub(_MARK_FROM_RIGHT, text), is_from_right)


def _set_apart(text: str, is_from_right: bool) -> list[tuple[str, bool]]:
    words = [(word, _side(word, is_from_right)) for word in _WORD.findall(text)]
    _join_gaps(words, is_from_right)
    return [("".join(word for word, _ in run), side) for side, run in groupby(words, key=lambda each: each[1])]


def _side(word: str, is_from_right: bool) -> bool:
    """By its first strong letter; without any it goes with the line."""
    for letter in word:
        kind = unicodedata.bidirectional(letter)
        if kind == "L":
            return False
        if kind in ("R", "AL") and letter != _MARK_FROM_RIGHT:
            return True
    return is_from_right


def _join_gaps(words: list[tuple[str, bool]], is_from_right: bool) -> None:
    """A blank between two words of the other direction is of theirs."""
    for place in range(1, len(words) - 1):
        around = {words[place - 1][1], words[place + 1][1]}
        if words[place][0].isspace() and around == {not is_from_right}:
            words[place] = (words[place][0], not is_from_right)


def _has(text: str, kinds: tuple[str, ...]) -> bool:
    return any(unicodedata.bidirectional(letter) in kinds for letter in text)
