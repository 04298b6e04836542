"""What a report states: one published number, of what, over which base, in which paragraph and words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapport.summary.audit.amounts import Amount, read_amount

COLUMNS = ("id", "paragraph", "what", "wording", "published", "unit", "base", "base_what")
# Of one partnership, or of a time, or an amount: such numbers are no counts of partnerships.
_NOT_COUNTED = re.compile(
    r"\b(?:mean|average|median|shortest|longest|smallest|largest)\b|(?:^|[:,] )(?:most|fewest)\b|(?:^|, |\bin )years$"
    r"|\b(?:dollars|euros|hectares|tonnes|kilometres|hours)\)?$",
    re.IGNORECASE,
)
# A share of an amount is none of whole things.
_MEASURED = re.compile(
    r"\b(?:dollars?|euros?|usd|eur|hectares?|tonnes?|kilometres?|km|hours|amounts?|budgets?|contributed|pledged)\b|[$€£]",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[./:_-]+")
_LAST_PART = re.compile(r"[./:](?=[^./:]*$)")
_TOLD_APART = re.compile(r":\s+|:(?=\D)|(?<!\d) [–—-] ")
_AS_AT = re.compile(r"\bas (?:at|of|on)\b.*$")
_FORMS = ("share", "shares", "count", "counts", "percent", "percentage", "pct")
_PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """``line`` is that of the table; ``base`` the whole that a percentage is of, where it was published.

    ``base_said``: what the cell says, of which a base that is no count of things (“48.6”, “about 500”) is none.
    """

    line: int
    id: str
    paragraph: str
    what: str
    wording: str
    published: str
    unit: str
    base: int | None
    base_what: str
    base_said: str = ""

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
    def is_exact_count(self) -> bool:
        return self.is_count and self.amount is not None and self.amount.is_exact

    @cached_property
    def path(self) -> tuple[str, ...]:
        """Its id, in whatever style: ``cluster.scope.global``, ``cluster/scope-global``, ``cluster_scope_global``."""
        return tuple(_SEPARATORS.split(self.id.casefold())) if self.id else ()

    @cached_property
    def key(self) -> object:
        """The same for whatever states one thing: ``listings.ngo`` and ``listings.share.ngo``."""
        return tuple(part for part in self.path if part not in _FORMS) or self.subject

    @property
    def is_total(self) -> bool:
        """It stands for the whole of its part of the table."""
        return self.path[-1:] == ("total",)

    @cached_property
    def stem(self) -> str:
        """What its id has in common with its siblings: ``cluster.scope`` of ``cluster.scope.global``."""
        return "".join(_LAST_PART.split(self.id)[:1]) if _LAST_PART.search(self.id) else ""

    @cached_property
    def halves(self) -> tuple[str, str]:
        found = _TOLD_APART.search(self.what)
        return (self.what[: found.start()], self.what[found.end() :]) if found else ("", "")

    @property
    def attribute(self) -> str:
        """What is told apart: ``scope`` of ``scope: global``."""
        return _folded(self.halves[0])

    @property
    def value(self) -> str:
        """Which one it is: ``global`` of ``scope: global``, else the end of its id."""
        return self.halves[1].strip() or self.id.removeprefix(self.stem).lstrip("./:")

    @cached_property
    def subject(self) -> str:
        """What it is of, in whatever order the words stand."""
        return subject_of(self.what)

    @cached_property
    def whole(self) -> str:
        return _folded(self.base_what)

    @cached_property
    def whole_subject(self) -> str:
        """Its whole as another statement may count it."""
        return subject_of(self.base_what)

    def counts(self, base: int | None = None) -> range | None:
        """Which whole counts it leaves open; nothing where that cannot be said."""
        base = self.base if base is None else base
        if self.amount is None:
            return None
        if self.is_share:
            return self.amount.counts_of(base) if base and not _MEASURED.search(self.base_what) else None
        return self.amount.whole_numbers(base) if self.is_count else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def subject_of(text: str) -> str:
    """The same for “scope: global” and “global scope”, “registered partnerships as at today” and the same today."""
    words = re.findall(r"[^\W_]+(?:[-'’.][^\W_]+)*|[<>≤≥]", _AS_AT.sub("", text.casefold()))
    return " ".join(sorted(word for word in words if word not in ("a", "an", "in", "of", "the")))


def read_statements(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[Statement]:
    """Rows by line, of the named columns alone: whatever stands beside them is not looked at."""
    return [_statement(line, {name: (row.get(name) or "").strip() for name in COLUMNS}) for line, row in rows]


def _statement(line: int, cells: Mapping[str, str]) -> Statement:
    return Statement(
        line=line, id=cells["id"], paragraph=cells["paragraph"], what=cells["what"], wording=cells["wording"],
        published=cells["published"], unit=_unit(cells), base=_base(cells["base"]), base_what=cells["base_what"],
        base_said=cells["base"],
    )  # fmt: skip


def _unit(cells: Mapping[str, str]) -> str:
    unit = cells["unit"].casefold()
    if unit in ("percent", "percentage", "per cent", "pct", "%") or (not unit and _PERCENT.search(cells["published"])):
        return "percent"
    return unit or "count"


def _base(cell: str) -> int | None:
    amount = read_amount(cell)
    is_whole = amount and amount.is_exact and amount.number.denominator == 1 and amount.number > 0
    return int(amount.number) if amount and is_whole else None
