# ruff: noqa: E501, SIM905 -- tables of words read best in long lines
"""Which themes each partnership has, and at which rank."""

from collections.abc import Callable

from demo import targets
from demo.draw import Draw
from demo.records import Record

# What usually goes with what a partnership is mainly about.
RELATED = {
    "africa": "poverty-eradication desertification drought rural-development",
    "agriculture": "land rural-development drought biotechnology poverty-eradication water natural-resource-base",
    "air-pollution": "climate-change health energy transport industrial-development human-settlements",
    "biodiversity": "forests natural-resource-base marine-resources tourism mountains biotechnology",
    "biotechnology": "agriculture health biodiversity",
    "chemicals": "health waste-management industrial-development water institutional-frameworks",
    "climate-change": "energy air-pollution disaster-management forests drought transport",
    "consumption-production": "industrial-development education waste-management energy globalizing-world means-of-implementation",
    "desertification": "drought land natural-resource-base agriculture poverty-eradication africa",
    "disaster-management": "climate-change information-for-decision-making small-island-developing-states human-settlements drought",
    "drought": "desertification water agriculture disaster-management land",
    "education": "information-for-decision-making gender-equality institutional-frameworks major-groups-participation consumption-production",
    "energy": "climate-change air-pollution poverty-eradication rural-development industrial-development means-of-implementation",
    "forests": "biodiversity climate-change natural-resource-base land mountains poverty-eradication",
    "gender-equality": "poverty-eradication education health rural-development major-groups-participation",
    "globalizing-world": "means-of-implementation consumption-production industrial-development",
    "health": "water sanitation chemicals air-pollution education poverty-eradication gender-equality",
    "human-settlements": "sanitation water waste-management transport institutional-frameworks poverty-eradication",
    "industrial-development": "consumption-production energy waste-management chemicals means-of-implementation",
    "information-for-decision-making": "institutional-frameworks education means-of-implementation natural-resource-base",
    "institutional-frameworks": "information-for-decision-making major-groups-participation means-of-implementation",
    "land": "agriculture desertification forests human-settlements natural-resource-base",
    "major-groups-participation": "institutional-frameworks education gender-equality information-for-decision-making",
    "marine-resources": "oceans-seas biodiversity small-island-developing-states natural-resource-base poverty-eradication",
    "means-of-implementation": "institutional-frameworks globalizing-world poverty-eradication",
    "mining": "industrial-development means-of-implementation institutional-frameworks chemicals poverty-eradication land",
    "mountains": "natural-resource-base tourism water biodiversity poverty-eradication rural-development",
    "natural-resource-base": "biodiversity forests land water agriculture marine-resources",
    "oceans-seas": "marine-resources biodiversity small-island-developing-states waste-management natural-resource-base",
    "poverty-eradication": "rural-development gender-equality agriculture health energy means-of-implementation",
    "regional-initiatives": "institutional-frameworks africa",
    "rural-development": "agriculture energy poverty-eradication water land gender-equality",
    "sanitation": "water health human-settlements education poverty-eradication waste-management",
    "small-island-developing-states": "oceans-seas marine-resources disaster-management energy tourism climate-change",
    "tourism": "biodiversity consumption-production natural-resource-base small-island-developing-states mountains poverty-eradication",
    "transport": "air-pollution climate-change energy health human-settlements industrial-development",
    "waste-management": "sanitation health human-settlements industrial-development oceans-seas chemicals consumption-production",
    "water": "sanitation health natural-resource-base agriculture poverty-eradication institutional-frameworks",
}


def _towards(theme: str, breadth: dict[Record, float] | None = None) -> Callable[[Record], float]:
    """How likely a record is to have the theme: likelier if it is related, and the broader the record is."""

    def weigh(record: Record) -> float:
        return (7.0 if theme in RELATED[record.main].split() else 1.0) * (breadth[record] if breadth else 1.0)

    return weigh


def give_themes(records: list[Record]) -> None:
    """Fill the margins of ``targets``, theme by theme; boxed records have theirs from the report."""
    draw = Draw("themes")
    breadth = {record: draw.uniform(0.3, 1.7) for record in records}
    free = [record for record in records if not record.boxed]
    _give_cluster_themes(draw, records, free)
    for theme, total in targets.THEMES_ANY.items():
        already = sum(theme in record.themes for record in records)
        pool = [record for record in free if theme not in record.themes]
        for record in draw.exactly(total - already, pool, _towards(theme, breadth)):
            record.themes[theme] = "secondary"
    for record in free:
        _promote_some(draw, record)


def _give_cluster_themes(draw: Draw, records: list[Record], free: list[Record]) -> None:
    """The five of the cluster as secondary themes: within the 74, then so that exactly 96 further records touch it."""
    for theme, total in targets.CLUSTER_SECONDARY_WITHIN.items():
        already = sum(record.in_cluster and record.themes.get(theme) == "secondary" for record in records)
        pool = [record for record in free if record.in_cluster and theme not in record.themes]
        for record in draw.exactly(total - already, pool, _towards(theme)):
            record.themes[theme] = "secondary"

    outside = [record for record in records if not record.in_cluster]
    touching = [record for record in outside if set(record.themes) & set(targets.CLUSTER_THEMES)]
    wanted = targets.CLUSTER_ANY_TOTAL - sum(targets.REGISTERED_CLUSTER.values()) - len(touching)
    pool = [record for record in outside if not record.boxed]
    likely = set("energy industrial-development human-settlements tourism oceans-seas air-pollution sanitation".split())
    chosen = draw.exactly(wanted, pool, lambda each: 4.0 if each.main in likely else 1.0)
    left = list(chosen)
    # Each of the chosen gets one of the five first, the rarest theme choosing first; what remains is shared out after.
    first = {"mining": 7, "chemicals": 8, "transport": 14, "waste-management": 22}
    for theme, count in first.items():
        picked = draw.exactly(count, left, _towards(theme))
        for record in picked:
            record.themes[theme] = "secondary"
        left = [record for record in left if record not in picked]
    for record in left:
        record.themes["consumption-production"] = "secondary"
    for theme, total in targets.CLUSTER_SECONDARY_OUTSIDE.items():
        already = sum(theme in record.themes for record in outside)
        pool = [record for record in chosen if theme not in record.themes]
        for record in draw.exactly(total - already, pool, _towards(theme)):
            record.themes[theme] = "secondary"


def _promote_some(draw: Draw, record: Record) -> None:
    """Most partnerships have more than one primary theme; those of the cluster are settled already."""
    near = [
        theme for theme in record.themes if record.themes[theme] == "secondary" and theme not in targets.CLUSTER_THEMES
    ]
    near.sort(key=lambda theme: theme not in RELATED[record.main].split())
    for theme in near[: draw.one([0, 0, 1, 1, 1, 2, 2, 3])]:
        record.themes[theme] = "primary"
