"""A text with slots, as a template has it: ``{percent mechanisms.training}``, ``{count total | one: … | other: …}``.

There are no loops and no expressions: a slot names a figure, and how it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_FORM = re.compile(r"\s*(zero|one|two|few|many|other):(.*)", re.DOTALL)
# What each is given: a figure; a family of figures and how many of them; nothing.
ARGUMENTS = {"count": 1, "percent": 1, "share": 1, "top": 2, "day": 0}
LONGEST = 20_000  # characters of a paragraph


class SlotError(Exception):
    """``slot``: what stands between the braces; the message says what is wrong with it."""

    def __init__(self, slot: str, message: str) -> None:
        self.slot = slot
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Slot:
    """``forms``: the words around a number (``#``) by plural category of the language (CLDR)."""

    name: str
    arguments: tuple[str, ...]
    forms: tuple[tuple[str, str], ...] = ()

    @property
    def figure(self) -> str:
        """The id of the figure that it names, or of a family."""
        return self.arguments[0] if self.arguments else ""


Piece = str | Slot


def parse_text(text: str) -> tuple[Piece, ...]:
    """Words and slots in their order. Raises SlotError."""
    if len(text) > LONGEST:
        raise SlotError("", f"A paragraph has at most {LONGEST:,} characters.")
    return tuple(_join(_pieces(text)))


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for found in _PIECE.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        if found[0] in ("{{", "}}"):
            yield found[0][0]
        elif found[1] is None:
            raise SlotError(found[0], "A brace stands alone: write {{ or }} for a brace that is meant.")
        else:
            yield _slot(found[1])
    yield text[end:]


def _join(pieces: Iterator[Piece]) -> Iterator[Piece]:
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
        words = ""
        yield piece
    if words:
        yield words


def _slot(inside: str) -> Slot:
    head, *forms = inside.split("|")
    name, *arguments = head.split() or [""]
    if name not in ARGUMENTS:
        raise SlotError(inside, f"There is no slot “{name}”; there are {', '.join(sorted(ARGUMENTS))}.")
    if len(arguments) != ARGUMENTS[name]:
        raise SlotError(inside, f"“{name}” is followed by {ARGUMENTS[name]} words, not {len(arguments)}.")
    if name == "top" and not (arguments[1].isascii() and arguments[1].isdigit() and 0 < int(arguments[1]) <= 50):
        raise SlotError(inside, "“top” ends with how many: a number from 1 to 50.")
    return Slot(name, tuple(arguments), tuple(_form(form, inside) for form in forms))


def _form(form: str, inside: str) -> tuple[str, str]:
    found = _FORM.fullmatch(form)
    if not found:
        raise SlotError(inside, "After “|” stands a plural category and its words, such as “one: # partnership”.")
    return found[1], found[2].strip()
