"""The world in few strokes, for a page on which the map is a door: countries of one class of counts are one path."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from rapport.explore.world import draw_world, load_world
from rapport.sets.query import Query
from rapport.sets.view import View

STEP = 6  # of the map's units to one of the sketch: 5 KB compressed; of 4 it would be 7
_RING = re.compile(r"(-?\d+)[ ,]?(-?\d+)l?([^z]*)z?")


@dataclass(frozen=True, slots=True)
class Sketch:
    """``tones``: the path of each class of counts, the first where no partnership acts; ``classes``: from how many to
    how many the others are."""

    view_box: str
    tones: tuple[str, ...]
    classes: list[tuple[int, int]]
    countries: int


def sketch_world(query: Query, *, today: date, view: View | None = None) -> Sketch:
    """As many classes as the whole map has, and no address but the map's own."""
    world = draw_world(query, today=today, view=view)
    paths = [""] * (len(world.tones) + 1)
    paths[0] = _strokes(world.unnamed)
    for place in world.places:
        paths[place.tone] += _strokes(place.outline)
        if place.dot and place.count:
            x, y = (round(each / STEP) for each in place.dot)
            paths[place.tone] += f"M{x - 1} {y}a1 1 0 1 0 2 0a1 1 0 1 0-2 0"
    return Sketch(_view_box(), tuple(paths), world.tones, len(world.counted))


@cache
def _view_box() -> str:
    return " ".join(str(round(each / STEP)) for each in load_world()["view"])


@lru_cache(maxsize=500)
def _strokes(outline: str) -> str:
    return "".join(filter(None, map(_ring, outline.split("M")[1:])))


def _ring(written: str) -> str:
    """A closed line on the coarser grid; nothing where no surface is left of it."""
    found = _RING.fullmatch(written)
    if found is None:
        return ""
    x, y = int(found[1]), int(found[2])
    steps = [int(number) for number in re.findall(r"-?\d+", found[3])]
    points = [(round(x / STEP), round(y / STEP))]
    for right, down in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + right, y + down
        point = (round(x / STEP), round(y / STEP))
        if point != points[-1]:
            points.append(point)
    if len(set(points)) < 3:
        return ""
    moves = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{moves.replace(' -', '-')}z"
