"""The report and the audit on the command line."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import translation

from rapport.cli.home import prepare_home
from rapport.cli.words import fail, read_day
from rapport.exchange.sheets import SheetError
from rapport.lib import clock
from rapport.statistics.figure import Figure
from rapport.statistics.figures import write_rows
from rapport.summary import documents
from rapport.summary.audit import audit
from rapport.summary.audit.findings import LEVELS
from rapport.summary.audit.table import read_table
from rapport.summary.characters import MissingCharacterError
from rapport.summary.composing import Asked, compose, gather
from rapport.summary.editions import Workshop, languages_of, organizations_of, template_of
from rapport.summary.models import Edition
from rapport.summary.narrative.saying import UnknownFigureError
from rapport.summary.narrative.templates import TemplateError
from rapport.summary.report import Report

KINDS = (*documents.TYPES, *documents.ANNEX_TYPES)


class ReportError(Exception):
    """What was asked cannot be written; the message says why."""


def run_report(options: Namespace) -> int:
    """One document to standard output, or as many as are asked for into a folder."""
    prepare_home()
    try:
        kinds = _named(options.format, KINDS, "format")
        source = _Source(options)
        languages = _named(options.language or source.languages[0], source.languages, "language")
        wanted = [(language, kind) for language in languages for kind in kinds]
        target = _target(options.output, len(wanted))
        for language, kind in wanted:
            content = source.write(language, kind)
            _deliver(content, target, f"{source.name}-{language}.{kind}")
    except (ReportError, ValueError, TemplateError, UnknownFigureError, MissingCharacterError) as error:
        return fail(str(error))
    return 0


class _Source:
    """An edition by its name or address, or the report of a day."""

    def __init__(self, options: Namespace) -> None:
        self.today = clock.today()
        day = read_day(options.as_at)
        self.edition = _find_edition(options.edition) if options.edition else None
        if self.edition and day and day != self.edition.as_at:
            raise ReportError(f"The edition is as at {self.edition.as_at}, not {day}.")
        if day and day > self.today:
            raise ReportError(f"{day} has not come yet.")
        self.day = day or self.today
        self.name = self.edition.slug if self.edition else f"report-{self.day}"

    @property
    def languages(self) -> list[str]:
        if self.edition:
            return list(self.edition.languages)
        return languages_of(template_of(settings.RAPPORT_REPORT))

    def write(self, language: str, kind: str) -> bytes:
        report, figures = self._report(language)
        if kind in documents.TYPES:
            return documents.write_document(report, kind)
        return documents.write_annex(report, figures, kind)

    def _report(self, language: str) -> tuple[Report, Iterable[Figure]]:
        if self.edition and self.edition.is_frozen:
            frozen = documents.figures_of(self.edition)
            return documents.restored(self.edition, language), frozen
        if self.edition:
            workshop = Workshop(self.edition, self.today)
            return workshop.report(language), workshop.gathered.facts.figures.values()
        template = template_of(settings.RAPPORT_REPORT)
        asked = Asked(self.day, settings.RAPPORT_CLUSTER, organizations=organizations_of(template))
        gathered = gather(asked, today=self.today)
        return compose(gathered, template, language), gathered.facts.figures.values()


def _find_edition(name: str) -> Edition:
    found = Edition.objects.filter(slug=name).first() or Edition.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(Edition.objects.values_list("slug", flat=True)) or "none yet"
        raise ReportError(f"There is no edition “{name}”; there are: {known}.")
    return found


def _named(text: str, known: Iterable[str], what: str) -> list[str]:
    """Several apart by commas, or “all”."""
    listed = list(known)
    asked = listed if text == "all" else list(dict.fromkeys(each.strip().lower() for each in text.split(",")))
    if wrong := [each for each in asked if each not in listed]:
        raise ReportError(f"There is no {what} “{wrong[0]}”; there are {', '.join(listed)}.")
    return asked


def _target(output: str | None, number: int) -> Path | None:
    """A file for one document, a folder for several; nothing: standard output."""
    if output is None:
        if number > 1:
            raise ReportError("Several documents go into a folder: name one by --output.")
        return None
    path = Path(output)
    if number > 1 or output.endswith("/") or path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
    return path


def _deliver(content: bytes, target: Path | None, name: str) -> None:
    if target is None:
        if sys.stdout.isatty() and not name.endswith((".html", ".csv")):
            raise ReportError("That is no text for a terminal: name a file by --output.")
        sys.stdout.buffer.write(content)
        return
    path = target / name if target.is_dir() else target
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)
    print(path, file=sys.stderr)


def run_audit(options: Namespace) -> int:
    """1 where something cannot be true, so that a script can tell."""
    try:
        statements = read_table(Path(options.path))
    except SheetError as error:
        return fail(str(error))
    with translation.override("en"):
        findings = audit(statements)
        rows: list[dict[str, object]] = [each.row() for each in findings]
    counts = Counter(each.level for each in findings)
    told = ", ".join(f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in LEVELS)
    if options.format == "table":
        sys.stdout.writelines(f"{row['level']:8} {row['paragraph']:8} {row['finding']}\n" for row in rows)
    elif rows or options.format == "json":
        sys.stdout.write(write_rows(rows, options.format))
    print(f"{len(statements)} figures: {told}.", file=sys.stderr)
    return 1 if counts["error"] else 0
