"""Progress in words: reports with what they say was done, and deliverables with how far they have come."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rapport.look.formats import format_day, set_commas
from rapport.registry.document import PartnershipDocument
from rapport.registry.progress import Contribution, Deliverable, ProgressReport
from rapport.vocabularies.schemes import installed_schemes, scheme

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Opens = Callable[[str, str], str]  # the address of the set of a facet's value
_LINKED = re.compile(r"https?://[^\s]+")
_NUMBER = re.compile(r"(\d+)")
TEXTS: "dict[str, StrOrPromise]" = {
    "summary": gettext_lazy("What was done"),
    "lessons": gettext_lazy("Lessons learned"),
    "obstacles": gettext_lazy("Obstacles"),
    "resources": gettext_lazy("Changes in its resources"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """An activity, with the set of the partnerships that report it; or what was done for a commitment."""

    label: str
    href: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReportShown:
    day: date
    since: str
    language: str
    texts: tuple[tuple[str, str], ...]  # what it speaks of, and what it says
    activities: tuple[Done, ...]
    contributions: tuple[Done, ...]
    evidence: tuple[tuple[str, bool], ...]  # each with whether it may be linked


@dataclass(frozen=True, slots=True)
class DeliverableShown:
    title: str
    indicator: str
    baseline: str
    target: str
    due: str
    value: str
    value_day: str
    state: str
    is_overdue: bool


def show_reports(document: PartnershipDocument, opens: Opens) -> Iterator[ReportShown]:
    """The newest first."""
    for report in reversed(document.reports):
        yield ReportShown(
            day=report.reported_on,
            since=format_day(report.since) if report.since else "",
            language=report.language or document.language,
            texts=tuple((str(label), text) for name, label in TEXTS.items() if (text := getattr(report, name))),
            activities=tuple(Done(each, opens("activity", code)) for code, each in _activities(report)),
            contributions=tuple(_contribution(each, opens) for each in report.contributions),
            evidence=tuple((each, bool(_LINKED.fullmatch(each))) for each in report.evidence),
        )


def _activities(report: ProgressReport) -> Iterator[tuple[str, str]]:
    known, chosen, language = scheme("activities"), set(report.activities), get_language()
    for code in [*(code for code in known.codes if code in chosen), *sorted(chosen.difference(known.codes))]:
        yield code, known.label_of(code, language)


def _contribution(each: Contribution, opens: Opens) -> Done:
    return Done(commitment_label(each), opens("commitment", f"{each.scheme}:{each.code}"), each.text)


def commitment_label(each: Contribution) -> str:
    known = installed_schemes().get(each.scheme)
    return f"{known.label()}: {known.label_of(each.code)}" if known else f"{each.scheme}: {each.code}"


def show_deliverables(deliverables: Sequence[Deliverable], *, today: date) -> Iterator[DeliverableShown]:
    """In the order of their ids: d2 before d10."""
    for each in sorted(deliverables, key=_natural):
        is_overdue = each.is_overdue(today)
        yield DeliverableShown(
            title=each.title or each.id,
            indicator=each.indicator,
            baseline=_measured(each.baseline, each.unit),
            target=_measured(each.target, each.unit),
            due=format_day(each.due_on) if each.due_on else "",
            value=_measured(each.value, each.unit),
            value_day=format_day(each.value_on) if each.value_on else "",
            state=scheme("deliverable-states").label_of(each.status) if each.status else "",
            is_overdue=is_overdue,
        )


def _natural(each: Deliverable) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isascii() and part.isdigit() else (0, part) for part in _NUMBER.split(each.id)]


def _measured(value: str, unit: str) -> str:
    """A value with its unit; a unit that the text itself names is not said twice."""
    return f"{value} {unit}" if value and unit and unit.casefold() not in value.casefold() else value


def report_in_words(report: ProgressReport) -> list[str]:
    """A report line by line, its day first: what a history compares."""
    lines = [_("Report of %(day)s") % {"day": format_day(report.reported_on)}]
    if report.since:
        lines.append(_("since %(day)s") % {"day": format_day(report.since)})
    if report.activities:
        lines.append(_("Activities: %(what)s") % {"what": set_commas(label for _code, label in _activities(report))})
    lines += [f"{label}: {text}" for name, label in TEXTS.items() if (text := getattr(report, name))]
    lines += [
        f"{commitment_label(each)}: {each.text}" if each.text else commitment_label(each)
        for each in report.contributions
    ]
    return [*lines, *report.evidence]


def deliverable_in_words(each: Deliverable) -> list[str]:
    """A deliverable line by line, its title first."""
    shown = next(show_deliverables((each,), today=date.min))
    told = (
        (_("Indicator"), shown.indicator),
        (_("Baseline"), shown.baseline),
        (_("Target"), shown.target),
        (_("Due"), shown.due),
        (_("Last value"), " ".join(filter(None, (shown.value, shown.value_day and f"({shown.value_day})")))),
        (_("State"), shown.state),
    )
    return [shown.title, *(f"{label}: {text}" for label, text in told if text)]
