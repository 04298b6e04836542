"""Cut a cell that lists partners into pieces that cover it: no character is lost.

Headings and partners keep their own words; separators are white space, marks between items, bullets and debris.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

_BREAK = re.compile(r"(?:_x000[DdAa]_|\r|\n)+")
_EDGE = r"(?:_x000[DdAa]_|[\s;,•·●▪*|\u200b\ufeff]|\\n)"
_LEAD = re.compile(rf"(?:{_EDGE}|[-–—](?=\s|$|_x000)|[-–—](?=[A-Z])|\(?\d{{1,2}}[.)]\s|and\s)+")
_BARE_NUMBER = re.compile(r"\d{1,2}\s+(?=[A-Z])")
_TAIL = re.compile(rf"(?:{_EDGE}|[-–—])$")
_LONGEST_EDGE = 7  # characters of the longest mark at an edge
AMPERSAND_CLOSED = re.compile(r"(?<=\w)(&\w{1,30});")  # “R&D;”: a program took it for an entity
_SEGMENTS = re.compile(r"_x000[DdAa]_|[\r\n;]")
_LABEL = re.compile(r"[^\W\d_][^:;,()\n]{2,60}?\s*:(?=\s)")
SEPARATOR = re.compile(rf"(?:{_EDGE}|[-–—.()\d]|and|et|y|e|&)*")


class Style(Enum):
    """Where the headings of a cell stand."""

    NONE = "none"
    ALONE = "alone"  # on a line, the partners below
    BEFORE = "before"  # on the line of their partners


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


Match = Callable[[str, int], tuple[int, str] | None]


class Headings:
    """The headings of a source and the type of organization that each announces.

    Known headings stand alone on a line, or before the partners on it (“NGOs: A, B; Other: C”). In a cell of the second
    kind any words before a colon are a heading, of no type if they are not known: the type before must not go on.
    """

    def __init__(self, headings: dict[str, str], *, closes_ampersands: bool = False) -> None:
        self.closes_ampersands = closes_ampersands
        self._types = {_plain(words): type_ for words, type_ in headings.items()}
        words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(headings, key=len, reverse=True))
        self._form = re.compile(rf"({words})\s*:+(?=\s|;|_x000|$)", re.IGNORECASE) if headings else None

    def match(self, text: str, at: int = 0) -> tuple[int, str] | None:
        """Where a heading that begins here ends, and its type."""
        found = self._form.match(text, at) if self._form else None
        return (found.end(), self._types[_plain(found[1])]) if found else None

    def match_any(self, text: str, at: int) -> tuple[int, str] | None:
        """Like ``match``, or where other words before a colon end."""
        if known := self.match(text, at):
            return known
        label = _LABEL.match(text, at)
        return (label.end(), "") if label else None

    def style(self, cell: str) -> Style:
        """How headings stand in a cell."""
        rests = [self._behind(segment.strip()) for segment in _SEGMENTS.split(cell)]
        if "" in rests:
            return Style.ALONE
        is_known = any(rest is not None for rest in rests)
        return Style.BEFORE if is_known or self.count(cell) > 1 else Style.NONE

    def _behind(self, segment: str) -> str | None:
        """What stands behind the known headings that begin a segment; ``None`` where none does."""
        at = 0
        while found := self.match(segment, at):
            at = found[0]
            while segment[at : at + 1].isspace():
                at += 1
        return segment[at:] if at else None

    def count(self, cell: str) -> int:
        """How many headings, known or not, begin a segment of the cell."""
        return sum(self.match_any(segment.strip(), 0) is not None for segment in _SEGMENTS.split(cell))

    def is_in(self, cell: str) -> bool:
        return self.style(cell) is not Style.NONE


def cut(cell: str, headings: Headings) -> Iterator[Piece]:
    """The pieces of a cell, in order; their texts joined are the cell.

    Lines win over semicolons, and semicolons over commas, which are not cut here. A heading holds until the next.
    """
    type_ = ""
    style = headings.style(cell)
    match = headings.match_any if style is Style.BEFORE else headings.match
    goes_on = style is Style.ALONE or headings.count(cell) > 1  # beyond the line or segment of a heading
    # “1 Alpha; 2 Beta” is numbered, “Alpha; 3 Rivers Trust” is not.
    is_numbered = all(re.search(rf"(?:^|[;\n]|_x000D_)[ \t]*{number}[ \t]+[A-Z]", cell) for number in (1, 2))
    for number, (line, end) in enumerate(_lines(cell)):
        for segment, mark in _segments(line, style, closes_ampersands=headings.closes_ampersands):
            is_inline = False
            type_ = type_ if goes_on else ""
            for piece in _segment(segment, match, is_numbered):
                if piece.kind is Kind.HEADING:
                    type_, is_inline = piece.type, True
                elif piece.kind is Kind.PARTNER and mark and style is Style.ALONE and _is_bare(piece.text):
                    type_ = ""  # a list without types was put behind the one with them
                yield Piece(piece.kind, piece.text, type_, number, is_inline)
            if mark:
                yield Piece(Kind.SEPARATOR, mark)
        if end:
            yield Piece(Kind.SEPARATOR, end)


def _is_bare(text: str) -> bool:
    return not text.endswith(")") and not text.startswith("Government")


def _lines(cell: str) -> Iterator[tuple[str, str]]:
    at = 0
    for match in _BREAK.finditer(cell):
        yield cell[at : match.start()], match[0]
        at = match.end()
    yield cell[at:], ""


def _segments(line: str, style: Style, *, closes_ampersands: bool) -> Iterator[tuple[str, str]]:
    ends = set(outside_brackets(line, ";"))
    if closes_ampersands:
        ends -= {match.end() - 1 for match in AMPERSAND_CLOSED.finditer(line)}
    if style is not Style.ALONE:  # “Alpha (NGO). Beta (NGO).”
        ends |= {match.start() for match in re.finditer(r"(?<=\))\.(?=\s+[A-Z])", line)}
    at = 0
    for end in sorted(ends):
        yield line[at:end], line[end]
        at = end + 1
    yield line[at:], ""


def _segment(text: str, match: Match, is_numbered: bool) -> Iterator[Piece]:
    at = 0
    while at < len(text):
        if lead := _LEAD.match(text, at) or (_BARE_NUMBER.match(text, at) if is_numbered else None):
            yield Piece(Kind.SEPARATOR, lead[0])
            at = lead.end()
        elif heading := match(text, at):
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
    end = len(text)
    while end > start and (tail := _TAIL.search(text, max(start, end - _LONGEST_EDGE), end)):
        end = tail.start()  # piece by piece: a pattern for all of them at once would be slow on hostile cells
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
