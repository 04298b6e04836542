"""The look on one page: what it is made of, and each component with its states, read from the style sheet itself."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.lib import clock
from rapport.look.accent import contrast
from rapport.look.navigation import in_language

_STYLE = Path(__file__).parent / "static" / "look" / "style.css"
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})")
_SIZE = re.compile(r"--(small|less|more|big): ([^;]+);")
_ON = "paper"


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


@require_safe
def show_styleguide(request: HttpRequest) -> HttpResponse:
    """For whoever writes a page, and for whoever judges one."""
    rows = [{"label": _("Water"), "count": 139, "href": "#"}, {"label": _("Transport"), "count": 39, "href": "#"}]
    context: dict[str, Any] = {
        "swatches": swatches(),
        "sizes": _SIZE.findall(_STYLE.read_text(encoding="utf-8")),
        "rows": rows,
        "chips": [{"label": _("Water"), "href": "#"}, {"label": _("Africa"), "href": "#"}],
        "page": {"first": 21, "last": 40, "of": 348, "previous": "#", "next": "#"},
        "today": clock.today(),
        "canonical": in_language("/styleguide/"),
    }
    return render(request, "look/styleguide.html", context)
