"""The index: the set of records of every facet value, bit slices of every number, the orders, the tokens.

An index never changes. A change makes a new one that shares what did not change, so that a thread that is
counting keeps the index it began with. No Django here, no database, no day.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from pyroaring import BitMap

from rapport.sets.derive import Entry
from rapport.sets.orders import Days, Names, Order
from rapport.sets.postings import MemoryPostings, Posting, Postings, tokens_of_entry
from rapport.sets.slices import EMPTY, Slices, flip

FORMAT = 2  # raise it when what follows from a document, or how it is stored, changes
_AT_ONCE = 1 << 14  # records gathered before they are pressed into bitmaps

Facets = Mapping[str, Mapping[str, BitMap]]
_NONE: frozenset[int] = frozenset()
_NOWHERE = BitMap()


@dataclass(frozen=True, slots=True)
class Orders:
    """One order each by name, by date of registration, by day of confirmation."""

    name: Order
    newest: Order
    known: Order

    def changed(self, gone: Iterable[int], entries: Iterable[Entry]) -> "Orders":
        gone, entries = list(gone), list(entries)
        return Orders(
            self.name.changed(gone, {entry.record: entry.name for entry in entries}),
            self.newest.changed(gone, {entry.record: entry.newest for entry in entries}),
            self.known.changed(gone, {entry.record: entry.known for entry in entries}),
        )


@dataclass(frozen=True, slots=True)
class Index:
    """``facets`` holds sets by facet and value; ``numbers`` slices by name (``partners``, ``listings:ngo``)."""

    everything: BitMap
    facets: Facets
    numbers: Mapping[str, Slices]
    orders: Orders
    postings: Postings

    def changed(self, entries: Mapping[int, Entry | None]) -> "Index":
        """The index with some records as they are now; ``None`` for one that is not in force."""
        if not entries:
            return self
        present = [entry for entry in entries.values() if entry is not None]
        gone = BitMap(entries)
        return Index(
            everything=(self.everything - gone) | BitMap([entry.record for entry in present]),
            facets=_changed_facets(self.facets, gone, present),
            numbers=_changed_numbers(self.numbers, gone, present),
            orders=self.orders.changed(self.everything & gone, present),
            postings=self.postings.changed(entries),
        )

    def with_postings(self, postings: Postings) -> "Index":
        return replace(self, postings=postings)


def _changed_facets(facets: Facets, gone: BitMap, present: list[Entry]) -> Facets:
    coming: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for entry in present:
        for code in entry.codes:
            facet, _equals, value = code.partition("=")
            coming[facet][value].add(entry.record)
    changed = {}
    for facet in {*facets, *coming}:
        before, added = facets.get(facet, {}), coming.get(facet, {})
        touched = {value for value, held in before.items() if held.intersect(gone)}
        values = dict(before)
        for value in touched.union(added):
            values[value] = flip(before.get(value, _NOWHERE), gone, added.get(value, _NONE))
            if not values[value]:
                del values[value]
        changed[facet] = values
    return changed


def _changed_numbers(numbers: Mapping[str, Slices], gone: BitMap, present: list[Entry]) -> Mapping[str, Slices]:
    coming: dict[str, dict[int, int]] = defaultdict(dict)
    for entry in present:
        for name, number in entry.numbers.items():
            coming[name][entry.record] = number
    changed = {name: numbers.get(name, EMPTY).changed(gone, coming.get(name, {})) for name in {*numbers, *coming}}
    return {name: held for name, held in changed.items() if held.known}


def build(entries: Iterable[Entry]) -> Index:
    """The index of a registry, from all of its entries; each record once, in any order."""
    return Builder().add_all(entries).finish()


class _Gathered:
    """Records by key: gathered in flat lists of numbers, and sorted into one bitmap a key at the end."""

    def __init__(self) -> None:
        self._places: dict[str, int] = defaultdict(count().__next__)  # of keys, in order of arrival
        self._keys: list[int] = []
        self._records: list[int] = []
        self._lengths: list[int] = []

    def add(self, record: int, keys: Collection[str]) -> None:
        # No loop of ours: a registry of 10,000 has a million words.
        self._keys.extend(map(self._places.__getitem__, keys))
        self._records.append(record)
        self._lengths.append(len(keys))

    def bitmaps(self) -> Iterator[tuple[str, BitMap]]:
        keys, records = np.array(self._keys, np.uint32), np.repeat(np.array(self._records, np.uint32), self._lengths)
        order = np.argsort(keys, kind="stable")
        ends = np.cumsum(np.bincount(keys, minlength=len(self._places)))
        groups = np.split(records[order], ends[:-1])
        return zip(self._places, map(BitMap, groups), strict=True) if len(keys) else iter(())


class Builder:
    """Gathers entries into bitmaps. Memory: what the finished index takes, and one batch."""

    def __init__(self) -> None:
        self.everything = BitMap()
        self.codes: dict[str, BitMap] = {}
        self.digits: dict[str, dict[int, BitMap]] = defaultdict(dict)
        self.wide: dict[str, BitMap] = {}
        self.narrow: dict[str, BitMap] = {}
        self.names: dict[int, str] = {}
        self.newest: dict[int, int] = {}
        self.known: dict[int, int] = {}

    def add_all(self, entries: Iterable[Entry]) -> "Builder":
        batch: list[Entry] = []
        for entry in entries:
            batch.append(entry)
            if len(batch) == _AT_ONCE:
                self._press(batch)
                batch = []
        self._press(batch)
        return self

    def _press(self, batch: list[Entry]) -> None:
        self.everything |= BitMap([entry.record for entry in batch])
        codes, wide, narrow = _Gathered(), _Gathered(), _Gathered()
        numbers: dict[str, tuple[array[int], array[int]]] = defaultdict(lambda: (array("I"), array("I")))
        for entry in batch:
            record = entry.record
            codes.add(record, entry.codes)
            for tokens, gathered in zip(tokens_of_entry(entry), (wide, narrow), strict=True):
                gathered.add(record, tokens)
            for name, number in entry.numbers.items():
                rows, values = numbers[name]
                rows.append(record)
                values.append(number)
            self.names[record], self.newest[record], self.known[record] = entry.name, entry.newest, entry.known
        for into, gathered in ((self.codes, codes), (self.wide, wide), (self.narrow, narrow)):
            for key, records in gathered.bitmaps():
                into[key] = into[key] | records if key in into else records
        for name, (rows, values) in numbers.items():
            self._press_numbers(name, rows, values)

    def _press_numbers(self, name: str, records: "array[int]", numbers: "array[int]") -> None:
        # Place -1 stands for "known at all", place k for the digit 2^k.
        places, rows, values = self.digits[name], np.array(records, np.uint32), np.array(numbers, np.int64)
        for place in range(-1, int(values.max()).bit_length()):
            pressed = BitMap(rows if place < 0 else rows[values >> place & 1 == 1])
            places[place] = places[place] | pressed if place in places else pressed

    def finish(self) -> Index:
        facets: dict[str, dict[str, BitMap]] = defaultdict(dict)
        for code, records in self.codes.items():
            facet, _equals, value = code.partition("=")
            facets[facet][value] = records
        numbers = {
            name: Slices(places[-1], tuple(places.get(k, BitMap()) for k in range(max(places) + 1)))
            for name, places in self.digits.items()
        }
        held = {token: Posting(wide, self.narrow.get(token, BitMap())) for token, wide in self.wide.items()}
        return Index(self.everything, dict(facets), numbers, self._orders(), MemoryPostings(held))

    def _orders(self) -> Orders:
        everything = self.everything
        return Orders(
            Order.by(Names.of(self.names), everything),
            Order.by(Days.of(self.newest), everything),
            Order.by(Days.of(self.known), everything),
        )
