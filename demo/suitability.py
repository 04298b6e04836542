"""Which subject can be of which place: no coral in the Baltic, no harbour in the Sahel."""

from demo.records import Record
from demo.words import Subject

# Some subjects make no sense everywhere: words of the name, and the places (regions or subregions) where they do.
_COASTAL = {
    "the Pacific Islands",
    "the Caribbean",
    "the Western Indian Ocean",
    "West Africa",
    "Southern Africa",
    "East Africa",
    "South Asia",
    "South-East Asia",
    "the Mediterranean",
    "the Maghreb",
    "Central America",
    "the Baltic Sea Region",
    "the Southern Cone",
    "the Arabian Peninsula",
    "the Mekong Countries",
    "the Horn of Africa",
    "Central Africa",
    "africa",
    "asia-pacific",
    "latin-america-caribbean",
    "europe-north-america",
    "western-asia",
}
_WARM_COASTS = _COASTAL - {
    "the Baltic Sea Region",
    "the Southern Cone",
    "the Mediterranean",
    "the Maghreb",
    "europe-north-america",
    "Southern Africa",
}
_ISLANDS = {"the Pacific Islands", "the Caribbean", "the Western Indian Ocean"}
_DRY = {
    "the Sahel",
    "the Horn of Africa",
    "the Maghreb",
    "Central Asia",
    "Southern Africa",
    "the Arab East",
    "the Arabian Peninsula",
    "the Nile Basin",
    "africa",
    "western-asia",
}
_TROPICAL = {
    "West Africa",
    "East Africa",
    "Central Africa",
    "Southern Africa",
    "the Horn of Africa",
    "South Asia",
    "the Mekong Countries",
    "South-East Asia",
    "the Pacific Islands",
    "Central America",
    "the Caribbean",
    "the Andean Countries",
    "africa",
    "asia-pacific",
    "latin-america-caribbean",
    "the Western Indian Ocean",
    "the Sahel",
    "the Nile Basin",
}
ONLY_IN = {
    "Island": _ISLANDS,
    "Coral": _WARM_COASTS,
    "Turtle": _WARM_COASTS,
    "Mangrove": _WARM_COASTS,
    "Desalination": _DRY | {"the Mediterranean"},
    "Harbour": _COASTAL,
    "Sea": _COASTAL,
    "Ocean": _COASTAL,
    "Coast": _COASTAL,
    "Illegal Fishing": _COASTAL,
    "Shipping": _COASTAL,
    "Tsunami": {"South-East Asia", "the Pacific Islands", "the Caribbean", "Central America", "asia-pacific"},
    "Apes": {"Central Africa", "West Africa", "East Africa", "South-East Asia", "africa"},
    "African": {"africa"},
    "Bamboo": {"South Asia", "the Mekong Countries", "South-East Asia", "asia-pacific", "North-East Asia"},
    "Malaria": _TROPICAL,
    "Coffee": {"East Africa", "Central America", "the Andean Countries", "latin-america-caribbean", "africa"},
    "Desert": _DRY,
    "Sand": _DRY,
    "Pastoral": _DRY,
    "Dryland": _DRY,
    "Cotton": {"West Africa", "Central Asia", "South Asia", "the Sahel", "the Nile Basin", "africa", "asia-pacific"},
    "Glacier": {
        "the Andean Countries",
        "the Hindu Kush and Himalaya",
        "Central Asia",
        "the Caucasus",
        "asia-pacific",
        "latin-america-caribbean",
    },
    "Haze": {"South-East Asia", "the Mekong Countries", "asia-pacific"},
    "Slum": _TROPICAL,
    "Shared Rivers": _TROPICAL | {"Central Asia", "the Danube Countries", "the Caucasus"} - _ISLANDS,
    "Geothermal": {
        "East Africa",
        "the Horn of Africa",
        "Central America",
        "the Andean Countries",
        "South-East Asia",
        "the Caribbean",
        "africa",
        "asia-pacific",
    },
    "Mercury": _TROPICAL,
    "Small-scale Mining": _TROPICAL,
    "Obsolete Pesticide": {
        "West Africa",
        "East Africa",
        "Southern Africa",
        "the Sahel",
        "africa",
        "Central Asia",
        "the Caucasus",
        "South-Eastern Europe",
    },
}


def fits(record: Record, subject: Subject) -> bool:
    """Whether a partnership of this place can be about the subject."""
    if record.scope == "global":
        return "African" not in subject.told["en"].core
    where = record.subregion or record.region
    return all(where in places for word, places in ONLY_IN.items() if word in subject.told["en"].core)
