"""Lists of countries, some of whose names hold the comma that separates them."""

import re
from collections.abc import Mapping
from typing import Literal

from rapport.exchange.readers.codes import Country
from rapport.exchange.readers.taking import Reader, Row, Taking
from rapport.exchange.readers.words import fold_word
from rapport.vocabularies.countries import find_country

_PART = re.compile(r"[^,;\n]+")
LONGEST = 3  # parts of one name: “Korea, Republic of”


class CountriesReader(Reader):
    """Countries, separated by comma, semicolon or line. ``names``: further names; ``unknown``: what stands for none."""

    reader: Literal["countries"]
    names: dict[str, Country] = {}
    unknown: tuple[str, ...] = ()

    def take(self, cell: str, row: Row) -> Taking:
        parts = list(_PART.finditer(cell))
        codes: list[str] = []
        strange: list[str] = []
        at = 0
        while at < len(parts):
            size, code = self._longest(cell, parts[at : at + LONGEST])
            if code:
                codes.append(code)
            elif parts[at][0].strip():
                strange.append(parts[at][0].strip())
            at += size
        fields = {"countries": tuple(codes)} if codes else {}
        if not strange:
            return Taking(fields)
        stand_for_none = {fold_word(word) for word in strange} <= {fold_word(word) for word in self.unknown}
        why = "This stands for no country." if stand_for_none else "No country has this name."
        return Taking(fields, left="; ".join(strange) if codes else cell, why=why)

    def _longest(self, cell: str, parts: list[re.Match[str]]) -> tuple[int, str | None]:
        for size in range(len(parts), 0, -1):
            name = cell[parts[0].start() : parts[size - 1].end()].strip()
            if code := country_named(name, self.names):
                return size, code
        return 1, None


def country_named(name: str, further: Mapping[str, str]) -> str | None:
    """The country of a name by the mapping's own names, else by the vocabulary. Bare codes are no names here."""
    folded = fold_word(name)
    for own, code in further.items():
        if fold_word(own) == folded:
            return code
    return find_country(name, codes=False)
