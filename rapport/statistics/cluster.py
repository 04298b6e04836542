"""The figures of section IV of the report: of the partnerships with a theme in one cluster."""

from collections.abc import Iterator
from datetime import date

from rapport.sets.facets import NOT_KNOWN
from rapport.statistics.figure import Figure
from rapport.statistics.registry import in_kind, progress_figures
from rapport.statistics.scope import Scope, conditions
from rapport.vocabularies.cycles import themes_of_cycle
from rapport.vocabularies.schemes import scheme

# Whole years: the classes of the report touch (“1 to 5”, “5 to 10”); these do not.
DURATIONS = {"1_to_5_years": "1..5", "5_to_10_years": "6..10", "10_to_16_years": "11..16"}
SIZES = {"2_to_10": "2..10", "11_to_20": "11..20", "21_to_30": "21..30", "31_to_80": "31..80"}
FUNDING = {"secured": "secured", "none": "none", "not_given": NOT_KNOWN}


def first_year(day: date) -> int:
    """The first year of start that is counted by itself: two before the first cycle. Earlier ones are counted together.

    The partnerships of the cycle 2004-2005 began with the Summit of 2002. A host whose cycles say no day has today's.
    """
    starts = [on for cycle in scheme("cycles") if isinstance(on := cycle.extras.get("starts_on"), date)]
    return min(starts, default=day).year - 2


def cluster_figures(scope: Scope, cycle: str) -> Iterator[Figure]:
    themes = themes_of_cycle(cycle)
    cluster = scope.narrowed(conditions(primary=themes))
    yield cluster.number("cluster.total", cluster.total)
    yield from cluster.counts("cluster.themes.primary", "primary", scheme("themes").codes)
    yield from cluster.counts("cluster.scope", "scope", scheme("scopes").codes)
    wider = scope.narrowed(conditions(theme=themes))
    yield wider.number("cluster.any.total", wider.total)
    yield from wider.shares("cluster.themes.any", "theme", scheme("themes").codes)
    yield from _time_frames(cluster)
    yield from _sizes(cluster)
    for name, value in FUNDING.items():
        yield cluster.share(f"cluster.funding.{name}", conditions(finance=value))
    yield cluster.share("cluster.resources.in_kind", in_kind())
    yield from cluster.shares("cluster.mechanisms", "mechanism", scheme("mechanisms").codes)
    yield from _mechanisms_by_theme(cluster, themes)
    yield from _mentions(cluster)
    yield from progress_figures(cluster, "cluster.")


def _time_frames(cluster: Scope) -> Iterator[Figure]:
    first = first_year(cluster.view.day)
    yield cluster.share(f"cluster.started.before-{first}", conditions(started=f"..{first - 1}"))
    found = cluster.view.counts("started", cluster.records)
    last = max([cluster.view.day.year, *(int(year) for year in found if year != NOT_KNOWN)])
    yield from cluster.shares("cluster.started", "started", (str(year) for year in range(first, last + 1)))
    yield cluster.share("cluster.duration.open_ended", conditions(time_frame="open-ended"))
    for name, years in DURATIONS.items():
        yield cluster.share(f"cluster.duration.{name}", conditions(duration=years))


def _sizes(cluster: Scope) -> Iterator[Figure]:
    listed = cluster.narrowed(excluded=conditions(partners=NOT_KNOWN))
    yield listed.number("cluster.partners.fewest", listed.view.smallest("partners", listed.records))
    yield listed.number("cluster.partners.most", listed.view.largest("partners", listed.records))
    for name, size in SIZES.items():
        yield cluster.share(f"cluster.partners.{name}", conditions(partners=size))


def _mechanisms_by_theme(cluster: Scope, themes: tuple[str, ...]) -> Iterator[Figure]:
    """Figure VIII. The base is the partnerships of the cluster with that primary theme."""
    for theme in themes:
        of_theme = cluster.narrowed(conditions(primary=theme))
        counts = of_theme.view.counts("mechanism", of_theme.records)
        for code in scheme("mechanisms").codes:
            id_ = f"cluster.mechanisms.{code}.by_theme.{theme}"
            yield of_theme.part(id_, counts.get(code, 0), of_theme.total, conditions(mechanism=code))


def _mentions(cluster: Scope) -> Iterator[Figure]:
    """Shares of what is mentioned, not of partnerships: one of them may mention a kind of source twice."""
    sources = {code: cluster.view.sum(f"mentions:{code}", cluster.records) for code in scheme("funding-sources").codes}
    for code, number in sources.items():
        yield cluster.part(f"cluster.funding_sources.{code}", number, sum(sources.values()), conditions(source=code))
    counts = cluster.view.counts("in-kind", cluster.records)
    kinds = {code: counts.get(code, 0) for code in scheme("in-kind").codes}
    for code, number in kinds.items():
        yield cluster.part(f"cluster.in_kind.{code}", number, sum(kinds.values()), conditions(in_kind=code))
