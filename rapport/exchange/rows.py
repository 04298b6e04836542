"""Rows of a CSV file, read so that one bad line never takes another with it.

A row is gathered line by line until its quotation marks are even; one that is still open after ``MAX_ROW`` bytes
is a bad line, and reading goes on with the next.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from rapport.lib.texts import keep_raw

MAX_ROW = 1024**2  # bytes
_NEVER_CLOSED = "A quotation mark in this row is never closed."
_SHOWN = 10_000  # characters of a row too large to keep


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the line that it begins on; or, where ``problem`` says why, the raw text of a line that is none."""

    line: int
    cells: list[str]
    problem: str = ""
    remedy: str = ""


def read_rows(file: IO[bytes]) -> Iterator[Row]:
    """Every row of the file, the header too; empty lines are left out."""
    waiting: list[bytes] = []  # lines read ahead in vain, to be read again
    line = 0

    def next_line() -> bytes:
        return waiting.pop() if waiting else _read_line(file)

    while first := next_line():
        line += 1
        gathered = _gather(first, next_line)
        row = _parse(line, b"".join(gathered))
        if row.problem and len(gathered) > 1:
            # The fault is the line that opened the quotation: the lines after it may be sound.
            waiting.extend(reversed(gathered[1:]))
            gathered = [first]
            row = Row(line, [_decode(line, first)], _NEVER_CLOSED, 'Close it, or write "" for one within.')
        if row.cells or row.problem:
            yield row
        line += len(gathered) - 1


def _gather(first: bytes, next_line: Callable[[], bytes]) -> list[bytes]:
    """The lines of one row: as many as it takes for its quotation marks to be even."""
    gathered, size, quotes = [first], len(first), first.count(b'"')
    while quotes % 2 and size <= MAX_ROW and (more := next_line()):
        gathered.append(more)
        size += len(more)
        quotes += more.count(b'"')
    return gathered


def _read_line(file: IO[bytes]) -> bytes:
    """One line; of one longer than ``MAX_ROW`` the beginning, the rest passed over."""
    line = file.readline(MAX_ROW + 1)
    if len(line) > MAX_ROW and not line.endswith(b"\n"):
        while (rest := file.readline(MAX_ROW)) and not rest.endswith(b"\n"):
            pass
    return line


def _decode(line: int, raw: bytes) -> str:
    text = raw.decode("utf-8-sig" if line == 1 else "utf-8", errors="backslashreplace")
    return keep_raw(text[:_SHOWN])


def _parse(line: int, raw: bytes) -> Row:
    if len(raw) > MAX_ROW:
        return Row(line, [_decode(line, raw)], "This row is longer than 1 MB.", "Shorten it.")
    try:
        text = raw.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError:
        return Row(line, [_decode(line, raw)], "This row is not UTF-8.", "Save the file as UTF-8.")
    if "\0" in text:
        return Row(line, [_decode(line, raw)], "This row holds a NUL byte.", "Take it out.")
    if "\r" in text.rstrip("\r\n") and '"' not in text:
        remedy = "Save the file with lines that end in LF, or put the cell in quotation marks."
        return Row(line, [_decode(line, raw)], "This row holds line breaks that are CR alone.", remedy)
    try:
        return Row(line, next(csv.reader([text], strict=True), []))
    except csv.Error:
        remedy = 'Write "" for one within a quoted cell.'
        return Row(line, [_decode(line, raw)], "The quotation marks of this row do not fit.", remedy)


csv.field_size_limit(MAX_ROW * 2)
