"""Did you mean …? The nearest word that the registry has, for one that it has not."""

from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rapport.sets.view import View
from rapport.sets.words import read_words

_MOST_CANDIDATES = 50_000
_SHORTEST = 3


def suggest(view: View, text: str) -> str:
    """The words with the first that no record has replaced by the nearest that some have; empty where none is near.

    Whoever asks for beginnings (``wat*``) made no slip.
    """
    if "*" in text:
        return ""
    # The first that is not found: each costs some three queries.
    unfound = [word for word in view.words(text).unfound if len(word) >= _SHORTEST][:1]
    nearest = {word: found for word in unfound if (found := nearest_word(view, word))}
    if not nearest:
        return ""
    terms = dict.fromkeys(term.surface for term in read_words(text).terms)
    return " ".join(nearest.get(word, word) for word in terms)


def nearest_word(view: View, word: str) -> str:
    """One or two slips away (a letter too much, too few, wrong, two exchanged), and beginning alike if possible."""
    postings = view.index.postings
    slips = 1 if len(word) <= 5 else 2
    # Most slips are not in the first letters; a slip there is looked for among words with one of the two first.
    for beginnings in ([word[:2]], list(dict.fromkeys(word[:2]))):
        words = list(chain.from_iterable(postings.starting_with(beginnings, _MOST_CANDIDATES)))
        near = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=8)
        held = postings.find([found for found, _distance, _place in near])
        ranked = [(distance, -len(held[found].wide), found) for found, distance, _place in near if found in held]
        if ranked:
            return min(ranked)[2]
    return ""
