"""Write the index: a record when it changes, or all of it anew.

The journal is the truth. What is stored stands at one number of it and one day; whoever reads applies what came
since. Each write here is one transaction, so a kill at any moment leaves the state before it or after it.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Max

from rapport.lib.bulk import load_rows, pausing_collector
from rapport.organizations.directory import load_directory
from rapport.registry.history import changed_since, in_force, load_organizations
from rapport.registry.models import JournalEntry, JournalHead
from rapport.registry.projection import Changed
from rapport.sets.derive import Entry, entry_of
from rapport.sets.index import FORMAT, Index, build
from rapport.sets.models import IndexDoc, IndexPart, IndexState, TokenBitmap
from rapport.sets.packing import pack_entry, pack_index
from rapport.sets.postings import NOWHERE, ORGANIZATION, MemoryPostings, Posting
from rapport.sets.words import RULES

CURRENT_FORMAT = f"{FORMAT}; {RULES}"
_CHUNK = 2000


def index_records(changed: Changed) -> None:
    """Derive records as they are now, and keep them for every worker to take up at its next request.

    Part of the transaction that changed them: the registry calls it (``projection.followers``).
    """
    entries = {each.number: entry_of(each, changed.organizations) for each in changed.records}
    rows = [
        (record, changed.entry, changed.today, pack_entry(entries[record]) if record in entries else None)
        for record in changed.numbers
    ]
    IndexDoc.objects.filter(record__in=list(changed.numbers)).delete()
    load_rows(IndexDoc, ("record", "number", "day", "body"), rows)


def derive_entries(numbers: Collection[int], *, as_at: date, until: int | None = None) -> dict[int, Entry | None]:
    """Records as at a day, ``None`` for one not in force; ``until`` leaves out newer journal entries."""
    found = list(in_force(as_at=as_at, numbers=numbers, until=until))
    directory = load_organizations(found)
    return {**dict.fromkeys(numbers, None), **{each.number: entry_of(each, directory) for each in found}}


def in_chunks(numbers: Iterable[int], size: int = _CHUNK) -> Iterator[list[int]]:
    ordered = iter(sorted(numbers))
    while chunk := list(islice(ordered, size)):
        yield chunk


def rebuild(*, today: date) -> None:
    """The whole index, from the versions in force. Readers keep what they have until it is done."""
    # What is published meanwhile is read again under the lock.
    started = newest_number()
    directory = load_directory()
    with pausing_collector():
        index = build(entry_of(found, directory) for found in in_force(as_at=today))
    del directory
    with transaction.atomic():
        hold_journal()
        newest = newest_number()
        for chunk in in_chunks(changed_since(started)):
            index = index.changed(derive_entries(chunk, as_at=today))
        for model in (IndexPart, TokenBitmap, IndexDoc, IndexState):
            model.objects.all().delete()
        load_rows(IndexPart, ("name", "body"), pack_index(index))
        load_rows(TokenBitmap, ("token", "wide", "narrow", "listings"), _token_rows(index))
        IndexState.objects.create(pk=1, format=CURRENT_FORMAT, epoch=secrets.token_hex(16), number=newest, day=today)


def newest_number() -> int:
    """The number of the newest journal entry, uncommitted ones of this transaction too."""
    # Not the journal's head: within a transaction that publishes, it is written last.
    return JournalEntry.objects.aggregate(newest=Max("number"))["newest"] or 0


def hold_journal() -> None:
    """Nobody publishes until this transaction ends."""
    list(JournalHead.objects.select_for_update().filter(pk=1))


def _token_rows(index: Index) -> Iterator[tuple[bytes, bytes, bytes, int | None]]:
    postings = index.postings
    if not isinstance(postings, MemoryPostings):
        raise TypeError("An index that was just built holds its postings in memory.")
    for token in sorted({*postings.held, *postings.overlay.recent}):
        posting = postings.overlay.over(token, postings.held.get(token, NOWHERE))
        if posting.wide:
            yield (token.encode(), *pack_posting(token, posting))


def pack_posting(token: str, posting: Posting) -> tuple[bytes, bytes, int | None]:
    narrow = posting.narrow.serialize() if posting.narrow else b""
    return posting.wide.serialize(), narrow, len(posting.wide) if token.startswith(ORGANIZATION) else None
