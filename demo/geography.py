"""Where each partnership works: scope, region, countries, and the levels at which it acts."""

from collections.abc import Callable

from demo import targets
from demo.draw import Draw
from demo.organizations import COUNTRY_OF_PLACE
from demo.places import COUNTRIES_IN, LANDLOCKED, REGION_OF, SMALL_ISLANDS, SUBREGIONS
from demo.records import Record

ISLAND_THEMES = ("small-island-developing-states", "oceans-seas", "marine-resources")


def give_places(records: list[Record]) -> None:
    draw = Draw("places")
    _give_scopes(draw, records)
    _give_regions(draw, records)
    _give_subregions(draw, records)
    for record in records:
        _give_countries(draw, record)
        _give_levels(draw, record)
        if record.scope in ("regional", "subregional", "national", "local"):
            record.regions_listed = [record.region]


def _give_scopes(draw: Draw, records: list[Record]) -> None:
    for in_cluster, counts in ((True, targets.SCOPE_CLUSTER), (False, targets.SCOPE_OUTSIDE)):
        members = [record for record in records if record.in_cluster == in_cluster]
        left = dict(counts)
        for record in members:
            settled = record.boxed or record.written
            if settled:
                record.scope, record.region = settled.scope, settled.region
                record.subregion = getattr(settled, "subregion", "")
                left[record.scope] -= 1
        free = [record for record in members if not record.scope]
        # What is about Africa, or of a place by its nature, is not global: it chooses first among the nearer scopes.
        for scope in ("local", "national", "regional", "subregional"):
            near = {
                "africa": 50.0,
                "mountains": 2.0,
                "rural-development": 2.0,
                "human-settlements": 2.0,
                "drought": 3.0,
            }
            if scope in ("national", "local"):
                near["mountains"] = 0.01
            if scope != "subregional":
                near["small-island-developing-states"] = 0.05
            for record in draw.exactly(left[scope], free, _by_theme(near)):
                record.scope = scope
            free = [record for record in free if not record.scope]
        for record in free:
            record.scope = "global"


def _give_regions(draw: Draw, records: list[Record]) -> None:
    regional = [record for record in records if record.scope == "regional"]
    for region, count in targets.REGIONS.items():
        already = sum(record.region == region for record in regional)
        pool = [record for record in regional if not record.region]
        for record in draw.exactly(count - already, pool, _towards(region)):
            record.region = region


def _by_theme(weights: dict[str, float]) -> Callable[[Record], float]:
    return lambda record: weights.get(record.main, 1.0)


def _towards(region: str) -> Callable[[Record], float]:
    """How likely a regional partnership is to be of the region, by what it is mainly about."""

    def weigh(record: Record) -> float:
        if record.main in ("africa", "desertification", "drought"):
            return 60.0 if region == "africa" else 0.01
        if record.main in ISLAND_THEMES:
            return 0.2 if region == "africa" else 1.5
        return 1.0

    return weigh


def _give_subregions(draw: Draw, records: list[Record]) -> None:
    for record in records:
        if record.scope == "subregional" and not record.subregion:
            weights = {name: weight * _subregion_pull(record, name) for name, (_, _, weight) in SUBREGIONS.items()}
            record.subregion = draw.one_by_weight(weights)
            record.region = SUBREGIONS[record.subregion][0]
        elif record.scope in ("national", "local") and not record.region:
            record.region = draw.one_by_weight(
                {
                    "africa": 5,
                    "asia-pacific": 5,
                    "latin-america-caribbean": 4,
                    "europe-north-america": 2,
                    "western-asia": 1,
                }
            )


def _subregion_pull(record: Record, name: str) -> float:
    islands = name in ("the Pacific Islands", "the Caribbean", "the Western Indian Ocean")
    landlocked = name in ("the Sahel", "Central Asia", "the Hindu Kush and Himalaya", "the Nile Basin")
    if record.main in ISLAND_THEMES:
        return 6.0 if islands else 0.0 if landlocked else 0.5 if record.main != ISLAND_THEMES[0] else 0.0
    if record.main == "mountains":
        return 5.0 if name in ("the Andean Countries", "the Hindu Kush and Himalaya", "the Caucasus") else 0.0
    if record.main in ("desertification", "drought"):
        return 5.0 if name in ("the Sahel", "the Horn of Africa", "the Maghreb", "Central Asia") else 0.05
    if record.main == "africa":
        return 1.0 if SUBREGIONS[name][0] == "africa" else 0.0
    return 1.0


def _give_countries(draw: Draw, record: Record) -> None:
    settled = record.boxed or record.written
    if settled:
        record.countries = sorted(settled.countries)
        return
    if record.scope in ("national", "local"):
        # A country that has invented places, so that it has partners of its own.
        large = set(COUNTRY_OF_PLACE.values()) - SMALL_ISLANDS
        record.countries = [draw.one([code for code in COUNTRIES_IN[record.region] if code in large])]
    elif record.scope == "subregional":
        members = _with_a_coast(record, SUBREGIONS[record.subregion][1].split())
        count = len(members) if draw.chance(0.4) else draw.between(min(3, len(members)), len(members))
        record.countries = sorted(draw.exactly(count, members))
    elif record.scope == "regional":
        members = _with_a_coast(record, COUNTRIES_IN[record.region])
        if not draw.chance(0.2):
            record.countries = sorted(draw.exactly(draw.between(3, min(16, len(members))), members))
    elif draw.chance(0.45):
        pool = [code for code in REGION_OF if REGION_OF[code] != "europe-north-america" or draw.chance(0.3)]
        if record.main == "small-island-developing-states":
            pool = sorted(SMALL_ISLANDS)
        pool = _with_a_coast(record, pool)
        record.countries = sorted(draw.exactly(min(draw.between(3, 22), len(pool)), pool))
    elif draw.chance(0.2):
        record.none_of.append("countries")  # works with networks, not in countries


def _with_a_coast(record: Record, countries: list[str]) -> list[str]:
    """What is about the sea is not done in landlocked countries."""
    return [code for code in countries if code not in LANDLOCKED] if record.main in ISLAND_THEMES else countries


LEVELS = ("global", "regional", "subregional", "national", "local")


def _give_levels(draw: Draw, record: Record) -> None:
    """Most act nationally and locally whatever their scope (report, paragraph 14); some do not say."""
    if record.boxed:
        record.levels = list(record.boxed.levels)
        return
    if draw.chance(0.07):
        return
    below = LEVELS[LEVELS.index(record.scope) + 1 :]
    usual = {"regional": 0.35, "subregional": 0.3, "national": 0.8, "local": 0.7}
    levels = [level for level in below if draw.chance(usual[level])]
    if record.scope not in levels and draw.chance(0.6):
        levels.append(record.scope)
    record.levels = sorted(levels, key=LEVELS.index)
