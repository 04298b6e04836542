"""Time zones by their IANA names, and as readers know them: by a city."""

from datetime import datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils.translation import get_language

from rapport.lib.folding import fold
from rapport.look.formats import babel_locale

UTC_NAME = "UTC"
# The zones of places. The others of the database are abbreviations and leftovers, of which nobody can say the place.
_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def known_zones() -> frozenset[str]:
    placed = (name for name in available_timezones() if name.partition("/")[0] in _AREAS and "/" in name)
    return frozenset({UTC_NAME, *placed})


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of a name among ``known_zones``; of any other, UTC."""
    return ZoneInfo(name if name in known_zones() else UTC_NAME)


def zone_label(name: str) -> str:
    """“Lisbon (Europe/Lisbon)”, the city in the reader's language."""
    return _label(name, get_language() or "en")


@lru_cache(maxsize=5000)
def _label(name: str, language: str) -> str:
    if name == UTC_NAME or name not in known_zones():
        return name
    city = _city(name, language) or get_timezone_location(
        zone_of(name), locale=babel_locale(language), return_city=True
    )
    return f"{city.rpartition('/')[2]} ({name})"  # “Argentina/Buenos Aires” of old lists


def _city(name: str, language: str) -> str:
    """The city in the language, which Babel knows by any name that the zone ever had: Calcutta for Kolkata."""
    aliases = get_global("zone_aliases")
    newest = aliases.get(name, name)
    names = [newest, *sorted(old for old, new in aliases.items() if new == newest)]
    zones = Locale.parse(babel_locale(language)).time_zones
    return next((zones[each]["city"] for each in names if "city" in zones.get(each, {})), "")


def choose_zones() -> list[tuple[str, str]]:
    """Every zone, as a choice: UTC first, then by the names of cities."""
    return list(_choices(get_language() or "en"))


@lru_cache(maxsize=20)
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    placed = sorted(((name, _label(name, language)) for name in known_zones()), key=lambda each: fold(each[1]))
    return ((UTC_NAME, UTC_NAME), *(each for each in placed if each[0] != UTC_NAME))


def describe_offset(moment: datetime) -> str:
    """How far the clocks are from UTC at a moment: “UTC+01:00”."""
    offset = moment.utcoffset() or timedelta()
    minutes = round(abs(offset).total_seconds() / 60)
    return f"UTC{'−' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"
