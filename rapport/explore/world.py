"""The world map of a set: countries coloured by how many of its partnerships act there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import ngettext

from rapport.explore.addresses import set_path
from rapport.look.formats import format_number
from rapport.sets.facets import NOT_KNOWN
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.view import View
from rapport.vocabularies.schemes import scheme

_DATA = Path(__file__).parent / "data" / "world.json"
CLASSES = 4
_MARK = "0MARK0"  # stands for a country while its address is made


@dataclass(frozen=True, slots=True)
class Place:
    """A country on the map: an outline or, where it is small, a dot. ``tone`` 0: no partnership of the set."""

    code: str
    name: str
    count: int
    tone: int
    href: str
    outline: str
    dot: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class WorldMap:
    query: Query
    day: date
    total: int
    base: int
    not_known: int
    fictional: int
    view_box: str
    places: list[Place]
    unnamed: str  # areas that no code of ours stands for
    tones: list[tuple[int, int]]  # of each class, the fewest and the most

    @property
    def counted(self) -> list[Place]:
        """The countries of the table, most first."""
        return sorted((place for place in self.places if place.count), key=lambda place: (-place.count, place.name))


@cache
def load_world() -> dict[str, Any]:
    """Outlines by code of country, in the units of ``view``."""
    world: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return world


def draw_world(query: Query, *, today: date, view: View | None = None) -> WorldMap:
    view = view or view_of(query, today=today)
    chosen = view.select(query)
    counts = view.counts("country", chosen)
    tones = divide_counts([counts[term.code] for term in scheme("countries") if counts.get(term.code)])
    world = load_world()
    return WorldMap(
        query=query,
        day=view.day,
        total=len(chosen),
        base=view.total,
        not_known=counts.get(NOT_KNOWN, 0),
        fictional=view.fictional(chosen),
        view_box=" ".join(map(str, world["view"])),
        places=list(_places(query, counts, tones)),
        unnamed=world["outlines"].get("", ""),
        tones=tones,
    )


def _places(query: Query, counts: dict[str, int], tones: list[tuple[int, int]]) -> Iterator[Place]:
    outlines, dots = load_world()["outlines"], load_world()["dots"]
    before, after = set_path(query.narrowed(Query.of(country=_MARK))).split(_MARK)
    for term in scheme("countries"):
        if term.code not in outlines and term.code not in dots:
            continue
        count = counts.get(term.code, 0)
        tone = next((place for place, (low, high) in enumerate(tones, 1) if low <= count <= high), 0)
        dot = tuple(dots[term.code]) if term.code in dots else None
        href = f"{before}{term.code}{after}" if count else ""
        yield Place(term.code, term.label(), count, tone, href, outlines.get(term.code, ""), dot)


def divide_counts(counts: list[int]) -> list[tuple[int, int]]:
    """At most four classes of about as many countries each, told by the fewest and the most in them."""
    ordered = sorted(counts)
    if not ordered:
        return []
    edges = sorted({ordered[len(ordered) * part // CLASSES] for part in range(1, CLASSES)})
    lows = sorted({ordered[0], *edges})
    highs = [low - 1 for low in lows[1:]] + [ordered[-1]]
    return list(zip(lows, highs, strict=True))


def unknown_places(world: WorldMap) -> Iterator[dict[str, str]]:
    """What the map leaves out: partnerships that do not say where they act."""
    if world.not_known:
        said = ngettext(
            "%(n)s does not say where it acts and is left out", "%(n)s do not say where they act and are left out",
            world.not_known,
        ) % {"n": format_number(world.not_known)}  # fmt: skip
        yield {"text": said, "href": set_path(world.query.with_values("country", (NOT_KNOWN,)))}
