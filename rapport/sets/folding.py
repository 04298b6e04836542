"""Fold what gathered since into the stored bitmaps, now and then: so that a worker starts fast.

One transaction under the journal's lock. Killed before its end it leaves everything as it was.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from pyroaring import BitMap

from rapport.lib.bulk import load_rows
from rapport.registry.history import changed_since, happening_between
from rapport.sets.derive import Entry
from rapport.sets.index import Index
from rapport.sets.models import IndexDoc, IndexPart, IndexState, TokenBitmap
from rapport.sets.packing import pack_index, parts_gone, unpack_index
from rapport.sets.postings import MemoryPostings, Posting, tokens_of_entry
from rapport.sets.store import derive_entries, hold_journal, in_chunks, newest_number, pack_posting
from rapport.sets.stored import Stand, StoredPostings, read_bitmap

HEAVY = 500  # records over the stored bitmaps, at least, before they are folded in
_is_folding = threading.Lock()


def fold_if_heavy(index: Index, *, today: date) -> None:
    """Fold in the background if enough has gathered. One fold at a time in each process, which ends with it."""
    postings = index.postings
    weight = postings.weight if isinstance(postings, StoredPostings) else 0
    if weight < max(HEAVY, len(index.everything) // 500) or settings.TESTING or connection.in_atomic_block:
        return
    if _is_folding.acquire(blocking=False):
        # No daemon: a command that ended with the thread inside the code of a library would be aborted.
        threading.Thread(target=_fold_in_background, args=(today,), name="folding").start()


def _fold_in_background(today: date) -> None:
    try:
        fold(today=today)
    finally:
        close_old_connections()
        connection.close()
        _is_folding.release()


def fold(*, today: date) -> int:
    """Bring the stored index to the newest journal entry and to today; return how many records were folded in."""
    with transaction.atomic():
        hold_journal()
        base = IndexState.objects.select_for_update().filter(pk=1).values_list("number", "day", "epoch").first()
        if base is None:
            return 0
        stand = Stand(*base)
        records = changed_since(stand.number) | happening_between(stand.day, today)
        before, after = _entries_at(records, stand), _entries_at(records, Stand(newest_number(), today))
        _fold_parts(after)
        _fold_tokens(before, after)
        IndexDoc.objects.all().delete()
        IndexState.objects.filter(pk=1).update(number=newest_number(), day=today)
        return len(records)


def _entries_at(records: Collection[int], stand: Stand) -> dict[int, Entry | None]:
    # What the stored bitmaps hold of a record follows from the journal as it was when they were
    # stored: tokens and organizations need nothing but the version.
    entries: dict[int, Entry | None] = {}
    for chunk in in_chunks(records):
        entries.update(derive_entries(chunk, as_at=stand.day, until=stand.number))
    return entries


def _fold_parts(entries: Mapping[int, Entry | None]) -> None:
    stored = unpack_index(
        {name: bytes(body) for name, body in IndexPart.objects.values_list("name", "body")}, MemoryPostings({})
    )
    index = stored.changed(entries)
    parts = list(pack_index(index, but=stored))
    stale = {name for name, _body in parts} | parts_gone(index, stored)
    IndexPart.objects.filter(name__in=stale).delete()
    load_rows(IndexPart, ("name", "body"), parts)


def _fold_tokens(before: Mapping[int, Entry | None], after: Mapping[int, Entry | None]) -> None:
    """Rewrite the tokens that some record gained or lost."""
    gone, coming = _by_token(before), _by_token(after)
    touched = sorted(token for token in {*gone, *coming} if gone.get(token) != coming.get(token))
    for start in range(0, len(touched), 2000):
        chunk = touched[start : start + 2000]
        keys = [token.encode() for token in chunk]
        rows = TokenBitmap.objects.filter(token__in=keys)
        held = {
            bytes(row.token).decode(): Posting(read_bitmap(bytes(row.wide)), read_bitmap(bytes(row.narrow)))
            for row in rows
        }
        rows.delete()
        fresh = []
        for token in chunk:
            posting = _refilled(held.get(token), gone.get(token), coming.get(token))
            if posting.wide:
                fresh.append((token.encode(), *pack_posting(token, posting)))
        load_rows(TokenBitmap, ("token", "wide", "narrow", "listings"), fresh)


def _refilled(held: Posting | None, gone: Posting | None, coming: Posting | None) -> Posting:
    none = Posting(BitMap(), BitMap())
    held, gone, coming = held or none, gone or none, coming or none
    return Posting((held.wide - gone.wide) | coming.wide, (held.narrow - gone.narrow) | coming.narrow)


def _by_token(entries: Mapping[int, Entry | None]) -> dict[str, Posting]:
    wide: dict[str, BitMap] = defaultdict(BitMap)
    narrow: dict[str, BitMap] = defaultdict(BitMap)
    for record, entry in entries.items():
        if entry is None:
            continue
        for found, tokens in zip((wide, narrow), tokens_of_entry(entry), strict=True):
            for token in tokens:
                found[token].add(record)
    return {token: Posting(records, narrow.get(token, BitMap())) for token, records in wide.items()}
