"""Pages of long lists at the desk."""

from collections.abc import Callable, Mapping
from typing import Any


def read_page(params: Mapping[str, Any]) -> int:
    """The page asked for, from 1; nonsense is page 1."""
    text = str(params.get("page", "1"))
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def page_of(number: int, total: int, *, size: int, query: Callable[..., str]) -> dict[str, Any]:
    """Where one is, as ``parts.pages`` shows it. ``query(page=…)`` gives the query string of a page."""

    def href(page: int) -> str | None:
        inside = 1 <= page <= -(-total // size)
        return f"?{query(page=str(page) if page > 1 else '')}" if inside else None

    first, last = min(total, (number - 1) * size + 1), min(total, number * size)
    return {"first": first, "last": last, "of": total, "previous": href(number - 1), "next": href(number + 1)}
