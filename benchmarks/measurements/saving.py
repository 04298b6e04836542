"""One save: what the sets cost it, and that every worker shows it at its next request.

Index work is what the sets do within the transaction that saves, and what a worker does to take it up.
"""

import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from django.db import transaction

from benchmarks.serving import get, serve_rapport, workers_of
from benchmarks.table import Row
from rapport.lib import clock
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import in_force, load_organizations, newest_entry
from rapport.registry.projection import Changed
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.sets import following, store

_SAVES, _REQUESTS = 30, 40


def measure(size: int) -> Iterator[Row]:
    # Words that no earlier run can have written: the same document again would be no save at all.
    saves = [_save(1 + turn * (size - 1) // _SAVES, f"tried{turn}k{time.time_ns()}k") for turn in range(_SAVES)]
    reach = 3 if size <= 100_000 else None
    written, taken = (1000 * median(part) for part in list(zip(*saves, strict=True))[:2])
    whole = 1000 * median(save[2] for save in saves)
    detail = f"written down {written:.2f} ms, taken up {taken:.2f} ms; the whole save {whole:.1f} ms"
    yield Row("one save: work of the index", size, written + taken, "ms", reach, None, detail)
    with serve_rapport(workers=2) as (port, process):
        yield _seen_by_workers(size, port, process)


def _save(number: int, word: str) -> tuple[float, float, float]:
    """Seconds of writing the index down, of taking it up, and of the save as a whole."""
    today = clock.today()
    document = next(in_force(as_at=today, numbers=[number]))
    changed = PartnershipDocument.model_validate({**document.document.model_dump(), "name": f"Renamed {word}"})
    following.current(today)
    started = time.perf_counter()
    publish([Proposal(id=document.public_id, document=changed)], today=today, now=clock.now())
    whole = time.perf_counter() - started
    started = time.perf_counter()
    following.current(today)
    taken = time.perf_counter() - started
    # Once more, alone: it writes the same again. Reading and committing are the save's own matter, and not timed here.
    records = list(in_force(as_at=today, numbers=[number]))
    saved = Changed([number], records, load_organizations(records), today, newest_entry())
    with transaction.atomic():
        started = time.perf_counter()
        store.index_records(saved)
        written = time.perf_counter() - started
    return written, taken, whole


def _seen_by_workers(size: int, port: int, process: int) -> Row:
    """Save, then ask over many fresh connections, which the workers share among them: every answer must know of it."""
    busy = {worker: _ticks(worker) for worker in workers_of(process)}
    known = 0
    for turn in range(3):
        word = f"seen{turn}{time.time_ns()}k"
        _save(2 + turn, word)
        for _request in range(_REQUESTS):
            known += _is_found(port, word)
    answered = sum(_ticks(worker) > before for worker, before in busy.items())
    detail = f"{3 * _REQUESTS} requests right after 3 saves; {answered} processes answered"
    share = 100 * known / (3 * _REQUESTS)
    return Row("one save: requests that knew of it", size, share, "%", 100, None, detail)


def _is_found(port: int, word: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=300)
    page = get(connection, f"/en/partnerships/?q={word}", **{"Accept-Encoding": "identity"})
    connection.close()
    return f"Renamed {word}" in page.decode()


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
