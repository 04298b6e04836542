"""The orders of lists, kept so that a page of twenty never sorts the registry.

An order is an array of all record numbers. A page of a large set is found near its head by walking; of a
small one, or far in, by the ranks of its members.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
from pyroaring import BitMap

Numbers = np.ndarray[Any, np.dtype[np.int32]]
_LONGEST_WALK = 4000  # records; beyond it ranks are cheaper


class Days:
    """Newest day first; of one day, the record that came last."""

    def __init__(self, days: Numbers) -> None:
        self.days = days

    @classmethod
    def of(cls, days: Mapping[int, int]) -> "Days":
        return cls(np.zeros(0, np.int32)).changed((), days)

    def has(self, record: int, day: int | None) -> bool:
        return record < len(self.days) and self.days[record] == day

    def key(self, record: int) -> tuple[int, int]:
        return -int(self.days[record]), -record

    def sorted(self, records: Numbers) -> Numbers:
        return records[np.lexsort((-records, -self.days[records]))]

    def changed(self, gone: Collection[int], keys: Mapping[int, int]) -> "Days":
        size = max(len(self.days), max(keys, default=-1) + 1)
        # Room to spare, so that a registry that grows by one does not grow its array each time.
        days = np.zeros(size if size == len(self.days) else size + size // 64, np.int32)
        days[: len(self.days)] = self.days
        days[list(gone)] = 0
        days[list(keys)] = list(keys.values())
        return Days(days)


class Names:
    """By folded name. Most names lie in one block of bytes, the few changed since in a dictionary."""

    def __init__(self, block: bytes, ends: Numbers, recent: Mapping[int, bytes]) -> None:
        self.block, self.ends, self.recent = block, ends, recent

    @classmethod
    def of(cls, names: Mapping[int, str]) -> "Names":
        encoded = {record: name.encode() for record, name in names.items()}
        lengths = np.zeros(max(names, default=-1) + 2, np.int64)
        lengths[[record + 1 for record in encoded]] = [len(name) for name in encoded.values()]
        block = b"".join(encoded[record] for record in sorted(encoded))
        return cls(block, np.cumsum(lengths).astype(np.int32), {})

    def name(self, record: int) -> bytes:
        if record in self.recent:
            return self.recent[record]
        if record + 1 >= len(self.ends):
            return b""
        return self.block[self.ends[record] : self.ends[record + 1]]

    def has(self, record: int, name: str | None) -> bool:
        return name is not None and self.name(record) == name.encode()

    def key(self, record: int) -> tuple[bool, bytes, int]:
        name = self.name(record)
        return not name, name, record  # those without a name come last

    def sorted(self, records: Numbers) -> Numbers:
        return np.array(sorted(records.tolist(), key=self.key), np.int32)

    def changed(self, gone: Collection[int], keys: Mapping[int, str]) -> "Names":
        recent = {**self.recent, **{record: name.encode() for record, name in keys.items()}}
        return Names(self.block, self.ends, recent)

    def settled(self, records: BitMap) -> "Names":
        """The same with the recent names in the block, to be stored."""
        return Names.of({record: self.name(record).decode() for record in records}) if self.recent else self


class Order:
    """All records in the order of their keys."""

    def __init__(self, keys: Days | Names, order: Numbers) -> None:
        self.keys, self.order = keys, order
        self._ranks: Numbers | None = None

    @classmethod
    def by(cls, keys: Days | Names, records: BitMap) -> "Order":
        return cls(keys, keys.sorted(np.array(records.to_array(), np.int32)))

    def changed(self, gone: Collection[int], keys: Mapping[int, Any]) -> "Order":
        """The order with the records ``gone`` taken out and these put in. Records that stay are not compared."""
        if len(keys) == len(gone) and all(self.keys.has(record, keys.get(record)) for record in gone):
            return self  # a save leaves most orders as they were
        order = self.order
        if gone:
            order = order[~np.isin(order, list(gone))] if len(gone) > 3 else _without(order, gone)
        now = self.keys.changed(gone, keys)
        new = sorted(keys, key=now.key)
        places = [bisect_left(order, now.key(record), key=now.key) for record in new]
        return Order(now, np.insert(order, places, new).astype(np.int32))

    def page(self, chosen: BitMap, start: int, size: int) -> list[int]:
        """The members of a set from ``start`` on, at most ``size`` of them."""
        wanted = min(start + size, len(chosen))
        if wanted <= start:
            return []
        if wanted * len(self.order) <= _LONGEST_WALK * len(chosen) // 2:
            found = self._walk(chosen, wanted)
            if len(found) == wanted:
                return found[start:]
        ranks = self.ranks[np.array(chosen.to_array(), np.int32)]
        if wanted < len(ranks):
            ranks = np.partition(ranks, wanted - 1)[:wanted]
        ranks.sort()
        page: list[int] = self.order[ranks[start:wanted]].tolist()
        return page

    def _walk(self, chosen: BitMap, wanted: int) -> list[int]:
        found: list[int] = []
        for record in self._head():
            if record in chosen:
                found.append(record)
                if len(found) == wanted:
                    break
        return found

    def _head(self) -> Iterator[int]:
        for start in range(0, _LONGEST_WALK, 500):
            yield from self.order[start : start + 500].tolist()

    @property
    def ranks(self) -> Numbers:
        """The place of every record in the order. Two threads may both make it; they make the same."""
        if self._ranks is None:
            ranks = np.zeros(int(self.order.max(initial=0)) + 1, np.int32)
            ranks[self.order] = np.arange(len(self.order), dtype=np.int32)
            self._ranks = ranks
        return self._ranks


def _without(order: Numbers, gone: Collection[int]) -> Numbers:
    for record in gone:
        order = order[order != record]
    return order
