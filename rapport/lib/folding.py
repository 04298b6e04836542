"""Text as a reader compares it: without case, accents, marks of direction and spare white space."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Case, accents and compatibility forms folded; words kept, joined by one space.

    Two texts that fold alike are one name to us: “Côte d’Ivoire” and “COTE D'IVOIRE”.
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.casefold()).strip()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(
        " " if unicodedata.category(char) == "Cf" else char for char in decomposed if not unicodedata.combining(char)
    )
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", kept)).strip()
