"""The bitmaps' own limit: the intersections that a question needs, and nothing around them.

The sets are at hand as Python objects; there is no query to read, no database to ask, no label, no zero, no order.
"""

from collections.abc import Callable

from pyroaring import BitMap

from benchmarks.questions import FACETS, Question
from rapport.sets.view import View


def prepare(view: View, question: Question) -> Callable[[], int]:
    """Everything looked up; what is returned only intersects and counts."""
    words = view.words(question.query.words).wide if question.words else None
    values = {facet: view.chosen(facet, (value,)) for facet, value in question.values}
    facets = [(facet, list(view.sets(facet).values())) for facet in FACETS]
    registry = view.registry

    def intersect() -> int:
        counted = 0
        whole = _all_of(registry, words, values, "")
        for facet, sets in facets:
            chosen = _all_of(registry, words, values, facet) if facet in values else whole
            count = chosen.intersection_cardinality
            for held in sets:
                counted += count(held)
        return counted

    return intersect


def _all_of(registry: BitMap, words: BitMap | None, values: dict[str, BitMap], but: str) -> BitMap:
    chosen = registry if words is None else registry & words
    for facet, held in values.items():
        if facet != but:
            chosen = chosen & held
    return chosen
