"""The organizations of the registry as officers look for them: by name, type and country, and as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from rapport.explore.addresses import organization_path, set_path
from rapport.explore.counting import count_memberships
from rapport.lib import clock
from rapport.lib.alphabet import place_of
from rapport.look.desk_lists import Column, DeskList, Filter, by_field
from rapport.organizations.directory import find_organizations
from rapport.organizations.models import Organization
from rapport.screening.access import for_officers
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.vocabularies.schemes import scheme


@dataclass(frozen=True, slots=True)
class Row:
    """An organization in the list, with the number of partnerships that it is in."""

    organization: Organization
    page: str
    count: int
    href: str


def _terms(name: str) -> Callable[[], list[tuple[str, str]]]:
    return lambda: sorted(((term.code, term.label()) for term in scheme(name)), key=lambda pair: place_of(pair[1]))


_ORGANIZATIONS = DeskList(
    name="organizations",
    columns=(
        Column("id", lambda row: row.organization.public_id),
        Column("name", lambda row: row.organization.name, gettext_lazy("Organization"), ("folded_name",)),
        Column("type", lambda row: row.organization.type, gettext_lazy("Type"), ("type", "folded_name")),
        Column("country", lambda row: row.organization.country, gettext_lazy("Country"), ("country", "folded_name")),
        Column("website", lambda row: row.organization.website),
        Column("partnerships", lambda row: row.count, gettext_lazy("Partnerships"), is_number=True),
    ),
    filters=(
        Filter("type", gettext_lazy("Type"), _terms("organization-types"), by_field("type")),
        Filter("country", gettext_lazy("Country"), _terms("countries"), by_field("country")),
    ),
    search=lambda found, words: found & find_organizations(words),
    search_label=gettext_lazy("A name, or a part of one"),
    order="name",
)


@require_safe
@for_officers
def list_organizations(request: HttpRequest) -> HttpResponse:
    """Every organization, each with its partnerships; the numbers open the sets."""
    asked = _ORGANIZATIONS.ask(request.GET)
    found = asked.narrow(Organization.objects.all())
    view = view_of(Query(), today=clock.today())

    def read(organizations: Sequence[Organization]) -> list[Row]:
        counts = count_memberships([each.public_id for each in organizations], view)
        return [_row(each, counts[each.public_id]) for each in organizations]

    if asked.wants_file:
        return asked.as_file(found, dress=read)
    context = {
        "list": asked.show(found, dress=read),
        "types": scheme("organization-types"),
        "countries": scheme("countries"),
    }
    return render(request, "screening/organizations.html", context)


def _row(each: Organization, count: int) -> Row:
    return Row(
        each, organization_path(each.public_id, each.name), count, set_path(Query.of(organization=each.public_id))
    )
