"""Numbers of journal entries, records and versions, given under one lock.

Sequences of a database hand out numbers before they commit, so a reader could see entry 5 before entry 4 and
then never look for 4 again. Here whoever publishes holds the head's row until the commit: numbers have no gaps
and appear in order.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from rapport.lib.bulk import load_rows
from rapport.registry.models import JournalEntry, JournalHead


@contextmanager
def hold_head() -> Iterator[JournalHead]:
    """The head, locked until the surrounding transaction commits; counters raised inside are written at the end."""
    with transaction.atomic():
        JournalHead.objects.get_or_create(pk=1)
        head = JournalHead.objects.select_for_update().get(pk=1)
        yield head
        head.save()


def hold_journal() -> None:
    """Within a transaction: nobody publishes between a look at what is in force and what is then made of it."""
    list(JournalHead.objects.select_for_update().filter(pk=1))


def append_entries(head: JournalHead, entries: Iterable[tuple[object, ...]]) -> None:
    """Number entries and write them. Each: record number, kind, happened_on, recorded_at, role, channel, version id."""
    columns = ("number", "partnership_id", "kind", "happened_on", "recorded_at", "role", "channel", "version_id")
    rows = ((number, *entry) for number, entry in enumerate(entries, start=head.number + 1))
    head.number += load_rows(JournalEntry, columns, rows)
