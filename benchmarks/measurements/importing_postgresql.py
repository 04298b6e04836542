"""Listings into their table on PostgreSQL: the server of RAPPORT_TEST_POSTGRESQL."""

from collections.abc import Iterator

from benchmarks.measurements.importing import load_listings
from benchmarks.table import Row
from rapport.cli.home import prepare_home


def measure(size: int) -> Iterator[Row]:
    prepare_home()
    yield load_listings(size, "PostgreSQL")
