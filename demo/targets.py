"""The figures that the demonstration registry must yield, in one table.

Source: ``report_2010/statistics.csv``, the figures published in E/CN.17/2010/13. Where a percentage allows several
counts, one is chosen here so that all of them hold at once; a comment says so where the choice was forced.
Everything without a published figure (what stands below "plausible") is our own.
"""

AS_AT = "2010-02-01"
TOTAL = 348
CLUSTER_THEMES = ("transport", "chemicals", "waste-management", "mining", "consumption-production")

# Registered in each year: in the cluster, and outside it. 209 by the end of 2002; 128 more by the end of 2007;
# 40 in the four years 2005 to 2008; four in 2009.
REGISTERED_CLUSTER = {2002: 40, 2003: 18, 2004: 4, 2005: 4, 2006: 2, 2007: 3, 2008: 2, 2009: 1}
REGISTERED_OUTSIDE = {2002: 169, 2003: 65, 2004: 8, 2005: 9, 2006: 9, 2007: 6, 2008: 5, 2009: 3}

# Started: no whole count of 74 rounds to 6 or to 2 per cent; four and one are the nearest that add up.
STARTED_CLUSTER = {2000: 1, 2001: 3, 2002: 36, 2003: 18, 2004: 6, 2005: 4, 2006: 1, 2007: 4, 2009: 1}
# Outside the cluster only "more than half around 2002" is published. The six without a start are open-ended.
STARTED_OUTSIDE = {
    1996: 1,
    1998: 3,
    1999: 3,
    2000: 6,
    2001: 12,
    2002: 136,
    2003: 59,
    2004: 13,
    2005: 10,
    2006: 9,
    2007: 7,
    2008: 5,
    2009: 4,
}
STARTED_UNKNOWN_OUTSIDE = 6

# Whole years from start to end; the rest is open-ended. 46 + 172 = 218, of which 122 last four to six years.
LASTS_CLUSTER = {2: 2, 3: 5, 4: 7, 5: 9, 6: 8, 7: 2, 8: 3, 10: 5, 11: 1, 12: 1, 13: 1, 15: 1, 16: 1}
LASTS_OUTSIDE = {2: 9, 3: 24, 4: 30, 5: 44, 6: 24, 7: 9, 8: 8, 9: 4, 10: 14, 12: 3, 13: 1, 15: 2}

# Primary themes of the 74: 88 mentions, so fourteen records have two of the five.
CLUSTER_PRIMARY = {"transport": 13, "chemicals": 5, "waste-management": 19, "mining": 6, "consumption-production": 45}
CLUSTER_ANY_TOTAL = 170
# Secondary mentions of the five within the 74, and in the 96 further records that touch the cluster.
CLUSTER_SECONDARY_WITHIN = {
    "transport": 5,
    "chemicals": 5,
    "waste-management": 14,
    "mining": 2,
    "consumption-production": 12,
}
CLUSTER_SECONDARY_OUTSIDE = {
    "transport": 21,
    "chemicals": 15,
    "waste-management": 38,
    "mining": 10,
    "consumption-production": 63,
}

# At any rank, of all 348. Consumption and production is 120 by paragraph 38, which contradicts paragraph 12.
THEMES_ANY = {
    "means-of-implementation": 195,
    "natural-resource-base": 188,
    "institutional-frameworks": 160,
    "poverty-eradication": 146,
    "water": 139,
    "education": 132,
    "health": 112,
    "agriculture": 105,
    "climate-change": 104,
    "drought": 32,
    "mountains": 21,
    "biotechnology": 17,
    # plausible: above the five lowest that the report names, below its ten highest
    "africa": 52,
    "air-pollution": 44,
    "biodiversity": 88,
    "desertification": 38,
    "disaster-management": 46,
    "energy": 96,
    "forests": 58,
    "gender-equality": 54,
    "human-settlements": 52,
    "industrial-development": 42,
    "information-for-decision-making": 92,
    "land": 57,
    "marine-resources": 46,
    "oceans-seas": 51,
    "regional-initiatives": 37,
    "rural-development": 78,
    "sanitation": 74,
    "small-island-developing-states": 42,
    "globalizing-world": 55,
    "tourism": 48,
    "major-groups-participation": 44,
}
# What a record outside the cluster is mainly about: plausible, 274 in all.
MAIN_OUTSIDE = {
    "water": 31,
    "energy": 27,
    "education": 20,
    "natural-resource-base": 13,
    "biodiversity": 17,
    "agriculture": 16,
    "health": 15,
    "climate-change": 12,
    "forests": 11,
    "oceans-seas": 10,
    "marine-resources": 7,
    "poverty-eradication": 9,
    "information-for-decision-making": 10,
    "institutional-frameworks": 8,
    "means-of-implementation": 8,
    "sanitation": 8,
    "disaster-management": 8,
    "rural-development": 5,
    "desertification": 5,
    "drought": 3,
    "land": 3,
    "mountains": 4,
    "tourism": 5,
    "human-settlements": 5,
    "industrial-development": 2,
    "air-pollution": 3,
    "small-island-developing-states": 3,
    "gender-equality": 2,
    "africa": 1,
    "globalizing-world": 1,
    "regional-initiatives": 0,
    "biotechnology": 1,
    "major-groups-participation": 1,
}

SCOPE_CLUSTER = {"global": 41, "regional": 14, "subregional": 14, "national": 3, "local": 2}
SCOPE_OUTSIDE = {"global": 139, "regional": 55, "subregional": 65, "national": 14, "local": 1}
REGIONS = {"africa": 28, "asia-pacific": 27, "latin-america-caribbean": 6, "europe-north-america": 5, "western-asia": 3}

# Partnerships with at least one partner of the group; of the major group.
WITH_GROUP = {"government": 289, "un-system": 216, "intergovernmental": 212, "major-group": 289, "other": 153}
WITH_MAJOR_GROUP = {
    "ngo": 104,
    "business-industry": 132,
    "science-technology": 62,
    "local-authorities": 31,
    "women": 4,
    "youth": 4,
    "workers-trade-unions": 3,
    "indigenous-peoples": 4,
    "farmers": 4,
}
# Listings: 7,877, of which major groups and Governments are published.
LISTINGS = {"government": 2158, "major-group": 3427, "un-system": 980, "intergovernmental": 702, "other": 610}
LEADS = {"government": 120, "major-group": 175, "un-system": 100, "intergovernmental": 71, "other": 40}
CANADA_LISTINGS = 42
# Partners in one partnership of the cluster: the sizes of the 74, by the four classes (12 in the third is forced).
SIZE_CLASSES_CLUSTER = {(2, 10): 32, (11, 20): 18, (21, 30): 12, (31, 80): 12}

# Finance, in the cluster and outside. 18 without funding is forced: 49 + 18 + 7 = 74.
FINANCE_CLUSTER = {"secured": 49, "none": 18}
FINANCE_OUTSIDE = {"secured": 110, "none": 86}
IN_KIND_CLUSTER, IN_KIND_OUTSIDE = 46, 85
INFORMED = 303
SOURCE_GIVEN_CLUSTER, SOURCE_GIVEN_OUTSIDE = 65, 240
# Mentions in the cluster: the bases are ours, the shares are the published ones.
SOURCE_MENTIONS_CLUSTER = {
    "government": 41,
    "intergovernmental": 25,
    "private-sector": 24,
    "foundation-charity": 13,
    "ngo": 21,
    "other": 9,
}
IN_KIND_MENTIONS_CLUSTER = {"staff": 34, "computers": 28, "office-space": 27, "other": 3}
SOUGHT, SOUGHT_WITH_AMOUNT, NOT_SOUGHT = 170, 54, 116

FAIRS = 242
MECHANISMS_CLUSTER = {
    "education-awareness": 64,
    "training": 55,
    "technology-transfer": 42,
    "institutional-capacity": 39,
}
MECHANISMS_OUTSIDE = {
    "education-awareness": 214,
    "training": 185,
    "technology-transfer": 128,
    "institutional-capacity": 124,
}
# plausible
MECHANISMS_FURTHER = {"information-sharing": 151, "research": 96, "policy-dialogue": 88, "technical-assistance": 61}
FRESHNESS = {"green": 139, "amber": 71, "red": 46, "dormant": 62, "unknown": 30}
