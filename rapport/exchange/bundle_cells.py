"""What a cell of a bundle may hold: read into a value, or refused with what would be right."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from rapport.lib.cells import split_list
from rapport.lib.dates import PartialDate
from rapport.lib.texts import clean_text
from rapport.registry.document import ID_PATTERN
from rapport.vocabularies.schemes import scheme

_AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?")  # Decimal would also read 1_000, 1e3 and the digits of other scripts


class BadCellError(ValueError):
    """A cell that cannot be taken: ``message`` says what is wrong, ``remedy`` what would be right.

    ``column`` is named where only the whole row shows it to be wrong.
    """

    def __init__(self, message: str, remedy: str, column: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy, self.column = message, remedy, column


def read_id(cell: str) -> str:
    if not ID_PATTERN.fullmatch(cell):
        raise BadCellError("This is not an id.", "Use 1 to 80 of the characters A-Z a-z 0-9 . _ ~ -")
    return cell


def read_date(cell: str) -> PartialDate:
    try:
        return PartialDate.parse(cell)
    except ValueError as error:
        raise BadCellError(str(error), "Write 2003, 2003-05 or 2003-05-17.") from None


def read_day(cell: str) -> date:
    try:
        day = PartialDate.parse(cell)
    except ValueError:
        day = None
    if day is None or not day.is_full:
        raise BadCellError("This is not a day.", "Write a full day such as 2003-05-17.")
    return day.earliest


def text_up_to(most: int) -> Callable[[str], str]:
    """A text that the registry keeps in a place of so many characters."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise BadCellError(f"This has {len(cell):,} characters.", f"Write at most {most}.")
        return cell

    return read


def read_name(cell: str) -> str:
    """A text that must say something: signs that no reader sees do not."""
    if not clean_text(cell):
        raise BadCellError("This cell may not be empty.", "Fill it in.")
    return cell


def read_flag(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise BadCellError("This is neither true nor false.", "Write true or false, or leave it empty where not known.")
    return cell == "true"


def read_money(cell: str) -> Decimal:
    if not _AMOUNT.fullmatch(cell):
        raise BadCellError("This is not an amount.", "Write digits, with at most two decimals: 950.50.")
    amount = Decimal(cell)
    if amount < 0 or amount >= 10**16 or amount != round(amount, 2):
        raise BadCellError("This amount cannot be.", "Write an amount from 0 to 10^16 with at most two decimals.")
    return amount


def read_year(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) == 4 and cell > "1000"):
        raise BadCellError("This is not a year.", "Write four digits, such as 2004.")
    return int(cell)


def read_count(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 12):
        raise BadCellError("This is not a whole number.", "Write digits only.")
    return int(cell)


def read_currency(cell: str) -> str:
    if not (len(cell) == 3 and cell.isascii() and cell.isalpha() and cell.isupper()):
        raise BadCellError("This is not a currency.", "Write the three letters of ISO 4217, such as USD.")
    return cell


def read_language(cell: str) -> str:
    parts = cell.split("-")
    if not (2 <= len(parts[0]) <= 8 and all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts)):
        raise BadCellError("This is not a language.", "Write a tag of BCP 47, such as en, fr or zh-hans.")
    return cell.lower()


def one_of(*codes: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell not in codes:
            raise BadCellError("This value is not known here.", f"Write one of: {', '.join(codes)}.")
        return cell

    return read


def code_of(scheme_name: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        known = scheme(scheme_name)
        if cell not in known:
            some = ", ".join(list(known.codes)[:20])
            raise BadCellError(f"The vocabulary “{scheme_name}” has no such code.", f"Its codes are: {some}.")
        return cell

    return read


def list_of(read: Callable[[str], Any]) -> Callable[[str], tuple[Any, ...]]:
    return lambda cell: tuple(read(item) for item in split_list(cell))


def read_commitment_scheme(cell: str) -> str:
    return code_of("commitment-schemes")(cell)


def write_flag(value: bool) -> str:
    return "true" if value else "false"
