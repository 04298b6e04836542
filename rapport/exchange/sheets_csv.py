"""Comma-separated files, read row by row.

Each row is gathered first and then parsed by itself, so that a broken quotation mark
spoils its own row and not the rest of the file.
"""

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from rapport.exchange.intake import Problem
from rapport.exchange.sheets import (
    CELL_REMEDY,
    NO_HEADER_REMEDY,
    ROW_LIMIT,
    BadRow,
    Sheet,
    SheetError,
    SheetRow,
    too_large,
)
from rapport.lib.texts import keep_raw

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20
_DELIMITERS = ",;\t|"
_QUOTE_REMEDY = "Within a quoted cell write a quotation mark twice, and close every one that you open."


def open_csv(path: Path, *, encoding: str = "", delimiter: str = "", wanted: frozenset[str] = frozenset()) -> Sheet:
    """The sheet of a file. ``wanted``: names of columns; the delimiter that finds most of them is it."""
    encoding, rows = _checked_encoding(path, encoding)
    file = path.open(encoding=encoding, newline="")
    records = _Records(path, file)
    first = next(records, None)
    while isinstance(first, str) and not first.strip():
        first = next(records, None)
    if not isinstance(first, str):
        file.close()
        why = first.message if first else "The file has no words in it."
        raise SheetError(path, why, NO_HEADER_REMEDY, line=1)
    delimiter = delimiter or max(_DELIMITERS, key=lambda mark: _found(first, mark, wanted))
    header = _parsed(first, delimiter)
    if header is None:
        file.close()
        raise SheetError(path, "The quotation marks of the header do not pair.", _QUOTE_REMEDY, line=records.line)
    return Sheet(header, _rows(path, file, records, delimiter), max(0, rows - 1), records.line)


def _rows(path: Path, file: TextIO, records: "_Records", delimiter: str) -> Iterator[SheetRow | BadRow]:
    with file:
        for record in records:
            if isinstance(record, BadRow):
                yield record
                continue
            if not record.strip():
                continue
            cells = _parsed(record, delimiter)
            if cells is None:
                yield records.broken(record)
            elif message := too_large(cells):
                yield BadRow(records.line, "", message, CELL_REMEDY)
            elif any(cell.strip() for cell in cells):
                yield _row(path, records.line, cells)


def _row(path: Path, line: int, cells: tuple[str, ...]) -> SheetRow:
    problems = tuple(
        Problem(
            path.name,
            line,
            f"column {number}",
            keep_raw(cell),
            "The cell holds null characters.",
            "They are kept as ␀: take them out of the file.",
        )
        for number, cell in enumerate(cells, start=1)
        if "\0" in cell
    )
    return SheetRow(line, tuple(keep_raw(cell) for cell in cells) if problems else cells, problems)


class _Records:
    """The records of a file: lines, joined while a quotation mark is open."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self._path, self._file = path, file
        self._back: deque[str] = deque()  # lines to be read again, after a row that was broken
        self._next_line = 1
        self.line = 0  # in which the newest record begins

    def __iter__(self) -> "_Records":
        return self

    def __next__(self) -> str | BadRow:
        self.line = self._next_line
        first = self._read()
        if not first:
            raise StopIteration
        lines, size, is_open = [first], len(first), _is_odd(first)
        while is_open:
            more = self._read()
            if not more:
                return self._bad_first(lines)
            lines.append(more)
            size += len(more)
            is_open ^= _is_odd(more)
            if size > ROW_LIMIT:
                self._skip(is_open)
                return BadRow(self.line, "", f"This row has more than {ROW_LIMIT:,} characters.", CELL_REMEDY)
        if size >= ROW_LIMIT:
            return BadRow(self.line, "", f"This row has more than {ROW_LIMIT:,} characters.", CELL_REMEDY)
        return "".join(lines)

    def broken(self, record: str) -> BadRow:
        """Only the first line of a record that could not be parsed is bad; the others are read again by themselves."""
        return self._bad_first(io.StringIO(record, newline="").readlines())

    def _bad_first(self, lines: list[str]) -> BadRow:
        self._back.extendleft(reversed(lines[1:]))
        self._next_line = self.line + 1
        return BadRow(self.line, lines[0].rstrip("\r\n"), "The quotation marks of this row do not pair.", _QUOTE_REMEDY)

    def _read(self) -> str:
        if self._back:
            line = self._back.popleft()
        else:
            line = self._file.readline(ROW_LIMIT)
            if len(line) == ROW_LIMIT and not line.endswith("\n"):
                self._skip_line()
        self._next_line += 1 if line else 0
        return line

    def _skip_line(self) -> None:
        while (rest := self._file.readline(_CHUNK)) and not rest.endswith("\n"):
            pass

    def _skip(self, is_open: bool) -> None:
        """Go on to the end of an endless cell without keeping it."""
        while is_open and (line := self._read()):
            is_open ^= _is_odd(line)


def _is_odd(line: str) -> bool:
    return line.count('"') % 2 == 1


def _parsed(record: str, delimiter: str) -> tuple[str, ...] | None:
    csv.field_size_limit(max(csv.field_size_limit(), ROW_LIMIT))
    try:
        rows = list(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return tuple(rows[0]) if len(rows) == 1 else None


def _found(header: str, delimiter: str, wanted: frozenset[str]) -> tuple[int, int]:
    names = {" ".join(name.split()) for name in _parsed(header, delimiter) or ()}
    return len(names & wanted), len(names)


def _checked_encoding(path: Path, encoding: str) -> tuple[str, int]:
    """The encoding in which the whole file can be read, and about how many rows it has; else ``SheetError``."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not encoding:
        encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8-sig")
    decoder = _decoder(path, encoding)
    lines = rows = quotes = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError as error:
                raise _wrong_encoding(path, encoding, start, lines, error) from None
            if not chunk:
                return encoding, rows
            lines += text.count("\n")
            outside = text.split('"')[quotes % 2 :: 2]  # what stands outside quotation marks
            rows += sum(part.count("\n") for part in outside)
            quotes += text.count('"')


def _decoder(path: Path, encoding: str) -> codecs.IncrementalDecoder:
    try:
        # Some codecs make other bytes of bytes, and ``open`` knows which: “hex”, “zip”.
        path.open(encoding=encoding).close()
        return codecs.getincrementaldecoder(encoding)()
    except (LookupError, ValueError):
        raise SheetError(path, f"There is no encoding “{encoding}”.", "Write utf-8, utf-16 or windows-1252.") from None


def _wrong_encoding(path: Path, encoding: str, start: bytes, lines: int, error: UnicodeError) -> SheetError:
    remedy = "Save it as “CSV UTF-8”, or write its encoding into the mapping, such as encoding: windows-1252."
    if not isinstance(error, UnicodeDecodeError):
        return SheetError(path, f"The file is not in {encoding}: {error}.", remedy, line=lines + 1)
    line = lines + error.object.count(b"\n", 0, error.start) + 1
    bad = error.object[error.start : error.start + 1].hex()
    message = f"The file is not in {encoding.removesuffix('-sig')}: a byte {bad} has no meaning there."
    return SheetError(
        path,
        message,
        remedy,
        line=line,
        value=error.object[max(0, error.start - 20) : error.start + 20].decode("ascii", "backslashreplace"),
    )
