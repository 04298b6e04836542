"""Read a bundle: tables into records.

Each comes with its document, its confirmations and, where the bundle brings one, its history.
"""

import difflib
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rapport.exchange.archive import Archive, UnreadableSourceError
from rapport.exchange.bundle_history import Ids, read_history
from rapport.exchange.bundle_links import settle_links
from rapport.exchange.bundle_tables import NO_COLUMN, TableReader, Values
from rapport.exchange.intake import CellFate, Fate, IntakeRecord, Problem, Reading
from rapport.exchange.tables import (
    CHILDREN,
    CONTRIBUTIONS,
    FILES,
    JOURNAL,
    ORGANIZATIONS,
    PACKAGE_FILE,
    PARTNERSHIPS,
    REPORTS,
    REQUIRED_FILES,
    VERSIONS_FILE,
    Table,
)
from rapport.organizations.authority import Named
from rapport.registry.document import PartnershipDocument
from rapport.registry.proposal import Happening

_MAX_PACKAGE = 4 * 1024**2
_HASHES = ("md5", "sha1", "sha256", "sha512")  # what a package may declare; without a name it is MD5
Children = dict[str, dict[str, list[Values]]]  # table -> folded partnership id -> rows


def read_bundle(path: Path) -> Reading:
    """Read the whole bundle; raises UnreadableSourceError where it is none."""
    archive = Archive(path)
    missing = [name for name in REQUIRED_FILES if name not in archive]
    if missing:
        raise UnreadableSourceError(
            f"{path}: a bundle needs {', '.join(REQUIRED_FILES)}; missing: {', '.join(missing)}."
        )
    return _BundleReader(archive).read()


class _BundleReader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.problems: list[Problem] = []
        self._left: dict[str, list[CellFate]] = defaultdict(list)  # by folded partnership id
        package = _read_package(archive)
        self.is_guarded = package.get("formula_guard") == "'"
        resources = package.get("resources")
        self._declared: dict[str, dict[str, Any]] = {
            str(each.get("path")): each
            for each in (resources if isinstance(resources, list) else ())
            if isinstance(each, dict)
        }

    def read(self) -> Reading:
        organizations = self._read_organizations()
        partnerships = self._read_partnerships()
        self._settle_links(partnerships)
        children = self._read_children(set(partnerships), {each.id.casefold(): each.id for each in organizations})
        history: dict[str, list[tuple[int, Happening]]] = {}
        if JOURNAL.file in self.archive:
            known = Ids(set(partnerships), {each.id.casefold() for each in organizations})
            history = read_history(self.archive, self.problems, known, is_guarded=self.is_guarded)
        elif VERSIONS_FILE in self.archive:
            message, remedy = "Without journal.csv nobody knows when these versions were in force.", "Add journal.csv."
            self.problems.append(Problem(VERSIONS_FILE, 0, "", "", message, remedy))
        records = self._make_records(partnerships, children, history)
        self._check_files()
        self._check_declared()
        return Reading(records, len(partnerships), self.problems, organizations=organizations)

    def _table(self, table: Table) -> TableReader:
        return TableReader(self.archive, table, self.problems, is_guarded=self.is_guarded)

    def _read_organizations(self) -> list[Named]:
        found = []
        reader = self._table(ORGANIZATIONS)
        for line, values in reader.read():
            reader.tell_left(line)
            given = {name: value for name, value in values.items() if value is not None}
            found.append(Named(key=given["id"], **given))
        return found

    def _read_partnerships(self) -> dict[str, tuple[int, Values]]:
        found = {}
        reader = self._table(PARTNERSHIPS)
        for line, values in reader.read():
            found[values["id"].casefold()] = (line, values)
            self._keep_left(reader, line, values["id"])
        return found

    def _keep_left(self, reader: TableReader, line: int, owner: str) -> None:
        """What stands in columns that a bundle does not have stays with the record, word for word."""
        for column, cell in reader.left.pop(line, {}).items():
            fate = CellFate(reader.file, line, column, cell, Fate.REFUSED, cell, NO_COLUMN)
            self._left[owner.casefold()].append(fate)

    def _settle_links(self, partnerships: dict[str, tuple[int, Values]]) -> None:
        message = "Neither this bundle nor the registry has a partnership of this id that could be taken."
        for line, values, column in settle_links(partnerships, self.archive):
            self._table(PARTNERSHIPS).refuse(line, values, column, message, "Add it, or leave the cell empty.")

    def _read_children(self, known: set[str], organizations: dict[str, str]) -> Children:
        children: Children = {}
        for table in CHILDREN:
            rows: dict[str, list[Values]] = defaultdict(list)
            children[table.name] = rows
            if table.file not in self.archive:
                continue
            reader = self._table(table)
            for line, values in reader.read():
                owner = values.pop("partnership_id")
                if owner.casefold() not in known:
                    self._refuse_dangling(reader, line, values, "partnership_id", owner)
                elif table.name == "partners" and values["organization_id"].casefold() not in organizations:
                    whole = {"partnership_id": owner, **values}
                    self._refuse_dangling(reader, line, whole, "organization_id", values["organization_id"])
                elif table is CONTRIBUTIONS and not _has_report(children, owner, values["report"]):
                    self._refuse_dangling(reader, line, {"partnership_id": owner, **values}, "report", values["report"])
                else:
                    if table.name == "partners":
                        values["organization_id"] = organizations[values["organization_id"].casefold()]
                    rows[owner.casefold()].append(values)
                    self._keep_left(reader, line, owner)
        return children

    def _refuse_dangling(self, reader: TableReader, line: int, values: Values, column: str, id_: object) -> None:
        table = {"partnership_id": PARTNERSHIPS, "organization_id": ORGANIZATIONS, "report": REPORTS}[column].file
        message = f"{table} has no such {'number' if column == 'report' else 'id'} that could be taken."
        reader.refuse(line, {column: id_, **values}, column, message, f"Add it to {table}, or mend its row there.")

    def _make_records(
        self,
        partnerships: dict[str, tuple[int, Values]],
        children: Children,
        history: dict[str, list[tuple[int, Happening]]],
    ) -> Iterator[IntakeRecord]:
        # In the order of their first journal entry, so that record numbers are as they were.
        def first_entry(key: str) -> tuple[int, str]:
            return (history[key][0][0], key) if key in history else (2**62, key)

        for key in sorted(partnerships, key=first_entry):
            line, values = partnerships[key]
            try:
                parts = {name: rows.get(key, []) for name, rows in children.items()}
                document = _make_document(values, parts, left := self._left.get(key, []))
            except ValidationError as error:
                self._refuse_record(line, values, error)
                continue
            yield IntakeRecord(
                id=values["id"],
                origin_key=values["origin_key"] or "",
                document=document,
                confirmed_on=values["confirmed_on"],
                confirmed_by_role=values["confirmed_by_role"] or "",
                reported_on=values["reported_on"],
                history=tuple(happening for _number, happening in history.get(key, ())),
                numbers=tuple(number for number, _happening in history.get(key, ())),
                cells=tuple(left),
                file=PARTNERSHIPS.file,
                line=line,
            )

    def _refuse_record(self, line: int, values: Values, error: ValidationError) -> None:
        first = error.errors()[0]
        column = str(first["loc"][0]) if first["loc"] else "ends_on"
        message = str(first["msg"]).removeprefix("Value error, ")
        self._table(PARTNERSHIPS).refuse(line, values, column, message, "Mend the row and import again.")

    def _check_files(self) -> None:
        """A table that a bundle does not have would else be lost without a word, for a capital letter perhaps."""
        for name in self.archive:
            if name.casefold().endswith((".csv", ".ndjson")) and name not in FILES:
                near = difflib.get_close_matches(name.casefold(), FILES, 1)
                remedy = f"Did you mean {near[0]}?" if near else "It was not read."
                self.problems.append(Problem(name, 0, "", name, "A bundle has no such table.", remedy))

    def _check_declared(self) -> None:
        for name, declared in sorted(self._declared.items()):
            if name not in self.archive:
                self.problems.append(Problem(PACKAGE_FILE, 0, "path", name, "The file is missing.", "Add it."))
                continue
            if not self._is_as_declared(name, str(declared.get("hash") or "")):
                message = "The file is not the one that datapackage.json describes."
                self.problems.append(
                    Problem(PACKAGE_FILE, 0, "hash", name, message, "Fetch the bundle again if unsure.")
                )

    def _is_as_declared(self, name: str, declared: str) -> bool:
        algorithm, _colon, digest = declared.casefold().rpartition(":")
        if not digest or (algorithm or "md5") not in _HASHES:
            return True  # nothing that could be checked
        return _digest(self.archive, name, algorithm or "md5") == digest


def _make_document(values: Values, rows: dict[str, list[Values]], left: list[CellFate]) -> PartnershipDocument:
    fields = {name: value for name, value in values.items() if value is not None and name in _OWN_FIELDS}
    return PartnershipDocument(
        **fields,
        partners=[_given(row, organization=row["organization_id"]) for row in rows["partners"]],
        themes=[_given(row) for row in rows["themes"]],
        regions=[row["code"] for row in rows["places"] if row["kind"] == "region"],
        countries=[row["code"] for row in rows["places"] if row["kind"] == "country"],
        activity_levels=[row["level"] for row in rows["activity_levels"]],
        mechanisms=[row["mechanism"] for row in rows["mechanisms"]],
        funding_sources=[_given(row) for row in rows["funding_sources"]],
        commitments=[_given(row) for row in rows["commitments"]],
        fair_participations=[row["year"] for row in rows["fair_participations"]],
        deliverables=[{"title": "", **_given(row)} for row in rows["deliverables"]],
        reports=[_report(row, rows["report_contributions"]) for row in sorted(rows["reports"], key=_number)],
        texts=[_filled(row) for row in rows["texts"]],
        sources=[*(_filled(row) for row in rows["sources"]), *(each.as_source() for each in left)],
    )


_OWN_FIELDS = set(PartnershipDocument.model_fields)


def _given(row: Values, **more: Any) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if value is not None and name != "organization_id"}
    return {**kept, **more}


def _number(report: Values) -> int:
    number: int = report["number"]
    return number


def _has_report(children: Children, owner: str, number: int) -> bool:
    return number in map(_number, children[REPORTS.name].get(owner.casefold(), ()))


def _report(row: Values, contributions: list[Values]) -> dict[str, Any]:
    own = [_given(each) for each in contributions if each["report"] == row["number"]]
    contributed = [{name: value for name, value in each.items() if name != "report"} for each in own]
    return {**{name: value for name, value in _given(row).items() if name != "number"}, "contributions": contributed}


def _filled(row: Values) -> dict[str, Any]:
    return {name: "" if value is None else value for name, value in row.items()}


def _read_package(archive: Archive) -> dict[str, Any]:
    """``datapackage.json``, or nothing: a bundle can be read without it."""
    if PACKAGE_FILE not in archive:
        return {}
    with archive.open(PACKAGE_FILE) as file:
        raw = file.read(_MAX_PACKAGE + 1)
    try:
        package = json.loads(raw) if len(raw) <= _MAX_PACKAGE else None
    except (ValueError, RecursionError):
        package = None
    if not isinstance(package, dict):
        raise UnreadableSourceError(
            f"{PACKAGE_FILE}: this is not a JSON object of at most 4 MB. Mend it, or take it out."
        )
    return package


def _digest(archive: Archive, name: str, algorithm: str) -> str:
    with archive.open(name) as file:
        return hashlib.file_digest(file, algorithm).hexdigest()  # type: ignore[arg-type]
