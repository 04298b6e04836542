"""Every figure of the contract, counted and written."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime

from rapport.sets.query import Query
from rapport.statistics.cluster import cluster_figures
from rapport.statistics.figure import Figure
from rapport.statistics.registry import registry_figures
from rapport.statistics.scope import Scope


def compute_figures(
    *,
    today: date,
    as_at: date | None = None,
    known_at: datetime | None = None,
    cycle: str,
    organizations: Sequence[str] = (),
    within: Query | None = None,
) -> list[Figure]:
    """Every figure of the contract, each id once: of the registry, or of the set that ``within`` names.

    ``cycle`` is the code of the thematic cluster; ``organizations`` have a count of listings whatever their place.
    """
    query = within or Query()
    if as_at or known_at:
        query = query.at(as_at=as_at, known_at=known_at)
    scope = Scope.of(query, today=today)
    return [*registry_figures(scope, organizations), *cluster_figures(scope, cycle)]


def write_rows(rows: list[dict[str, object]], kind: str) -> str:
    """Rows of figures as ``csv`` or ``json``: alike on the command line and as a download."""
    if kind == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
