"""Cut a cell that lists partners into pieces that cover it: no character is lost.

Headings and partners keep their own words; separators are white space, marks between items, bullets and debris.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

_BREAK = re.compile(r"(?:_x000[DdAa]_|\r|\n)+")
_EDGE = r"(?:_x000[DdAa]_|[\s;,•·●▪*|\u200b\ufeff]|\\n)"
_LEAD = re.compile(rf"(?:{_EDGE}|[-–—](?=\s|$|_x000)|[-–—](?=[A-Z])|\(?\d{{1,2}}[.)]\s|\d{{1,2}}\s(?=[A-Z]))+")
_TAIL = re.compile(rf"(?:{_EDGE}|(?<=[\s_])[-–—])+$")
SEPARATOR = re.compile(rf"(?:{_EDGE}|[-–—.()\d]|and|et|y|e|&)*")


class Kind(Enum):
    HEADING = "heading"
    PARTNER = "partner"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cell. ``type`` is the one that the heading above it gives; ``line`` numbers the lines."""

    kind: Kind
    text: str
    type: str = ""
    line: int = 0
    is_inline: bool = False  # on the same line as its heading, where several partners may stand


class Headings:
    """The headings of a source and the type of organization that each announces."""

    def __init__(self, headings: dict[str, str]) -> None:
        self._types = {_plain(words): type_ for words, type_ in headings.items()}
        words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(headings, key=len, reverse=True))
        self._form = re.compile(rf"({words})\s*:+(?=\s|;|_x000|$)", re.IGNORECASE) if headings else None

    def match(self, text: str, at: int = 0) -> tuple[int, str] | None:
        """Where a heading that begins here ends, and its type."""
        found = self._form.match(text, at) if self._form else None
        return (found.end(), self._types[_plain(found[1])]) if found else None

    def is_in(self, cell: str) -> bool:
        return any(self.match(segment.strip()) for segment in re.split(r"_x000[DdAa]_|[\r\n;]", cell))


def cut(cell: str, headings: Headings) -> Iterator[Piece]:
    """The pieces of a cell, in order; their texts joined are the cell.

    Lines win over semicolons, and semicolons over commas, which are not cut here. A heading holds until the next.
    """
    type_ = ""
    is_typed = headings.is_in(cell)
    for number, (line, end) in enumerate(_lines(cell)):
        after_heading = False
        for segment, mark in _segments(line):
            for piece in _segment(segment, headings):
                if piece.kind is Kind.HEADING:
                    type_, after_heading = piece.type, True
                yield Piece(piece.kind, piece.text, type_, number, after_heading or not is_typed)
            if mark:
                yield Piece(Kind.SEPARATOR, mark)
        if end:
            yield Piece(Kind.SEPARATOR, end)


def _lines(cell: str) -> Iterator[tuple[str, str]]:
    at = 0
    for match in _BREAK.finditer(cell):
        yield cell[at : match.start()], match[0]
        at = match.end()
    yield cell[at:], ""


def _segments(line: str) -> Iterator[tuple[str, str]]:
    at = 0
    for end in outside_brackets(line, ";"):
        yield line[at:end], ";"
        at = end + 1
    yield line[at:], ""


def _segment(text: str, headings: Headings) -> Iterator[Piece]:
    at = 0
    while at < len(text):
        if lead := _LEAD.match(text, at):
            yield Piece(Kind.SEPARATOR, lead[0])
            at = lead.end()
        elif heading := headings.match(text, at):
            end, type_ = heading
            yield Piece(Kind.HEADING, text[at:end], type_)
            at = end
        else:
            break
    yield from trimmed(text[at:])


def trimmed(text: str) -> Iterator[Piece]:
    """The words of one partner with the white space and marks around them as separators."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    tail = _TAIL.search(text, start)
    end = tail.start() if tail else len(text)
    for kind, piece in (
        (Kind.SEPARATOR, text[:start]),
        (Kind.PARTNER, text[start:end]),
        (Kind.SEPARATOR, text[end:]),
    ):
        if piece:
            yield Piece(kind, piece)


def outside_brackets(text: str, marks: str) -> Iterable[int]:
    """Where one of the marks stands outside round brackets. Brackets that do not pair protect nothing."""
    protect = text.count("(") == text.count(")")
    depth = 0
    for at, char in enumerate(text):
        if protect and char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif char in marks and depth == 0:
            yield at


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
