"""A template and the figures of a day become a report: numbered paragraphs of words, and numbers with their figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale
from django.utils import translation

from rapport.look.formats import format_day, format_number, join_words
from rapport.statistics.figure import Figure
from rapport.statistics.labels import term_of
from rapport.summary.narrative.slots import Slot
from rapport.summary.narrative.templates import Section, Template, Texts, Wording

_NUMBER = "#"
NOTHING = "–"  # where there is no number: a share of nothing


@dataclass(frozen=True, slots=True)
class Said:
    """Words, or a number with the figure that it is: the page leads from it to the partnerships behind."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``is_open``: none of its wordings is borne out by the figures, so it says nothing and waits for an editor."""

    number: int
    code: str
    said: tuple[Said, ...]
    is_open: bool = False

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.said)


@dataclass(frozen=True, slots=True)
class Part:
    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    language: str
    day: date
    parts: tuple[Part, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        yield from _paragraphs_of(self.parts)


def _paragraphs_of(parts: tuple[Part, ...]) -> Iterator[Paragraph]:
    for part in parts:
        yield from part.paragraphs
        yield from _paragraphs_of(part.parts)


class UnknownFigureError(Exception):
    """A slot names a figure that there is not; the message says which."""


def write_report(template: Template, language: str, figures: Mapping[str, Figure], *, day: date) -> Report:
    """The report in a language. Raises KeyError where the template has none of it, UnknownFigureError."""
    with translation.override(language):
        return _Writer(template.texts[language], language, figures, day).write(template)


class _Writer:
    def __init__(self, texts: Texts, language: str, figures: Mapping[str, Figure], day: date) -> None:
        self.texts, self.language, self.figures, self.day = texts, language, figures, day
        self.plural = Locale.parse(language.replace("-", "_").partition("_")[0]).plural_form
        self.count = 0

    def write(self, template: Template) -> Report:
        parts = tuple(self._part(section) for section in template.sections)
        return Report(self.texts.title, self.language, self.day, parts)

    def _part(self, section: Section) -> Part:
        paragraphs = tuple(each for code in section.paragraphs if (each := self._paragraph(code)))
        parts = tuple(self._part(each) for each in section.sections)
        return Part(section.number, self.texts.headings[section.code], paragraphs, parts)

    def _paragraph(self, code: str) -> Paragraph | None:
        """Nothing where the wording that holds is empty: then there is nothing to say."""
        wordings = self.texts.paragraphs[code]
        chosen = next((each for each in wordings if all(one.holds(self.figures) for one in each.when)), None)
        if chosen and not chosen.pieces:
            return None
        self.count += 1
        return Paragraph(self.count, code, tuple(self._say(chosen)) if chosen else (), is_open=chosen is None)

    def _say(self, wording: Wording) -> Iterator[Said]:
        for piece in wording.pieces:
            if isinstance(piece, str):
                yield Said(piece)
            elif piece.name == "day":
                yield Said(format_day(self.day))
            elif piece.name == "top":
                yield from self._top(piece)
            else:
                yield from self._number(piece)

    def _figure(self, id_: str) -> Figure:
        if id_ not in self.figures:
            raise UnknownFigureError(f"There is no figure “{id_}”.")
        return self.figures[id_]

    def _number(self, slot: Slot) -> Iterator[Said]:
        figure = self._figure(slot.figure)
        if slot.name == "percent":
            yield self._percent(figure)
        elif slot.name == "share":
            yield self._percent(figure)
            yield from self._in_brackets(self._count(figure))
        elif slot.forms:
            yield from self._with_words(figure, dict(slot.forms))
        else:
            yield self._count(figure)

    def _count(self, figure: Figure) -> Said:
        number = figure.numerator if figure.unit == "percent" else figure.value
        if isinstance(number, float) and number.is_integer():
            number = int(number)  # a mean that is whole
        return Said(NOTHING if number is None else format_number(number), figure)

    def _with_words(self, figure: Figure, forms: Mapping[str, str]) -> Iterator[Said]:
        """“348 partnerships were”: the words of the number's plural, the number a link."""
        number = figure.numerator if figure.unit == "percent" else figure.value
        words = self._form(forms, number)
        before, mark, after = words.partition(_NUMBER)
        yield Said(before)
        if mark:
            yield self._count(figure)
        yield Said(after)

    def _percent(self, figure: Figure) -> Said:
        if figure.value is None or figure.unit != "percent":
            return Said(NOTHING, figure)
        words = self._form(self.texts.percent, figure.value)
        return Said(words.replace(_NUMBER, format_number(figure.value)), figure)

    def _in_brackets(self, said: Said) -> Iterator[Said]:
        before, _mark, after = self.texts.brackets.partition(_NUMBER)
        yield from (Said(before), said, Said(after))

    def _form(self, forms: Mapping[str, str], number: float | None) -> str:
        return forms.get(self.plural(number or 0)) or forms.get("other") or _NUMBER

    def _top(self, slot: Slot) -> Iterator[Said]:
        """The greatest of a family, but for zeros, with their shares: “water (40 per cent), energy (38 per cent)”."""
        family = [each for id_, each in self.figures.items() if id_.startswith(f"{slot.figure}.")]
        if not family:
            raise UnknownFigureError(f"There is no family of figures “{slot.figure}”.")
        named = sorted((each for each in family if each.numerator), key=lambda each: (-(each.numerator or 0), each.id))
        greatest = named[: int(slot.arguments[1])]
        marks = [f"\0{place}\0" for place in range(len(greatest))]
        for place, piece in enumerate(join_words(marks).split("\0")):
            if place % 2:
                figure = greatest[int(piece)]
                yield Said(term_of(figure.id, {}))
                yield from self._in_brackets(self._percent(figure))
            elif piece:
                yield Said(piece)
        if not greatest:
            yield Said(NOTHING)
