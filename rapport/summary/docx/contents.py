"""The contents: a field that Word can compute anew, with its entries already there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapport.summary.docx.markup import Element, w
from rapport.summary.docx.pen import Pen, field, tab

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: ``level`` from 1 on, ``bookmark`` where it stands."""

    level: int
    number: str
    heading: str
    bookmark: str


def write_contents(pen: Pen, heading: str, entries: Sequence[Entry]) -> Element:
    """As Word makes them itself, so that it offers to bring them up to date.

    On which pages headings come to stand only the program knows that shows them, so the numbers of pages are left to
    it: a page that is guessed would be believed.
    """
    lines = [
        pen.paragraph(f"TOC{each.level}", *(_begun() if place == 0 else ()), *_entry(pen, each))
        for place, each in enumerate(entries)
    ]
    if lines:
        lines[-1].append(w("r", w("fldChar", fldCharType="end")))
    return w(
        "sdt",
        w("sdtPr", w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))),
        w("sdtContent", pen.paragraph("TOCHeading", *pen.text(heading)), *lines),
    )


def _begun() -> Iterator[Element]:
    """The beginning of a field that ends in another paragraph."""
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", w("instrText", f' TOC \\o "1-{DEEPEST}" \\h \\z \\u ', xml_space="preserve"))
    yield w("r", w("fldChar", fldCharType="separate"))


def _entry(pen: Pen, entry: Entry) -> Iterator[Element]:
    words = [*pen.text(f"{entry.number}."), tab(), *pen.text(entry.heading), tab()] if entry.number else [
        *pen.text(entry.heading), tab(),
    ]  # fmt: skip
    yield w("hyperlink", *words, *field(f"PAGEREF {entry.bookmark} \\h"), anchor=entry.bookmark, history="1")
