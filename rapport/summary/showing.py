"""What pages need of a report: where its numbers lead."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from rapport.look.navigation import in_language, site_address
from rapport.sets.query import Query
from rapport.statistics.charts import Chart, Row
from rapport.summary.report import Report


def shown_in(report: Report) -> dict[str, Any]:
    """The context of a page that shows a report. ``reach(path)``: where a path of the site is, for its reader."""
    return {
        "report": report,
        "reach": in_language,
        "chart_path": lambda chart: chart_path(chart, report.cycle),
        "groups_of": lambda chart: [(group, list(rows)) for group, rows in groupby(chart.rows, key=_group)],
    }


def _group(row: Row) -> str:
    return row.group


def chart_path(chart: Chart, cycle: str) -> str:
    """The chart as a file by itself, of the same day and time."""
    moments = {(row.query.as_at, row.query.known_at) for row in chart.rows[:1]}
    as_at, known_at = next(iter(moments), (chart.day, None))
    path = Query().at(as_at=as_at, known_at=known_at).path(base=f"/statistics/charts/{chart.number}.svg")
    return f"{path}&{urlencode({'cluster': cycle})}"


def address_of(path: str, language: str) -> str:
    """The same page as an address, for what is read away from the site."""
    return site_address(f"/{language}{path}")
