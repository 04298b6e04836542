"""The figures of sections II and III of the report, of any scope."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rapport.sets.facets import NOT_KNOWN, listed_values
from rapport.sets.query import Chosen
from rapport.statistics.figure import Figure, to_one_decimal
from rapport.statistics.scope import Scope, conditions
from rapport.vocabularies.schemes import scheme

MOST_LISTED = 50
FAIR_YEARS = tuple(str(year) for year in range(2004, 2010))


def registry_figures(scope: Scope, organizations: Sequence[str] = ()) -> Iterator[Figure]:
    yield scope.number("total", scope.total)
    yield from _registrations(scope)
    yield scope.count("fairs.participated_2004_2009", conditions(fair=FAIR_YEARS))
    yield from scope.shares("themes.any", "theme", scheme("themes").codes)
    yield from scope.shares("themes.primary", "primary", scheme("themes").codes)
    yield from scope.shares("themes.secondary", "secondary", scheme("themes").codes)
    yield from scope.shares("scope", "scope", scheme("scopes").codes)
    yield from scope.narrowed(conditions(scope="regional")).shares("regions", "region", scheme("regions").codes)
    yield from _time_frames(scope)
    yield from _partners(scope)
    yield from _listings(scope, organizations)
    yield from _resources(scope)
    yield from scope.shares("mechanisms", "mechanism", scheme("mechanisms").codes)
    yield from scope.shares("dimensions", "dimension", scheme("dimensions").codes)
    yield from scope.shares("added_value", "added-value", scheme("added-value").codes)
    yield from scope.shares("freshness", "freshness", scheme("freshness").codes)
    yield from scope.shares("upkeep", "updated", listed_values("updated"))
    yield from progress_figures(scope)
    yield from _deliverables(scope)


def _registrations(scope: Scope) -> Iterator[Figure]:
    yield scope.count("registered.by_2002", conditions(registered="..2002"))
    yield scope.count("registered.since_2002", conditions(registered="2003.."))
    yield scope.count("registered.2009", conditions(registered="2009"))
    yield scope.share("registered.2003_share", conditions(registered="2003"))
    yield _growth(scope)
    four_years = conditions(registered="2005..2008")
    registered = len(scope.select(four_years))
    mean = to_one_decimal(Fraction(registered, 4))
    yield Figure("registered.mean_2005_2008", "count", registered, 4, mean, scope, four_years)


def _growth(scope: Scope) -> Figure:
    base = len(scope.select(conditions(registered="..2002")))
    later = conditions(registered="..2007")
    return scope.part("registered.growth_2002_2007", len(scope.select(later)) - base, base, later)


def _time_frames(scope: Scope) -> Iterator[Figure]:
    started = scope.narrowed(excluded=conditions(started=NOT_KNOWN))
    yield started.share("started.around_2002", conditions(started="2001..2003"))
    yield scope.share("duration.limited", conditions(time_frame="limited"))
    yield scope.share("duration.open_ended", conditions(time_frame="open-ended"))
    lasting = scope.narrowed(excluded=conditions(duration=NOT_KNOWN))
    yield lasting.share("duration.4_to_6_years", conditions(duration="4..6"))
    yield lasting.number("duration.shortest_years", scope.view.smallest("duration", lasting.records))


def progress_figures(scope: Scope, prefix: str = "") -> Iterator[Figure]:
    """Who reported, and the activities that reports name: of the last two years, and of any time."""
    ever = conditions(progress=("recent", "earlier"))
    yield scope.share(f"{prefix}progress.reported", conditions(progress="recent"))
    yield scope.share(f"{prefix}progress.reported.ever", ever)
    reported, codes = scope.narrowed(conditions(progress="recent")), scheme("activities").codes
    yield from reported.shares(f"{prefix}progress.activities", "recent-activity", codes)
    yield from scope.narrowed(ever).shares(f"{prefix}progress.activities.ever", "activity", codes)


def _deliverables(scope: Scope) -> Iterator[Figure]:
    yield scope.share("deliverables.given", conditions(deliverables="any"))
    promising = scope.narrowed(conditions(deliverables="any"))
    yield promising.share("deliverables.reached", conditions(deliverables="reached"))
    yield promising.share("deliverables.overdue", conditions(deliverables="overdue"))


def groups_and_types() -> Iterator[tuple[str, str]]:
    """Every group, then every type that no group has the name of; with the ending of the facets that count it."""
    groups = scheme("organization-groups").codes
    yield from ((code, "") for code in groups)
    yield from ((code, "-type") for code in scheme("organization-types").codes if code not in groups)


def _partners(scope: Scope) -> Iterator[Figure]:
    counts = {ending: scope.view.counts(f"partner{ending}", scope.records) for ending in ("", "-type")}
    for code, ending in groups_and_types():
        number = counts[ending].get(code, 0)
        yield scope.part(f"partners.with.{code}", number, scope.total, ((f"partner{ending}", (code,)),))


def _listings(scope: Scope, organizations: Sequence[str]) -> Iterator[Figure]:
    view, records = scope.view, scope.records
    leads = view.listings(records, leads=True)
    yield scope.number("leads.total", leads, excluded=conditions(led_by=NOT_KNOWN))
    for code, ending in groups_and_types():
        number = view.listings(records, code, leads=True)
        yield scope.part(f"leads.share.{code}", number, leads, ((f"lead{ending}", (code,)),))
    total = view.listings(records)
    yield scope.number("listings.total", total, excluded=conditions(organization=NOT_KNOWN))
    for code, ending in groups_and_types():
        behind: Chosen = ((f"partner{ending}", (code,)),)
        number = view.listings(records, code)
        yield scope.number(f"listings.{code}", number, behind)
        yield scope.part(f"listings.share.{code}", number, total, behind)
    yield from _organizations(scope, organizations)


def _organizations(scope: Scope, asked: Iterable[str]) -> Iterator[Figure]:
    listed = dict(scope.view.organizations_most_listed(MOST_LISTED, within=scope.records))
    for code in asked:
        if code not in listed:
            listed[code] = len(scope.select(conditions(organization=code)))
    for code, number in listed.items():
        yield scope.number(f"listings.organization.{code}", number, conditions(organization=code))


def in_kind() -> Chosen:
    """Any non-financial resource."""
    return conditions(in_kind=scheme("in-kind").codes)


def _resources(scope: Scope) -> Iterator[Figure]:
    yield scope.share("resources.informed", conditions(resources="informed"))
    yield scope.share("resources.financial", conditions(finance="secured"))
    yield scope.share("resources.in_kind", in_kind())
    yield scope.share("funding.source_given", conditions(sources="1.."))
    yield scope.share("funding.several_sources", conditions(sources="2.."))
    yield scope.share("funding.sought", conditions(funding="sought"))
    seeking = scope.narrowed(conditions(funding="sought"))
    with_amount = len(seeking.select(conditions(funding="sought-with-amount")))
    yield scope.part("funding.sought_with_amount", with_amount, seeking.total, conditions(funding="sought-with-amount"))
