"""The agreed commitments that a partnership says it serves, by what it is mainly about."""

from demo.draw import Draw
from demo.records import Record

# theme: chapters of Agenda 21; chapters of the Johannesburg Plan of Implementation; Millennium Development Goals
SERVES = {
    "africa": ("3 33", "viii", "1 8"),
    "agriculture": ("14", "iv", "1 7"),
    "air-pollution": ("9", "iv", "7"),
    "biodiversity": ("15", "iv", "7"),
    "biotechnology": ("16", "iv", "8"),
    "chemicals": ("19", "iii", "7"),
    "climate-change": ("9", "iv", "7"),
    "consumption-production": ("4", "iii", "7"),
    "desertification": ("12", "iv", "7"),
    "disaster-management": ("7", "iv", "7"),
    "drought": ("12", "iv", "1 7"),
    "education": ("36", "x", "2"),
    "energy": ("9 4", "ii iii", "1 7"),
    "forests": ("11", "iv", "7"),
    "gender-equality": ("24", "ii", "3"),
    "globalizing-world": ("2", "v", "8"),
    "health": ("6", "vi", "4 5 6"),
    "human-settlements": ("7", "ii", "7"),
    "industrial-development": ("30", "ii iii", "8"),
    "information-for-decision-making": ("40", "x", "8"),
    "institutional-frameworks": ("38 8", "xi", "8"),
    "land": ("10", "iv", "7"),
    "major-groups-participation": ("23 25", "xi", "8"),
    "marine-resources": ("17", "iv", "7"),
    "means-of-implementation": ("33 34 37", "x", "8"),
    "mining": ("4", "iv", "1 8"),
    "mountains": ("13", "iv", "7"),
    "natural-resource-base": ("10 15", "iv", "7"),
    "oceans-seas": ("17", "iv", "7"),
    "poverty-eradication": ("3", "ii", "1"),
    "regional-initiatives": ("39", "ix", "8"),
    "rural-development": ("14", "iv ii", "1"),
    "sanitation": ("18 6", "ii iv", "7 4"),
    "small-island-developing-states": ("17", "vii", "7 8"),
    "tourism": ("4", "iv", "1 7"),
    "transport": ("9 7", "iii", "7"),
    "waste-management": ("21 20", "iii", "7"),
    "water": ("18", "ii iv", "7"),
}
# Chapters of the Programme for the Further Implementation of Agenda 21, for the themes that have one.
FURTHER_IMPLEMENTATION = {
    "water": "fresh-water",
    "sanitation": "fresh-water",
    "oceans-seas": "oceans-seas",
    "marine-resources": "oceans-seas",
    "forests": "forests",
    "energy": "energy",
    "transport": "transport",
    "air-pollution": "atmosphere",
    "climate-change": "atmosphere",
    "chemicals": "toxic-chemicals",
    "waste-management": "hazardous-wastes",
    "land": "land-agriculture",
    "agriculture": "land-agriculture",
    "rural-development": "land-agriculture",
    "desertification": "desertification-drought",
    "drought": "desertification-drought",
    "biodiversity": "biodiversity",
    "tourism": "sustainable-tourism",
    "disaster-management": "natural-disasters",
    "small-island-developing-states": "small-island-developing-states",
    "poverty-eradication": "eradicating-poverty",
    "consumption-production": "consumption-production",
    "health": "health",
    "human-settlements": "human-settlements",
    "means-of-implementation": "capacity-building",
    "education": "education-awareness",
    "information-for-decision-making": "information-tools",
    "globalizing-world": "trade-environment",
}
SCHEMES = ("agenda-21", "jpoi", "mdg")
EXPLANATIONS = {
    "agenda-21": (
        "Takes up the programme areas of the chapter at the level of {level}.",
        "Puts the chapter into practice through joint projects of the partners.",
        "The work plan follows the activities that the chapter recommends.",
        "Builds the capacity that the chapter asks for.",
    ),
    "jpoi": (
        "Announced at the Summit as a contribution to this chapter.",
        "Answers the chapter’s call for partnerships between countries and major groups.",
        "Helps to meet the time-bound targets of the chapter.",
        "Supports the actions of the chapter at the level of {level}.",
    ),
    "pfia-21": (
        "Follows the priorities that the special session set for this area.",
        "Continues work begun after the five-year review of Agenda 21.",
    ),
    "mdg": (
        "Its results are reported against the indicators of the Goal.",
        "Reaching the households concerned is a condition of the Goal.",
        "Contributes to the Goal where progress has been slowest.",
    ),
}
LEVEL_WORDS = {
    "global": "the world",
    "regional": "the region",
    "subregional": "the subregion",
    "national": "the country",
    "local": "the district",
}


def commitments_for(draw: Draw, record: Record) -> list[tuple[str, str, str]]:
    """One to five commitments of its main theme, and of one more of its primary themes."""
    found: dict[tuple[str, str], str] = {}
    themes = record.primary[:2] if draw.chance(0.4) else [record.main]
    for theme in themes:
        for scheme, codes in zip(SCHEMES, SERVES[theme], strict=True):
            if draw.chance({"agenda-21": 0.7, "jpoi": 0.8, "mdg": 0.6}[scheme]):
                code = draw.one(codes.split())
                text = (
                    draw.one(EXPLANATIONS[scheme]).format(level=LEVEL_WORDS[record.scope]) if draw.chance(0.6) else ""
                )
                found.setdefault((scheme, code), text)
    if record.main in FURTHER_IMPLEMENTATION and draw.chance(0.22):
        found["pfia-21", FURTHER_IMPLEMENTATION[record.main]] = (
            draw.one(EXPLANATIONS["pfia-21"]) if draw.chance(0.6) else ""
        )
    if not found:
        found["jpoi", SERVES[record.main][1].split()[0]] = ""
    return sorted((scheme, code, text) for (scheme, code), text in found.items())
