"""What every way in hands to the registry: records, organizations, and the fate of every cell.

The bundle and the spreadsheets differ in how they are read; from here on they are the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rapport.organizations.authority import Named
from rapport.registry.document import PartnershipDocument, SourceCell
from rapport.registry.proposal import Happening


class Fate(StrEnum):
    """What became of a cell of the source."""

    TAKEN = "taken"
    PART = "taken in part"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CellFate:
    """One source cell and what became of it. ``left`` is what was not taken, word for word; ``why`` says why."""

    file: str
    row: int  # the line of the record's first line in the file, the header being line 1 (spreadsheets: the row)
    column: str
    value: str
    fate: Fate
    left: str = ""
    why: str = ""

    def as_source(self) -> SourceCell:
        """What was not taken, as the record keeps it."""
        said = f"{self.fate.value}: {self.why}"
        return SourceCell(file=self.file, row=self.row, column=self.column, value=self.left, fate=said)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a source, in words for the person who must mend it."""

    file: str
    line: int
    column: str
    value: str
    message: str  # what is wrong
    remedy: str  # what would be right
    row: Mapping[str, str] = field(default_factory=dict)  # the whole row, kept for repair

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, f"line {self.line}" if self.line else "", self.column) if part)
        value = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        return f"{where}: “{value}”: {self.message} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class IntakeRecord:
    """One partnership as a source says it.

    ``document.partners[*].organization`` holds keys of ``organizations`` until it is published. A record without id is
    found again by ``origin_key`` (origin and key of the mapping).
    """

    id: str
    origin_key: str
    document: PartnershipDocument
    organizations: tuple[Named, ...] = ()
    confirmed_on: date | None = None
    confirmed_by_role: str = ""
    reported_on: date | None = None
    history: tuple[Happening, ...] = ()  # brought along by a bundle with a journal
    numbers: tuple[int, ...] = ()  # of the history's entries in the bundle: their order among all records
    cells: tuple[CellFate, ...] = ()
    problems: tuple[Problem, ...] = ()
    file: str = ""
    line: int = 0


@dataclass
class Reading:
    """A source being read: records come one by one, problems gather, ``total`` is for the progress bar (0: unknown)."""

    records: Iterator[IntakeRecord]
    total: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused: list[CellFate] = field(default_factory=list)  # the cells of rows that became no record
    organizations: list[Named] = field(default_factory=list)  # those that no record needs to list
