"""Cells that hold words from a list: one, several, or yes and no."""

from typing import Any, Literal

from pydantic import Field

from rapport.exchange.readers.codes import Saying
from rapport.exchange.readers.taking import Reader, Row, Taking
from rapport.exchange.readers.words import fold_word


class ChoiceReader(Reader):
    """Words from a list, each of which says something. The whole cell is looked up first, then its parts."""

    reader: Literal["choice"]
    values: dict[str, Saying] = Field(min_length=1)
    separator: str = ""

    def take(self, cell: str, row: Row) -> Taking:
        known = {fold_word(word): saying for word, saying in self.values.items()}
        if fold_word(cell) in known:
            return Taking(known[fold_word(cell)].fields())
        parts = [part.strip() for part in cell.split(self.separator)] if self.separator else [cell.strip()]
        parts = [part for part in parts if part]
        strange = [part for part in parts if fold_word(part) not in known]
        fields: dict[str, Any] = {}
        for part in parts:
            if fold_word(part) in known and not _add(fields, known[fold_word(part)].fields()):
                strange.append(part)
        if not strange:
            return Taking(fields)
        left = f"{self.separator} ".join(strange) if fields else cell
        return Taking(fields, left=left, why="The mapping has no meaning for this word.")


class FlagReader(Reader):
    """A column of yes and no. Yes says something; no says nothing, for a “no” to one theme is no theme."""

    reader: Literal["flag"]
    yes: Saying
    yes_words: tuple[str, ...] = ("yes", "y", "true", "1", "x", "oui", "sí", "да", "是", "نعم")
    no_words: tuple[str, ...] = ("no", "n", "false", "0", "non", "нет", "否", "لا")

    def take(self, cell: str, row: Row) -> Taking:
        word = fold_word(cell)
        if word in map(fold_word, self.yes_words):
            return Taking(self.yes.fields())
        if word in map(fold_word, self.no_words):
            return Taking()
        return Taking(left=cell, why="This is neither yes nor no.")


class IgnoreReader(Reader):
    """A column that is left out on purpose. The fate of its cells says why, and they are not kept."""

    reader: Literal["ignore"] = "ignore"
    ignore: str = Field(min_length=1)

    def take(self, cell: str, row: Row) -> Taking:
        return Taking(left=cell, why=self.ignore)


def _add(fields: dict[str, Any], more: dict[str, Any]) -> bool:
    """Add what a further word says; false, and nothing added, where it contradicts an earlier one."""
    for name, value in more.items():
        if name in fields and not isinstance(value, tuple) and fields[name] != value:
            return False
    for name, value in more.items():
        fields[name] = fields[name] + value if name in fields and isinstance(value, tuple) else value
    return True
