"""Pages made of sets: a theme, a country, an organization. Whatever they count opens its partnerships."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from pyroaring import BitMap

from rapport.explore.addresses import organization_path, set_path
from rapport.explore.counting import find_memberships, find_most_listed, split_by_origin
from rapport.explore.hits import Hit, show_cards
from rapport.explore.listing import note_fictional
from rapport.lib.alphabet import place_of
from rapport.organizations.directory import load_directory
from rapport.organizations.models import Organization
from rapport.registry.cards import load_cards
from rapport.sets.facets import NOT_KNOWN, facet_label, value_label
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.view import View
from rapport.vocabularies.schemes import scheme

_ROWS = 10
_RECORDS = 10


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    count: int
    href: str
    page: str = ""  # of the organization, theme or country itself


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows with bars; each is a share of ``base``."""

    caption: str
    rows: tuple[Row, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A set seen from its subject: how many, of what kinds, with whom, the newest."""

    query: Query
    href: str
    total: int
    base: int
    day: date
    notes: list[dict[str, str]]
    charts: tuple[Chart, ...]
    newest: list[Hit]


def describe_set(query: Query, facets: Iterable[str], *, today: date) -> Subject:
    """Charts of some facets over a set, its organizations, and its newest records."""
    view = view_of(query, today=today)
    chosen = view.select(query)
    charts = [chart_facet(view, query, chosen, facet) for facet in facets]
    charts.append(chart_organizations(view, query, chosen))
    return Subject(
        query=query,
        href=set_path(query),
        total=len(chosen),
        base=view.total,
        day=view.day,
        notes=list(note_fictional(query, view.fictional(chosen))),
        charts=tuple(chart for chart in charts if chart.rows),
        newest=_newest(view, query, chosen, today=today),
    )


def _newest(view: View, query: Query, chosen: BitMap, *, today: date) -> list[Hit]:
    return show_cards(load_cards(view.page(chosen, query.ordered("newest"), start=0, size=_RECORDS)), today=today)


def chart_facet(view: View, query: Query, chosen: BitMap, facet: str) -> Chart:
    """The values of a facet in a set, the largest ten."""
    counts = sorted(view.counts(facet, chosen).items(), key=lambda pair: (pair[0] == NOT_KNOWN, -pair[1], pair[0]))
    rows = (Row(value_label(facet, value), n, set_path(_and(query, facet, value))) for value, n in counts[:_ROWS])
    return Chart(facet_label(facet), tuple(rows), len(chosen))


def chart_organizations(view: View, query: Query, chosen: BitMap, *, but: str = "") -> Chart:
    """The organizations in most partnerships of a set."""
    most = [each for each in find_most_listed(chosen, view, most=_ROWS + 1) if each[0] != but][:_ROWS]
    directory = load_directory([public_id for public_id, _count in most])
    rows = (
        Row(
            directory[public_id].name,
            count,
            set_path(_and(query, "organization", public_id)),
            organization_path(public_id, directory[public_id].name),
        )
        for public_id, count in most
        if public_id in directory
    )
    return Chart(_("Organizations in most of them"), tuple(rows), len(chosen))


def _and(query: Query, facet: str, value: str) -> Query:
    return query.narrowed(Query().with_value(facet, value))


@dataclass(frozen=True, slots=True)
class Role:
    """What an organization does in the partnerships of one origin: a number, and the set behind it."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """An organization's partnerships of one origin: real and fictional ones are never added up."""

    origin: str
    roles: tuple[Role, ...]
    newest: list[Hit]
    href: str
    total: int


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    organization: Organization
    type_label: str
    country_label: str
    day: date
    parts: tuple[Part, ...]
    charts: tuple[Chart, ...]


def describe_organization(organization: Organization, *, today: date) -> OrganizationPage:
    """Every role of an organization in the registry, and who it works with."""
    mine = Query.of(organization=organization.public_id)
    view = view_of(mine, today=today)
    held = find_memberships([organization.public_id], view)[organization.public_id]
    listed, leading = split_by_origin(held.wide, view), split_by_origin(held.narrow, view)
    parts = []
    for origin in ("real", "fictional"):
        if not listed[origin]:
            continue
        roles = [
            Role(_("in all"), len(listed[origin]), set_path(mine.with_values("origin", (origin,)))),
            Role(
                _("as lead"),
                len(leading[origin]),
                set_path(Query.of(led_by=organization.public_id).with_values("origin", (origin,))),
            ),
        ]
        query = mine.with_values("origin", (origin,))
        newest = _newest(view, query, listed[origin], today=today)
        parts.append(Part(origin, tuple(roles), newest, set_path(query), len(listed[origin])))
    charts = (
        chart_facet(view, mine, held.wide, "theme"),
        chart_organizations(view, mine, held.wide, but=organization.public_id),
    )
    return OrganizationPage(
        organization=organization,
        type_label=scheme("organization-types").label_of(organization.type),
        country_label=scheme("countries").label_of(organization.country),
        day=view.day,
        parts=tuple(parts),
        charts=tuple(chart for chart in charts if chart.rows),
    )


def list_codes(
    scheme_name: str, facets: Iterable[str], path: Callable[[str], str], *, today: date
) -> list[dict[str, object]]:
    """Every code of a scheme with how many partnerships have it, by each of some facets; as readers look them up."""
    view = view_of(Query(), today=today)
    counts = {facet: view.counts(facet, view.registry) for facet in facets}
    return [
        {
            "label": term.label(),
            "page": path(term.code),
            "counts": [
                (found.get(term.code, 0), set_path(Query().with_value(facet, term.code)))
                for facet, found in counts.items()
            ],
        }
        for term in sorted(scheme(scheme_name), key=lambda term: place_of(term.label()))
    ]
