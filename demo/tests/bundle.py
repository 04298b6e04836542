"""The committed bundle, as the tests read it: plain rows."""

import csv
from functools import cache
from pathlib import Path

BUNDLE = Path(__file__).parent.parent / "registry-2010"


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    with (BUNDLE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def values(cell: str) -> list[str]:
    """The values of a list in a cell; an empty cell has none."""
    return cell.split(";") if cell else []
