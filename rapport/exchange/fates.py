"""The report of an import: what became of every cell of the source. Complete or absent."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from rapport.exchange.intake import CellFate
from rapport.lib.cells import guard_cell, write_row

COLUMNS = ("file", "row", "column", "value", "fate", "left", "why")


class FateReport:
    """Written aside while the import runs, and put in its place only when that has succeeded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._aside = path.parent / f".{path.name}.{os.getpid()}"

    def __enter__(self) -> Self:
        if self._path.exists() and not self._path.is_file():
            # A folder, or a device: it would be found out, or replaced, only after all was imported.
            raise FileExistsError(errno.EEXIST, "This is no file; name one for the report", str(self._path))
        try:
            self._file = self._aside.open("w", encoding="utf-8", newline="", errors="backslashreplace")
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._path)) from None
        self._file.write(write_row(COLUMNS))
        return self

    def add(self, cells: Iterable[CellFate]) -> None:
        for cell in cells:
            values = (cell.value, cell.fate.value, cell.left, cell.why)
            self._file.write(write_row([cell.file, str(cell.row), cell.column, *map(guard_cell, values)]))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            if kind is None:
                self._aside.replace(self._path)
        finally:
            self._aside.unlink(missing_ok=True)
