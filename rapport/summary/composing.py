"""From the registry to a report: the figures of a day, its charts, what is featured and quoted, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.utils import translation

from rapport.organizations.directory import load_directory
from rapport.sets.query import Query
from rapport.statistics.charts import draw_charts
from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures
from rapport.statistics.labels import organizations_in
from rapport.statistics.scope import Scope, conditions
from rapport.summary.featuring import Featured, LeftOut, Quoted, feature, quote, quote_chosen
from rapport.summary.narrative.saying import Facts
from rapport.summary.narrative.templates import Template, Wording
from rapport.summary.narrative.writing import Material, write_report
from rapport.summary.report import Report
from rapport.vocabularies.cycles import themes_of_cycle

MOST_QUOTED = 12


@dataclass(frozen=True)
class Asked:
    """What a report is of. ``quoted``: reports that were chosen; without any the newest ones are.

    ``organizations``: those of which a text speaks, so that they have a figure whatever their place.
    """

    day: date
    cycle: str
    known_at: datetime | None = None
    featured: Sequence[str] = ()
    quoted: Sequence[str] = ()
    organizations: Sequence[str] = ()


@dataclass(frozen=True)
class Gathered:
    """What the registry says, whatever the language: counted once for all writings of a report."""

    facts: Facts
    scope: Scope
    featured: tuple[Featured, ...]
    quoted: tuple[Quoted, ...]
    quoted_of_cluster: tuple[Quoted, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Before:
    """The figures of the edition before."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    day: date | None = None


def figures_of(asked: Asked, *, today: date) -> dict[str, Figure]:
    """Every figure of the contract, as at the day and as known at the time."""
    found = compute_figures(
        today=today, as_at=asked.day, known_at=asked.known_at, cycle=asked.cycle, organizations=asked.organizations
    )  # fmt: skip
    return {each.id: each for each in found}


def gather(asked: Asked, *, today: date, before: Before | None = None) -> Gathered:
    """Count, and read what is featured and quoted."""
    before, figures = before or Before(), figures_of(asked, today=today)
    scope = Scope.of(Query().at(as_at=asked.day, known_at=asked.known_at), today=today)
    featured, left_out = feature(asked.featured, as_at=asked.day, known_at=asked.known_at)
    quoted, quoted_of_cluster = _quotations(asked, scope)
    entries = load_directory(organizations_in(list(figures)))
    facts = Facts(
        asked.day, figures, asked.cycle, host=settings.RAPPORT_NAME, before=before.figures, then=before.day,
        boxes=len(featured), organizations={code: entry.name for code, entry in entries.items()},
    )  # fmt: skip
    return Gathered(facts, scope, tuple(featured), tuple(quoted), tuple(quoted_of_cluster), tuple(left_out))


def _quotations(asked: Asked, scope: Scope) -> tuple[list[Quoted], list[Quoted]]:
    """Those of the registry, and those of the cluster: no report is quoted twice."""
    reported = scope.narrowed(conditions(progress=("recent", "earlier"))).records
    cluster = scope.select(conditions(primary=themes_of_cycle(asked.cycle)))
    as_at, known_at = asked.day, asked.known_at
    if asked.quoted:
        chosen = list(quote_chosen(asked.quoted, as_at=as_at, known_at=known_at))
        of_cluster = [each for each in chosen if each.number in cluster]
        return [each for each in chosen if each.number not in cluster], of_cluster
    rest = quote(reported - cluster, MOST_QUOTED, as_at=as_at, known_at=known_at)
    return rest, quote(reported & cluster, MOST_QUOTED, as_at=as_at, known_at=known_at)


def compose(
    gathered: Gathered,
    template: Template,
    language: str,
    *,
    edits: Mapping[str, Wording] | None = None,
    marks: Mapping[str, str] | None = None,
) -> Report:
    """The report in a language. ``edits`` and ``marks`` as Material has them. Raises what write_report raises."""
    with translation.override(language):
        charts = {chart.number: chart for chart in draw_charts(gathered.scope, gathered.facts.cycle)}
    material = Material(
        charts, gathered.featured, gathered.quoted, gathered.quoted_of_cluster, edits or {}, marks or {},
        fictional=gathered.scope.fictional,
    )  # fmt: skip
    return write_report(template, language, gathered.facts, material)
