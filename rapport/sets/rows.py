"""The index turned round: the codes of each record in one row, so that a small set is counted by reading its rows.

A bitmap of a few thousand scattered records is met record by record, once for each of some five hundred values; its
rows are met once. For large sets bitmaps are faster, and for what does not fit here (records with many values, those
that changed since) they are used as well: the two add up.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from pyroaring import BitMap

WIDTH = 72  # codes of a record; one with more is counted by bitmaps
_LARGEST = 2500  # records of each 65,536: above it bitmaps are faster
Counts = Mapping[str, Mapping[str, int]]
Facets = Mapping[str, Mapping[str, BitMap]]


class Rows:
    """``loose`` are the records whose row does not hold what is so."""

    def __init__(
        self, table: list[tuple[str, str]], matrix: "np.ndarray[Any, np.dtype[np.uint16]]", loose: BitMap
    ) -> None:
        self.table, self.matrix, self.loose = table, matrix, loose

    @classmethod
    def of(cls, facets: Facets, everything: BitMap) -> "Rows":
        table = [("", "")]
        matrix = np.zeros(((everything.max() if everything else 0) + 1, WIDTH), np.uint16)
        filled = np.zeros(len(matrix), np.int32)
        loose = BitMap()
        for facet, values in facets.items():
            for value, held in values.items():
                records = np.array(held.to_array(), np.int32)
                places = filled[records]
                fits = places < WIDTH
                loose.update(records[~fits].tolist())
                matrix[records[fits], places[fits]] = len(table)
                filled[records] += 1
                table.append((facet, value))
        return cls(table, matrix, loose) if len(table) < 1 << 16 else cls(table[:1], matrix[:0], BitMap(everything))

    def without(self, gone: BitMap) -> "Rows":
        """The same where these records have changed."""
        return Rows(self.table, self.matrix, self.loose | gone)

    def counts(self, chosen: BitMap, facets: Facets) -> Counts | None:
        """How many of a set have each value, zeros left out; ``None`` where bitmaps are the faster way."""
        if not chosen or len(chosen) > _LARGEST * (1 + (chosen.max() >> 16)):
            return None
        loose = chosen & self.loose
        if len(loose) > len(chosen) // 4:
            return None
        rows = self.matrix[np.array((chosen - loose).to_array(), np.int32)]
        counted = np.bincount(rows.ravel(), minlength=len(self.table))
        found: dict[str, dict[str, int]] = {facet: {} for facet in facets}
        for code in np.flatnonzero(counted[1:]).tolist():
            facet, value = self.table[code + 1]
            found[facet][value] = int(counted[code + 1])
        if loose:
            _add(found, loose, facets)
        return found


class Turned:
    """The rows of an index, made when first asked for and handed on to the indexes that follow it."""

    def __init__(self, rows: Rows | None = None) -> None:
        self._rows = rows

    def rows(self, facets: Facets, everything: BitMap) -> Rows:
        if self._rows is None:  # two threads may both make them: they make the same
            self._rows = Rows.of(facets, everything)
        return self._rows

    def without(self, gone: BitMap) -> "Turned":
        rows = self._rows and self._rows.without(gone)
        # Where much has changed since, rows are made anew.
        return Turned(rows if rows is not None and len(rows.loose) * 20 <= len(rows.matrix) else None)


def _add(found: dict[str, dict[str, int]], loose: BitMap, facets: Facets) -> None:
    for facet, values in facets.items():
        counts = found[facet]
        for value, held in values.items():
            if number := loose.intersection_cardinality(held):
                counts[value] = counts.get(value, 0) + number
