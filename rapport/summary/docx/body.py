"""The body of the document: title block, contents, parts with their paragraphs, charts, boxes and quotations."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from rapport.summary.docx.charts import Panel, describe, panels_of, place_chart
from rapport.summary.docx.contents import DEEPEST, Entry, write_contents
from rapport.summary.docx.markup import Element, w
from rapport.summary.docx.pen import Pen, tab
from rapport.summary.docx.styles import NUMBERED
from rapport.summary.docx.tables import write_table
from rapport.summary.report import Block, Box, Illustration, Paragraph, Part, Quotation, Report

_LONG = 2500  # characters
AddChart = Callable[[Panel], str]  # puts a chart into the package; the relation that leads to it


class Body:
    """Writes the blocks of a report. ``starts``: numbers of paragraphs that do not follow the one before."""

    def __init__(self, report: Report, pen: Pen, add_chart: AddChart) -> None:
        self.report, self.pen, self.add_chart = report, pen, add_chart
        self.starts: list[int] = []
        self._last_number = self._charts = 0
        self._headings: list[Entry] = list(_entries(report.parts))

    def write(self) -> Iterator[Element]:
        pen = self.pen
        for line in self.report.masthead:
            yield pen.paragraph("Masthead", *pen.text(line))
        yield pen.paragraph("Title", *pen.text(self.report.title))
        for each in self.report.summary:
            yield from self._paragraph(each)
        yield write_contents(pen, _("Contents"), self._headings)
        for number, (entry, part) in enumerate(zip(self._headings, self.report.all_parts(), strict=True)):
            yield self._heading(entry, number)
            for block in part.blocks:
                yield from self._block(block)

    def _heading(self, entry: Entry, number: int) -> Element:
        pen = self.pen
        words = [*pen.text(f"{entry.number}."), tab()] if entry.number else []
        marked = pen.bookmark(number, entry.bookmark, *words, *pen.text(entry.heading))
        before = [w("pageBreakBefore")] if number == 0 else []
        return pen.paragraph(f"Heading{entry.level}", *marked, before=before)

    def _block(self, block: Block) -> Iterator[Element]:
        match block:
            case Illustration():
                return self._illustration(block)
            case Box():
                return self._box(block)
            case Quotation():
                return self._quotation(block)
            case Paragraph():
                return self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Element]:
        pen = self.pen
        if paragraph.is_open:
            words = pen.text(_("The figures bear none of the wordings of this paragraph."), style="Warned")
        else:
            words = pen.said(paragraph.said, language=paragraph.language)
        style = "NumberedParagraph" if paragraph.number else "Normal"
        before = self._counted(paragraph.number) if paragraph.number else ()
        yield pen.paragraph(style, *words, *self._mark(paragraph.mark), language=paragraph.language, before=before)

    def _counted(self, number: int) -> Iterator[Element]:
        """Word counts the paragraphs; it is told where a number does not follow the one before."""
        if number != self._last_number + 1:
            self.starts.append(number)
        self._last_number = number
        if self.starts:
            yield w("numPr", w("numId", val=NUMBERED + len(self.starts)))

    def _mark(self, mark: str) -> Iterator[Element]:
        return self.pen.text(f" {mark}", style="Warned") if mark else iter(())

    def _illustration(self, illustration: Illustration) -> Iterator[Element]:
        pen = self.pen
        yield pen.paragraph("Caption", *pen.text(illustration.caption))
        panels = list(panels_of(illustration))
        for panel in panels:
            self._charts += 1
            drawn = place_chart(self.add_chart(panel), self._charts, panel, describe(illustration, panel))
            # The last one stays with its base; all of them together might not fit on a page.
            yield pen.paragraph("Drawing", drawn, before=[w("keepNext")] if panel is panels[-1] else [])
        yield pen.paragraph("ChartNote", *pen.text(" ".join((illustration.base, *illustration.notes))))
        yield write_table(pen, illustration)
        yield pen.paragraph("Drawing")  # else a table that follows would be taken for the same

    def _box(self, box: Box) -> Iterator[Element]:
        """Framed paragraphs, not a table: they are read in their order. The caption above keeps two frames apart."""
        pen = self.pen
        yield pen.paragraph("Caption", *pen.text(box.caption))
        yield pen.paragraph("BoxHeading", pen.link(box.path, box.heading))
        for text in box.texts:
            words = pen.text(text, language=box.language)
            yield pen.paragraph("BoxText", *words, language=box.language, before=_together(text))
        yield pen.paragraph("BoxSource", *pen.text(box.source), *self._mark(box.mark))

    def _quotation(self, quotation: Quotation) -> Iterator[Element]:
        pen, language = self.pen, quotation.language
        yield pen.paragraph("Quote", *pen.text(quotation.text, language=language), language=language)
        yield pen.paragraph("QuoteSource", pen.link(quotation.path, quotation.source), *self._mark(quotation.mark))


def _together(text: str) -> list[Element]:
    """What stands before the source of a box stays with it; a text that would fill most of a page may break."""
    return [w("keepNext"), *([w("keepLines")] if len(text) < _LONG else [])]


def _entries(parts: tuple[Part, ...], level: int = 1, first: int = 1) -> Iterator[Entry]:
    """In the order of ``Report.all_parts``. The names are those that Word gives to what contents lead to."""
    for part in parts:
        yield Entry(min(level, DEEPEST), part.number, part.heading, f"_Toc{first:09}")
        first += 1
        for entry in _entries(part.parts, level + 1, first):
            yield entry
            first += 1
