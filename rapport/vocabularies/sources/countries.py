"""The countries and areas of M49 with their names, groups and regions, and the M49 regions themselves."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from rapport.vocabularies.countries import fold_name
from rapport.vocabularies.sources.writing import LANGUAGES

Row = dict[str, str]

FILES = {"en": "en", "fr": "fr", "es": "es", "ru": "ru", "zh-hans": "cn", "ar": "ar"}
LISTED_ON = date(2023, 12, 13)  # Bhutan has left the list of least developed countries, the three of 2024 have not
SOURCE = "United Nations Statistics Division, M49 (through datasets/country-codes, PDDL)"
ARTICLES = re.compile(r"^(?:the|la|le|les|el|los|las)\s+|^l['’]\s*", re.IGNORECASE)
QUALIFIER = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
ARTICLE_BEHIND = re.compile(r"\s*\((?:the|la|le|les|el|los|las|l['’]|l’)\)\s*$", re.IGNORECASE)

REGION_OF_COMMISSION = {
    "ECA": "africa",
    "ESCAP": "asia-pacific",
    "ECLAC": "latin-america-caribbean",
    "ECE": "europe-north-america",
    "ESCWA": "western-asia",
}


def build_m49_regions(folder: Path) -> dict[str, Any]:
    """Regions, subregions and intermediate regions, each with the one that it lies in."""
    tables = _read_tables(folder)
    terms: dict[str, dict[str, Any]] = {}
    for alpha2 in tables["en"]:
        above = ""
        for level in ("Region", "Sub-region", "Intermediate Region"):
            code = tables["en"][alpha2][f"{level} Code"]
            if code and code not in terms:
                labels = {language: tables[language][alpha2][f"{level} Name"] for language in LANGUAGES}
                terms[code] = {"code": code, "labels": labels} | ({"parent": above} if above else {})
            above = code or above
    labels = ("Regions of M49", "Régions de la M49", "Regiones de M49", "Регионы М49", "M49区域", "مناطق M49")
    return _header("m49-regions", labels, {"groups": "m49-regions"}) | {"terms": list(terms.values())}


def build_countries(folder: Path) -> dict[str, Any]:
    """Every entry of M49 by its alpha-2 code, in the order of the English names."""
    tables, own = _read_tables(folder), _read_own_names()
    for alpha2, corrected in own["corrections"].items():
        for language, label in corrected.items():
            tables[language][alpha2]["Country or Area"] = label
    commissions = _read_commissions(folder)
    names = _collect_names(folder, tables, own["variants"])
    terms = [
        _country(alpha2, tables, commissions, names[alpha2])
        for alpha2 in sorted(tables["en"], key=lambda code: fold_name(tables["en"][code]["Country or Area"]))
    ]
    labels = (
        "Countries and areas",
        "Pays et zones",
        "Países y zonas",
        "Страны и районы",
        "国家和地区",
        "البلدان والمناطق",
    )
    refers_to = {"m49_region": "m49-regions", "subregion": "m49-regions", "rapport_region": "regions"}
    return _header("countries", labels, refers_to) | {"reconstructed": ["rapport_region"], "terms": terms}


def _country(alpha2: str, tables: dict[str, dict[str, Row]], commissions: dict[str, set[str]], names: list[str]) -> Any:
    row = tables["en"][alpha2]
    region = registry_region(row, commissions.get(row["ISO-alpha3 Code"], set()))
    marks = {
        "ldc": "Least Developed Countries (LDC)",
        "lldc": "Land Locked Developing Countries (LLDC)",
        "sids": "Small Island Developing States (SIDS)",
    }
    facts = {
        "iso3": row["ISO-alpha3 Code"],
        "m49": row["M49 Code"],
        "m49_region": row["Region Code"],
        "subregion": row["Intermediate Region Code"] or row["Sub-region Code"],
        "rapport_region": region,
    }
    return {
        "code": alpha2,
        "labels": {language: tables[language][alpha2]["Country or Area"] for language in LANGUAGES},
        **{name: value for name, value in facts.items() if value},
        **{mark: bool(row[column]) for mark, column in marks.items()},
        "aliases": names,
    }


def registry_region(row: Row, commissions: set[str]) -> str | None:
    """The one region of the registry that a country is counted to. Reconstructed: no list of the registry was found.

    Many countries belong to two or more regional commissions (France to four). The region of M49 decides among them;
    where it names none of them (the Caucasus, Cyprus, Israel, Türkiye: "Western Asia", but not of ESCWA), Europe does.
    """
    by_area = _region_by_area(row)
    regions = {REGION_OF_COMMISSION[commission] for commission in commissions}
    if not regions or by_area in regions:
        return by_area
    return "europe-north-america" if "europe-north-america" in regions else min(regions)


def _region_by_area(row: Row) -> str | None:
    if row["Sub-region Code"] == "021":
        return "europe-north-america"
    if row["Sub-region Code"] == "145":
        return "western-asia"
    return {
        "002": "africa",
        "009": "asia-pacific",
        "019": "latin-america-caribbean",
        "142": "asia-pacific",
        "150": "europe-north-america",
    }.get(row["Region Code"])


def _collect_names(folder: Path, tables: dict[str, dict[str, Row]], variants: dict[str, list[str]]) -> dict[str, Any]:
    """For each country its further names, without those that are the label of, or shared with, another."""
    given = {alpha2: list(_further_names(alpha2, folder, tables, variants)) for alpha2 in tables["en"]}
    labels = {fold_name(table[alpha2]["Country or Area"]): alpha2 for table in tables.values() for alpha2 in table}
    owners: dict[str, set[str]] = {}
    for alpha2, names in given.items():
        for name in names:
            owners.setdefault(fold_name(name), set()).add(alpha2)
    return {
        alpha2: list(
            {
                fold_name(name): name
                for name in names
                if fold_name(name) and fold_name(name) not in labels and len(owners[fold_name(name)]) == 1
            }.values()
        )
        for alpha2, names in given.items()
    }


def _further_names(
    alpha2: str, folder: Path, tables: dict[str, dict[str, Row]], variants: dict[str, list[str]]
) -> Iterator[str]:
    yield from variants.get(alpha2, [])
    for language in LANGUAGES:
        label = tables[language][alpha2]["Country or Area"]
        yield QUALIFIER.sub("", label)
        yield str(Locale.parse(language.replace("-", "_"), sep="_").territories.get(alpha2, ""))
    row = _read_codes(folder)[alpha2]
    for column, name in row.items():
        if column.startswith(("UNTERM", "official_name", "CLDR display")):
            short = ARTICLES.sub("", ARTICLE_BEHIND.sub("", name.replace("\xa0", " ").strip()))
            yield short
            yield QUALIFIER.sub("", short)


def _read_tables(folder: Path) -> dict[str, dict[str, Row]]:
    files = {language: folder / "m49_countries" / f"UNSD-M49-{FILES[language]}.csv" for language in LANGUAGES}
    return {language: {row["ISO-alpha2 Code"]: row for row in _rows(file)} for language, file in files.items()}


_codes: dict[Path, dict[str, Row]] = {}


def _read_codes(folder: Path) -> dict[str, Row]:
    if folder not in _codes:
        rows = _rows(folder / "m49_countries" / "country-codes.csv")
        _codes[folder] = {row["ISO3166-1-Alpha-2"]: row for row in rows}
    return _codes[folder]


def _read_commissions(folder: Path) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for row in _rows(folder / "un_groups" / "regional_commissions.csv"):
        members.setdefault(row["iso3"], set()).add(row["commission"])
    return members


def _read_own_names() -> Any:
    return yaml.safe_load(Path(__file__).with_name("country_names.yaml").read_text(encoding="utf-8"))


def _rows(file: Path) -> Iterable[Row]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _header(name: str, labels: tuple[str, ...], refers_to: dict[str, str]) -> dict[str, Any]:
    return {
        "scheme": name,
        "labels": dict(zip(LANGUAGES, labels, strict=True)),
        "source": SOURCE,
        "as_of": LISTED_ON,
        "state": "verified",
        "refers_to": refers_to,
    }
