"""Postings in the database, read when asked for, with a bounded memory and what changed since laid over them."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection
from pyroaring import BitMap

from rapport.sets.derive import Entry
from rapport.sets.models import IndexState, TokenBitmap
from rapport.sets.postings import NOWHERE, Overlay, Posting

MOST_BYTES = 64 * 1024 * 1024
_AT_ONCE = 1000
_TOKENS, _STATE = TokenBitmap._meta.db_table, IndexState._meta.db_table


@dataclass(frozen=True, slots=True)
class Stand:
    """Where postings stand: at a journal entry, and a day. Stored ones also have an epoch."""

    number: int
    day: date
    epoch: str = ""


Overlaying = Callable[[Stand, Stand], Mapping[int, Entry | None]]


class Memory:
    """The postings read last, up to ``MOST_BYTES`` of them. Shared by the threads of a worker."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.largest: list[tuple[str, int]] | None = None  # organizations with most listings, once they were asked for
        self._held: OrderedDict[str, tuple[Posting, int]] = OrderedDict()
        self._bytes, self._most, self._lock = 0, most_bytes, threading.Lock()

    def get(self, token: str) -> Posting | None:
        with self._lock:
            held = self._held.get(token)
            if held is None:
                return None
            self._held.move_to_end(token)
            return held[0]

    def put(self, token: str, posting: Posting, size: int) -> None:
        size += 300  # what Python itself takes for an entry
        with self._lock:
            _posting, before = self._held.pop(token, (NOWHERE, 0))
            self._held[token] = posting, size
            self._bytes += size - before
            while self._bytes > self._most and len(self._held) > 1:
                _token, (_posting, gone) = self._held.popitem(last=False)
                self._bytes -= gone


@dataclass(frozen=True, slots=True)
class _Laid:
    """A stored state, what was read of it, and what lies over it. Replaced as one."""

    base: Stand
    memory: Memory
    overlay: Overlay


class StoredPostings:
    """The postings as at ``stand``, over whatever state is stored.

    Another worker may fold or rebuild at any moment. So rows are read together with the stored state that they are of.
    If it is not the one that the overlay was made for, ``differing`` gives the records in which the two now differ, as
    they are at ``stand``, and the rows are read again. An answer is never of two states.
    """

    def __init__(self, base: Stand, stand: Stand, differing: Overlaying, laid: _Laid | None = None) -> None:
        self.stand, self._differing = stand, differing
        self._laid = laid or _Laid(base, Memory(), Overlay())

    @property
    def base(self) -> Stand:
        return self._laid.base

    @property
    def weight(self) -> int:
        """How many records lie over the stored state."""
        return len(self._laid.overlay.changed)

    def changed(self, entries: Mapping[int, Entry | None]) -> "StoredPostings":
        laid = self._laid
        laid = _Laid(laid.base, laid.memory, laid.overlay.plus(entries))
        return StoredPostings(laid.base, self.stand, self._differing, laid)

    def standing(self, stand: Stand) -> "StoredPostings":
        """The same as at another stand, once what changed up to it has been put in."""
        return StoredPostings(self.base, stand, self._differing, self._laid)

    def find(self, tokens: Sequence[str]) -> Mapping[str, Posting]:
        laid, held = self._read(tokens)
        found = {token: laid.overlay.over(token, posting) for token, posting in held.items()}
        return {token: posting for token, posting in found.items() if posting.wide}

    def starting_with(self, prefixes: Sequence[str], limit: int) -> list[list[str]]:
        while True:
            laid = self._laid
            base, below = _read_completions(prefixes, limit)
            if self._is_still(laid, base):
                return [laid.overlay.starting_with(prefix, below[prefix], limit) for prefix in prefixes]

    def organizations(self) -> Iterator[tuple[str, int]]:
        while True:
            laid = self._laid
            largest = laid.memory.largest
            if largest is None:
                largest = list(_read_organizations(stop=_AT_ONCE))
                if not self._is_still(laid, stored_stand()):
                    continue
                laid.memory.largest = largest
            return laid.overlay.organizations(chain(largest, _read_organizations(start=_AT_ONCE)))

    def _read(self, tokens: Sequence[str]) -> tuple[_Laid, dict[str, Posting]]:
        while True:
            laid = self._laid
            held = {token: laid.memory.get(token) for token in tokens}
            missing = [token for token, posting in held.items() if posting is None]
            base, rows = _read_rows(missing)
            if missing and not self._is_still(laid, base):
                continue
            for token in missing:
                wide, narrow = rows.get(token, (b"", b""))
                held[token] = posting = Posting(read_bitmap(wide), read_bitmap(narrow)) if wide else NOWHERE
                laid.memory.put(token, posting, len(wide) + len(narrow))
            return laid, {token: posting or NOWHERE for token, posting in held.items()}

    def _is_still(self, laid: _Laid, base: Stand | None) -> bool:
        """True if rows that were read with the stored state ``base`` are of the one laid over; else lay anew."""
        if base is None or base == laid.base:
            return True
        entries = self._differing(base, self.stand)
        self._laid = _Laid(base, Memory(), Overlay().plus(entries))
        return False


def stored_stand() -> Stand | None:
    row = IndexState.objects.filter(pk=1).values_list("number", "day", "epoch").first()
    return Stand(*row) if row else None


def _read_organizations(start: int = 0, stop: int | None = None) -> Iterator[tuple[str, int]]:
    """Organizations with their stored listings, most first. Asks the database when the first is wanted."""
    rows = TokenBitmap.objects.filter(listings__gt=0).order_by("-listings", "token").values_list("token", "listings")
    for token, listings in rows[start:stop].iterator(chunk_size=_AT_ONCE):
        yield bytes(token).decode()[1:], listings or 0


def _read_rows(tokens: Sequence[str]) -> tuple[Stand | None, dict[str, tuple[bytes, bytes]]]:
    found, stand = {}, None
    for start in range(0, len(tokens), _AT_ONCE):
        wanted = [token.encode() for token in tokens[start : start + _AT_ONCE]]
        marks = ", ".join(["%s"] * len(wanted))
        stand, rows = _read_with_stand(f"SELECT token, wide, narrow FROM {_TOKENS} WHERE token IN ({marks})", wanted)  # noqa: S608
        found.update({bytes(token).decode(): (bytes(wide), bytes(narrow)) for token, wide, narrow in rows})
    return stand, found


def _read_completions(prefixes: Sequence[str], limit: int) -> tuple[Stand | None, dict[str, list[str]]]:
    """The first stored tokens with each prefix."""
    first = f"SELECT %s AS place, token FROM {_TOKENS} WHERE token >= %s AND token < %s ORDER BY token LIMIT %s"  # noqa: S608
    each = f"SELECT * FROM ({first}) AS firsts"  # noqa: S608 SQLite limits no part of a union otherwise
    values: list[str | int | bytes] = []
    for place, prefix in enumerate(prefixes):
        values += [place, prefix.encode(), prefix.encode() + b"\xff", limit]
    found: dict[str, list[str]] = {prefix: [] for prefix in prefixes}
    if not prefixes:
        return None, found
    stand, rows = _read_with_stand(" UNION ALL ".join([each] * len(prefixes)), values)
    for place, token in rows:
        found[prefixes[place]].append(bytes(token).decode())
    return stand, found


def _read_with_stand(query: str, values: Sequence[str | int | bytes]) -> tuple[Stand | None, list[tuple[Any, ...]]]:
    """Rows of tokens and the stored state that they are of, in one statement: both of one moment."""
    whole = f"SELECT number, day, epoch, found.* FROM {_STATE} LEFT JOIN ({query}) AS found ON 1 = 1 WHERE id = 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(whole, values)
        rows = cursor.fetchall()
    if not rows:
        return None, []
    number, day, epoch = rows[0][:3]
    return Stand(number, date.fromisoformat(str(day)), epoch), [row[3:] for row in rows if row[-1] is not None]


def read_bitmap(body: bytes) -> BitMap:
    return BitMap.deserialize(body) if body else BitMap()
