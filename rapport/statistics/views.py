"""Pages of figures: the charts of any set, every figure of it, and both as files."""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.lib import clock
from rapport.look.formats import direction, set_commas
from rapport.look.navigation import in_language
from rapport.organizations.directory import load_directory
from rapport.registry.kept import kept
from rapport.sets.naming import name_conditions
from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.statistics.charts import CHARTS, draw_chart, draw_charts
from rapport.statistics.drawing import draw
from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures, write_rows
from rapport.statistics.labels import label_of, organizations_in
from rapport.statistics.scope import Scope
from rapport.vocabularies.schemes import scheme

BASE = "/statistics/"
MOST_ASKED = 20  # organizations that one address may ask for
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address of this room asks for."""

    query: Query
    cycle: str
    organizations: list[str]
    sentences: list[str]
    today: date

    def path(self, base: str) -> str:
        """The same set on another page of this room, in the reader's language."""
        path = self.query.path(base=base)
        if self.cycle != settings.RAPPORT_CLUSTER:
            path += f"{'&' if '?' in path else '?'}cluster={self.cycle}"
        return in_language(path)


def _read(request: HttpRequest) -> Asked:
    params = request.GET.copy()
    cycle = str(params.pop("cluster", [""])[-1]) or settings.RAPPORT_CLUSTER
    asked = [str(each)[:80] for each in params.pop("listed", [])[:MOST_ASKED]]
    query, sentences = parse_query(params)
    if cycle not in scheme("cycles"):
        known = set_commas(scheme("cycles").codes)
        sentences.append(
            _("There is no cluster “%(cycle)s”; there are %(known)s.") % {"cycle": cycle[:40], "known": known}
        )
        cycle = settings.RAPPORT_CLUSTER
    return Asked(replace(query, order=""), cycle, asked, sentences, clock.today())


@kept
def index(request: HttpRequest) -> HttpResponse:
    """The charts of a set."""
    asked = _read(request)
    scope = Scope.of(asked.query, today=asked.today)
    is_mirrored = direction(get_language() or "en") == "rtl"
    drawings = [draw(chart, is_mirrored=is_mirrored) for chart in draw_charts(scope, asked.cycle)]
    return render(request, "statistics/index.html", {**_context(asked, scope, BASE), "drawn": drawings})


@kept
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure of a set, with its base and the page behind it."""
    asked = _read(request)
    scope = Scope.of(asked.query, today=asked.today)
    rows = _figures(asked)
    entries = load_directory(organizations_in([figure.id for figure in rows]))
    names = {public_id: entry.name for public_id, entry in entries.items()}
    lines = [(figure, label_of(figure.id, names), in_language(figure.query.path())) for figure in rows]
    context = {**_context(asked, scope, f"{BASE}figures/"), "lines": lines}
    return render(request, "statistics/figures.html", context)


def _figures(asked: Asked) -> list[Figure]:
    return compute_figures(today=asked.today, cycle=asked.cycle, organizations=asked.organizations, within=asked.query)


def _context(asked: Asked, scope: Scope, here: str) -> dict[str, object]:
    registry = Query().at(as_at=asked.query.as_at, known_at=asked.query.known_at)
    files = [{"label": kind.upper(), "href": asked.path(f"{BASE}figures.{kind}")} for kind in _TYPES]
    ways = [
        {"label": _("Charts"), "href": asked.path(BASE)},
        {"label": _("Every figure"), "href": asked.path(f"{BASE}figures/")},
        *files,
    ]
    return {
        "asked": asked,
        "scope": scope,
        "chips": [
            {"label": condition.label, "href": replace(asked, query=condition.without).path(here)}
            for condition in name_conditions(asked.query)
        ],
        "cleared": replace(asked, query=registry).path(here),
        "set_path": in_language(asked.query.path()),
        "registry_path": in_language(registry.path()),
        "ways": [way for way in ways if way["href"] != asked.path(here)],
        "cycles": scheme("cycles"),
        "kept_params": [pair for pair in asked.query.params() if pair[0] not in ("as-at", "known-at")],
        "canonical": asked.path(here),
        "chart_path": lambda number: asked.path(f"{BASE}charts/{number}.svg"),
    }


@kept
def figures_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Every figure of a set as a file that says which set, which day, and how much of it is fictional."""
    asked = _read(request)
    scope = Scope.of(asked.query, today=asked.today)
    about = {
        "as_at": scope.view.day.isoformat(),
        "fictional": scope.fictional,
    }
    rows = [{**figure.row(), **about} for figure in _figures(asked)]
    response = HttpResponse(write_rows(rows, kind), content_type=_TYPES[kind])
    name = f"statistics-{about['as_at']}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@kept
def chart_file(request: HttpRequest, number: str) -> HttpResponse:
    """One chart as an SVG file that can stand by itself: title, base, day, and whether it is fictional."""
    if number not in CHARTS:
        raise Http404(_("There are charts I to VIII."))
    asked = _read(request)
    chart = draw_chart(number, Scope.of(asked.query, today=asked.today), asked.cycle)
    drawing = draw(chart, is_mirrored=direction(get_language() or "en") == "rtl")
    svg = render_to_string("statistics/chart.svg", {"drawing": drawing}, request)
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
