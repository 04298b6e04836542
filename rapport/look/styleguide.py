"""The look on one page: what it is made of, and each component with its states, read from the style sheet itself."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.lib import clock
from rapport.look.accent import contrast
from rapport.look.desk_lists import Column, DeskList, Filter, Shown
from rapport.look.navigation import in_language

_STYLE = Path(__file__).parent / "static" / "look" / "style.css"
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})")
_SIZE = re.compile(r"--(small|less|more|big): ([^;]+);")
_ON = "paper"
_PIXELS = 16  # of a rem, where a reader has not chosen another size


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour in light and dark, with its contrast to the paper that it lies on."""

    name: str
    light: str
    dark: str
    on_light: float
    on_dark: float


@cache
def swatches() -> tuple[Swatch, ...]:
    """Every colour of the style sheet, in its order."""
    light, dark = tokens()
    return tuple(
        Swatch(name, colour, dark[name], contrast(colour, light[_ON]), contrast(dark[name], dark[_ON]))
        for name, colour in light.items()
    )


@cache
def tokens() -> tuple[dict[str, str], dict[str, str]]:
    """The colours by name: in light, and in dark."""
    before, _media, after = _STYLE.read_text(encoding="utf-8").partition("@media (prefers-color-scheme: dark)")
    return dict(_COLOUR.findall(before)), dict(_COLOUR.findall(after.partition("*, ::before")[0]))


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour of text on a ground that is not the paper, with its contrast in light and dark."""

    text: str
    ground: str
    in_light: float
    in_dark: float


@cache
def pairs() -> tuple[Pair, ...]:
    """Every pair of ``PAIRS``."""
    light, dark = tokens()
    return tuple(
        Pair(text, ground, contrast(light[text], light[ground]), contrast(dark[text], dark[ground]))
        for text, ground in PAIRS
    )


PAIRS = (
    ("ink", "wash"), ("quiet", "wash"), ("link", "wash"), ("ink", "accent-wash"), ("accent", "accent-wash"),
    ("paper", "accent"), ("ink", "warn-wash"), ("warn", "warn-wash"), ("link", "warn-wash"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Specimen:
    """Every component, drawn in one script and one light."""

    mode: str
    language: str
    label: str
    drawn: str


def draw_specimens() -> list[Specimen]:
    """In the reader's script and the other one, in light and dark."""
    drawn = []
    for language in scripts():
        with override(language):
            for mode, label in (("light", _("In light")), ("dark", _("In dark"))):
                told = _told(f"{mode}-{language}") | {"label": label}
                drawn.append(Specimen(mode, language, label, render_to_string("look/components.html", told)))
    return drawn


def scripts() -> tuple[str, str]:
    """The reader's language, and one that is written in the other script of the two that are promised."""
    reader = get_language() or "en"
    return reader, "en" if reader == "ar" else "ar"


def _told(place: str) -> dict[str, Any]:
    rows = [{"label": _("Water"), "count": 139, "href": "#"}, {"label": _("Transport"), "count": 39, "href": "#"}]
    return {
        "place": place,
        "rows": rows,
        "list": _list_of(rows),
        "empty": _list_of([]),
        "chips": [{"label": _("Water"), "href": "#"}, {"label": _("Africa"), "href": "#"}],
        "page": {"first": 21, "last": 40, "of": 348, "previous": "#", "next": "#"},
        "today": clock.today(),
    }


def _list_of(rows: list[dict[str, Any]]) -> Shown:
    of = DeskList(
        name="themes",
        columns=(
            Column("theme", lambda row: row["label"], _("Theme"), lambda row: row["label"]),
            Column(
                "partnerships", lambda row: row["count"], _("Partnerships"), lambda row: row["count"], is_number=True
            ),
        ),
        filters=(Filter("state", _("State"), lambda: [("open", _("open"))]),),
        search=lambda found, _words: found,
        order="-partnerships",
    )
    return of.ask({}).show(rows)


def _spaces() -> list[tuple[str, float]]:
    """Where there is room, and how much: in rem."""
    return [
        (_("Between paragraphs"), 0.8), (_("Before a heading of the second rank"), 2.2), (_("Between columns"), 2.5),
    ]  # fmt: skip


@require_safe
def show_styleguide(request: HttpRequest) -> HttpResponse:
    """For whoever writes a page, and for whoever judges one."""
    context: dict[str, Any] = {
        "swatches": swatches(),
        "pairs": pairs(),
        "sizes": _SIZE.findall(_STYLE.read_text(encoding="utf-8")),
        "spaces": [(where, f"{size} rem", size * _PIXELS) for where, size in _spaces()],
        "scripts": scripts(),
        "specimens": draw_specimens(),
        "canonical": in_language("/styleguide/"),
    }
    return render(request, "look/styleguide.html", context)
