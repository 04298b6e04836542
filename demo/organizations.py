"""The organizations: Governments and intergovernmental bodies by their real names, all others invented.

Real bodies stand in fictional partnerships because the figures of the report need them; the record says that it is
fictional, and its organizations that are invented carry an identifier of the scheme ``fictional``.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from demo import names
from demo.draw import Draw
from demo.places import COUNTRY_NAMES, FRENCH_SPEAKING, REGION_OF, SPANISH_SPEAKING
from demo.records import Record
from demo.words import read_lines, read_topics


@dataclass(eq=False)
class Organization:
    id: str
    name: str
    type: str
    country: str = ""
    website: str = ""
    identifiers: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    weight: float = 1.0
    only_boxed: bool = False


# Governments that are partners most often; all others have the weight 1. Canada is listed exactly 42 times.
BUSY_GOVERNMENTS = {
    "US": 9,
    "FR": 8,
    "DE": 8,
    "JP": 8,
    "GB": 8,
    "ZA": 7,
    "IT": 6,
    "NL": 6,
    "AU": 5,
    "SE": 5,
    "NO": 5,
    "BR": 4,
    "IN": 4,
    "ID": 4,
    "CH": 4,
    "DK": 4,
    "CN": 4,
    "MX": 4,
    "FI": 3,
    "BE": 3,
    "ES": 3,
    "KE": 3,
    "SN": 3,
    "GH": 3,
    "UG": 3,
    "TZ": 3,
    "MA": 3,
    "EG": 3,
    "PH": 3,
    "TH": 3,
    "VN": 2.5,
    "AT": 2.5,
    "NZ": 2.5,
    "NG": 2.5,
    "PE": 2.5,
    "CO": 2.5,
    "CR": 2.5,
    "BD": 2.5,
    "FJ": 2,
    "WS": 2,
    "JM": 2,
    "BB": 2,
}
DONOR_COUNTRIES = frozenset(
    [
        "AE",
        "AT",
        "AU",
        "BE",
        "CA",
        "CH",
        "DE",
        "DK",
        "ES",
        "FI",
        "FR",
        "GB",
        "IE",
        "IS",
        "IT",
        "JP",
        "KR",
        "KW",
        "LU",
        "NL",
        "NO",
        "NZ",
        "PT",
        "SA",
        "SE",
        "US",
    ]
)
POOLS = {
    "ngo": 420,
    "business-industry": 480,
    "science-technology": 200,
    "local-authorities": 150,
    "women": 9,
    "youth": 8,
    "workers-trade-unions": 7,
    "indigenous-peoples": 8,
    "farmers": 10,
    "major-group": 190,
    "academia": 170,
    "foundation": 70,
    "media": 34,
    "other": 60,
}
# Real organizations that the report names as partners in the boxed initiatives; they are in no fictional partnership.
NAMED_IN_BOXES = [
    Organization("consumers-international", "Consumers International", "ngo", only_boxed=True),
    Organization("rainforest-alliance", "Rainforest Alliance", "ngo", only_boxed=True),
]


def slug(text: str) -> str:
    """A readable id: lower case, without accents, words joined by hyphens, 80 characters at most."""
    for letter, plain_letter in (("ø", "o"), ("Ø", "O"), ("ß", "ss"), ("’", ""), ("&", " and ")):
        text = text.replace(letter, plain_letter)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].strip("-")


class Directory:
    """All organizations by id, and who is likely to be asked into which partnership."""

    def __init__(self) -> None:
        self.by_id: dict[str, Organization] = {}
        draw = Draw("organizations")
        for code, name in COUNTRY_NAMES.items():
            self._add(
                Organization(
                    slug(f"Government of {name}"),
                    f"Government of {name}",
                    "government",
                    code,
                    weight=BUSY_GOVERNMENTS.get(code, 1.0),
                )
            )
        for kind, line in read_lines("real_bodies.txt"):
            acronym, name, weight = line.split(" | ")
            aliases = [acronym] if acronym != name else []
            self._add(Organization(slug(acronym), name, kind, aliases=aliases, weight=float(weight)))
        for organization in NAMED_IN_BOXES:
            self._add(organization)
        for kind, count in POOLS.items():
            for rank, name, country in _invent(draw, kind, count):
                weight = 3.2 / (1 + rank) ** 0.45
                self._add(_fictional(draw, kind, name, country, weight), number=len(self.by_id))

    def _add(self, organization: Organization, number: int = 0) -> None:
        if organization.id in self.by_id:
            raise ValueError(f"Two organizations have the id {organization.id}.")
        if number:
            organization.identifiers = [f"fictional:{number:04}"]
        self.by_id[organization.id] = organization

    def government_of(self, country: str) -> str:
        return slug(f"Government of {COUNTRY_NAMES[country]}")

    def type_of(self, organization: str) -> str:
        return self.by_id[organization].type

    def choose(self, draw: Draw, record: Record, kind: str, count: int, taken: set[str]) -> list[str]:
        """So many organizations of a type, likelier those that work where the partnership does."""
        pool = [
            each
            for each in self.by_id.values()
            if each.type == kind and not each.only_boxed and each.id not in taken and each.id != "government-of-canada"
        ]
        if record.boxed:  # real partnerships get no real partners beyond those that are known
            pool = [each for each in pool if each.identifiers]
        return [each.id for each in draw.exactly(count, pool, lambda each: each.weight * _nearness(each, record))]


_HOMES = {
    "africa": "uneca afdb au nepad ecowas sadc eac cilss igad eccas comesa amcen amcow",
    "asia-pacific": "unescap adb asean saarc sprep spc pifs sopac mrc icimod",
    "latin-america-caribbean": "eclac idb oas caricom oecs cdb ccad caf",
    "europe-north-america": "unece eib ebrd helcom icpdr ncm",
    "western-asia": "escwa las isdb",
}
_HOME_OF = {organization: region for region, listed in _HOMES.items() for organization in listed.split()}


def _nearness(organization: Organization, record: Record) -> float:
    """How likely an organization is to be asked: whether it works on the matter, and whether it works there."""
    return _aptness(organization, record) * _closeness(organization, record)


_TOPICS = read_topics()


@cache
def _topics_of(name: str) -> frozenset[str]:
    return frozenset(theme for theme, words in _TOPICS.items() if any(word in name for word in words))


def _aptness(organization: Organization, record: Record) -> float:
    topics = (
        _topics_of(organization.name) if organization.type not in ("government", "local-authorities") else frozenset()
    )
    if not topics:  # about everything, or about nothing that its name tells
        return 1.0
    if record.main in topics:
        return 9.0
    return 2.0 if topics & set(record.primary) else 0.7 if topics & set(record.themes) else 0.2


def _closeness(organization: Organization, record: Record) -> float:
    home = _HOME_OF.get(organization.id, "")
    region = REGION_OF.get(organization.country) or home
    if not region:
        return 1.0
    if organization.country in record.countries:
        return {"national": 300.0, "local": 300.0, "global": 3.0}.get(record.scope, 14.0)
    if not record.region:
        return 0.15 if home else 1.0
    if record.scope in ("national", "local") and organization.country:
        return 0.5 if region in (record.region, "europe-north-america") else 0.05
    if region == record.region:
        return 4.0
    return 0.5 if region == "europe-north-america" else 0.06


def _settle_places() -> dict[str, str]:
    """One invented place lies in one country: dealt out round the countries of its voice, the busiest first."""
    owners: dict[str, str] = {}
    for voice, listed in names.INVENTED_PLACES.items():
        countries = sorted(
            (code for code in COUNTRY_NAMES if names.VOICE_OF[code] == voice),
            key=lambda code: (-BUSY_GOVERNMENTS.get(code, 0.0), code),
        )
        for place, name in enumerate(listed.split("|")):
            owners[name] = countries[place % len(countries)]
    return owners


COUNTRY_OF_PLACE = _settle_places()


def _invent(draw: Draw, kind: str, count: int) -> list[tuple[int, str, str]]:
    """Distinct names with their countries, the best known first."""
    invented: list[tuple[int, str, str]] = [
        (0, name, "") for name in names.INTERNATIONAL.get(kind, "").split("|") if name
    ]
    weights = {
        place: 1.8 if REGION_OF[code] == "europe-north-america" else 1.0 for place, code in COUNTRY_OF_PLACE.items()
    }
    seen: set[str] = set()
    while len(invented) < count:
        place = draw.one_by_weight(weights)
        country = COUNTRY_OF_PLACE[place]
        name = _compose(draw, kind, country, place)
        if slug(name) not in seen:
            seen.add(slug(name))
            invented.append((len(invented), name, country))
    return invented


def _compose(draw: Draw, kind: str, country: str, place: str) -> str:
    forms, concerns, fields = names.FORMS[kind], names.CONCERNS, names.FIELDS
    if country in FRENCH_SPEAKING and kind in names.FORMS_FR and draw.chance(0.6):
        forms, concerns, fields = names.FORMS_FR[kind], names.PREOCCUPATIONS_FR, names.FIELDS_FR
    elif country in SPANISH_SPEAKING and kind in names.FORMS_ES and draw.chance(0.6):
        forms, concerns, fields = names.FORMS_ES[kind], names.PREOCUPACIONES_ES, names.FIELDS_ES
    name = draw.one(forms).format(
        place=place,
        concern=draw.one(concerns),
        field=draw.one(fields),
        trade=draw.one(names.TRADES),
        makers=draw.one(names.MAKERS),
        chamber=draw.one(names.CHAMBERS),
    )
    name = re.sub(r"\bde (?=[AEIOUÉÈÊ])", "d’", name) if forms is names.FORMS_FR.get(kind) else name
    if kind == "business-industry" and not name.startswith("Association") and "Chamber" not in name:
        name += f" {draw.one(names.COMPANY_ENDINGS[names.VOICE_OF[country]])}"
    return name


def _fictional(draw: Draw, kind: str, name: str, country: str, weight: float) -> Organization:
    organization = Organization(slug(name), name, kind, country, weight=weight)
    if draw.chance(0.35):
        organization.website = f"https://{organization.id[:50].strip('-')}.example.org/"
    initials = "".join(word[0] for word in re.findall(r"[A-Za-zÀ-ÿ]+", name) if word[0].isupper())
    if len(initials) >= 3 and draw.chance(0.2) and kind != "business-industry":
        organization.aliases = [initials]
    return organization
