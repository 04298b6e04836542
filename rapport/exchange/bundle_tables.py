"""Read one table of a bundle: cells into values, bad rows aside with what is wrong and what would be right."""

import difflib
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from rapport.exchange.archive import Archive, UnreadableSourceError
from rapport.exchange.bundle_cells import BadCellError, read_id
from rapport.exchange.intake import Problem
from rapport.exchange.rows import Row, read_rows
from rapport.exchange.tables import Column, Table, check_row
from rapport.lib.cells import unguard_cell

NO_COLUMN = "A bundle has no such column in this table."
Values = dict[str, Any]


class TableReader:
    """The good rows of a table, one by one; the bad ones gather in ``problems``.

    ``left`` holds, by line, the cells of good rows in columns that a bundle does not have.
    """

    def __init__(self, archive: Archive, table: Table, problems: list[Problem], *, is_guarded: bool) -> None:
        self._archive, self._table, self._problems, self._is_guarded = archive, table, problems, is_guarded
        self._columns = {column.name: column for column in table.columns}
        self.left: dict[int, dict[str, str]] = {}

    def read(self) -> Iterator[tuple[int, Values]]:
        """Line and values of every row that can be taken. Of rows with the same key the first is taken."""
        with self._archive.open(self._table.file) as file:
            rows = read_rows(file)
            names = self._read_header(next(rows, None))
            seen: dict[tuple[str, ...], int] = {}
            for row in rows:
                if (cells := self._read_row(row, names)) is None:
                    continue
                values = self._read_cells(row, cells)
                if values is not None and self._is_first(row, cells, values, seen):
                    if left := {name: cell for name, cell in cells.items() if name not in self._columns and cell}:
                        self.left[row.line] = left
                    yield row.line, values

    @property
    def file(self) -> str:
        return self._table.file

    def tell_left(self, line: int) -> None:
        """The cells of a row that belongs to no record are kept for repair."""
        for name, cell in self.left.pop(line, {}).items():
            self._problems.append(
                Problem(self.file, line, name, cell, NO_COLUMN, "It is kept for repair.", {name: cell})
            )

    def refuse(self, line: int, values: Values, column: str, message: str, remedy: str) -> None:
        """Put a row aside that only the other tables show to be bad."""
        cells = {name: self._columns[name].write(value) for name, value in values.items() if value is not None}
        cells |= self.left.pop(line, {})
        problem = Problem(self._table.file, line, column, cells.get(column, ""), message, remedy, cells)
        self._problems.append(problem)

    def _read_header(self, row: Row | None) -> list[str]:
        if row is None or row.problem:
            why = f" {row.problem} {row.remedy}" if row else ""
            raise UnreadableSourceError(f"{self._table.file}: it has no header.{why}")
        names = _named_once([name.strip() for name in row.cells], self._columns)
        missing = [column.name for column in self._table.columns if column.required and column.name not in names]
        if missing:
            raise UnreadableSourceError(
                f"{self._table.file}: the column {', '.join(missing)} is missing; its header is {', '.join(names)}."
            )
        for name in names:
            if name not in self._columns:
                near = difflib.get_close_matches(name, self._columns, 1)
                remedy = f"Did you mean {near[0]}?" if near else "Its cells are kept word for word."
                self._problems.append(Problem(self._table.file, row.line, name, name, NO_COLUMN, remedy))
            elif names.count(name) > 1:
                raise UnreadableSourceError(f"{self._table.file}: the column {name} stands in the header twice.")
        return names

    def _read_row(self, row: Row, names: Sequence[str]) -> dict[str, str] | None:
        if row.problem:
            self._add(row, "", row.cells[0] if row.cells else "", row.problem, row.remedy, {})
            return None
        cells = dict(zip(names, row.cells, strict=False))
        if len(row.cells) != len(names):
            message = f"This row has {len(row.cells)} cells; the header has {len(names)}."
            self._add(row, "", ",".join(row.cells), message, "Give it as many cells as there are columns.", cells)
            return None
        if all(name == cell.strip() for name, cell in cells.items()):
            self._add(row, "", ",".join(row.cells), "This row is the header again.", "Take it out.", cells)
            return None
        return {name: unguard_cell(cell) for name, cell in cells.items()} if self._is_guarded else cells

    def _read_cells(self, row: Row, cells: dict[str, str]) -> Values | None:
        values: Values = {}
        is_good = True
        for column in self._columns.values():
            try:
                values[column.name] = _read_cell(column, cells.get(column.name, ""))
            except BadCellError as bad:
                is_good = False
                self._add(row, column.name, cells.get(column.name, ""), bad.message, bad.remedy, cells)
        if is_good:
            try:
                check_row(self._table, values)
            except BadCellError as bad:
                is_good = False
                self._add(row, bad.column, cells.get(bad.column, ""), bad.message, bad.remedy, cells)
        return values if is_good else None

    def _is_first(self, row: Row, cells: dict[str, str], values: Values, seen: dict[tuple[str, ...], int]) -> bool:
        for names in (self._table.key, *((name,) for name in self._table.once if values[name])):
            # Ids are one whatever their case; anything else is another where a letter is.
            key = tuple(self._folded(name, values[name]) for name in names)
            first = seen.setdefault((*names, *key), row.line)
            if first != row.line:
                message = f"The row on line {first} has the same {' and '.join(names)}."
                self._add(row, names[-1], str(values[names[-1]] or ""), message, "Take one of them out.", cells)
                return False
        return True

    def _folded(self, name: str, value: Any) -> str:
        return str(value).casefold() if self._columns[name].read is read_id else str(value or "")

    def _add(self, row: Row, column: str, value: str, message: str, remedy: str, cells: dict[str, str]) -> None:
        self._problems.append(Problem(self._table.file, row.line, column, value, message, remedy, cells))


def _read_cell(column: Column, cell: str) -> Any:
    if column.read is str and cell and not column.required:
        return cell  # word for word: what of it has no meaning, the document drops
    if cell.strip():
        return column.read(cell.strip())
    if column.required:
        raise BadCellError("This cell may not be empty.", "Fill it in.")
    return None


def _named_once(names: list[str], known: Collection[str]) -> list[str]:
    """Names for the columns of a header: what has no name of its own is told by its place."""
    seen: set[str] = set()
    for place, name in enumerate(names):
        while not names[place] or (names[place] in seen and name not in known):
            names[place] = f"{names[place]} (column {place + 1})".strip()
        seen.add(names[place])
    return names
