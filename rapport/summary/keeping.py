"""A report as JSON, and back: what a frozen edition keeps. Numbers keep their values and the addresses of sets."""

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import QueryDict

from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.statistics.charts import Chart, Row
from rapport.statistics.figure import Figure
from rapport.summary.report import Box, Illustration, Paragraph, Part, Quotation, Report, Said

_KINDS: dict[str, Any] = {
    kind.__name__: kind for kind in (Report, Part, Paragraph, Illustration, Box, Quotation, Said, Chart, Row)
}
_KIND = "is"


@dataclass(frozen=True, slots=True)
class KeptSet:
    """The set behind a figure that was kept: its query is read from its address when somebody asks."""

    path: str

    @property
    def query(self) -> Query:
        return _query_of(self.path)


def keep_report(report: Report) -> dict[str, Any]:
    """A report as JSON."""
    kept: dict[str, Any] = _keep(report)
    return kept


def restore_report(kept: dict[str, Any]) -> Report:
    """The report that was kept, equal in all that it says."""
    restored = _restore(kept)
    if not isinstance(restored, Report):
        raise ValueError("This is no report.")
    return restored


def keep_figure(figure: Figure) -> dict[str, Any]:
    return {_KIND: "Figure", **figure.row()}


def restore_figure(kept: dict[str, Any]) -> Figure:
    within = KeptSet(kept["query"])
    return Figure(kept["id"], kept["unit"], kept["numerator"], kept["denominator"], kept["value"], within)


def fingerprint(kept: Any) -> str:
    """SHA-256 of what was kept, in its one way of writing."""
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(value: Any) -> Any:
    match value:
        case Figure():
            return keep_figure(value)
        case Query():
            return {_KIND: "Query", "path": value.path()}
        case date():
            return {_KIND: "date", "day": value.isoformat()}
        case tuple():
            return [_keep(each) for each in value]
    if is_dataclass(value):
        return {_KIND: type(value).__name__, **{each.name: _keep(getattr(value, each.name)) for each in fields(value)}}
    return value


def _restore(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restore(each) for each in value)
    if not isinstance(value, dict):
        return value
    match value[_KIND]:
        case "Figure":
            return restore_figure(value)
        case "Query":
            return _query_of(value["path"])
        case "date":
            return date.fromisoformat(value["day"])
    kind = _KINDS[value[_KIND]]
    return kind(**{name: _restore(each) for name, each in value.items() if name != _KIND})


@lru_cache(maxsize=5000)
def _query_of(path: str) -> Query:
    return parse_query(QueryDict(path.partition("?")[2]))[0]
