"""Footnotes: python-docx has none, so the part and the marks in the text are ours."""

from collections.abc import Iterable, Iterator

from docx.opc.part import Part

from rapport.summary.docx.markup import Element, to_bytes, w
from rapport.summary.docx.pen import Links, Pen, field
from rapport.summary.report import Said

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Marks:
    """The marks of footnotes in the text. A note that is named again is referred to: Word would count it twice."""

    def __init__(self, first_bookmark: int) -> None:
        self._bookmark = first_bookmark
        self._seen: set[int] = set()

    def __call__(self, number: int) -> Iterator[Element]:
        dress = w("rPr", w("rStyle", val="FootnoteReference"))
        name = f"_Note{number}"
        if number in self._seen:
            yield from field(f"NOTEREF {name} \\f \\h", w("r", dress, w("t", str(number))))
            return
        self._seen.add(number)
        yield w("bookmarkStart", id=self._bookmark + number, name=name)
        yield w("r", dress, w("footnoteReference", id=number))
        yield w("bookmarkEnd", id=self._bookmark + number)


def write_notes(part: Part, language: str, notes: Iterable[tuple[Said, ...]]) -> bytes:
    """The part of the footnotes; ``part`` is the one that its links belong to."""
    pen = Pen(language, Links(part))
    root = w("footnotes")
    for id_, kind in _SEPARATORS:
        spacing = w("pPr", w("spacing", after=0, line=240, lineRule="auto"))
        root.append(w("footnote", w("p", spacing, w("r", w(kind))), type=kind, id=id_))
    for number, said in enumerate(notes, start=1):
        root.append(w("footnote", _note(pen, said), id=number))
    return to_bytes(root)


def _note(pen: Pen, said: tuple[Said, ...]) -> Element:
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    return pen.paragraph("FootnoteText", mark, *pen.text(" "), *pen.said(said))
