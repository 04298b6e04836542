"""Read the published classifications of countries: M49 in six languages, country codes, regional commissions."""

import csv
from pathlib import Path

from rapport.vocabularies.sources.writing import LANGUAGES

Row = dict[str, str]
Table = dict[str, Row]  # by ISO 3166-1 alpha-2

SUFFIXES = {"zh-hans": "cn"}


def read_m49(folder: Path) -> dict[str, Table]:
    """The table of countries and areas in each language."""
    suffixes = {language: SUFFIXES.get(language, language) for language in LANGUAGES}
    files = {language: folder / "m49_countries" / f"UNSD-M49-{suffix}.csv" for language, suffix in suffixes.items()}
    return {language: {row["ISO-alpha2 Code"]: row for row in _read_rows(file)} for language, file in files.items()}


def read_country_codes(folder: Path) -> Table:
    """One table with, among much else, the short and formal names of UNTERM."""
    rows = _read_rows(folder / "m49_countries" / "country-codes.csv")
    return {row["ISO3166-1-Alpha-2"]: row for row in rows}


def read_commissions(folder: Path) -> dict[str, set[str]]:
    """The regional commissions of which a country is a member or an associate, by ISO alpha-3 code."""
    members: dict[str, set[str]] = {}
    for row in _read_rows(folder / "un_groups" / "regional_commissions.csv"):
        members.setdefault(row["iso3"], set()).add(row["commission"])
    return members


def _read_rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        # The files have hard spaces and doubled ones here and there.
        return [{column: " ".join(cell.split()) for column, cell in row.items()} for row in csv.DictReader(lines)]
