"""Words of cells as they are compared. The same few recur in every row, so their folded forms are remembered."""

from functools import lru_cache

from rapport.lib.folding import fold

_LONGEST = 200  # characters: longer texts hardly recur, and would fill the memory
_remembered = lru_cache(maxsize=50_000)(fold)


def fold_word(text: str) -> str:
    """``fold``, remembered."""
    return _remembered(text) if len(text) <= _LONGEST else fold(text)
