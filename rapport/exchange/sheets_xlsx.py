"""Workbooks (XLSX), read row by row. What a formula shows is taken, never the formula."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from rapport.exchange.intake import Problem
from rapport.exchange.sheets import CELL_REMEDY, NO_HEADER_REMEDY, BadRow, Sheet, SheetError, SheetRow, too_large

UNPACKED_LIMIT = 256 * 1024 * 1024  # bytes of all parts together
RATIO_LIMIT = 200  # how many times a part may grow; real sheets grow ten to thirty times
RATIO_FREE = 4 * 1024 * 1024  # bytes that may grow at any ratio: harmless
PARTS_LIMIT = 5_000
COLUMN_LIMIT = 1_000
LAST_ROW = 1_048_576  # of the format; a file may claim that a row lies beyond, and the way there is long
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ERRORS = frozenset(("#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#N/A"))


class NoSuchSheetError(SheetError):
    """A workbook, but of something else."""


def open_xlsx(path: Path, *, sheet: str = "") -> Sheet:
    """The sheet of that name, else the first of the workbook."""
    check_archive(path)
    shown = _open(path, sheet, data_only=True)
    formulas = _open(path, sheet, data_only=False) if _has_formulas(path) else None
    rows = _rows(path, shown, formulas)
    first = next(rows, None)
    if not isinstance(first, SheetRow):
        raise SheetError(path, "The sheet has no header.", NO_HEADER_REMEDY)
    return Sheet(first.cells, rows, header_line=first.line)


def check_archive(path: Path, *, most: int = UNPACKED_LIMIT) -> None:
    """Look at the sizes that the archive declares: more than ``most`` bytes is never unpacked."""
    remedy = "Save the workbook again in a spreadsheet program, or as CSV UTF-8."
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise SheetError(path, f"This is not a workbook: {error}.", remedy) from None
    unpacked = sum(part.file_size for part in parts)
    swollen = [p for p in parts if p.file_size > RATIO_FREE and p.file_size > RATIO_LIMIT * max(1, p.compress_size)]
    if unpacked > most or len(parts) > PARTS_LIMIT or swollen:
        raise SheetError(path, f"The workbook would unpack to {unpacked:,} bytes in {len(parts):,} parts.", remedy)


def _has_formulas(path: Path) -> bool:
    """Whether any sheet holds a formula. To read a workbook a second time for them costs as much as the first."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(_holds_formula(archive, name) for name in names)
    except Exception as error:  # see _open
        raise _unreadable(path, error) from None


def _holds_formula(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        before = b""
        while chunk := part.read(1 << 20):
            if _FORMULA.search(before + chunk):
                return True
            before = chunk[-10:]
    return False


def _open(path: Path, sheet: str, *, data_only: bool) -> Any:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:  # the library lets through whatever a malformed part makes it stumble over
        raise _unreadable(path, error) from None
    names = [each.title for each in book.worksheets]
    if not names or (sheet and sheet not in names):
        raise NoSuchSheetError(path, f"There is no sheet “{sheet}”.", f"There are {', '.join(names) or 'none'}.")
    chosen = book[sheet] if sheet else book.worksheets[0]
    chosen.reset_dimensions()  # what the file claims to be its size is not to be believed
    return chosen


def _unreadable(path: Path, error: Exception) -> SheetError:
    if isinstance(error, InvalidFileException):
        message = "This is not a workbook in the format XLSX."
    else:
        message = f"The workbook is damaged or made to harm ({type(error.__cause__ or error).__name__})."
    return SheetError(path, message, "Save it again in a spreadsheet program as XLSX, or as CSV UTF-8.")


def _rows(path: Path, shown: Any, formulas: Any) -> Iterator[SheetRow | BadRow]:
    written = _values(path, formulas) if formulas is not None else ()
    both = zip_longest(_values(path, shown), written, fillvalue=())
    for line, (values, originals) in enumerate(both, start=1):
        if not any(value is not None for value in (*values, *originals)):
            continue
        cells = tuple(_words(value) for value in values[:COLUMN_LIMIT])
        if len(values) > COLUMN_LIMIT and any(value is not None for value in values[COLUMN_LIMIT:]):
            message = f"This row has more than {COLUMN_LIMIT:,} columns."
            yield BadRow(line, " ".join(cells)[:1000], message, "Take the further ones out.")
        elif message := too_large(cells):
            yield BadRow(line, "", message, CELL_REMEDY)
        else:
            yield SheetRow(line, cells, tuple(_formula_problems(path, line, values, originals)))


def _values(path: Path, sheet: Any) -> Iterator[tuple[Any, ...]]:
    rows = iter(sheet.iter_rows(values_only=True))
    for line in count(1):
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception as error:  # see _open
            raise _unreadable(path, error) from None
        if line > LAST_ROW:
            message = f"The workbook claims to have rows beyond row {LAST_ROW:,}; they were not read."
            remedy = "Save it again in a spreadsheet program as XLSX, or as CSV UTF-8."
            raise SheetError(path, message, remedy, line=LAST_ROW)
        yield row


def _formula_problems(path: Path, line: int, values: tuple[Any, ...], written: tuple[Any, ...]) -> Iterator[Problem]:
    for number, (value, formula) in enumerate(zip_longest(values, written), start=1):
        column = f"column {number}"
        if value is None and formula is not None:
            message = "The file does not hold what this formula shows."
            remedy = "Open and save it in a spreadsheet program, or paste the values instead of the formulas."
            yield Problem(path.name, line, column, str(formula), message, remedy)
        elif isinstance(value, str) and value in _ERRORS:
            message = "This formula shows an error."
            yield Problem(path.name, line, column, value, message, "Mend it, or write the value.")


def _words(value: Any) -> str:
    """What a cell says, as text: a date as 2003-05-17, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
