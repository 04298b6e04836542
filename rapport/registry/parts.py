"""What documents are put together from: texts, amounts, and parts of which none lets in what it does not know."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rapport.lib.texts import clean_text, keep_raw

Text = Annotated[str, AfterValidator(clean_text)]
Raw = Annotated[str, AfterValidator(keep_raw)]


def _write_alike(amount: Decimal) -> Decimal:
    """Equal amounts have equal digits, whatever was typed: 100 and 100.50, never 100.00, 100.5 or 1E+2."""
    return abs(amount).quantize(Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01"))


Money = Annotated[
    Decimal, Field(ge=0, max_digits=18, decimal_places=2, allow_inf_nan=False), AfterValidator(_write_alike)
]


class Part(BaseModel):
    """A part of the document: immutable, nothing unknown let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")
