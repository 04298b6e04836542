"""A report as every writing of it has it: parts, numbered paragraphs, figures, boxes, quotations, footnotes.

It is of one language and knows no file format; HTML, DOCX and PDF are each written from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapport.statistics.charts import Chart
from rapport.statistics.figure import Figure


@dataclass(frozen=True, slots=True)
class Said:
    """Words, or a number with the figure that it is: it leads to the partnerships behind.

    ``note``: the number of the footnote whose mark stands after the words; 0 without one.
    """

    text: str
    figure: Figure | None = None
    note: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``is_open``: none of its wordings is borne out by the figures, so it says nothing and waits for an editor.

    ``number`` is 0 where paragraphs are not counted: in the summary, and where there is nothing to say.
    ``mark``: why a reader should be careful with the text, such as that it has not been translated again; mostly empty.
    """

    number: int
    code: str
    said: tuple[Said, ...]
    is_open: bool = False
    mark: str = ""
    language: str = ""  # where it is not that of the report

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.said)


@dataclass(frozen=True, slots=True)
class Illustration:
    """A chart with its caption: “Figure III. Geographical scope”. Its rows are its table."""

    chart: Chart
    caption: str
    base: str  # of what, on which day
    notes: tuple[str, ...]

    @property
    def number(self) -> str:
        return self.chart.number


@dataclass(frozen=True, slots=True)
class Box:
    """A partnership that is featured. ``language`` is that of its texts where it is not that of the report."""

    number: int
    caption: str  # “Box 2”
    heading: str
    texts: tuple[str, ...]
    source: str
    public_id: str
    path: str  # of its page
    language: str = ""
    mark: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a partnership reported, in its words, and where that stands."""

    text: str
    source: str
    public_id: str
    path: str
    language: str = ""
    mark: str = ""
    code: str = ""


Block = Paragraph | Illustration | Box | Quotation


@dataclass(frozen=True, slots=True)
class Part:
    """A section. ``number`` as documents write it: “II”, “A”."""

    number: str
    code: str
    heading: str
    blocks: tuple[Block, ...]
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Report:
    """``masthead``: the lines above the title. ``notes``: the footnotes, the first has number 1.

    ``fiction``: the sentence that stands on every page where records are fictional; else empty. ``cycle``: whose
    thematic cluster it looks at.
    """

    title: str
    language: str
    day: date
    masthead: tuple[str, ...]
    summary: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    notes: tuple[tuple[Said, ...], ...] = ()
    fiction: str = ""
    cycle: str = ""

    def blocks(self) -> Iterator[Block]:
        for part in self.all_parts():
            yield from part.blocks

    def all_parts(self) -> Iterator[Part]:
        yield from _with_parts(self.parts)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Those of the summary, then the numbered ones."""
        yield from self.summary
        yield from (each for each in self.blocks() if isinstance(each, Paragraph))

    def illustrations(self) -> Iterator[Illustration]:
        yield from (each for each in self.blocks() if isinstance(each, Illustration))

    def figures(self) -> Iterator[tuple[Figure, Paragraph]]:
        """Every number that is said, with the paragraph that says it."""
        for paragraph in self.paragraphs():
            yield from ((each.figure, paragraph) for each in paragraph.said if each.figure)


def _with_parts(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _with_parts(part.parts)
