"""All the names by which a country may be found, apart from its labels."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from babel import Locale

from rapport.vocabularies.countries import fold_name
from rapport.vocabularies.sources.classifications import Row, Table
from rapport.vocabularies.sources.writing import LANGUAGES

ARTICLE = re.compile(r"^(?:(?:the|la|le|les|el|los|las)\s+|l['’]\s*)", re.IGNORECASE)
ARTICLE_BEHIND = re.compile(r"\s*\((?:the|la|le|les|el|los|las|l['’])\)$", re.IGNORECASE)
QUALIFIER = re.compile(r"\s*[(（][^()（）]*[)）]$")


def collect_names(tables: Mapping[str, Table], codes: Table, variants: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The further names of each country: none that is a label, and none that two countries share."""
    found: dict[str, dict[str, str]] = {}
    for alpha2 in tables["en"]:
        rows = [tables[language][alpha2] for language in LANGUAGES]
        names = [*variants.get(alpha2, []), *_names_in_use(alpha2, rows), *_formal_names(codes[alpha2])]
        found[alpha2] = {fold_name(name): name for name in reversed(names)}  # of two spellings the first remains
    owners = Counter(folded for names in found.values() for folded in names)
    labels = {fold_name(row["Country or Area"]) for table in tables.values() for row in table.values()}
    # "us" is a word; US, in capitals, is found as a code.
    unusable = labels | {folded for folded, number in owners.items() if number > 1} | {"", "us"}
    return {
        alpha2: sorted(name for folded, name in names.items() if folded not in unusable)
        for alpha2, names in found.items()
    }


def _names_in_use(alpha2: str, rows: list[Row]) -> Iterator[str]:
    """The label without its qualifier ("Bolivia"), and the name that Unicode CLDR gives in the language."""
    for language, row in zip(LANGUAGES, rows, strict=True):
        yield QUALIFIER.sub("", row["Country or Area"])
        yield str(Locale.parse(language, sep="-").territories.get(alpha2, ""))


def _formal_names(row: Row) -> Iterator[str]:
    for column, name in row.items():
        if column.startswith(("UNTERM", "official_name", "CLDR display")):
            short = ARTICLE.sub("", ARTICLE_BEHIND.sub("", name))
            yield short
            yield QUALIFIER.sub("", short)
