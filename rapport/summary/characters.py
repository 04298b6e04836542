"""Which characters the fonts of the product have, and where a report has one that they have not.

``look/fonts/covered.txt`` says it, written with the fonts (``fonts/build.py``), so that nothing here reads a font.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _

from rapport.look.formats import format_number
from rapport.look.social import FONTS
from rapport.summary.report import Box, Illustration, Paragraph, Quotation, Report

# What never has a shape of its own (Unicode, Default_Ignorable_Code_Point): joiners, marks of direction, variations.
_SHAPELESS = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip


class MissingCharacterError(ValueError):
    """A report has a character that no font of ours has; its words say which, and where."""

    def __init__(self, letter: str, where: str) -> None:
        self.letter, self.where = letter, where
        name = unicodedata.name(letter, "")
        code = f"U+{ord(letter):04X} {name}".rstrip()
        super().__init__(
            _("The fonts of the product have no character “%(letter)s” (%(code)s), which stands in: %(where)s.")
            % {"letter": letter, "code": code, "where": where}
        )


def check_characters(report: Report) -> None:
    """Raises MissingCharacterError at the first character that would be an empty box."""
    known = covered()
    for where, text in _texts(report):
        if strange := set(text) - known:
            raise MissingCharacterError(next(letter for letter in text if letter in strange), where)


@cache
def covered() -> frozenset[str]:
    """Every character that can be set; white space and controls need no shape."""
    lines = (FONTS / "covered.txt").read_text(encoding="ascii").split()
    ranges = [
        (int(first, 16), int(last or first, 16)) for first, _dash, last in (line.partition("-") for line in lines)
    ]
    controls = [(0x0, 0x20), (0x7F, 0xA0), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x3000, 0x3000)]
    codes = (range(first, last + 1) for first, last in [*ranges, *controls, *_SHAPELESS])
    return frozenset(chr(code) for each in codes for code in each)


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every text with the place where it stands, as its reader finds it."""
    yield report.title, "\n".join((report.title, report.fiction, *report.masthead))
    for paragraph in report.summary:
        yield _place(paragraph, report.title), _words(paragraph)
    for part in report.all_parts():
        heading = f"{part.number}. {part.heading}"
        yield heading, heading
        for block in part.blocks:
            yield _place(block, heading), _words(block)
    for note in report.notes:
        text = "".join(each.text for each in note)
        yield text, text


def _place(block: Paragraph | Illustration | Box | Quotation, heading: str) -> str:
    match block:
        case Paragraph(number=0):
            return heading
        case Paragraph(number=number):
            return _("paragraph %(number)s") % {"number": format_number(number)}
        case Illustration(caption=caption):
            return caption
        case Box(caption=caption, heading=name):
            return f"{caption}. {name}"
        case Quotation(source=source):
            return source


def _words(block: Paragraph | Illustration | Box | Quotation) -> str:
    match block:
        case Paragraph():
            return f"{block.text}{block.mark}"
        case Illustration():
            labels = (f"{row.group}{row.label}" for row in block.chart.rows)
            return "".join((block.caption, block.base, *block.notes, *labels))
        case Box():
            return "".join((block.caption, block.heading, *block.texts, block.source, block.mark))
        case Quotation():
            return f"{block.text}{block.source}{block.mark}"
