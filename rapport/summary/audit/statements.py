"""What a report states: one published number, of what, over which base, in which paragraph and words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapport.summary.audit.amounts import Amount, read_amount

COLUMNS = ("id", "paragraph", "what", "wording", "published", "unit", "base", "base_what")
# Of one partnership, or of a time: such numbers are no counts of partnerships.
_NOT_COUNTED = re.compile(
    r"\b(?:mean|average|median|fewest|most|shortest|longest|smallest|largest|years?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Statement:
    """``line`` is that of the table; ``base`` the whole that a percentage is of, where it was published."""

    line: int
    id: str
    paragraph: str
    what: str
    wording: str
    published: str
    unit: str
    base: int | None
    base_what: str

    @cached_property
    def amount(self) -> Amount | None:
        return read_amount(self.published)

    @property
    def is_share(self) -> bool:
        return self.unit == "percent"

    @property
    def is_count(self) -> bool:
        """Of partnerships or listings: not of years, nor the most in one of them."""
        return self.unit == "count" and not _NOT_COUNTED.search(self.what)

    @property
    def is_total(self) -> bool:
        """It stands for the whole of its part of the table."""
        return self.id == "total" or self.id.endswith(".total")

    @property
    def stem(self) -> str:
        """What its id has in common with its siblings: ``cluster.scope`` of ``cluster.scope.global``."""
        return self.id.rpartition(".")[0]

    @property
    def attribute(self) -> str:
        """What is told apart: ``scope`` of ``scope: global``."""
        before, colon, _after = self.what.partition(":")
        return _folded(before) if colon else ""

    @property
    def value(self) -> str:
        """Which one it is: ``global`` of ``scope: global``, else the end of its id."""
        return self.what.partition(":")[2].strip() or self.id.rpartition(".")[2]

    @cached_property
    def subject(self) -> str:
        return _folded(self.what)

    @cached_property
    def whole(self) -> str:
        return _folded(self.base_what)

    def counts(self, base: int | None = None) -> range | None:
        """Which whole counts it leaves open; nothing where that cannot be said."""
        base = self.base if base is None else base
        if self.amount is None:
            return None
        if self.is_share:
            return self.amount.counts_of(base) if base else None
        if self.is_count and self.amount.is_exact and self.amount.number.denominator == 1:
            number = int(self.amount.number)
            return range(number, number + 1)
        return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def read_statements(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[Statement]:
    """Rows by line, of the named columns alone: whatever stands beside them is not looked at."""
    return [_statement(line, {name: (row.get(name) or "").strip() for name in COLUMNS}) for line, row in rows]


def _statement(line: int, cells: Mapping[str, str]) -> Statement:
    base = read_amount(cells["base"])
    unit = cells["unit"].casefold()
    return Statement(
        line=line, id=cells["id"], paragraph=cells["paragraph"], what=cells["what"], wording=cells["wording"],
        published=cells["published"], unit="percent" if unit in ("percent", "per cent", "%") else unit or "count",
        base=int(base.number) if base and base.number.denominator == 1 and base.number > 0 else None,
        base_what=cells["base_what"],
    )  # fmt: skip


def families(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements that tell one thing apart: of one paragraph, stem, unit, base and attribute; two or more."""
    found: dict[tuple[object, ...], list[Statement]] = {}
    for each in statements:
        if each.amount is not None and each.amount.is_exact and not each.is_total:
            key = (each.paragraph, each.stem or each.attribute, each.unit, each.base, each.whole, each.attribute)
            found.setdefault(key, []).append(each)
    return [members for members in found.values() if len(members) > 1]
