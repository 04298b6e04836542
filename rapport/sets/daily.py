"""The facets that depend on the day asked: worked out for a view from the days that its index holds."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pyroaring import BitMap

from rapport.sets.facets import NOT_KNOWN
from rapport.sets.freshness import REPORT_MONTHS, UNKNOWN, earliest_within, periods_on

if TYPE_CHECKING:
    from rapport.sets.view import View

REGISTERED = "registered"
_ACTIVITY = "activity-last:"


def _freshness(view: "View") -> Mapping[str, BitMap]:
    known, newer, found = view.slices("known"), BitMap(), {}
    for period in periods_on(view.day):  # newest first, each up to the one before
        reached = known.between(period.first.toordinal(), None)
        found[period.code], newer = reached - newer, reached
    return {**found, UNKNOWN: view.index.everything - known.known}


def _ended(view: "View") -> Mapping[str, BitMap]:
    over = view.slices("ends-last").between(None, view.day.toordinal() - 1)
    open_ended = view.sets("time-frame").get("open-ended", BitMap())
    going = (view.slices("ends-last").known - over) | open_ended
    return {"yes": over, "no": going, NOT_KNOWN: view.index.everything - over - going}


def _status(view: "View") -> Mapping[str, BitMap]:
    """A later status had not yet happened before its day."""
    written = view.index.facets.get("status", {})
    early = view.slices("status-from").between(view.day.toordinal() + 1, None)
    if not early:
        return dict(written)
    found = {value: records - early for value, records in written.items()}
    return {**found, REGISTERED: found.get(REGISTERED, BitMap()) | early}


def _progress(view: "View") -> Mapping[str, BitMap]:
    last = view.slices("report-last")
    recent = last.between(_first_recent(view), None)
    return {"recent": recent, "earlier": last.known - recent, NOT_KNOWN: view.index.everything - last.known}


def _recent_activity(view: "View") -> Mapping[str, BitMap]:
    first = _first_recent(view)
    found = {
        name.removeprefix(_ACTIVITY): slices.between(first, None)
        for name, slices in view.index.numbers.items()
        if name.startswith(_ACTIVITY)
    }
    return {**found, NOT_KNOWN: view.index.everything - BitMap.union(BitMap(), *found.values())}


def _first_recent(view: "View") -> int:
    return earliest_within(view.day, REPORT_MONTHS).toordinal()


def _deliverables(view: "View") -> Mapping[str, BitMap]:
    overdue = view.slices("deliverable-due").between(None, view.day.toordinal() - 1)
    return {**view.index.facets.get("deliverables", {}), "overdue": overdue}


DERIVED: Mapping[str, Callable[["View"], Mapping[str, BitMap]]] = {
    "freshness": _freshness,
    "ended": _ended,
    "status": _status,
    "progress": _progress,
    "recent-activity": _recent_activity,
    "deliverables": _deliverables,
}
