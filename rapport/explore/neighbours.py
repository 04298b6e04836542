"""The addresses of a set's neighbours: the same with one value of one facet more, or less.

A search page has two hundred of them. To make a ``Query`` for each would take longer than to count them all.
"""

from collections.abc import Collection
from typing import NamedTuple

from rapport.explore.addresses import set_path
from rapport.sets.facets import FACETS
from rapport.sets.query import Query, quote_value

_PLACES = {name: place for place, name in enumerate(FACETS)}


class Ways(NamedTuple):
    """To the sets that differ in one facet."""

    before: str
    after: str
    dropped: str  # to the set without the facet

    def only(self, value: str) -> str:
        """With this value of the facet and no other."""
        return f"{self.before}{quote_value(value)}{self.after}"

    def toggling(self, value: str, chosen: Collection[str]) -> str:
        """With one value more than those chosen, or one less."""
        if not chosen:
            return self.only(value)
        values = sorted({value}.symmetric_difference(chosen))
        return f"{self.before}{quote_value(','.join(values))}{self.after}" if values else self.dropped


class Neighbours:
    """Of one query: what its address is made of, taken apart once."""

    def __init__(self, query: Query) -> None:
        self._path = set_path(Query())
        self._names = [name for name, _value in query.params()]
        self._parts = query.query_string().split("&")[: len(self._names)]

    def by(self, facet: str) -> Ways:
        is_asked = facet in self._names
        place = self._names.index(facet) if is_asked else sum(_is_before(name, facet) for name in self._names)
        before, after = self._parts[:place], self._parts[place + is_asked :]
        others = "&".join(before + after)
        return Ways(
            f"{self._path}?{'&'.join([*before, facet])}=",
            "".join(f"&{part}" for part in after),
            f"{self._path}?{others}" if others else self._path,
        )


def _is_before(name: str, facet: str) -> bool:
    """In an address: the words, then facets in the order of their table, then all the rest."""
    return name == "q" or (name in _PLACES and _PLACES[name] < _PLACES[facet])
