"""Spreadsheets through a mapping: one record a row, and the fate of every cell.

What a mapping has no field for, and what a reader could not take, is kept word for word on the
record (``document.sources``). Nothing is guessed: a cell that is not understood for certain is a source, not a fact.
"""

import zipfile
from collections.abc import Iterator
from collections.abc import Mapping as Mapped
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from rapport.exchange.drafts import BESIDE, Draft, list_once
from rapport.exchange.intake import CellFate, Fate, IntakeRecord, Problem, Reading
from rapport.exchange.mapping import Mapping
from rapport.exchange.readers.choices import IgnoreReader
from rapport.exchange.readers.languages import detect_language
from rapport.exchange.readers.taking import PLACE, ListedPartner, Taking, plain_name
from rapport.exchange.sheets import BAD_ROWS_LIMIT, BadRow, Sheet, SheetError, SheetRow, check_file
from rapport.exchange.sheets_csv import open_csv
from rapport.exchange.sheets_xlsx import open_xlsx
from rapport.exchange.tables import LONGEST_KEY
from rapport.lib.texts import keep_raw
from rapport.registry.document import ID_PATTERN, TEXT_FIELDS, PartnershipDocument, SourceCell

NO_FIELD = "There is no field for it in the mapping."
Wrong = tuple[str, str, str, str]  # column, value, what is wrong, what would be right


def read_spreadsheet(path: Path, mapping: Mapping) -> Reading:
    """Read a CSV file or a workbook. A file that cannot be read gives no records and one problem.

    Rows are read as they are asked for: ``problems`` and ``refused`` are complete when the records are through.
    """
    reading = Reading(iter(()))
    try:
        sheet = open_sheet(path, mapping)
        columns = _Columns(path, mapping, sheet)
    except SheetError as error:
        reading.problems.append(error.problem)
        return reading
    reading.total = sheet.total
    reading.records = _Rows(path, mapping, columns, reading).records(sheet)
    return reading


def open_sheet(path: Path, mapping: Mapping) -> Sheet:
    """The rows of a file: a workbook by what it holds, not by its name."""
    check_file(path)
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PK") or zipfile.is_zipfile(path):
        return open_xlsx(path, sheet=mapping.sheet)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(
            path, "This is a workbook in the format before 2007 (XLS).", "Save it as XLSX, or as CSV UTF-8."
        )
    wanted = frozenset(mapping.named_columns())
    return open_csv(path, encoding=mapping.encoding, delimiter=mapping.delimiter, wanted=wanted)


class _Columns:
    """The columns of a file by name: unique, and all there that the mapping names."""

    def __init__(self, path: Path, mapping: Mapping, sheet: Sheet) -> None:
        needed = set(mapping.named_columns())
        seen: set[str] = set()
        self.names: list[str] = []
        for position, raw in enumerate(sheet.header, start=1):
            name = plain_name(keep_raw(raw))
            if name in seen and name in needed:
                raise SheetError(
                    path, "Two columns have this name.", "Give each its own.", line=sheet.header_line, value=name
                )
            while not name or name in seen:
                name = f"{name} (column {position})".strip()
            seen.add(name)
            self.names.append(name)
        if missing := [name for name in mapping.named_columns() if name not in seen]:
            raise SheetError(
                path,
                f"The header has no column “{missing[0]}”, which the mapping names.",
                f"Its columns are: {', '.join(self.names[:20])}. Is this the mapping for this file?",
                line=sheet.header_line,
                value=", ".join(sheet.header)[:1000],
            )


class _Rows:
    """Rows on their way to records."""

    def __init__(self, path: Path, mapping: Mapping, columns: _Columns, reading: Reading) -> None:
        self._path, self._mapping, self._names, self._reading = path, mapping, columns.names, reading
        self._readers = {plain_name(column): reader for column, reader in mapping.columns.items()}
        self._key = [plain_name(column) for column in mapping.key]
        self._lines_by_key: dict[str, int] = {}

    def records(self, sheet: Sheet) -> Iterator[IntakeRecord]:
        try:
            for row in sheet.rows:
                if isinstance(row, BadRow):
                    self._refuse_unread(row)
                    self._give_up_where_nothing_is_right(row.line)
                elif (record := self._record(row)) is not None:
                    yield record
        except SheetError as error:
            self._reading.problems.append(error.problem)

    def _refuse_unread(self, row: BadRow) -> None:
        file = self._path.name
        self._reading.problems.append(Problem(file, row.line, "", row.text, row.message, row.remedy))
        self._reading.refused.append(CellFate(file, row.line, "", row.text, Fate.REFUSED, row.text, row.message))

    def _give_up_where_nothing_is_right(self, line: int) -> None:
        if len(self._reading.problems) > BAD_ROWS_LIMIT:
            message = f"More than {BAD_ROWS_LIMIT:,} rows cannot be read; from here on the file was not read."
            raise SheetError(self._path, message, "Save it again as CSV UTF-8 in a spreadsheet program.", line=line)

    def _record(self, row: SheetRow) -> IntakeRecord | None:
        self._reading.problems += row.problems
        cells = dict(zip(self._names, row.cells, strict=False)) | dict.fromkeys(self._names[len(row.cells) :], "")
        key = "/".join(cells[name].strip() for name in self._key)
        public_id = self._public_id(cells)
        wrong = self._wrong_key(key, cells) or self._wrong_origin_key(key)
        if wrong := wrong or self._wrong_width(row) or self._wrong_id(public_id):
            self._refuse(row, *wrong)
            return None
        self._lines_by_key[key] = row.line
        return self._built(row.line, key, public_id, cells)

    def _wrong_key(self, key: str, cells: Mapped[str, str]) -> Wrong | None:
        for name in self._key:
            if not cells[name].strip():
                return name, "", "The key is empty.", "Every row needs its own key: it finds the record again."
        if key in self._lines_by_key:
            message = f"Line {self._lines_by_key[key]} has the same key."
            return ", ".join(self._key), key, message, "Give each row its own, or take one out: the first was read."
        return None

    def _wrong_origin_key(self, key: str) -> Wrong | None:
        if len(self._origin_key(key)) <= LONGEST_KEY:
            return None
        message = f"The key has {len(key):,} characters."
        return ", ".join(self._key), key, message, f"With the origin it may have {LONGEST_KEY}: take a shorter column."

    def _origin_key(self, key: str) -> str:
        return f"{self._mapping.origin}:{key}"

    def _wrong_width(self, row: SheetRow) -> Wrong | None:
        extra = [cell for cell in row.cells[len(self._names) :] if cell.strip()]
        if not extra:
            return None
        message = f"The row has {len(row.cells)} cells, the header {len(self._names)}."
        return "", " | ".join(extra), message, "Put a cell that holds the separator in quotation marks."

    def _wrong_id(self, public_id: str) -> Wrong | None:
        if not public_id or ID_PATTERN.fullmatch(public_id):
            return None
        message = f"The pattern “{self._mapping.id}” gives no valid id here."
        return "id", public_id, message, "An id has 1 to 80 letters, digits or the signs . _ ~ - and no spaces."

    def _refuse(self, row: SheetRow, column: str, value: str, message: str, remedy: str) -> None:
        file = self._path.name
        names = [*self._names, *(f"(column {n})" for n in range(len(self._names) + 1, len(row.cells) + 1))]
        cells = dict(zip(names, row.cells, strict=False))
        kept = {name: cell for name, cell in cells.items() if cell.strip()}
        self._reading.problems.append(Problem(file, row.line, column, value, message, remedy, row=kept))
        self._reading.refused += [
            CellFate(file, row.line, name, cell, Fate.REFUSED, cell, f"The row was refused: {message}")
            for name, cell in cells.items()
        ]

    def _public_id(self, cells: Mapped[str, str]) -> str:
        """The id that the mapping makes of the row; empty where it makes none."""
        return PLACE.sub(lambda place: cells[plain_name(place[1])].strip(), self._mapping.id)

    def _built(self, line: int, key: str, public_id: str, cells: dict[str, str]) -> IntakeRecord:
        draft = Draft(self._mapping.constants.fields())
        takings, partners = self._takings(draft, cells)
        fates = tuple(self._fate(line, name, cells[name], takings[name]) for name in self._names)
        draft.fields.setdefault("language", self._language(draft))
        listings, organizations = list_once(partners)
        beside = {name: _certain_day(draft.fields.pop(name, None)) for name in BESIDE}
        document = PartnershipDocument(
            **draft.fields, origin=self._mapping.origin, partners=listings, sources=tuple(self._sources(fates))
        )
        return IntakeRecord(
            public_id,
            self._origin_key(key),
            document,
            organizations,
            confirmed_on=beside["confirmed_on"],
            reported_on=beside["reported_on"],
            cells=fates,
            file=self._path.name,
            line=line,
        )

    def _takings(self, draft: Draft, cells: dict[str, str]) -> tuple[dict[str, Taking], list[ListedPartner]]:
        takings: dict[str, Taking] = {}
        partners: list[ListedPartner] = []
        for name, reader in self._readers.items():
            taking = reader.take(cells[name], cells) if cells[name].strip() else Taking()
            said = dict(taking.fields)
            if said and (why := draft.contradiction(name, said) or _invalid(said)):
                taking = Taking(left=cells[name], why=why)
            else:
                draft.add(name, said)
                partners += taking.partners
            takings[name] = taking
            for other, also in taking.also.items():
                takings.setdefault(plain_name(other), also)
        why, columns = draft.take_back_time_frame()
        for name in columns:
            kept = {field: value for field, value in takings[name].fields.items() if field in draft.fields}
            takings[name] = Taking(kept, left=cells[name], why=why)
        for name in self._names:
            if name not in takings:
                is_taken = name in self._key or not cells[name].strip()
                takings[name] = Taking() if is_taken else Taking(left=cells[name], why=NO_FIELD)
        return takings, partners

    def _fate(self, line: int, name: str, cell: str, taking: Taking) -> CellFate:
        return CellFate(self._path.name, line, name, cell, taking.fate, taking.left, taking.why)

    def _language(self, draft: Draft) -> str:
        if self._mapping.language != "detect":
            return self._mapping.language
        return detect_language("\n".join(str(draft.fields.get(name, "")) for name in TEXT_FIELDS))

    def _sources(self, fates: tuple[CellFate, ...]) -> Iterator[SourceCell]:
        for fate in fates:
            if fate.left and not isinstance(self._readers.get(fate.column), IgnoreReader):
                yield fate.as_source()


def _invalid(said: dict[str, object]) -> str:
    """Why the document would refuse what a cell says, or nothing."""
    try:
        PartnershipDocument(**{name: value for name, value in said.items() if name not in BESIDE})
    except ValidationError as error:
        return str(error.errors(include_url=False)[0]["msg"])
    return ""


def _certain_day(value: object) -> date | None:
    latest = getattr(value, "latest", None)
    return latest if getattr(value, "is_full", False) else None
