"""The search page over HTTP, one reader at a time: every address different, as people mix conditions."""

import time
from collections.abc import Iterator
from http.client import HTTPConnection
from statistics import mean, median

from benchmarks.questions import addresses
from benchmarks.serving import get, serve_rapport
from benchmarks.table import Row
from benchmarks.timing import percentile

_TARGETS = {10_000: (15, 10), 100_000: (20, 15), 1_000_000: (40, 30)}
_PAGES = 600


def measure(size: int) -> Iterator[Row]:
    asked = list(addresses(size, _PAGES + 50))
    times, sizes = [], []
    with serve_rapport() as (port, _process):
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        for address in asked[:50]:
            get(connection, address)
        for address in asked[50:]:
            started = time.perf_counter()
            body = get(connection, address)
            times.append(1000 * (time.perf_counter() - started))
            sizes.append(len(body))
    reach, aim = _TARGETS.get(size, (None, None))
    detail = (
        f"median {median(times):.1f} ms, mean {mean(times):.1f} ms, {len(times)} pages of {mean(sizes) / 1024:.0f} KB"
    )
    yield Row("search page over HTTP, 95th percentile", size, percentile(times, 95), "ms", reach, aim, detail)
