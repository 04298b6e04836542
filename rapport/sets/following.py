"""Each worker's own copy of the sets, and how it follows the journal.

A worker looks up the newest journal number once a request. What changed it puts into a new index beside the old one, so
threads that are counting are not disturbed. Truth is the journal; what is stored only saves time.
"""

import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from rapport.registry import projection
from rapport.registry.history import changed_since, happening_between, in_force
from rapport.registry.models import JournalHead
from rapport.sets import folding, moments
from rapport.sets.derive import Entry, texts_of
from rapport.sets.index import Index
from rapport.sets.models import IndexDoc, IndexPart, IndexState
from rapport.sets.packing import unpack_entry, unpack_index
from rapport.sets.query import Query
from rapport.sets.store import CURRENT_FORMAT, derive_entries, in_chunks, rebuild
from rapport.sets.stored import Stand, StoredPostings, stored_stand
from rapport.sets.view import ReadTexts, View, folded_texts

_TOO_MANY = 5000  # changed records, from which on a rebuild is cheaper

_HEAD = f"""
    SELECT (SELECT number FROM {JournalHead._meta.db_table} WHERE id = 1), number, day, epoch, format
    FROM {IndexState._meta.db_table} WHERE id = 1
"""  # noqa: S608 the names are our own


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal and the stored index are."""

    newest: int
    stored: Stand
    format: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index as at a journal number and a day, and today's view of it."""

    stand: Stand
    index: Index
    view: View


def view_of(query: Query, *, today: date) -> View:
    """The view that a query asks for: of its day and time, or of today."""
    return view(today=today, as_at=query.as_at, known_at=query.known_at)


def view(*, today: date, as_at: date | None = None, known_at: datetime | None = None) -> View:
    """The registry as at a day, as known at a time; today and now where not given."""
    now = current(today)
    if (as_at is None or as_at == today) and known_at is None:
        return now.view
    day = as_at or today
    index = moments.index_at(day, known_at, now=now.index, stand=now.stand)
    return View(index, day, read_texts=read_texts_at(day, known_at))


def read_texts_at(day: date, known_at: datetime | None = None) -> ReadTexts:
    def read_texts(records: Collection[int]) -> Iterator[tuple[int, list[str]]]:
        for chunk in in_chunks(records):
            for found in in_force(as_at=day, known_at=known_at, numbers=chunk):
                yield found.number, folded_texts(text for _field, _language, text in texts_of(found.document))

    return read_texts


class _Worker:
    """The snapshot of this process, and one lock for making the next."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.snapshot: Snapshot | None = None


_worker = _Worker()
_local = threading.local()


def forget() -> None:
    """Drop what this process holds; the next request reads it anew."""
    _worker.snapshot = None
    _local.__dict__.clear()


def current(today: date) -> Snapshot:
    """The index of today's registry, with everything that was committed before this call."""
    if snapshot := _kept_at(read_head(), today):
        return snapshot
    with _worker.lock:
        head = read_head()
        if snapshot := _kept_at(head, today):  # another thread was here
            return snapshot
        snapshot = _follow(_kept(), head, today)
        _keep(snapshot)
    folding.fold_if_heavy(snapshot.index, today=today)
    return snapshot


def read_head() -> Head | None:
    """Where journal and stored index are, in one query: every request asks, so it goes past the ORM."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        row = cursor.fetchone()
    if row is None:
        return None
    newest, number, day, epoch, format_ = row
    return Head(newest or 0, Stand(number, date.fromisoformat(str(day)), epoch), format_)


def _kept_at(head: Head | None, today: date) -> Snapshot | None:
    """What is kept, if it stands at this head and this day."""
    kept = _kept()
    is_current = kept and head and kept.stand == Stand(head.newest, today, head.stored.epoch)
    return kept if is_current else None


def _kept() -> Snapshot | None:
    # What is read inside a transaction may be rolled back: it is kept for that transaction alone.
    if not connection.in_atomic_block:
        return _worker.snapshot
    blocks, snapshot = getattr(_local, "kept", ((), None))
    return snapshot if blocks and blocks == tuple(connection.atomic_blocks[: len(blocks)]) else None


def _keep(snapshot: Snapshot) -> None:
    if connection.in_atomic_block:
        _local.kept = (tuple(connection.atomic_blocks), snapshot)
    else:
        _worker.snapshot = snapshot


def _follow(kept: Snapshot | None, head: Head | None, today: date) -> Snapshot:
    if head is None or head.format != CURRENT_FORMAT or head.newest < head.stored.number:
        return _start_anew(today)
    if kept is None or kept.stand.epoch != head.stored.epoch or kept.stand.number > head.newest:
        kept = _load()
    changed = changed_since(kept.stand.number) if head.newest > kept.stand.number else set()
    moved = happening_between(kept.stand.day, today)
    if moved:
        # Lists show projections: what comes into force on this day must stand in them too.
        projection.bring_to(today)
    if len(changed | moved) > max(_TOO_MANY, len(kept.index.everything) // 20):
        return _start_anew(today)
    entries = _read_entries(changed, moved, since=kept.stand.number, today=today)
    return _taken_up(kept, entries, Stand(head.newest, today, head.stored.epoch))


def _taken_up(kept: Snapshot, entries: Mapping[int, Entry | None], stand: Stand) -> Snapshot:
    index = kept.index.changed(entries)
    if isinstance(index.postings, StoredPostings):
        index = index.with_postings(index.postings.standing(stand))
    view = View(index, stand.day, read_texts=read_texts_at(stand.day))
    return Snapshot(stand, index, view)


def _start_anew(today: date) -> Snapshot:
    rebuild(today=today)
    kept = _load()
    entries = _read_entries(set(), happening_between(kept.stand.day, today), since=kept.stand.number, today=today)
    return _taken_up(kept, entries, Stand(kept.stand.number, today, kept.stand.epoch))


def _load() -> Snapshot:
    """The stored index, as it stands."""
    # Without a transaction, which on SQLite would wait for whoever is writing: the parts belong together
    # if the state after reading them is the state before.
    stand, parts = None, {}
    while stand is None or stand != stored_stand():
        stand = stored_stand()
        parts = {name: bytes(body) for name, body in IndexPart.objects.values_list("name", "body").iterator()}
    index = unpack_index(parts, StoredPostings(stand, stand, _differing))
    return Snapshot(stand, index, View(index, stand.day, read_texts=read_texts_at(stand.day)))


def _read_entries(
    changed: Collection[int], moved: Collection[int], *, since: int, today: date
) -> dict[int, Entry | None]:
    """The records as they are now: as written down by whoever changed them, or derived where nobody did."""
    entries: dict[int, Entry | None] = {}
    for chunk in in_chunks(changed):
        rows = IndexDoc.objects.filter(record__in=chunk, number__gt=since, day=today).values_list("record", "body")
        entries.update({record: unpack_entry(bytes(body)) if body else None for record, body in rows})
    for chunk in in_chunks({*changed, *moved} - entries.keys()):
        entries.update(derive_entries(chunk, as_at=today))
    return entries


def _differing(base: Stand, wanted: Stand) -> Mapping[int, Entry | None]:
    """The records in which two stands differ, as they are at the wanted one."""
    records = changed_since(min(base.number, wanted.number)) | happening_between(base.day, wanted.day)
    entries: dict[int, Entry | None] = {}
    for chunk in in_chunks(records):
        entries.update(derive_entries(chunk, as_at=wanted.day, until=wanted.number))
    return entries
