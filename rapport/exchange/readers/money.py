"""Money and other resources."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rapport.exchange.readers.codes import InKind
from rapport.exchange.readers.debris import mend
from rapport.exchange.readers.taking import Reader, Row, Taking

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
LARGEST = Decimal(10) ** 16  # the document keeps 18 digits, two of them behind the point
_GROUPED = re.compile(r"\d{1,3}(?:[, '\u00a0\u202f]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")


def read_amount(words: str, currency: str) -> Decimal | None:
    """A sum such as “500,000”, with or without the code of its currency; ``None`` where it is not certain.

    A comma is read between groups of three figures only: what “1,5” means depends on the writer.
    """
    text = words.strip().removesuffix(currency).removeprefix(currency).strip()
    if not _GROUPED.fullmatch(text):
        return None
    try:
        amount = Decimal(re.sub(r"[^\d.]", "", text))
    except InvalidOperation:
        return None
    return amount if amount < LARGEST else None


class MoneyReader(Reader):
    """One sum: of the funding that is secured (``finance``) or sought (``funding_sought``)."""

    reader: Literal["money"]
    field: Literal["finance", "funding_sought"]
    currency: Currency

    def take(self, cell: str, row: Row) -> Taking:
        amount = read_amount(cell, self.currency)
        if amount is None:
            return Taking(left=cell, why=f"This is not one sum in {self.currency}, such as 500,000.")
        said: dict[str, Any] = {f"{self.field}_amount": amount, f"{self.field}_currency": self.currency}
        if amount:
            said[self.field] = "secured" if self.field == "finance" else True
        return Taking(said)


class Kind(BaseModel):
    """What a kind of resource is: money of a currency, something in kind, or neither for certain."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    currency: Currency | None = None
    in_kind: InKind | None = None


class ResourcesReader(Reader):
    """Resources as “kind : what; kind : what”. The whole text is kept; money and kinds are read from it.

    Several sums are neither added nor chosen from: whether they are parts of one or the same twice is not said.
    """

    reader: Literal["resources"]
    kinds: dict[str, Kind] = Field(min_length=1)

    def take(self, cell: str, row: Row) -> Taking:
        text = mend(cell).strip()
        items = self._items(text)
        sums = [(kind.currency, what) for kind, what in items if kind.currency]
        fields: dict[str, Any] = {"resources": text}
        if in_kind := tuple(kind.in_kind for kind, what in items if kind.in_kind):
            fields["in_kind"] = in_kind
        return Taking(fields | self._money(sums))

    def _money(self, sums: list[tuple[str, str]]) -> dict[str, Any]:
        amounts = [(read_amount(what, currency), currency) for currency, what in sums]
        if not any(amount for amount, _currency in amounts):
            return {}
        if len(amounts) > 1:
            return {"finance": "secured"}
        amount, currency = amounts[0]
        return {"finance": "secured", "finance_amount": amount, "finance_currency": currency}

    def _items(self, text: str) -> list[tuple[Kind, str]]:
        labels = "|".join(re.escape(label) for label in sorted(self.kinds, key=len, reverse=True))
        starts = list(re.finditer(rf"(?:^|;\s*)({labels})\s*(?::|(?=;|$))", text))
        ends = [*(match.start() for match in starts[1:]), len(text)]
        kinds = (self.kinds[match[1]] for match in starts)
        whats = (text[match.end() : end].strip() for match, end in zip(starts, ends, strict=False))
        return list(zip(kinds, whats, strict=True))
