r"""Cells of a table: lists in one cell, and cells that a spreadsheet must not take for a formula.

A list is separated by ``;``; a ``;`` or ``\`` within an item is written ``\;`` or ``\\``. A cell that begins like a
formula is guarded by an apostrophe, and a cell that only looks guarded gets one more, so that the
guard can be taken off again without loss.
"""

import re
from collections.abc import Iterable

GUARD = "'"
_QUOTE, _TWO = '"', '""'
_WANTS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')
_LOOKS_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ITEM = re.compile(r"(?:\\.|[^;\\])+|\\$", re.DOTALL)


def join_list(items: Iterable[str]) -> str:
    return ";".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a list, white space around them gone, empty ones left out."""
    items = (re.sub(r"\\(.)", r"\1", raw, flags=re.DOTALL).strip() for raw in _ITEM.findall(cell))
    return tuple(item for item in items if item)


def guard_cell(text: str) -> str:
    """The cell, safe to open in a spreadsheet program."""
    return GUARD + text if _LOOKS_LIKE_FORMULA.match(text) else text


def unguard_cell(text: str) -> str:
    """The inverse of ``guard_cell``."""
    return text[1:] if text.startswith(GUARD) and _LOOKS_LIKE_FORMULA.match(text) else text


def write_row(cells: Iterable[str]) -> str:
    """A line of CSV that ends in LF. (The standard writer leaves a lone CR bare, and its reader refuses that.)"""
    return ",".join(f'"{cell.replace(_QUOTE, _TWO)}"' if _WANTS_QUOTES.search(cell) else cell for cell in cells) + "\n"
