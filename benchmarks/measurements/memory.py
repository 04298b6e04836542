"""The memory of one worker (resident set) after it has answered some hundred different pages."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.questions import addresses
from benchmarks.serving import get, serve_rapport, workers_of
from benchmarks.table import Row

_TARGETS = {10_000: (250, 150), 100_000: (400, 300), 1_000_000: (1000, 600)}
_PAGES = 400


def measure(size: int) -> Iterator[Row]:
    with serve_rapport() as (port, process):
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        get(connection, "/en/partnerships/")
        opened = _memory(process)
        for address in addresses(size, _PAGES):
            get(connection, address)
        used = _memory(process)
    reach, aim = _TARGETS.get(size, (None, None))
    yield Row("memory of a worker", size, used, "MB", reach, aim, f"after its first page {opened:.0f} MB")


def _memory(process: int) -> float:
    """Of the largest process: the worker, not the one that watches it."""
    return max(_resident(each) for each in (process, *workers_of(process)))


def _resident(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
