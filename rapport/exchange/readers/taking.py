"""What a reader takes of a cell, and what it leaves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from rapport.exchange.intake import Fate

PLACE = re.compile(r"\{([^{}]+)\}")  # the name of a column in a pattern
Row = Mapping[str, str]  # the cells of a row by the names of their columns, as ``plain_name`` writes them


@dataclass(frozen=True, slots=True)
class ListedPartner:
    """An organization as a cell lists it. ``lines`` are the raw words, where they differ from the name."""

    name: str
    type: str = ""
    country: str = ""
    is_lead: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taking:
    """The outcome of reading one cell.

    ``left`` is, word for word, what was not taken, and ``why`` says why. ``also`` holds the outcome for other
    cells of the row that were read together with this one.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    partners: tuple[ListedPartner, ...] = ()
    left: str = ""
    why: str = ""
    also: Mapping[str, "Taking"] = field(default_factory=dict)

    @property
    def fate(self) -> Fate:
        if not self.left:
            return Fate.TAKEN
        return Fate.PART if self.fields or self.partners else Fate.REFUSED


class Reader(BaseModel):
    """A way to read one kind of cell; its fields are the options that a mapping may give.

    ``take`` is never called for a cell without any words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def take(self, cell: str, row: Row) -> Taking:
        raise NotImplementedError

    def columns(self) -> tuple[str, ...]:
        """Other columns of the row that this reader reads."""
        return ()


def plain_name(column: str) -> str:
    """The name of a column without stray white space, which headers of real files are full of."""
    return " ".join(column.replace("\ufeff", "").split())
