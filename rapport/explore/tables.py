"""A set as a table: one row a partnership, for CSV, XLSX and JSON. Columns are those of the bundle where there is one.

Lists stand in one cell, separated by ``;``. An empty cell is *not known*. No cell can be taken for a formula.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from rapport.lib.cells import guard_cell, join_list
from rapport.organizations.directory import Entry
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce
from rapport.sets.derive import sign_of
from rapport.sets.freshness import freshness_of, last_known

COLUMNS = (
    "id", "name", "acronym", "objectives", "language", "scope", "started_on", "ends_on", "open_ended", "registered_on",
    "status", "status_on", "successor", "website", "primary_themes", "secondary_themes", "unranked_themes", "regions",
    "countries", "activity_levels", "mechanisms", "leads", "partners", "partner_count", "finance", "finance_amount",
    "finance_currency", "funding_sought", "funding_sought_amount", "funding_sought_currency", "funding_sources",
    "in_kind", "commitments", "fair_participations", "none_of", "confirmed_on", "reported_on", "freshness", "version",
    "fictional", "origin", "as_at", "changed_on", "reported_with_evidence", "updated", "reports", "deliverables",
    "activities", "targets", "monitoring", "balance", "dimensions", "added_value", "phase_of", "replicates",
)  # fmt: skip


def row_of(record: InForce, directory: dict[str, Entry], *, today: date) -> dict[str, Any]:
    """A partnership as one row: texts, numbers, truth values, lists; ``None`` is not known."""
    document = record.document
    row: dict[str, Any] = {
        name: getattr(document, name) for name in COLUMNS if name in PartnershipDocument.model_fields
    }
    row |= {
        "id": record.public_id,
        "status": document.status_at(today),
        "primary_themes": [tag.theme for tag in document.themes if tag.rank == "primary"],
        "secondary_themes": [tag.theme for tag in document.themes if tag.rank == "secondary"],
        "unranked_themes": [tag.theme for tag in document.themes if not tag.rank],
        "leads": [_name(each.organization, directory) for each in document.partners if each.role == "lead"],
        "partners": [_name(each.organization, directory) for each in document.partners],
        "partner_count": len(document.partners),
        "funding_sources": [": ".join(filter(None, (each.type, each.name))) for each in document.funding_sources],
        "commitments": [f"{each.scheme}:{each.code}" for each in document.commitments],
        "confirmed_on": record.confirmed_on,
        "reported_on": record.reported_on,
        "freshness": freshness_of(last_known(record.confirmed_on, record.reported_on), day=today),
        "changed_on": record.changed_on,
        "reported_with_evidence": record.has_evidence if record.reported_on else None,
        "updated": sign_of(record),
        "reports": len(document.reports),
        "deliverables": len(document.deliverables),
        "activities": sorted({code for report in document.reports for code in report.activities}),
        "version": record.version,
        "fictional": document.is_fictional,
        "as_at": today,
    }
    return {name: row[name] for name in COLUMNS}


def _name(public_id: str, directory: dict[str, Entry]) -> str:
    return directory[public_id].name if public_id in directory else public_id


def cells_of(row: dict[str, Any]) -> Iterator[str | int]:
    """The cells of a row, safe to open in a spreadsheet program."""
    for value in row.values():
        if isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(value, int):
            yield value
        elif isinstance(value, list | tuple):
            yield guard_cell(join_list(str(each) for each in value))
        else:
            yield guard_cell("" if value is None else str(value))


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """The row for JSON: dates and amounts as texts, an empty text as ``null``."""
    return {
        name: value
        if isinstance(value, bool | int)
        else _listed(value)
        if isinstance(value, list | tuple)
        else _text(value)
        for name, value in row.items()
    }


def _listed(value: Any) -> list[Any]:
    return [each if isinstance(each, int) else str(each) for each in value]


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "") else None
