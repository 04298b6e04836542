"""A template and the figures of a day become a report: numbered paragraphs, charts, boxes, quotations, footnotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.look.formats import format_day, format_number
from rapport.statistics.charts import Chart
from rapport.summary.featuring import Featured, Quoted
from rapport.summary.narrative.outline import BoxPlace, ChartPlace, Place, QuotationPlace, Section
from rapport.summary.narrative.saying import Facts, Speaker
from rapport.summary.narrative.templates import Template, Texts, Wording, Wordings
from rapport.summary.report import Block, Box, Illustration, Paragraph, Part, Quotation, Report, Said


@dataclass(frozen=True)
class Material:
    """What is shown beside the words. ``edits``: texts in the place of the template's; ``marks``: what readers are told
    of a text; both by code. Boxes and quotations are ``box:<id>`` and ``quotation:<id>:<day>`` there.
    """

    charts: Mapping[str, Chart] = field(default_factory=dict)
    featured: tuple[Featured, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    quoted_of_cluster: tuple[Quoted, ...] = ()
    edits: Mapping[str, Wording] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    fictional: int = 0


def write_report(template: Template, language: str, facts: Facts, material: Material | None = None) -> Report:
    """The report in a language. Raises KeyError where the template has none of it, UnknownFigureError."""
    with translation.override(language):
        return _Writer(template, language, facts, material or Material()).write()


class _Writer:
    def __init__(self, template: Template, language: str, facts: Facts, material: Material) -> None:
        self.template, self.language, self.material = template, language, material
        self.texts: Texts = template.texts[language]
        self.notes: dict[str, int] = {}
        self.speaker = Speaker(self.texts, language, facts, self._note)
        self.facts = facts
        self.counted = self.boxes_shown = 0

    def write(self) -> Report:
        outline, texts = self.template.outline, self.texts
        for wording in (*texts.wordings(), *self._edited()):
            self.speaker.check(wording)
        masthead = tuple("".join(each.text for each in self.speaker.say(line)) for line in texts.masthead)
        summary = tuple(each for code in outline.summary if (each := self._paragraph(code, is_counted=False)))
        parts = tuple(self._part(section) for section in outline.sections)
        notes = tuple(tuple(self._say_first(texts.notes[code])) for code in self.notes)
        return Report(
            texts.title, self.language, self.facts.day, tuple(filter(None, masthead)), summary, parts, notes,
            fiction_of(self.material.fictional), self.facts.cycle,
        )  # fmt: skip

    def _edited(self) -> Iterator[Wording]:
        return (each for code, each in self.material.edits.items() if code in self.texts.paragraphs)

    def _part(self, section: Section) -> Part:
        blocks = tuple(each for place in section.content for each in self._blocks(place))
        parts = tuple(self._part(each) for each in section.sections)
        if not blocks and not parts:
            blocks = (Paragraph(0, "", tuple(self.speaker.say(self.texts.nothing))),)
        return Part(section.number, section.code, self.texts.headings[section.code], blocks, parts)

    def _blocks(self, place: Place) -> Iterator[Block]:
        match place:
            case str():
                if paragraph := self._paragraph(place):
                    yield paragraph
            case ChartPlace(chart=number):
                if (chart := self.material.charts.get(number)) and chart.base:
                    yield illustrate(chart)
            case BoxPlace(most=most):
                yield from self._boxes(most)
            case QuotationPlace(most=most, is_of_cluster=is_of_cluster):
                quoted = self.material.quoted_of_cluster if is_of_cluster else self.material.quoted
                yield from (self._quotation(each) for each in quoted[:most])

    def _paragraph(self, code: str, *, is_counted: bool = True) -> Paragraph | None:
        """Nothing where the wording that holds is empty: then there is nothing to say."""
        edited = self.material.edits.get(code)
        wordings: Wordings = (edited,) if edited else self.texts.paragraphs[code]
        chosen = next((each for each in wordings if self.speaker.is_true(each)), None)
        if chosen and not chosen.pieces:
            return None
        self.counted += is_counted
        said = tuple(self.speaker.say(chosen)) if chosen else ()
        mark = self.material.marks.get(code, "")
        return Paragraph(self.counted if is_counted else 0, code, said, is_open=chosen is None, mark=mark)

    def _say_first(self, wordings: Wordings) -> Iterator[Said]:
        chosen = next((each for each in wordings if self.speaker.is_true(each)), None)
        return self.speaker.say(chosen) if chosen else iter(())

    def _note(self, code: str) -> int:
        return self.notes.setdefault(code, len(self.notes) + 1)

    def _boxes(self, most: int) -> Iterator[Box]:
        featured = self.material.featured[self.boxes_shown :]
        for each in featured[: most or None]:
            self.boxes_shown += 1
            yield self._box(each, self.boxes_shown)

    def _box(self, each: Featured, number: int) -> Box:
        code = f"box:{each.public_id}"
        edited = self.material.edits.get(code)
        name, _named_in = in_language(each.names, self.language)
        text, told_in = (edited.source, self.language) if edited else in_language(each.texts, self.language)
        caption = _("Box %(number)s") % {"number": format_number(number)}
        source = _("Source: the record %(id)s in the registry.") % {"id": each.public_id}
        told = "" if told_in == self.language else told_in
        paragraphs = tuple(filter(None, (line.strip() for line in text.split("\n"))))
        mark = self.material.marks.get(code, "")
        path = f"/partnerships/{each.public_id}/"
        return Box(number, caption, name or each.public_id, paragraphs, source, each.public_id, path, told, mark, code)

    def _quotation(self, each: Quoted) -> Quotation:
        code = f"quotation:{each.code}"
        edited = self.material.edits.get(code)
        told = "" if edited or each.language in ("", self.language) else each.language
        source = _("%(name)s, report of %(day)s") % {"name": each.name, "day": format_day(each.reported_on)}
        path = f"/partnerships/{each.public_id}/"
        mark = self.material.marks.get(code, "")
        return Quotation(edited.source if edited else each.text, source, each.public_id, path, told, mark, code)


def in_language(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """A text of a record as a reader of a language gets it, and its language: the record's own where not theirs."""
    if language in texts:
        return texts[language], language
    base = language.partition("-")[0]
    near = next((each for each in texts if each.partition("-")[0] == base), None)
    if near:
        return texts[near], language
    own = next(iter(texts), "")
    return texts.get(own, ""), own


def illustrate(chart: Chart) -> Illustration:
    """A chart with its words, in the language that is active."""
    caption = _("Figure %(number)s. %(title)s") % {"number": chart.number, "title": chart.title}
    base = _("Base: %(base)s %(what)s, as at %(day)s.") % {
        "base": format_number(chart.base), "what": chart.base_words, "day": format_day(chart.day),
    }  # fmt: skip
    return Illustration(chart, caption, base, chart.notes)


def fiction_of(count: int) -> str:
    """The sentence of a report from records that are made up; empty where none is."""
    if not count:
        return ""
    return ngettext(
        "%(n)s partnership of the set is fictional, made up for demonstration.",
        "%(n)s partnerships of the set are fictional, made up for demonstration.",
        count,
    ) % {"n": format_number(count)}
