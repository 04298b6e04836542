"""The language of a text, guessed from its script and its most common words; unknown where that is not certain."""

import re
from typing import Literal

from rapport.exchange.readers.taking import Reader, Row, Taking

# Words that are frequent in one language and not written alike in the others, save for a few that two share.
_COMMON = {
    "en": "the of and to in for is with on by from that are as this be will which their has have it its at an or",
    "fr": "le les des et du une est dans pour par sur avec au aux que qui sont cette ce leurs ses plus en la de un",
    "es": "el los las del y para con por una se su sus como más es al lo este esta son que en la de un",
    "pt": "o os do da dos das e em para com uma por não são ao como mais no na nos nas pelo pela um que de",
    "de": "der die das und den von zu mit für auf ist im dem ein eine des sich nicht als auch werden wird",
    "it": "il gli di che per con una del della dei delle nel nella sono alla è ed e la le in un",
}
_STOP_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20_000  # characters: a longer text tells no more

_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_JAPANESE = re.compile(r"[\u3040-\u30ff]")


def detect_language(text: str) -> str:
    """The BCP 47 code of the language, or ``""`` for one that is not certain or not among those known here."""
    text = text[:_ENOUGH]
    letters = len(_LETTER.findall(text))
    for language, script in _SCRIPTS.items():
        if letters and len(script.findall(text)) * 2 > letters:
            another = {"ru": _UKRAINIAN, "zh": _JAPANESE}.get(language)
            return "" if another and another.search(text) else language
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = sorted(((sum(word in stop for word in words), language) for language, stop in _STOP_WORDS.items()))
    (second, _), (first, language) = counts[-2:]
    # At least three common words, a tenth of all words, and clearly more than of the next language.
    is_certain = first >= 3 and first * 10 >= len(words) and first * 4 >= second * 5
    return language if is_certain else ""


class LanguageReader(Reader):
    """The language of the record, by the words that the source has for it."""

    reader: Literal["language"]
    values: dict[str, str] = {}

    def take(self, cell: str, row: Row) -> Taking:
        word = cell.strip()
        if word in self.values:
            return Taking({"language": self.values[word]})
        if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", word):
            return Taking({"language": word})
        return Taking(left=cell, why="This is no code of a language such as en, and the mapping gives it no meaning.")
