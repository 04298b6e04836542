"""The countries and areas of M49 with their names, groups and regions, and the M49 regions themselves."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rapport.vocabularies.countries import fold_name
from rapport.vocabularies.sources.classifications import Row, Table, read_commissions, read_country_codes, read_m49
from rapport.vocabularies.sources.names import collect_names
from rapport.vocabularies.sources.writing import LANGUAGES, name_in_languages

# The published file bears no date. Bhutan, which left the least developed countries on this day, has left in it, and
# Sao Tome and Principe, which followed a year later, has not.
LISTED_ON = date(2023, 12, 13)
SOURCE = "United Nations Statistics Division, M49 (through datasets/country-codes, PDDL)"

REGION_OF_COMMISSION = {
    "ECA": "africa",
    "ESCAP": "asia-pacific",
    "ECLAC": "latin-america-caribbean",
    "ECE": "europe-north-america",
    "ESCWA": "western-asia",
}
REGION_OF_AREA = {  # M49 regions; NORTHERN_AMERICA and WESTERN_ASIA are parts of them that the registry counts apart
    "002": "africa",
    "009": "asia-pacific",
    "019": "latin-america-caribbean",
    "142": "asia-pacific",
    "150": "europe-north-america",
}
NORTHERN_AMERICA, WESTERN_ASIA = "021", "145"

MARKS = {
    "ldc": "Least Developed Countries (LDC)",
    "lldc": "Land Locked Developing Countries (LLDC)",
    "sids": "Small Island Developing States (SIDS)",
}


def build_m49_regions(folder: Path) -> dict[str, Any]:
    """Regions, subregions and intermediate regions, each with the one that it lies in."""
    tables = read_m49(folder)
    terms: dict[str, dict[str, Any]] = {}
    for alpha2, row in tables["en"].items():
        above = ""
        for level in ("Region", "Sub-region", "Intermediate Region"):
            code = row[f"{level} Code"]
            if code and code not in terms:
                labels = {language: tables[language][alpha2][f"{level} Name"] for language in LANGUAGES}
                terms[code] = {"code": code, "labels": labels} | ({"parent": above} if above else {})
            above = code or above
    names = name_in_languages(
        "Regions of M49", "Régions de la norme M49", "Regiones de la norma M49", "Регионы М49", "M49区域", "مناطق M49"
    )
    return _head("m49-regions", names) | {"refers_to": {"groups": "m49-regions"}, "terms": list(terms.values())}


def build_countries(folder: Path) -> dict[str, Any]:
    """Every entry of M49 by its alpha-2 code, in the order of the English names."""
    own = yaml.safe_load(Path(__file__).with_name("country_names.yaml").read_text(encoding="utf-8"))
    tables = read_m49(folder)
    for alpha2, corrected in own["corrections"].items():
        for language, label in corrected.items():
            tables[language][alpha2]["Country or Area"] = label
    names = collect_names(tables, read_country_codes(folder), own["variants"])
    commissions = read_commissions(folder)
    in_order = sorted(tables["en"], key=lambda alpha2: fold_name(tables["en"][alpha2]["Country or Area"]))
    return _head(
        "countries",
        name_in_languages(
            "Countries and areas",
            "Pays et zones",
            "Países y zonas",
            "Страны и районы",
            "国家和地区",
            "البلدان والمناطق",
        ),
    ) | {
        "refers_to": {"m49_region": "m49-regions", "subregion": "m49-regions", "rapport_region": "regions"},
        "reconstructed": ["rapport_region"],
        "terms": [_country(alpha2, tables, commissions, names[alpha2]) for alpha2 in in_order],
    }


def _country(alpha2: str, tables: dict[str, Table], commissions: dict[str, set[str]], aliases: list[str]) -> Any:
    row = tables["en"][alpha2]
    facts = {
        "iso3": row["ISO-alpha3 Code"],
        "m49": row["M49 Code"],
        "m49_region": row["Region Code"],
        "subregion": row["Intermediate Region Code"] or row["Sub-region Code"],
        "rapport_region": registry_region(row, commissions.get(row["ISO-alpha3 Code"], set())),
    }
    return {
        "code": alpha2,
        "labels": {language: tables[language][alpha2]["Country or Area"] for language in LANGUAGES},
        **{name: value for name, value in facts.items() if value},
        **{mark: bool(row[column]) for mark, column in MARKS.items()},
        "aliases": aliases,
    }


def registry_region(row: Row, commissions: set[str]) -> str | None:
    """The one region of the registry that a country is counted to. Reconstructed: no list of the registry was found.

    Many countries belong to two or more regional commissions (France to three). The region of M49 decides among them;
    where it names none of them (the Caucasus, Cyprus, Israel, Türkiye: Western Asia in M49, but not in ESCWA), it is
    Europe if they are in ECE.
    """
    by_area = _region_by_area(row)
    regions = {REGION_OF_COMMISSION[commission] for commission in commissions}
    if not regions or by_area in regions:
        return by_area
    return "europe-north-america" if "europe-north-america" in regions else min(regions)


def _region_by_area(row: Row) -> str | None:
    if row["Sub-region Code"] == NORTHERN_AMERICA:
        return "europe-north-america"
    if row["Sub-region Code"] == WESTERN_ASIA:
        return "western-asia"
    return REGION_OF_AREA.get(row["Region Code"])


def _head(name: str, labels: dict[str, str]) -> dict[str, Any]:
    return {"scheme": name, "labels": labels, "source": SOURCE, "as_of": LISTED_ON, "state": "verified"}
