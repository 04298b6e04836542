"""Numbers of journal entries, records and versions, given under one lock.

Sequences of a database hand out numbers before they commit, so a reader could see entry 5 before entry 4 and
then never look for 4 again. Here whoever publishes holds the head's row until the commit: numbers have no gaps
and appear in order.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from rapport.registry.models import JournalHead


@contextmanager
def hold_head() -> Iterator[JournalHead]:
    """The head, locked until the surrounding transaction commits; counters raised inside are written at the end."""
    with transaction.atomic():
        JournalHead.objects.get_or_create(pk=1)
        head = JournalHead.objects.select_for_update().get(pk=1)
        yield head
        head.save()
