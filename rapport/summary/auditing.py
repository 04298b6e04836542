"""An edition audited as if somebody else had published it: its numbers, its claims, and numbers typed by hand."""

import re
from collections.abc import Iterator, Mapping

from django.utils import translation

from rapport.statistics.labels import label_of
from rapport.summary.audit import audit
from rapport.summary.audit.findings import Finding
from rapport.summary.audit.statements import Statement
from rapport.summary.models import Passage
from rapport.summary.narrative.slots import SlotError, parse_text
from rapport.summary.report import Report

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def audit_report(report: Report, organizations: Mapping[str, str]) -> list[Finding]:
    """Errors and warnings alone: that rounded shares add up to 99 or 101 is no news to who rounded them."""
    with translation.override("en"):
        statements = list(_statements(report, organizations))
    return [each for each in audit(statements) if each.level != "note"]


def _statements(report: Report, organizations: Mapping[str, str]) -> Iterator[Statement]:
    """Every number that a paragraph says; with its words where the report is in English, as the claims are."""
    said = [(paragraph, each) for paragraph in report.paragraphs() for each in paragraph.said if each.figure]
    for line, (paragraph, each) in enumerate(said, start=1):
        figure = each.figure
        if figure is None or figure.value is None:
            continue
        is_percent = figure.unit == "percent" and not each.text.replace(",", "").isdigit()
        yield Statement(
            line=line,
            id=figure.id,
            paragraph=str(paragraph.number or paragraph.code),
            what=label_of(figure.id, organizations),
            wording=paragraph.text if report.language == "en" else "",
            published=str(figure.value if is_percent or figure.unit == "count" else figure.numerator),
            unit="percent" if is_percent else "count",
            base=figure.denominator if is_percent else None,
            base_what="",
        )


def typed_numbers(passage: Passage) -> list[str]:
    """Numbers that an editor typed: they do not move with the registry. Years are left alone."""
    try:
        words = [each for each in parse_text(passage.text) if isinstance(each, str)]
    except SlotError:
        return []
    return [found for text in words for found in _NUMBER.findall(text) if not _YEAR.fullmatch(found)]
