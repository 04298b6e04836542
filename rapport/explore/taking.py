"""A set to take away: CSV, JSON or XLSX, complete or absent.

Each is written aside first and only then sent, with its length: a download that broke off is seen to be short. It says
within itself as at which day it is and what of it is fictional: CSV in every row, JSON and XLSX also beforehand.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook

from rapport.explore.tables import COLUMNS, cells_of, plain, row_of
from rapport.lib.sheets import excel_text
from rapport.organizations.directory import load_directory
from rapport.registry.history import in_force
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.search import ordered_numbers

CHUNK = 1000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself, before its rows."""

    query: str
    as_at: str
    rows: int
    registry: int
    fictional: int

    def lines(self) -> list[tuple[str, str | int]]:
        return [
            ("query", self.query),
            ("as at", self.as_at),
            ("partnerships in this file", self.rows),
            ("partnerships in the registry on that day", self.registry),
            ("of those in this file fictional, made up for demonstration", self.fictional),
            ("an empty cell means", "not known"),
        ]


def write_file(query: Query, kind: str, *, today: date) -> IO[bytes]:
    """The set as a file, complete, at its beginning. ``kind``: csv, json or xlsx."""
    view = view_of(query, today=today)
    numbers = ordered_numbers(query, today=today)
    fictional = view.fictional(view.select(query))
    about = About(query.path(), view.day.isoformat(), len(numbers), view.total, fictional)
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    {"csv": _write_csv, "json": _write_json, "xlsx": _write_xlsx}[kind](file, about, _rows(query, numbers, view.day))
    file.seek(0)
    return file


def _rows(query: Query, numbers: list[int], day: date) -> Iterator[dict[str, Any]]:
    directory = load_directory()
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        found = {each.number: each for each in in_force(as_at=day, known_at=query.known_at, numbers=chunk)}
        yield from (row_of(found[number], directory, today=day) for number in chunk if number in found)


def _write_csv(file: IO[bytes], about: About, rows: Iterator[dict[str, Any]]) -> None:
    """Header and rows, nothing that a program would stumble over; each row says its day, and if it is fictional."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(cells_of(row) for row in rows)
    text.detach()


def _write_json(file: IO[bytes], about: About, rows: Iterator[dict[str, Any]]) -> None:
    said = {"query": about.query, "as_at": about.as_at, "count": about.rows, "registry": about.registry}
    said["fictional"] = about.fictional
    file.write(b'{"about": ' + json.dumps(said).encode() + b',\n"partnerships": [')
    for number, row in enumerate(rows):
        file.write((b",\n" if number else b"\n") + json.dumps(plain(row), ensure_ascii=False).encode())
    file.write(b"\n]}\n")


def _write_xlsx(file: IO[bytes], about: About, rows: Iterator[dict[str, Any]]) -> None:
    book = Workbook(write_only=True)
    cover = book.create_sheet("About")
    for line in about.lines():
        cover.append(line)
    sheet = book.create_sheet("Partnerships")
    sheet.freeze_panes = "C2"
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([excel_text(value) if isinstance(value, str) else value for value in cells_of(row)])
    book.save(file)
