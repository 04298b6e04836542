"""Words of cells as they are compared. The same few recur in every row, so their folded forms are remembered."""

from functools import lru_cache

from rapport.lib.folding import fold

fold_word = lru_cache(maxsize=50_000)(fold)
