"""A spreadsheet as rows of text, whatever file it is in.

Nothing here knows a mapping. Hostile files cost a bounded amount of memory and end in a sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapport.exchange.intake import Problem

NO_HEADER_REMEDY = "It needs a row with the names of the columns, and rows below."
CELL_LIMIT = 1_000_000  # characters
ROW_LIMIT = 2_000_000  # characters of a row with all its cells
BAD_ROWS_LIMIT = 100_000  # rows that cannot be read, after which a file is given up
FILE_LIMIT = 512 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that could be read. ``line`` is the line of the file in which it begins (workbooks: the row)."""

    line: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: what of its words can be kept, and why."""

    line: int
    text: str
    message: str
    remedy: str


@dataclass
class Sheet:
    """The header and the rows below it. ``total`` is the number of rows, for a progress bar, where it is known."""

    header: tuple[str, ...]
    rows: Iterator[SheetRow | BadRow]
    total: int = 0
    header_line: int = 1
    problems: list[Problem] = field(default_factory=list)


class SheetError(Exception):
    """A file that cannot be read as a spreadsheet. It carries the ``Problem`` to show."""

    def __init__(self, path: Path, message: str, remedy: str, *, line: int = 0, value: str = "") -> None:
        self.problem = Problem(path.name, line, "", value, message, remedy)
        super().__init__(str(self.problem))


def check_file(path: Path) -> None:
    """Refuse what is no file that can be read, or too large to be a spreadsheet."""
    if path.is_dir():
        raise SheetError(path, "This is a folder, not a spreadsheet.", "Name a file, or a folder that holds a bundle.")
    try:
        with path.open("rb") as file:
            is_empty = not file.read(1)
        size = path.stat().st_size
    except OSError as error:
        raise SheetError(path, f"The file cannot be read: {error.strerror}.", "Check its name and rights.") from None
    if is_empty:
        raise SheetError(path, "The file is empty.", NO_HEADER_REMEDY)
    if size > FILE_LIMIT:
        raise SheetError(path, f"The file has {size:,} bytes.", f"Split it: at most {FILE_LIMIT:,} bytes are read.")


def too_large(cells: Iterable[str]) -> str:
    """A sentence where a cell is larger than any that a record can hold, else nothing."""
    largest = max(map(len, cells), default=0)
    return f"A cell of this row has {largest:,} characters." if largest > CELL_LIMIT else ""


CELL_REMEDY = f"A cell may have {CELL_LIMIT:,} characters; a quotation mark that is never closed makes larger ones."
