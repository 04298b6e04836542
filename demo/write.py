"""Write the bundle: CSV files and ``datapackage.json``, the same bytes every time."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path

from demo import targets
from demo.organizations import Directory
from demo.progress import Report
from demo.records import Record

Row = dict[str, str]

COLUMNS = {
    "partnerships": "id name acronym objectives language scope started_on ends_on open_ended registered_on status "
    "status_on successor website finance funding_sought funding_sought_amount funding_sought_currency in_kind none_of "
    "confirmed_on confirmed_by_role reported_on origin targets monitoring dimensions added_value phase_of replicates",
    "organizations": "id name type country website identifiers aliases",
    "partners": "partnership_id organization_id role roles",
    "themes": "partnership_id theme rank",
    "places": "partnership_id kind code",
    "activity_levels": "partnership_id level",
    "mechanisms": "partnership_id mechanism",
    "funding_sources": "partnership_id type name",
    "commitments": "partnership_id scheme code explanation",
    "fair_participations": "partnership_id year",
    "texts": "partnership_id field language text",
    "deliverables": "partnership_id id title indicator unit baseline target due_on value value_on status",
    "reports": "partnership_id number reported_on since language summary activities lessons obstacles resources "
    "evidence",
    "report_contributions": "partnership_id report scheme code text",
}
KEYS = {
    "partnerships": ["id"],
    "organizations": ["id"],
    "partners": ["partnership_id", "organization_id"],
    "themes": ["partnership_id", "theme"],
    "places": ["partnership_id", "kind", "code"],
    "activity_levels": ["partnership_id", "level"],
    "mechanisms": ["partnership_id", "mechanism"],
    "funding_sources": ["partnership_id", "type", "name"],
    "commitments": ["partnership_id", "scheme", "code"],
    "fair_participations": ["partnership_id", "year"],
    "texts": ["partnership_id", "field", "language"],
    "deliverables": ["partnership_id", "id"],
    "reports": ["partnership_id", "number"],
    "report_contributions": ["partnership_id", "report", "scheme", "code"],
}
TYPES = {
    "open_ended": "boolean",
    "funding_sought": "boolean",
    "funding_sought_amount": "number",
    "registered_on": "date",
    "confirmed_on": "date",
    "reported_on": "date",
    "year": "integer",
    "number": "integer",
    "report": "integer",
}


def write_bundle(records: list[Record], directory: Directory, folder: Path) -> None:
    tables = make_tables(records, directory)
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for table, rows in tables.items():
        content = _csv_bytes(table, rows)
        (folder / f"{table}.csv").write_bytes(content)
        resources.append(_describe(table, len(rows), content))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "registry-2010",
        "title": "Demonstration registry of partnerships for sustainable development, as at 1 February 2010",
        "description": "Made for demonstration. Eleven records are of initiatives presented in the report "
        "E/CN.17/2010/13, with further details made up; all others are fictional, and so are all organizations but "
        "Governments, intergovernmental bodies and two named in that report. Each record says so in its origin.",
        "as_at": targets.AS_AT,
        "licenses": [
            {
                "name": "CC0-1.0",
                "title": "Creative Commons Zero 1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
            }
        ],
        "resources": resources,
    }
    (folder / "datapackage.json").write_bytes((json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode())


def make_tables(records: list[Record], directory: Directory) -> dict[str, list[Row]]:
    """Every table as rows, sorted by key."""
    tables: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    for record in records:
        tables["partnerships"].append(_partnership_row(record))
        for table, parts in _parts(record).items():
            columns = COLUMNS[table].split()
            tables[table] += [dict(zip(columns, (record.id, *part), strict=True)) for part in parts]
    used = {row["organization_id"] for row in tables["partners"]}
    for organization in directory.by_id.values():
        if organization.id in used:
            tables["organizations"].append(
                {
                    "id": organization.id,
                    "name": organization.name,
                    "type": organization.type,
                    "country": organization.country,
                    "website": organization.website,
                    "identifiers": ";".join(sorted(organization.identifiers)),
                    "aliases": ";".join(sorted(organization.aliases)),
                }
            )
    return {table: _sorted(rows, KEYS[table]) for table, rows in tables.items()}


def _sorted(rows: list[Row], keys: list[str]) -> list[Row]:
    return sorted(rows, key=lambda row: [row[key] for key in keys])


def _partnership_row(record: Record) -> Row:
    values = {
        "id": record.id,
        "name": record.name,
        "acronym": record.acronym,
        "objectives": record.objectives,
        "language": record.language,
        "scope": record.scope,
        "started_on": record.started_on,
        "ends_on": record.ends_on,
        "open_ended": _boolean(record.open_ended),
        "registered_on": record.registered_on,
        "status": record.status,
        "status_on": record.status_on,
        "successor": record.successor,
        "website": record.website,
        "finance": record.finance,
        "funding_sought": _boolean(record.sought),
        "funding_sought_amount": record.amount,
        "funding_sought_currency": record.currency,
        "in_kind": ";".join(sorted(record.in_kind)),
        "none_of": ";".join(sorted(record.none_of)),
        "confirmed_on": record.confirmed_on,
        "confirmed_by_role": record.confirmed_by_role,
        "reported_on": record.reported_on,
        "origin": record.origin,
        "targets": record.targets,
        "monitoring": record.monitoring,
        "dimensions": ";".join(record.dimensions),
        "added_value": ";".join(record.added_value),
        "phase_of": record.phase_of,
        "replicates": record.replicates,
    }
    return {column: values[column] for column in COLUMNS["partnerships"].split()}


def _boolean(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _parts(record: Record) -> dict[str, Sequence[tuple[str, ...]]]:
    return {
        "partners": [(organization, role, ";".join(sorted(roles))) for organization, role, roles in record.partners],
        "themes": list(record.themes.items()),
        "places": [("region", code) for code in record.regions_listed]
        + [("country", code) for code in record.countries],
        "activity_levels": [(level,) for level in record.levels],
        "mechanisms": [(mechanism,) for mechanism in record.mechanisms],
        "funding_sources": list(record.sources),
        "commitments": list(record.commitments),
        "fair_participations": [(str(year),) for year in record.fairs],
        "texts": list(record.texts),
        "deliverables": record.deliverables,
        "reports": [_report(number, report) for number, report in enumerate(record.reports, start=1)],
        "report_contributions": [
            (str(number), *each)
            for number, report in enumerate(record.reports, start=1)
            for each in report.contributions
        ],
    }


def _report(number: int, report: Report) -> tuple[str, ...]:
    return (
        str(number), report.reported_on, report.since, "en", report.summary, ";".join(report.activities),
        report.lessons, report.obstacles, report.resources, ";".join(report.evidence),
    )  # fmt: skip


def _csv_bytes(table: str, rows: list[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=COLUMNS[table].split(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def _describe(table: str, count: int, content: bytes) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [{"name": column, "type": TYPES.get(column, "string")} for column in COLUMNS[table].split()],
        "primaryKey": KEYS[table],
        "missingValues": [""],
    }
    keys = []
    if KEYS[table][0] == "partnership_id":
        keys.append({"fields": ["partnership_id"], "reference": {"resource": "partnerships", "fields": ["id"]}})
    if table == "partners":
        keys.append({"fields": ["organization_id"], "reference": {"resource": "organizations", "fields": ["id"]}})
    if table == "partnerships":
        links = ("successor", "phase_of", "replicates")
        keys += [{"fields": [each], "reference": {"resource": "partnerships", "fields": ["id"]}} for each in links]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table,
        "path": f"{table}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rowCount": count,
        "schema": schema,
    }
