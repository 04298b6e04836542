"""The index as bytes, for the database and for files: bitmaps in roaring's own format, arrays as integers.

Bytes are read back only from where this program wrote them, under a checksum or in a transaction.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from pyroaring import BitMap

from rapport.sets.derive import Entry
from rapport.sets.index import Index, Orders
from rapport.sets.orders import Days, Names, Numbers, Order
from rapport.sets.postings import Postings
from rapport.sets.slices import Slices

_KNOWN = "known"  # the digit that says that there is a number at all
_ENTRY_SETS = ("codes", "tokens", "name_tokens", "organizations", "leads")


def pack_index(index: Index, *, but: Index | None = None) -> Iterator[tuple[str, bytes]]:
    """The parts of an index by name, without its postings; sets that it shares with ``but`` are left out."""
    shared = _bitmaps(but) if but is not None else {}
    for name, bitmap in _bitmaps(index).items():
        if shared.get(name) is not bitmap:
            yield name, bitmap.serialize()
    yield from _pack_orders(index)


def parts_gone(index: Index, before: Index) -> set[str]:
    """The names of parts that ``before`` had and an index no longer has."""
    return _bitmaps(before).keys() - _bitmaps(index).keys()


def _bitmaps(index: Index) -> dict[str, BitMap]:
    found = {"everything": index.everything}
    for facet, values in index.facets.items():
        found.update((f"facet {facet}={value}", records) for value, records in values.items())
    for name, slices in index.numbers.items():
        found[f"number {name} {_KNOWN}"] = slices.known
        found.update((f"number {name} {k}", digit) for k, digit in enumerate(slices.digits))
    return found


def _pack_orders(index: Index) -> Iterator[tuple[str, bytes]]:
    orders = index.orders
    names = orders.name.keys
    if not isinstance(names, Names):
        raise TypeError("The order by name has names as its keys.")
    names = names.settled(index.everything)
    yield "names block", names.block
    yield "names ends", _pack(names.ends)
    for name, order in (("name", orders.name), ("newest", orders.newest), ("known", orders.known)):
        yield f"order {name}", _pack(order.order)
        if isinstance(order.keys, Days):
            yield f"days {name}", _pack(order.keys.days)


def unpack_index(parts: Mapping[str, bytes], postings: Postings) -> Index:
    """The index of its parts. Raises ``KeyError`` or ``ValueError`` where they are not whole."""
    facets: dict[str, dict[str, BitMap]] = defaultdict(dict)
    places: dict[str, dict[str, BitMap]] = defaultdict(dict)
    for part, body in parts.items():
        kind, _space, name = part.partition(" ")
        if kind == "facet":
            facet, _equals, value = name.partition("=")
            facets[facet][value] = BitMap.deserialize(body)
        elif kind == "number":
            number, _space, place = name.rpartition(" ")
            places[number][place] = BitMap.deserialize(body)
    numbers = {
        name: Slices(held[_KNOWN], tuple(held[str(k)] for k in range(len(held) - 1))) for name, held in places.items()
    }
    everything = BitMap.deserialize(parts["everything"])
    return Index(everything, dict(facets), numbers, _unpack_orders(parts), postings)


def _unpack_orders(parts: Mapping[str, bytes]) -> Orders:
    names = Names(parts["names block"], _unpack(parts["names ends"]), {})
    return Orders(
        Order(names, _unpack(parts["order name"])),
        Order(Days(_unpack(parts["days newest"])), _unpack(parts["order newest"])),
        Order(Days(_unpack(parts["days known"])), _unpack(parts["order known"])),
    )


def _pack(numbers: Numbers) -> bytes:
    return numbers.astype("<i4").tobytes()


def _unpack(body: bytes) -> Numbers:
    return np.frombuffer(body, "<i4").astype(np.int32)


def pack_entry(entry: Entry) -> bytes:
    held: dict[str, object] = {name: sorted(getattr(entry, name)) for name in _ENTRY_SETS}
    held.update(
        record=entry.record, numbers=dict(entry.numbers), name=entry.name, newest=entry.newest, known=entry.known
    )
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack_entry(body: bytes) -> Entry:
    held: dict[str, Any] = json.loads(zlib.decompress(body))
    held.update({name: frozenset(held[name]) for name in _ENTRY_SETS})
    return Entry(**held)
