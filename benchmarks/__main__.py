"""Measure, against rivals in the same run: ``python -m benchmarks [--size N ...] [--only NAME ...]``."""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import homes
from benchmarks.table import Row, draw

_SMALL = homes.SIZES[:2]
# What is measured, each in a process of its own, and at which sizes: where rivals allow it and a target asks for it.
MEASUREMENTS = {
    "opening": homes.SIZES,
    "search_page": _SMALL,
    "response_times": homes.SIZES,
    "search_in_process": homes.SIZES[:3],
    "figures": homes.SIZES,
    "record_page": homes.SIZES,
    "importing": homes.SIZES[:3],
    "importing_postgresql": homes.SIZES[1:3],
    "saving": homes.SIZES,
    "memory": homes.SIZES,
    "weight": _SMALL,
    "reports": (348, 1_000_000),
}
_PACKAGES = ("django", "granian", "pyroaring", "numpy", "pydantic", "jinja2", "datasette", "tantivy", "duckdb")


def main() -> int:
    options = _read_arguments()
    homes.ROOT.mkdir(parents=True, exist_ok=True)
    print(describe_machine(), end="\n\n", flush=True)
    rows = []
    for size in options.size:
        if not homes.is_loaded(size):
            print(f"Loading {size:,} partnerships …", file=sys.stderr, flush=True)
            homes.run(size, "benchmarks.load", str(size))
        for name in options.only:
            rows += list(_measure(name, size))
    print("\n" + draw(sorted(rows, key=lambda row: (row.work, row.size))))
    return 0


def _measure(name: str, size: int) -> Iterator[Row]:
    database = os.environ.get("RAPPORT_TEST_POSTGRESQL", "") if name.endswith("_postgresql") else ""
    if size not in MEASUREMENTS[name] or (name.endswith("_postgresql") and not database):
        return
    print(f"{name} at {size:,} …", file=sys.stderr, flush=True)
    try:
        rows = [Row(**row) for row in homes.run(size, "benchmarks.one", name, str(size), database=database)]
    except subprocess.CalledProcessError as error:
        print(f"{name} at {size:,} failed ({error.returncode}); the others go on.", file=sys.stderr)
        return
    for row in rows:
        print(draw([row]).splitlines()[-1], file=sys.stderr, flush=True)
        yield row


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, nargs="+", default=list(homes.SIZES), metavar="N")
    parser.add_argument("--only", nargs="+", default=list(MEASUREMENTS), choices=MEASUREMENTS, metavar="NAME")
    return parser.parse_args()


def describe_machine() -> str:
    """The machine, the day, the versions: numbers mean little without them."""
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    versions = ", ".join(filter(None, map(_version, _PACKAGES)))
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores ({platform.machine()}), "
        f"{int(memory.split()[1]) / 2**20:.0f} GB of memory, load {load}; "
        f"Python {platform.python_version()}, {versions}"
    )


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
