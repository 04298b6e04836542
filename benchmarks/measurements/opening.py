"""How long a worker takes to open the index: its first view once the program is loaded, files cached by the system."""

import time
from collections.abc import Iterator

from benchmarks.table import Row
from rapport.lib import clock
from rapport.sets import following
from rapport.vocabularies.schemes import installed_schemes


def measure(size: int) -> Iterator[Row]:
    following.current(clock.today())  # makes the index anew, should the stored one be of an earlier program
    installed_schemes()
    following.forget()
    started = time.perf_counter()
    found = following.current(clock.today())
    taken = time.perf_counter() - started
    yield Row("index opens", size, taken, "s", 2, None, f"{len(found.index.everything):,} records")
