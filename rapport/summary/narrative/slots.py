"""A text with slots, as a template has it: ``{percent mechanisms.training}``, ``{count total | one: … | other: …}``.

There are no loops and no expressions: a slot names a figure, and how it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapport.summary.narrative.conditions import Condition, ConditionError, parse_conditions

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_FORM = re.compile(r"\s*(zero|one|two|few|many|other|feminine|masculine|neuter):(.*)", re.DOTALL)
_MOST = r"(?P<most>[1-9]|[1-4][0-9]|50)"
# Of each slot what stands after its name, and how that is explained to whoever wrote something else.
_SHAPES = {
    "count": (r"(?P<figure>\S+)", "{count ID}, and forms after it: {count ID | one: # partnership | other: …}"),
    "percent": (r"(?P<figure>\S+)", "{percent ID}"),
    "share": (r"(?P<figure>\S+)", "{share ID}"),
    "was": (r"(?P<kind>count|percent) (?P<figure>\S+)", "{was percent ID} or {was count ID}"),
    "top": (
        rf"(?P<figure>\S+) {_MOST}(?P<counts> counts)?(?: of (?P<group>\S+))?",
        "{top FAMILY N}, N a number from 1 to 50; then perhaps “counts”, and “of” with a group",
    ),
    "all": (r"(?P<figure>\S+)(?P<counts> counts)?", "{all FAMILY}, and perhaps “counts” after it"),
    "cluster": (r"(?P<figure>\S+)(?P<counts> counts)?", "{cluster FAMILY}, and perhaps “counts” after it"),
    "leading": (r"(?P<figure>\S+)", "{leading FAMILY | feminine: # is … | masculine: # is … | other: # is …}"),
    "chart": (r"(?P<code>[IVX]+)", "{chart III}"),
    "note": (r"(?P<code>\S+)", "{note CODE}"),
    "assert": (r"(?P<condition>.+)", "{assert percent scope.global > 50}"),
    **{name: (r"", f"{{{name}}}") for name in ("day", "then", "host", "cycle", "themes", "boxes")},
}
NAMES = tuple(_SHAPES)
LONGEST = 20_000  # characters of a paragraph


class SlotError(Exception):
    """``slot``: what stands between the braces; the message says what is wrong with it."""

    def __init__(self, slot: str, message: str) -> None:
        self.slot = slot
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Slot:
    """``figure``: the id of a figure, or of a family. ``code``: of a chart or a note.

    ``forms``: the words around a number (``#``) by plural category of the language (CLDR), or around a name by its
    gender. ``conditions``: what an assertion says.
    """

    name: str
    figure: str = ""
    most: int = 0
    kind: str = ""
    group: str = ""
    code: str = ""
    is_counted: bool = False
    forms: tuple[tuple[str, str], ...] = ()
    conditions: tuple[Condition, ...] = ()
    source: str = field(default="", compare=False)  # what stands between the braces


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
    name, _space, rest = " ".join(head.split()).partition(" ")
    if name not in _SHAPES:
        raise SlotError(inside, f"There is no slot “{name}”; there are {', '.join(sorted(_SHAPES))}.")
    shape, usage = _SHAPES[name]
    found = re.fullmatch(shape, rest)
    if not found:
        raise SlotError(inside, f"“{name}” is written as {usage}.")
    given = found.groupdict()
    return Slot(
        name,
        figure=given.get("figure") or "",
        most=int(given.get("most") or 0),
        kind=given.get("kind") or "",
        group=given.get("group") or "",
        code=given.get("code") or "",
        is_counted=bool(given.get("counts")),
        forms=tuple(_form(form, inside) for form in forms),
        conditions=_conditions(given.get("condition"), inside),
        source=inside,
    )


def _form(form: str, inside: str) -> tuple[str, str]:
    found = _FORM.fullmatch(form)
    if not found:
        raise SlotError(
            inside, "After “|” stands a plural category or a gender with its words, such as “one: # partnership”."
        )
    return found[1], found[2].strip()


def _conditions(text: str | None, inside: str) -> tuple[Condition, ...]:
    try:
        return parse_conditions(text) if text else ()
    except ConditionError as error:
        raise SlotError(inside, str(error)) from None
