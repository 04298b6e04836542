"""Which records have a token: a word, a stem, or an organization (``@id``).

Each token has two sets. Of a word: the records with it anywhere, and in their name. Of an organization: the
partnerships that list it, and those it leads.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from pyroaring import BitMap

from rapport.sets.derive import Entry

ORGANIZATION = "@"


@dataclass(frozen=True, slots=True)
class Posting:
    """``narrow`` is within ``wide``: in the name of in any text; led by of listed in."""

    wide: BitMap
    narrow: BitMap


NOWHERE = Posting(BitMap(), BitMap())


class Postings(Protocol):
    """Where postings are read from: memory, the database, a file."""

    def find(self, tokens: Sequence[str]) -> Mapping[str, Posting]:
        """The postings of the tokens that some record has."""
        ...

    def starting_with(self, prefixes: Sequence[str], limit: int) -> list[list[str]]:
        """For each prefix the tokens that begin with it, in order, at most ``limit``."""
        ...

    def organizations(self) -> Iterator[tuple[str, int]]:
        """Ids with the number of their listings, or more than it, most first."""
        ...

    def changed(self, entries: Mapping[int, Entry | None]) -> "Postings": ...


def tokens_of_entry(entry: Entry) -> tuple[list[str], list[str]]:
    """Every token of a record; and those of them that belong to the narrow set too."""
    listed, leads = ([ORGANIZATION + each for each in ids] for ids in (entry.organizations, entry.leads))
    return [*entry.tokens, *listed], [*entry.name_tokens, *leads]


@dataclass(slots=True)
class Overlay:
    """What changed since the postings below were stored: ``(stored - changed) | recent``. Immutable once made."""

    changed: BitMap = field(default_factory=BitMap)
    entries: Mapping[int, Entry | None] = field(default_factory=dict)
    recent: Mapping[str, Posting] = field(default_factory=dict)

    def plus(self, entries: Mapping[int, Entry | None]) -> "Overlay":
        recent = dict(self.recent)
        gone = BitMap(entries)
        for record in entries:
            before = self.entries.get(record)
            for token in tokens_of_entry(before)[0] if before else ():
                recent[token] = _minus(recent[token], gone)
        for record, entry in entries.items():
            wide, narrow = tokens_of_entry(entry) if entry else ((), ())
            one = BitMap([record])
            for token in wide:
                held = recent.get(token, NOWHERE)
                recent[token] = Posting(held.wide | one, held.narrow)
            for token in narrow:
                recent[token] = Posting(recent[token].wide, recent[token].narrow | one)
        return Overlay(self.changed | gone, {**self.entries, **entries}, recent)

    def over(self, token: str, stored: Posting) -> Posting:
        recent = self.recent.get(token, NOWHERE)
        if not recent.wide and not stored.wide.intersect(self.changed):
            return stored
        return Posting((stored.wide - self.changed) | recent.wide, (stored.narrow - self.changed) | recent.narrow)

    def starting_with(self, prefix: str, below: Iterable[str], limit: int) -> list[str]:
        mine = (token for token, held in self.recent.items() if held.wide and token.startswith(prefix))
        return sorted({*mine, *below})[:limit]

    def organizations(self, below: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        """Those below with what recent records may add: an upper bound, still in order."""
        # Recent records add at most their own number to a stored count, so one bound serves for all. Organizations
        # that only recent records list come last: they cannot have more.
        seen, most = set(), len(self.entries)
        for organization, size in below:
            seen.add(organization)
            yield organization, size + most
        mine = ((token[1:], len(held.wide)) for token, held in self.recent.items() if token.startswith(ORGANIZATION))
        yield from sorted((each for each in mine if each[0] not in seen and each[1]), key=lambda each: -each[1])


def _minus(posting: Posting, gone: BitMap) -> Posting:
    return Posting(posting.wide - gone, posting.narrow - gone)


class MemoryPostings:
    """All postings in memory: while an index is built, and in small registries."""

    def __init__(self, held: Mapping[str, Posting], overlay: Overlay | None = None) -> None:
        self.held = held
        self.overlay = overlay or Overlay()
        self._sorted: list[str] | None = None

    def find(self, tokens: Sequence[str]) -> Mapping[str, Posting]:
        found = {token: self.overlay.over(token, self.held.get(token, NOWHERE)) for token in tokens}
        return {token: posting for token, posting in found.items() if posting.wide}

    def starting_with(self, prefixes: Sequence[str], limit: int) -> list[list[str]]:
        return [self._starting_with(prefix, limit) for prefix in prefixes]

    def _starting_with(self, prefix: str, limit: int) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self.held)
        start = bisect_left(self._sorted, prefix)
        below = (token for token in islice(self._sorted, start, start + limit) if token.startswith(prefix))
        return self.overlay.starting_with(prefix, below, limit)

    def organizations(self) -> Iterator[tuple[str, int]]:
        sizes = [(token[1:], len(held.wide)) for token, held in self.held.items() if token.startswith(ORGANIZATION)]
        return self.overlay.organizations(iter(sorted(sizes, key=lambda pair: (-pair[1], pair[0]))))

    def changed(self, entries: Mapping[int, Entry | None]) -> "MemoryPostings":
        return MemoryPostings(self.held, self.overlay.plus(entries))
