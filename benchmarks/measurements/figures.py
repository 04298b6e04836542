"""All statistics of the registry, against DuckDB, which must give the same numbers; and with the address behind each.

A view of the day is made for each turn, so that no count is at hand from before.
"""

from collections.abc import Iterator
from datetime import date
from statistics import median

from django.conf import settings

from benchmarks.rivals.duckdb_figures import DuckdbTables
from benchmarks.table import Row
from benchmarks.timing import pair, seconds
from rapport.lib import clock
from rapport.sets import following
from rapport.sets.view import View
from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures

_WORK = "all statistics"


def measure(size: int) -> Iterator[Row]:
    day, cycle = clock.today(), settings.RAPPORT_CLUSTER

    def ours() -> list[Figure]:
        forget_counts(day)
        return compute_figures(today=day, cycle=cycle)

    theirs = DuckdbTables(following.view(today=day), cycle)
    own = {figure.id: figure.numerator for figure in ours() if figure.numerator}
    _check_agreement(own, theirs.numerators())
    found = pair(ours, theirs.numerators, turns=15)
    reach = {10_000: 50, 100_000: 100, 1_000_000: 100}.get(size)
    detail = f"{len(own)} figures not zero; {found.detail('DuckDB')}"
    yield Row(f"{_WORK}, against DuckDB", size, found.ratio, "times", reach, None, detail)
    aim = 15 if size == 1_000_000 else None
    yield Row(f"{_WORK}, counted", size, 1000 * median(found.ours), "ms", None, aim, "")
    addressed = [seconds(lambda: [figure.row() for figure in ours()]) for _turn in range(9)]
    yield Row(f"{_WORK}, with the address of each", size, 1000 * median(addressed), "ms", None, None, "")


def forget_counts(day: date) -> None:
    """A view of the day anew, with the index as it is."""
    snapshot = following.current(day)
    view = View(snapshot.index, day, read_texts=following.read_texts_at(day))
    following._worker.snapshot = following.Snapshot(snapshot.stand, snapshot.index, view)


def _check_agreement(own: dict[str, int], theirs: dict[str, int]) -> None:
    differing = {name: (own.get(name), theirs.get(name)) for name in own.keys() | theirs.keys()}
    differing = {name: both for name, both in differing.items() if both[0] != both[1]}
    if differing:
        raise AssertionError(
            f"Ours and DuckDB differ in {len(differing)} figures: {dict(list(differing.items())[:20])}"
        )
