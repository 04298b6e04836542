"""Import: rows of listings into their table, whole records into the registry, and the index anew.

What is loaded is rolled back: the registry is the same before and after.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import connection, transaction

from benchmarks.synthetic import LISTINGS, Synthetic
from benchmarks.table import Row
from rapport.lib import clock
from rapport.lib.bulk import load_rows
from rapport.registry.models import Listing
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.sets import store

_ROWS = 1_000_000
_RECORDS = 2000


def measure(size: int) -> Iterator[Row]:
    yield load_listings(size, "SQLite")
    yield _publish_records(size)
    reach = {10_000: 3, 100_000: 30}.get(size)
    started, working = time.perf_counter(), time.process_time()
    store.rebuild(today=clock.today())
    taken, worked = time.perf_counter() - started, time.process_time() - working
    yield Row("index rebuild", size, taken, "s", reach, None, f"of which the processor worked {worked:.1f} s")


def load_listings(size: int, database: str) -> Row:
    """``load_rows`` alone, keys and constraints and all; foreign keys are checked at commit, which never comes."""
    count = min(size * LISTINGS, _ROWS)
    rows = [(1 + number // LISTINGS, 1 + number % LISTINGS, not number % LISTINGS) for number in range(count)]
    with _rolled_back():
        Listing.objects.all().delete()
        started = time.perf_counter()
        load_rows(Listing, ("partnership_id", "organization_id", "is_lead"), rows)
        taken = time.perf_counter() - started
    return Row(
        f"listings into their table, {database}", size, count / taken, "rows/s", 100_000, None, f"{count:,} rows"
    )


def _publish_records(size: int) -> Row:
    """New records by ``publish``: documents, versions, journal, projections and sets, as an import does it."""
    made = Synthetic(size + _RECORDS)
    documents = islice(made.documents(), size, None)
    today = clock.today()
    proposals = [
        Proposal(id=f"n{id_}", document=document, confirmed_on=confirmed_on)
        for id_, document, confirmed_on in documents
    ]
    listings = sum(len(each.document.partners) for each in proposals)
    with _rolled_back():
        started = time.perf_counter()
        publish(proposals, today=today, now=clock.now())
        taken = time.perf_counter() - started
    detail = f"{len(proposals):,} new records, {len(proposals) / taken:,.0f} a second"
    return Row("listings published with their records, SQLite", size, listings / taken, "rows/s", None, None, detail)


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        connection.needs_rollback = True
