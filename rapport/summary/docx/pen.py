"""Paragraphs, runs, links and footnote marks: what the body, the notes and the tables are written with."""

from collections.abc import Callable, Iterable, Iterator

from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import Part

from rapport.look.formats import format_number
from rapport.summary.docx.letters import Tongue, stretches
from rapport.summary.docx.markup import Element, w
from rapport.summary.report import Said
from rapport.summary.showing import address_of


class Links:
    """The addresses that a part leads to, each once. python-docx would look through all of them for each."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._ids: dict[str, str] = {}

    def id_of(self, address: str) -> str:
        if address not in self._ids:
            self._ids[address] = f"rIdLink{len(self._ids) + 1}"
            self._part.load_rel(KIND.HYPERLINK, address, self._ids[address], is_external=True)
        return self._ids[address]


class Pen:
    """Writes in the language of a report into one part of the document. ``mark`` makes the mark of a footnote."""

    def __init__(self, language: str, links: Links, mark: Callable[[int], Iterable[Element]] | None = None) -> None:
        self.language, self.tongue, self.links = language, Tongue(language), links
        self._mark = mark or self._plain_mark

    def paragraph(self, style: str, *content: Element, language: str = "", before: Iterable[Element] = ()) -> Element:
        """``language``: that of the text where it is another. ``before``: properties between style and direction."""
        tongue = Tongue(language) if language else self.tongue
        is_turned = tongue.is_from_right != self.tongue.is_from_right
        bidi = w("bidi", val=None if tongue.is_from_right else "0") if tongue.is_from_right or is_turned else None
        return w("p", w("pPr", w("pStyle", val=style), *before, bidi), *content)

    def text(self, text: str, *, style: str = "", language: str = "") -> Iterator[Element]:
        tongue = Tongue(language) if language else self.tongue
        for piece, is_from_right in stretches(text, is_from_right=tongue.is_from_right):
            if piece:
                yield w("r", self._dress(style, is_from_right, language), w("t", piece, xml_space="preserve"))

    def _dress(self, style: str, is_from_right: bool, language: str) -> Element | None:
        tag = Tongue(language).tag if language else None
        if not (style or is_from_right or tag):
            return None
        return w(
            "rPr",
            w("rStyle", val=style) if style else None,
            w("rtl") if is_from_right else None,
            w("lang", val=Tongue(language).latin_tag, eastAsia=tag, bidi=tag) if tag else None,
        )

    def link(self, path: str, text: str, *, language: str = "") -> Element:
        """Text that leads to a page of the site."""
        id_ = self.links.id_of(address_of(path, self.language))
        return w("hyperlink", *self.text(text, style="Hyperlink", language=language), r_id=id_, history="1")

    def said(self, pieces: Iterable[Said], *, language: str = "") -> Iterator[Element]:
        for each in pieces:
            if each.figure:
                yield self.link(each.figure.query.path(), each.text, language=language)
            else:
                yield from self.text(each.text, language=language)
            if each.note:
                yield from self._mark(each.note)

    def _plain_mark(self, number: int) -> Iterator[Element]:
        return self.text(format_number(number), style="FootnoteReference")

    def bookmark(self, number: int, name: str, *content: Element) -> Iterator[Element]:
        yield w("bookmarkStart", id=number, name=name)
        yield from content
        yield w("bookmarkEnd", id=number)


def field(instruction: str, *shown: Element) -> Iterator[Element]:
    """A field with what it shows until a program computes it anew."""
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", w("instrText", f" {instruction} ", xml_space="preserve"))
    yield w("r", w("fldChar", fldCharType="separate"))
    yield from shown
    yield w("r", w("fldChar", fldCharType="end"))


def tab() -> Element:
    return w("r", w("tab"))
