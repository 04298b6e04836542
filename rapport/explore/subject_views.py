"""Themes, countries, organizations: lists of them, and a page each, made of sets."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapport.explore.access import MissingError, get_organization
from rapport.explore.addresses import country_path, organization_path, set_path, theme_path
from rapport.explore.counting import count_memberships
from rapport.explore.missing import helpful
from rapport.explore.subjects import describe_organization, describe_set, list_codes
from rapport.explore.views import ways_out
from rapport.lib import clock
from rapport.look.navigation import in_language
from rapport.look.panels import render_panels
from rapport.organizations.directory import find_organizations
from rapport.organizations.models import Organization
from rapport.registry.kept import kept
from rapport.sets.facets import NOT_KNOWN
from rapport.sets.following import view_of
from rapport.sets.parsing import read_page
from rapport.sets.query import Query
from rapport.vocabularies.schemes import scheme

ORGANIZATIONS_ON_A_PAGE = 50
_NARROWED_BY = {"country": "countries", "type": "organization-types"}  # names in the address, and their schemes


@kept
def themes(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    rows = list_codes("themes", ("theme", "primary", "secondary"), theme_path, today=today)
    context = {"rows": rows, "base": view_of(Query(), today=today).total, "day": today}
    context["canonical"] = in_language("/themes/")
    return render(request, "explore/themes.html", context)


@kept
@helpful
def theme(request: HttpRequest, code: str) -> HttpResponse:
    if code not in scheme("themes"):
        raise MissingError(code, _("There is no theme with the code “%(code)s”.") % {"code": code})
    facets = ("primary", "scope", "partner", "mechanism", "country", "freshness")
    context = _subject(Query.of(theme=code), facets)
    context |= {"title": scheme("themes")[code].label(), "kind": _("Theme"), "all": in_language("/themes/")}
    context["canonical"] = theme_path(code)
    return render(request, "explore/subject.html", context)


@kept
def countries(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    rows = list_codes("countries", ("country",), country_path, today=today)
    view = view_of(Query(), today=today)
    not_known = view.counts("country", view.registry).get(NOT_KNOWN, 0)
    context = {"rows": rows, "base": view.total, "day": today, "not_known": not_known}
    context["unknown_path"] = set_path(Query.of(country=NOT_KNOWN))
    context["canonical"] = in_language("/countries/")
    return render(request, "explore/countries.html", context)


@kept
@helpful
def country(request: HttpRequest, code: str) -> HttpResponse:
    if code.upper() not in scheme("countries"):
        raise MissingError(code, _("There is no country with the code “%(code)s”.") % {"code": code})
    if code != code.upper():
        return redirect(country_path(code.upper()))
    context = _subject(Query.of(country=code), ("theme", "scope", "partner", "mechanism", "freshness"))
    context |= {
        "title": scheme("countries")[code].label(),
        "kind": _("Country or area"),
        "organizations": Organization.objects.filter(country=code).count(),
        "organizations_path": in_language(f"/organizations/?country={code}"),
        "all": in_language("/countries/"),
        "canonical": country_path(code),
    }
    return render(request, "explore/subject.html", context)


def _subject(query: Query, facets: tuple[str, ...]) -> dict[str, Any]:
    return {
        "subject": describe_set(query, facets, today=clock.today()),
        "registry": set_path(Query()),
        "ways": ways_out(query),
    }


@kept
def organizations(request: HttpRequest) -> HttpResponse:
    """The authority file: found by any part of a name, by country, by type."""
    words = request.GET.get("q", "")[:200]
    asked = {name: request.GET.get(name, "") for name in _NARROWED_BY}
    chosen = {name: code for name, code in asked.items() if code in scheme(_NARROWED_BY[name])}
    found = find_organizations(words, country=chosen.get("country", ""), type_code=chosen.get("type", ""))
    page = Paginator(found, ORGANIZATIONS_ON_A_PAGE).get_page(read_page(request.GET))
    rows = list(page.object_list)
    counts = count_memberships([each.public_id for each in rows], view_of(Query(), today=clock.today()))
    context = {
        "rows": [_organization_row(each, counts) for each in rows],
        "words": words,
        "kept_fields": list(chosen.items()),
        "chosen": [scheme(_NARROWED_BY[name]).label_of(code) for name, code in chosen.items()],
        "clear": in_language("/organizations/"),
        "canonical": _page_path(request, page.number),
        "page": {
            "first": page.start_index(),
            "last": page.end_index(),
            "of": page.paginator.count,
            "previous": _page_path(request, page.number - 1) if page.has_previous() else None,
            "next": _page_path(request, page.number + 1) if page.has_next() else None,
        },
    }
    return render(request, "explore/organizations.html", context)


def _organization_row(each: Organization, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "name": each.name,
        "page": organization_path(each.public_id, each.name),
        "type": scheme("organization-types").label_of(each.type),
        "country": scheme("countries").label_of(each.country),
        "count": counts[each.public_id],
        "href": set_path(Query.of(organization=each.public_id)),
    }


def _page_path(request: HttpRequest, number: int) -> str:
    params = request.GET.copy()
    params["page"] = str(number)
    if number == 1:
        del params["page"]
    return f"{request.path}?{params.urlencode()}" if params else request.path


@kept
@helpful
def organization(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    found = get_organization(public_id)
    path = organization_path(found.public_id, found.name)
    if request.path != path:
        return redirect(path)
    page = describe_organization(found, today=clock.today())
    return render(
        request,
        "explore/organization.html",
        {"page": page, "canonical": path, "panels": render_panels("organization", request, found)},
    )
