"""An edition as a report: composed of the registry while it is open, read from what was kept once it is frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from django.conf import settings

from rapport.statistics.labels import organizations_in
from rapport.summary.composing import Asked, Before, Gathered, compose, gather
from rapport.summary.keeping import restore_figure, restore_report
from rapport.summary.models import Edition, Passage
from rapport.summary.narrative.slots import SlotError
from rapport.summary.narrative.templates import SHIPPED, Template, TemplateError, Wording, load_template, read_wording
from rapport.summary.report import Report
from rapport.summary.states import State, marks_of, states_of

BOX, QUOTATION = "box:", "quotation:"


def template_folders() -> dict[str, Path]:
    """The templates there are, by name: the shipped ones, and the host's own, which go before."""
    folders = [SHIPPED, *map(Path, settings.RAPPORT_NARRATIVES)]
    return {file.parent.name: file.parent for each in folders for file in sorted(each.glob("*/outline.yaml"))}


def template_of(name: str) -> Template:
    """Raises TemplateError."""
    folders = template_folders()
    if name not in folders:
        raise TemplateError(f"There is no template “{name}”; there are {', '.join(folders)}.", file=Path(name))
    return load_template(folders[name])


def languages_of(template: Template) -> list[str]:
    """The registry's own language first, then as the site has them: texts are translated from the first."""
    site = [settings.LANGUAGE_CODE, *(code for code, _name in settings.LANGUAGES)]
    return sorted(template.texts, key=lambda each: site.index(each) if each in site else len(site))


def organizations_of(template: Template) -> list[str]:
    """Those of which a template speaks by name: they have a figure whatever their place."""
    return list(_organizations_named(each for texts in template.texts.values() for each in texts.wordings()))


@dataclass(frozen=True)
class Workshop:
    """An edition that is open, and what its report is made of: read and counted once for all of its languages."""

    edition: Edition
    today: date

    @cached_property
    def template(self) -> Template:
        return template_of(self.edition.template)

    @cached_property
    def passages(self) -> list[Passage]:
        return list(self.edition.passages.order_by("code", "language"))

    def edited(self, code: str, language: str) -> Passage | None:
        """What an officer has made of a text in a language."""
        return next((each for each in self.passages if (each.code, each.language) == (code, language)), None)

    @cached_property
    def gathered(self) -> Gathered:
        edition = self.edition
        asked = Asked(
            edition.as_at, edition.cycle, known_at=edition.frozen_at, featured=edition.featured, quoted=edition.quoted,
            organizations=[*organizations_of(self.template), *_organizations_in(self.passages)],
        )  # fmt: skip
        return gather(asked, today=self.today, before=_before(edition))

    @cached_property
    def drafts(self) -> dict[str, Report]:
        """The report in each language, without marks. Raises UnknownFigureError."""
        return {language: self.compose(language) for language in self.edition.languages}

    @cached_property
    def states(self) -> dict[str, dict[str, State]]:
        """Of each text that the report has, by code: its state in each language of the edition."""
        return states_of(self.drafts, self.passages)

    def report(self, language: str) -> Report:
        """As readers get it: what is stale or missing is marked."""
        return self.compose(language, marks=marks_of(self.states, language))

    def compose(
        self, language: str, *, marks: Mapping[str, str] | None = None, tried: Mapping[str, Wording] | None = None
    ) -> Report:
        """With the passages as they are; ``tried``: some by code in another wording, to see what they would say."""
        edits = {each.code: wording_of(each) for each in self.passages if each.language == language}
        return compose(self.gathered, self.template, language, edits={**edits, **(tried or {})}, marks=marks)


def report_of(edition: Edition, language: str, *, today: date) -> Report:
    """The report of an edition. Raises KeyError where it is not made in the language."""
    if language not in edition.languages:
        raise KeyError(language)
    if edition.is_frozen:
        return restore_report(edition.reports.get(language=language).body)
    return Workshop(edition, today).report(language)


def wording_of(passage: Passage) -> Wording:
    """Boxes and quotations are words alone; braces in them mean nothing."""
    if passage.code.startswith((BOX, QUOTATION)):
        return Wording((passage.text,), source=passage.text)
    return read_wording(passage.text)


def _organizations_in(passages: Iterable[Passage]) -> Iterable[str]:
    wordings = []
    for passage in passages:
        try:
            wordings.append(wording_of(passage))
        except SlotError:  # it is told where the passage is edited
            continue
    return _organizations_named(wordings)


def _organizations_named(wordings: Iterable[Wording]) -> Iterable[str]:
    ids = []
    for each in wordings:
        ids += [slot.figure for slot in each.slots]
        ids += [id_ for condition in each.conditions for id_ in condition.figures]
    return dict.fromkeys(organizations_in(ids))


def _before(edition: Edition) -> Before:
    if not edition.before:
        return Before()
    return Before({each["id"]: restore_figure(each) for each in edition.before.figures}, edition.before.as_at)
