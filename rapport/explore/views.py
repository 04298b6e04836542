"""The pages of sets: home, search, catalogue, map, downloads. Each asks once, and answers."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rapport.explore import taking
from rapport.explore.addresses import country_path, set_path
from rapport.explore.catalogue import set_catalogue
from rapport.explore.listing import list_set, note_fictional, show_chips
from rapport.explore.structured import describe_registry
from rapport.explore.world import draw_world, unknown_places
from rapport.lib import clock
from rapport.look.navigation import in_language
from rapport.registry.kept import kept
from rapport.sets.parsing import parse_query, read_page
from rapport.sets.query import EXPLORE, Query

_READ_TOGETHER = ("csv", "xlsx", "json")


def read_query(request: HttpRequest) -> tuple[Query, list[str], str]:
    """The query of an address, what of it was not understood, and the facet that is to be shown whole."""
    params = dict(request.GET.lists())
    expanded = params.pop("facet", [""])[-1]
    query, sentences = parse_query(params)
    return query, sentences, str(expanded)


@kept
def search(request: HttpRequest) -> HttpResponse:
    query, sentences, expanded = read_query(request)
    page = read_page(request.GET)
    listing = list_set(query, today=clock.today(), page=page, expanded=expanded)
    context = {
        "listing": listing,
        "sentences": sentences,
        "ways": ways_out(query),
        "orders": _orders(query),
        "did_you_mean_href": set_path(replace(query, words=listing.answer.did_you_mean)),
        "canonical": set_path(query, listing.answer.page),
        "json_ld": "" if sentences or page > 1 else describe_registry(query, _("Partnerships"), settings.RAPPORT_NAME),
    }
    return render(request, "explore/search.html", context)


def ways_out(query: Query) -> list[dict[str, str]]:
    """The set in other forms."""
    files = [
        {"label": kind.upper(), "href": in_language(query.path(base=f"/partnerships.{kind}"))}
        for kind in _READ_TOGETHER
    ]
    pages = ((_("Statistics"), "/statistics/"), (_("Map"), "/map/"), (_("Catalogue to print"), f"{EXPLORE}catalogue/"))
    return [*({"label": label, "href": in_language(query.path(base=base))} for label, base in pages), *files]


def _orders(query: Query) -> list[dict[str, object]]:
    labels = {"relevance": _("relevance"), "name": _("name"), "newest": _("newest"), "freshness": _("last confirmed")}
    return [
        {"label": label, "href": set_path(query.ordered(order)), "is_here": query.effective_order == order}
        for order, label in labels.items()
        if order != "relevance" or query.words
    ]


@kept
def catalogue(request: HttpRequest) -> HttpResponse:
    query, _sentences, _expanded = read_query(request)
    context = {
        "catalogue": set_catalogue(query, today=clock.today()),
        "chips": list(show_chips(query)),
        "back": set_path(query),
        "canonical": in_language(query.path(base=f"{EXPLORE}catalogue/")),
    }
    return render(request, "explore/catalogue.html", context)


@kept
def world_map(request: HttpRequest) -> HttpResponse:
    query, _sentences, _expanded = read_query(request)
    world = draw_world(query, today=clock.today())
    context = {
        "world": world,
        "chips": list(show_chips(query)),
        "notes": [*unknown_places(world), *note_fictional(query, world.fictional)],
        "back": set_path(query),
        "registry": set_path(query.clear()),
        "country_path": country_path,
        "canonical": in_language(query.path(base="/map/")),
    }
    return render(request, "explore/map.html", context)


@kept
def download(request: HttpRequest, kind: str) -> FileResponse:
    """Any set as a file, with the query string of its page."""
    query, _sentences, _expanded = read_query(request)
    today = clock.today()
    return send_file(query, kind, name=f"partnerships-{query.as_at or today}", today=today)


def send_file(query: Query, kind: str, *, name: str, today: date) -> FileResponse:
    file = taking.write_file(query, kind, today=today)
    return FileResponse(file, as_attachment=True, filename=f"{name}.{kind}", content_type=taking.TYPES[kind])
