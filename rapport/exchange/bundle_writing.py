"""Write a bundle: complete or absent, and the same bytes for the same registry, whatever the day."""

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Any

from django.conf import settings

from rapport.exchange.table_rows import parts_of
from rapport.exchange.tables import (
    CHILDREN,
    FILES,
    JOURNAL,
    ORGANIZATIONS,
    PACKAGE_FILE,
    PARTNERSHIPS,
    TABLES,
    VERSIONS_FILE,
    Table,
)
from rapport.lib.addresses import mask_addresses
from rapport.lib.cells import guard_cell, write_row
from rapport.organizations.models import Organization
from rapport.registry.history import InForce, in_force
from rapport.registry.models import JournalEntry, Partnership, Version

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_bundle(path: Path, *, as_at: date | None = None) -> dict[str, int]:
    """Write the registry to ``path`` (a zip file if it ends so, else a folder), and return the rows of each table.

    With ``as_at`` the registry as it was on that day. What stood at ``path`` is replaced only once all is written.
    """
    if path.suffix == ".zip" and path.is_dir():
        raise FileExistsError(f"{path} is a folder; name a zip file, or a folder whose name does not end so.")
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        rows = _write_folder(aside, as_at)
        if path.suffix == ".zip":
            packed = aside / "packed"
            _pack(aside, packed)
            packed.replace(path)
        else:
            _replace_folder(aside, path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return rows


def _replace_folder(aside: Path, path: Path) -> None:
    if path.exists():
        known = {PACKAGE_FILE, *FILES}
        if not path.is_dir() or {each.name for each in path.iterdir()} - known:
            raise FileExistsError(f"{path} holds something that is no bundle; name another folder.")
        old, new = aside / "old", aside / "new"
        new.mkdir()
        for each in aside.iterdir():
            if each.is_file():
                each.rename(new / each.name)
        path.rename(old)
        try:
            new.rename(path)
        except BaseException:  # an interruption too: what stood there is put back before anything else
            old.rename(path)
            raise
    else:
        aside.chmod(0o755)
        aside.rename(path)


def _write_folder(folder: Path, as_at: date | None) -> dict[str, int]:
    entries = JournalEntry.objects.order_by("number")
    if as_at is not None:
        entries = entries.filter(happened_on__lte=as_at)
        # A record may have been confirmed before the day it entered; until then there is none to travel.
        entries = entries.filter(partnership__in=entries.filter(version__isnull=False).order_by().values("partnership"))
    newest = entries.order_by("-happened_on").values_list("happened_on", flat=True).first() or as_at
    records = sorted(in_force(as_at=newest), key=lambda record: record.public_id.casefold()) if newest else []
    rows = {
        PARTNERSHIPS.name: _write_table(folder, PARTNERSHIPS, _partnership_rows(records)),
        ORGANIZATIONS.name: _write_table(folder, ORGANIZATIONS, _organization_rows()),
    }
    for table in CHILDREN:
        rows[table.name] = _write_table(folder, table, _child_rows(table, records))
    rows[JOURNAL.name] = _write_history(folder, entries)
    _write_package(folder, rows, newest)
    return rows


def _write_table(folder: Path, table: Table, rows: Iterable[dict[str, Any]]) -> int:
    total = 0
    with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
        file.write(write_row(column.name for column in table.columns))
        for row in rows:
            file.write(write_row(_write_cell(column.write, row.get(column.name)) for column in table.columns))
            total += 1
    return total


def _write_cell(write: Any, value: Any) -> str:
    return "" if value is None or value == () else guard_cell(write(value))


def _partnership_rows(records: list[InForce]) -> Iterator[dict[str, Any]]:
    keys = dict(Partnership.objects.exclude(origin_key=None).values_list("pk", "origin_key"))
    for record in records:
        yield {
            **dict(record.document),
            "id": record.public_id,
            "confirmed_on": record.confirmed_on,
            "confirmed_by_role": record.confirmed_by_role,
            "reported_on": record.reported_on,
            "origin_key": _public_key(keys.get(record.number)),
        }


def _public_key(key: str | None) -> str | None:
    """The key of a spreadsheet, unless it is an address: two of them masked would be one key, and one record."""
    return key if key is None or mask_addresses(key) == key else None


def _organization_rows() -> Iterator[dict[str, Any]]:
    organizations = sorted(Organization.objects.all(), key=lambda each: each.public_id.casefold())
    for each in organizations:
        yield {
            "id": each.public_id,
            "name": each.name,
            "type": each.type,
            "country": each.country,
            "website": each.website,
            "identifiers": tuple(each.identifiers),
            "aliases": tuple(each.aliases),
        }


def _child_rows(table: Table, records: list[InForce]) -> Iterator[dict[str, Any]]:
    for record in records:
        rows = [{"partnership_id": record.public_id, **part} for part in parts_of(table, record.document)]
        # By what the cells say, numbers as numbers: the order must not hang on how a record came to be.
        yield from sorted(rows, key=lambda row: [_sortable(row.get(name)) for name in table.key])


def _sortable(value: Any) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, str(value or ""))


def _write_history(folder: Path, entries: Any) -> int:
    """The journal, and the document of each version. Numbers are given anew, for entries left out would leave gaps."""
    ids = dict(Partnership.objects.values_list("pk", "public_id"))
    versions: dict[int, int] = {}
    rows = []
    with (folder / VERSIONS_FILE).open("w", encoding="utf-8", newline="\n") as file:
        for place, entry in enumerate(entries.select_related("version").iterator(chunk_size=2000), start=1):
            number = None
            if entry.version is not None:
                number = versions[entry.partnership_id] = versions.get(entry.partnership_id, 0) + 1
                file.write(_version_line(ids[entry.partnership_id], number, entry.version))
            rows.append(
                {
                    "number": place,
                    "partnership_id": ids[entry.partnership_id],
                    "kind": entry.kind,
                    "happened_on": entry.happened_on,
                    "recorded_at": entry.recorded_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
                    "role": entry.role,
                    "channel": entry.channel,
                    "version": number,
                }
            )
    return _write_table(folder, JOURNAL, rows)


def _version_line(public_id: str, number: int, version: Version) -> str:
    head = json.dumps({"partnership_id": public_id, "version": number}, ensure_ascii=False)
    return f'{head[:-1]}, "document": {version.body}}}\n'


def _write_package(folder: Path, rows: dict[str, int], newest: date | None) -> None:
    resources = [_describe(folder, table, rows[table.name]) for table in TABLES]
    resources.append({"name": "versions", "path": VERSIONS_FILE, "hash": _digest(folder / VERSIONS_FILE)})
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "rapport-registry",
        "title": "A registry of partnerships",
        "as_at": newest.isoformat() if newest else None,
        "licenses": [{"name": settings.RAPPORT_LICENCE}],
        "formula_guard": "'",
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")


def _describe(folder: Path, table: Table, rows: int) -> dict[str, Any]:
    foreign = [
        {"fields": [column], "reference": {"resource": other, "fields": ["id"]}} for column, other in table.foreign
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "format": "csv",
        "encoding": "utf-8",
        "rows": rows,
        "bytes": (folder / table.file).stat().st_size,
        "hash": _digest(folder / table.file),
        "schema": {
            "fields": [{"name": column.name, "type": column.kind} for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": foreign,
            "missingValues": [""],
        },
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def _pack(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.iterdir()):
            if each != target and each.is_file():
                info = zipfile.ZipInfo(each.name, _ZIP_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                with each.open("rb") as source, archive.open(info, "w") as packed:
                    shutil.copyfileobj(source, packed, io.DEFAULT_BUFFER_SIZE * 16)
