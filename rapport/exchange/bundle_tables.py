"""Read one table of a bundle: cells into values, bad rows aside with what is wrong and what would be right."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Any

from rapport.exchange.archive import Archive, UnreadableSourceError
from rapport.exchange.bundle_cells import BadCellError
from rapport.exchange.intake import Problem
from rapport.exchange.rows import Row, read_rows
from rapport.exchange.tables import Column, Table, check_code
from rapport.lib.cells import unguard_cell

Values = dict[str, Any]


class TableReader:
    """The good rows of a table, one by one; the bad ones gather in ``problems``."""

    def __init__(self, archive: Archive, table: Table, problems: list[Problem], *, is_guarded: bool) -> None:
        self._archive, self._table, self._problems, self._is_guarded = archive, table, problems, is_guarded
        self._columns = {column.name: column for column in table.columns}

    def read(self) -> Iterator[tuple[int, Values]]:
        """Line and values of every row that can be taken. Of rows with the same key the first is taken."""
        with self._archive.open(self._table.file) as file:
            rows = read_rows(file)
            names = self._read_header(next(rows, None))
            seen: dict[tuple[str, ...], int] = {}
            for row in rows:
                values = self._read_row(row, names)
                if values is not None and self._is_first(row, names, values, seen):
                    yield row.line, values

    def refuse(self, line: int, values: Values, column: str, message: str, remedy: str) -> None:
        """Put a row aside that only the other tables show to be bad."""
        cells = {name: self._columns[name].write(value) for name, value in values.items() if value is not None}
        problem = Problem(self._table.file, line, column, cells.get(column, ""), message, remedy, cells)
        self._problems.append(problem)

    def _read_header(self, row: Row | None) -> list[str]:
        if row is None or row.problem:
            raise UnreadableSourceError(f"{self._table.file}: it has no header. {row.problem if row else ''}".strip())
        names = [name.strip() for name in row.cells]
        missing = [column.name for column in self._table.columns if column.required and column.name not in names]
        if missing:
            raise UnreadableSourceError(
                f"{self._table.file}: the column {', '.join(missing)} is missing; its header is {', '.join(names)}."
            )
        for name in names:
            if name not in self._columns:
                near = difflib.get_close_matches(name, self._columns, 1)
                remedy = f"Did you mean {near[0]}?" if near else "It was left out."
                message = "A bundle has no such column in this table."
                self._problems.append(Problem(self._table.file, row.line, name, name, message, remedy))
            elif names.count(name) > 1:
                raise UnreadableSourceError(f"{self._table.file}: the column {name} stands in the header twice.")
        return names

    def _read_row(self, row: Row, names: Sequence[str]) -> Values | None:
        if row.problem:
            self._add(row, "", row.cells[0] if row.cells else "", row.problem, row.remedy, {})
            return None
        cells = dict(zip(names, row.cells, strict=False))
        if len(row.cells) != len(names):
            message = f"This row has {len(row.cells)} cells; the header has {len(names)}."
            self._add(row, "", ",".join(row.cells), message, "Give it as many cells as there are columns.", cells)
            return None
        if self._is_guarded:
            cells = {name: unguard_cell(cell) for name, cell in cells.items()}
        return self._read_cells(row, cells)

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
                check_code(self._table, values)
            except BadCellError as bad:
                is_good = False
                self._add(row, "code", values["code"], bad.message, bad.remedy, cells)
        return values if is_good else None

    def _is_first(self, row: Row, names: Sequence[str], values: Values, seen: dict[tuple[str, ...], int]) -> bool:
        key = tuple(str(values[name] or "").casefold() for name in self._table.key)
        first = seen.setdefault(key, row.line)
        if first == row.line:
            return True
        column = self._table.key[-1]
        message = f"The row on line {first} has the same {' and '.join(self._table.key)}."
        self._add(
            row,
            column,
            str(values[column] or ""),
            message,
            "Take one of them out.",
            dict(zip(names, row.cells, strict=True)),
        )
        return False

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
