"""Make ``explore/data/world.json``, the outlines of the world map, from Natural Earth's countries at 1:50 million.

    python -m rapport.explore.sources.build_world countries-50m.json

The source is TopoJSON (package world-atlas 2, ISC; Natural Earth, public domain). Arcs are simplified before they are
joined into rings, so that neighbours keep one border. The map is centred on 11° east, where its edge runs through the
Bering Strait and cuts no country. Equal Earth is an equal-area projection: no
country looks larger than it is. What is too small to see or to hit is a dot; dots that would lie on one another are
moved apart, so that each of the small States of the Caribbean can be seen and hit.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

Point = tuple[float, float]
WIDTH = 2000.0
CENTRE = 11.0  # degrees east
HALF_WIDTH_ON_EARTH = 2.7066  # of Equal Earth, in radii, at the equator
SMALLEST_TRIANGLE = 2.2  # square units of the drawing: smaller bends are straightened
SMALLEST_RING = 6.0  # smaller islands are left out, unless they are all that a country has
DOT_BELOW = 70.0  # a country with less area is a dot
APART = 15.0  # between the middles of two dots: a little more than one is wide
PUSHES, PUSH = 1000, 0.1  # how often dots that overlap are pushed, and by how much of what is wanting
DOTS_ONLY = {"TV": (179.2, -8.5), "TK": (188.1, -9.2), "GI": (-5.35, 36.14), "BQ": (-68.26, 12.18),
             "GF": (-53.1, 3.9), "GP": (-61.55, 16.25), "MQ": (-61.0, 14.65), "YT": (45.15, -12.8), "RE": (55.5, -21.1),
             "SJ": (16.0, 78.5), "CX": (105.65, -10.45), "CC": (96.85, -12.17), "UM": (166.6, 19.3),
             "BV": (3.4, -54.4)}  # fmt: skip  # not in the source under their own code; places by us
LEFT_OUT = {"AQ"}
CLAIMED_BY_NO_CODE = {"Somaliland": "SO", "N. Cyprus": "CY"}  # the source draws them apart, the country list does not
DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by anyone."
)


def main(source: Path) -> None:
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [simplify(arc) for arc in read_arcs(topology)]
    rings: dict[str, list[list[Point]]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings[code_of(geometry)].extend(rings_of(geometry, arcs))
    outlines, dots = {}, {code: project(*place) for code, place in DOTS_ONLY.items() if code not in rings}
    for code, own in sorted(rings.items()):
        if code in LEFT_OUT:
            continue
        size, largest = sum(abs(area(ring)) for ring in own), max(own, key=lambda ring: abs(area(ring)))
        if size < DOT_BELOW and code:
            dots[code] = middle(largest)
        else:
            kept = [ring for ring in own if abs(area(ring)) >= SMALLEST_RING and len(ring) > 3]
            outlines[code] = "".join(write_ring(ring) for ring in kept or [largest])
    write(outlines, dots)


def write(outlines: dict[str, str], dots: dict[str, Point]) -> None:
    top, bottom = project(0, 84)[1], project(0, -58)[1]
    world = {
        "source": "Natural Earth 1:50m (public domain), through world-atlas 2 (ISC)",
        "projection": "Equal Earth",
        "disclaimer": DISCLAIMER,
        "view": [0, round(top), round(WIDTH), round(bottom - top)],
        "outlines": outlines,
        "dots": {code: [round(x), round(y)] for code, (x, y) in spread(dots).items()},
    }
    target = Path(__file__).parent.parent / "data" / "world.json"
    target.write_text(json.dumps(world, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(outlines)} outlines, {len(dots)} dots, {target.stat().st_size // 1024} KB")


def code_of(geometry: dict[str, Any]) -> str:
    """The alpha-2 code of a shape by its ISO number; what has no number of its own is drawn, but is no country."""
    from rapport.vocabularies.schemes import scheme

    by_number = {str(term.extras["m49"]): term.code for term in scheme("countries") if term.extras.get("m49")}
    return by_number.get(geometry.get("id", "")) or CLAIMED_BY_NO_CODE.get(geometry["properties"]["name"], "")


def read_arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + low))
        yield unwrap(points)


def unwrap(points: list[Point], near: float | None = None) -> list[Point]:
    """Degrees that go on beyond 180 where a line crosses the edge of the source, beginning near a longitude."""
    turned: list[Point] = []
    before = points[0][0] if near is None else near
    for longitude, latitude in points:
        before = longitude + 360 * round((before - longitude) / 360)
        turned.append((before, latitude))
    return turned


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson, Jenny 2018), in units of the drawing."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    x = 2 * sqrt(3) * radians(longitude - CENTRE) * cos(t) / (3 * (9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1))
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    scale = WIDTH / 2 / HALF_WIDTH_ON_EARTH
    return WIDTH / 2 + x * scale, WIDTH / 4 - y * scale


def simplify(points: list[Point]) -> list[Point]:
    """Take out the bends with the smallest triangles, smallest first (Visvalingam). The ends stay."""
    kept, drawn = list(points), [project(*point) for point in points]
    while len(kept) > 2:
        sizes = [abs(area(drawn[i - 1 : i + 2])) for i in range(1, len(drawn) - 1)]
        smallest = min(sizes)
        if smallest >= SMALLEST_TRIANGLE or (kept[0] == kept[-1] and len(kept) <= 5):
            break
        position = sizes.index(smallest) + 1
        del kept[position], drawn[position]
    return kept


def rings_of(geometry: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points.extend(unwrap(arc, points[-1][0])[1:] if points else arc)
            middle_longitude = sum(longitude for longitude, _ in points) / len(points)
            turn = 360 * round((CENTRE - middle_longitude) / 360)
            yield [project(longitude + turn, latitude) for longitude, latitude in points]


def area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def middle(ring: list[Point]) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def spread(dots: dict[str, Point]) -> dict[str, Point]:
    """Dots that overlap, pushed from one another a little at a time until none does: so neighbours stay neighbours.

    All of a round are pushed at once and in the order of their codes: every run ends in the same places.
    """
    placed = dict(sorted(dots.items()))
    for _round in range(PUSHES):
        pushes = dict.fromkeys(placed, (0.0, 0.0))
        for one, other in combinations(placed, 2):
            (x1, y1), (x2, y2) = placed[one], placed[other]
            distance = hypot(x2 - x1, y2 - y1)
            if distance < APART:
                # Two in the same place part to the west and to the east.
                x, y = ((x2 - x1) / distance, (y2 - y1) / distance) if distance else (1.0, 0.0)
                push = (APART - distance) * PUSH
                pushes[one] = pushes[one][0] - x * push, pushes[one][1] - y * push
                pushes[other] = pushes[other][0] + x * push, pushes[other][1] + y * push
        placed = {code: (x + pushes[code][0], y + pushes[code][1]) for code, (x, y) in placed.items()}
    return placed


def write_ring(ring: list[Point]) -> str:
    """An SVG path in whole, relative steps: half the bytes of absolute ones."""
    points = [(round(x), round(y)) for x, y in ring]
    x, y = points[0]
    steps = []
    for next_x, next_y in points[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.settings")
    django.setup()
    main(Path(sys.argv[1]))
