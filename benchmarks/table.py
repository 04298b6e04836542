"""The table of results: one row a measurement, with what it should reach and what it aims at."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

LESS_IS_BETTER = {"ms", "s", "MB", "KB", "times its cost"}


@dataclass(frozen=True, slots=True)
class Row:
    """``value`` is in ``unit``; ``detail`` says what it was made of: both sides of a ratio, means, spreads."""

    work: str
    size: int
    value: float
    unit: str
    reach: float | None = None
    aim: float | None = None
    detail: str = ""

    @property
    def verdict(self) -> str:
        if self.reach is None and self.aim is None:
            return ""
        if self.aim is not None and self._meets(self.aim):
            return "aim"
        if self.reach is not None and self._meets(self.reach):
            return "reached"
        return "**short**" if self.reach is not None else "short of the aim"

    def _meets(self, target: float) -> bool:
        return self.value <= target if self.unit in LESS_IS_BETTER else self.value >= target

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def draw(rows: Iterable[Row]) -> str:
    """The table in Markdown."""
    heads = ("work", "partnerships", "measured", "reach", "aim", "", "of which")
    lines = [
        (
            row.work,
            f"{row.size:,}",
            f"{write(row.value)} {row.unit}",
            "" if row.reach is None else write(row.reach),
            "" if row.aim is None else write(row.aim),
            row.verdict,
            row.detail,
        )
        for row in rows
    ]
    drawn = [heads, ("---", "---:", "---:", "---:", "---:", "---", "---"), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in drawn)


def write(number: float) -> str:
    """Three figures, and no more zeros than are known."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.2f}" if number < 1 else f"{number:.3g}"
