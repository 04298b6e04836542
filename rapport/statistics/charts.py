"""The charts of the report's figures I to VIII: of any scope, as rows with the query behind each.

Most values of the report's own charts were never printed; ours are computed, and say so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.sets.facets import NOT_KNOWN
from rapport.sets.query import Chosen, Query
from rapport.statistics.cluster import first_year
from rapport.statistics.scope import Scope, conditions
from rapport.vocabularies.cycles import themes_of_cycle
from rapport.vocabularies.schemes import scheme

DURATIONS = ("..3", "4..6", "7..10", "11..")


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: a count, what it is of, and the query that lists it. ``group`` is given where bars stand in groups."""

    label: str
    count: int
    query: Query
    base: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data. ``base`` is the size of its set, or a number of listings: ``base_words`` says which."""

    number: str
    title: str
    rows: tuple[Row, ...]
    base: int
    base_words: str
    day: date
    fictional: int
    notes: tuple[str, ...] = field(default=())
    is_of_listings: bool = False  # then a number is not the size of the set that it opens

    @property
    def most(self) -> int:
        return max((row.count for row in self.rows), default=0)


def draw_charts(scope: Scope, cycle: str) -> Iterator[Chart]:
    """All eight, in the order of the report."""
    for number in CHARTS:
        yield draw_chart(number, scope, cycle)


def draw_chart(number: str, scope: Scope, cycle: str) -> Chart:
    return CHARTS[number](number, scope, cycle)


def _chart(
    number: str,
    scope: Scope,
    title: str,
    rows: Iterator[Row] | list[Row],
    base_words: str,
    *notes: str,
    listings: int | None = None,
) -> Chart:
    """``listings``: the base, where listings are counted and not partnerships."""
    base = scope.total if listings is None else listings
    is_of_listings = listings is not None
    return Chart(number, title, tuple(rows), base, base_words, scope.view.day, scope.fictional, notes, is_of_listings)


def _row(scope: Scope, label: str, count: int, included: Chosen, *, base: int | None = None, group: str = "") -> Row:
    query = scope.query.narrowed(Query(included=included))
    return Row(label, count, query, scope.total if base is None else base, group)


def _by_code(scope: Scope, facet: str, scheme_name: str, *, is_sorted: bool = True) -> list[Row]:
    counts = scope.view.counts(facet, scope.records)
    terms = scheme(scheme_name)
    rows = [_row(scope, terms.label_of(code), counts.get(code, 0), ((facet, (code,)),)) for code in terms.codes]
    return sorted(rows, key=lambda row: -row.count) if is_sorted else rows


def _partnerships(scope: Scope) -> str:
    return ngettext("partnership", "partnerships", scope.total)


def _in_cluster(cluster: Scope) -> str:
    return ngettext(
        "partnership with a primary theme in the cluster",
        "partnerships with a primary theme in the cluster",
        cluster.total,
    )


def _several() -> str:
    return _("A partnership can have several, so the rows add up to more than the base.")


def _primary_themes(number: str, scope: Scope, cycle: str) -> Chart:
    rows = _by_code(scope, "primary", "themes")
    return _chart(number, scope, _("Primary themes"), rows, _partnerships(scope), _several())


def _secondary_themes(number: str, scope: Scope, cycle: str) -> Chart:
    rows = _by_code(scope, "secondary", "themes")
    return _chart(number, scope, _("Secondary themes"), rows, _partnerships(scope), _several())


def _scopes(number: str, scope: Scope, cycle: str) -> Chart:
    rows = _by_code(scope, "scope", "scopes", is_sorted=False)
    return _chart(number, scope, _("Geographical scope"), rows, _partnerships(scope))


def _regions(number: str, scope: Scope, cycle: str) -> Chart:
    regional = scope.narrowed(conditions(scope="regional"))
    rows = _by_code(regional, "region", "regions")
    words = ngettext("partnership of regional scope", "partnerships of regional scope", regional.total)
    return _chart(number, regional, _("Regions"), rows, words)


def _durations(number: str, scope: Scope, cycle: str) -> Chart:
    lasting = scope.narrowed(excluded=conditions(duration=NOT_KNOWN))
    labels = {
        "..3": _("up to 3 years"),
        "4..6": _("4 to 6 years"),
        "7..10": _("7 to 10 years"),
        "11..": _("11 years and more"),
    }
    rows = [
        _row(lasting, labels[years], len(lasting.select(conditions(duration=years))), conditions(duration=years))
        for years in DURATIONS
    ]
    words = ngettext(
        "partnership that gives a start and an end", "partnerships that give a start and an end", lasting.total
    )
    return _chart(number, lasting, _("Duration in whole years"), rows, words)


def _partners(number: str, scope: Scope, cycle: str) -> Chart:
    """Listings by type: an organization in three partnerships counts three times."""
    total = scope.view.listings(scope.records)
    types = scheme("organization-types")
    rows = [
        _row(
            scope,
            types.label_of(code),
            scope.view.sum(f"listings:{code}", scope.records),
            (("partner-type", (code,)),),
            base=total,
        )
        for code in types.codes
    ]
    note = _("An organization is counted once for each partnership that it is in.")
    words = ngettext("listing of a partner", "listings of partners", total)
    return _chart(number, scope, _("Partners by type of organization"), rows, words, note, listings=total)


def _cluster(scope: Scope, cycle: str) -> Scope:
    return scope.narrowed(conditions(primary=themes_of_cycle(cycle)))


def _starts(number: str, scope: Scope, cycle: str) -> Chart:
    cluster = _cluster(scope, cycle)
    counts = {
        year: count for year, count in cluster.view.counts("started", cluster.records).items() if year != NOT_KNOWN
    }
    first = first_year(cluster.view.day)
    earlier = sum(count for year, count in counts.items() if int(year) < first)
    before = conditions(started=f"..{first - 1}")
    rows = [_row(cluster, _("before %(year)s") % {"year": first}, earlier, before)]
    last = max([cluster.view.day.year, *map(int, counts)])
    for year in map(str, range(first, last + 1)):
        rows.append(_row(cluster, year, counts.get(year, 0), conditions(started=year)))
    title = _("Year of start, thematic cluster %(cycle)s") % {"cycle": cycle}
    return _chart(number, cluster, title, rows, _in_cluster(cluster))


def _mechanisms(number: str, scope: Scope, cycle: str) -> Chart:
    cluster = _cluster(scope, cycle)
    terms, rows = scheme("mechanisms"), []
    used = cluster.view.counts("mechanism", cluster.records)
    named = [code for code in terms.codes if used.get(code)] or terms.codes
    for theme in themes_of_cycle(cycle):
        of_theme = cluster.narrowed(conditions(primary=theme))
        counts = of_theme.view.counts("mechanism", of_theme.records)
        group = scheme("themes").label_of(theme)
        for code in named:
            found = counts.get(code, 0)
            rows.append(_row(of_theme, terms.label_of(code), found, conditions(mechanism=code), group=group))
    title = _("Implementation mechanisms by theme, thematic cluster %(cycle)s") % {"cycle": cycle}
    note = _("Percentages are of the partnerships with that primary theme.")
    return _chart(number, cluster, title, rows, _in_cluster(cluster), _several(), note)


CHARTS: dict[str, Callable[[str, Scope, str], Chart]] = {
    "I": _primary_themes,
    "II": _secondary_themes,
    "III": _scopes,
    "IV": _regions,
    "V": _durations,
    "VI": _partners,
    "VII": _starts,
    "VIII": _mechanisms,
}
