"""Countries and areas: finding one by any of its names.

Importers read lists that people typed. A name is found only if it is, letters and spaces apart, exactly one of the
names we know; a guess would put a partner into the wrong country without anyone noticing.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rapport.lib.folding import fold
from rapport.vocabularies.schemes import Scheme, Term, scheme

# Letters that are no letter with a mark, so that folding leaves them; and signs within words ("U.K.", "Cote d'Ivoire"
# and "Cote dIvoire"), which are not gaps between words.
_SPELT_OUT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "&": " and "} | dict.fromkeys(".'’ʼ‘`´", "")
)
_CODE = re.compile(r"[A-Z]{2,3}|[0-9]{3}")


def country(alpha2: str) -> Term:
    """The country or area of an ISO 3166-1 alpha-2 code. Raises ``KeyError`` for a code that there is not."""
    return scheme("countries")[alpha2]


def find_country(name: str, *, codes: bool = True) -> str | None:
    """The alpha-2 code of the country of that name, or ``None``.

    Known are the names in all languages, short and formal, and common variants ("USA", "Congo, Dem. Rep."); case,
    accents and punctuation do not matter. With ``codes``, the ISO codes and the M49 number count as names too, written
    as they are defined: "NO" is Norway, "no" is not. Leave them out where acronyms stand beside countries: "(CAN)"
    behind the name of an organization is as likely the Andean Community.
    """
    names, by_code = _known_names(scheme("countries"))
    written = name.strip()
    code = written.replace(".", "")  # U.S.
    if codes and _CODE.fullmatch(code) and code in by_code:
        return by_code[code]
    folded = fold_name(written)
    return names.get(folded) or names.get(folded.removeprefix("the "))


def fold_name(name: str) -> str:
    """A name as it is compared: without case, accents and punctuation, with "St." and "&" written out."""
    # Letters in disguise (fullwidth, mathematical) first, or their capitals would come out of folding as capitals.
    words = fold(unicodedata.normalize("NFKC", name).casefold().translate(_SPELT_OUT)).split()
    return " ".join("saint" if word == "st" else word for word in words)


@lru_cache(maxsize=4)
def _known_names(countries: Scheme) -> tuple[Mapping[str, str], Mapping[str, str]]:
    names: dict[str, str | None] = {}
    by_code: dict[str, str] = {}
    for term in countries:
        for code in (term.code, term.extras.get("iso3"), term.extras.get("m49")):
            if code:
                by_code[str(code)] = term.code
        for folded in {fold_name(name) for name in _names(term)}:
            # A name of two countries is the name of none: better not found than wrong.
            names[folded] = None if folded in names else term.code
    return {name: code for name, code in names.items() if name and code}, by_code


def _names(term: Term) -> Iterator[str]:
    yield from term.labels.values()
    yield from term.codes("aliases")
