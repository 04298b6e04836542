"""Commas: between partners, or within the name of one?

“Ministry of Environment, Water and Agriculture” is one, “UNEP, UNDP and FAO” are three. What is not
certain stays whole.
"""

import re
from collections.abc import Iterator

from rapport.exchange.readers.partner_lines import Words
from rapport.exchange.readers.partner_pieces import outside_brackets
from rapport.exchange.readers.words import fold_word

_AND = re.compile(r"\s+(?:and|et|y|e|&)\s+")
_COMPANY_FORM = re.compile(
    r"\s*(?:inc|ltd|llc|llp|plc|co|corp|gmbh|s\.?\s?a\.?\s?s?|s\.?r\.?l|b\.?v|a\.?g|pty|limited|jr|n\.?v)\b\.?(?=[\s)]*(?:$|and|\())",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\s*[A-Z][A-Z0-9/&.-]{1,15}s?\s*")
_HAS_ACRONYM = re.compile(r"\([A-Z][A-Za-z0-9/&.\s-]{1,20}\)\s*$")
_OFFICE = re.compile(
    r"\s*(?:the\s+)?(?:ministry|ministère|ministerio|ministério|department|departamento|département|secretariat|secretaría"
    r"|secrétariat|office|division|faculty|institute|school|bureau|agency|commission)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:the\s+)?(?:ministr|ministère|ministerio|department|universi|government|secretariat|national|international)\w*\s",
    re.IGNORECASE,
)
_ORGANIZATION = re.compile(
    r"\b(?:ministr|minist[eèé]r|universi|institut|foundation|fundaci|fondation|fundaç|associa|asocia|organi[sz]a|council|consejo|conseil"
    r"|agenc|authorit|bank|banco|banque|trust|society|sociedad|société|network|alliance|group|centre|center|centro|compan|corporat"
    r"|committee|commission|comisi|government|gobierno|gouvernement|department|secretar|union|fund\b|fondo|fonds|club|college|school"
    r"|federation|initiative|programme|international|limited|ltd|inc\b|gmbh|chamber|partner|coalition|forum|museum|service|office)",
    re.IGNORECASE,
)


def split_commas(text: str, words: Words, others: frozenset[str]) -> list[str] | None:
    """The items of a comma list with their separators, which joined are the text; ``None`` where it is one name.

    Every second item is a separator. ``others`` are the folded names that stand elsewhere in the cell: a part that
    stands there too is certainly a partner of its own.
    """
    parts = _joined(list(_at_commas(text)), words, others)
    if len(parts) == 3 and not _is_own(parts[0], words, others) and not _is_own(parts[2], words, others):
        return None
    return parts if len(parts) > 1 and not _is_address(parts, words, others) else None


def is_list(text: str, words: Words, others: frozenset[str]) -> bool:
    """True where parts of the text are certainly partners of their own, although stronger marks separate others.

    One that stands in the cell by itself is enough; of known names, acronyms and names with a type in brackets two; of
    names that only sound like organizations four, for an address holds up to three.
    """
    parts = list(_at_commas(text))[::2]
    if len(parts) < 2:
        return False
    known = sum(
        words.is_known(part.strip()) or bool(_ACRONYM.fullmatch(part)) or _has_type(part, words) for part in parts
    )
    own = sum(_is_own(part, words, others) for part in parts)
    return known > 1 or own > 3 or any(fold_word(part) in others for part in parts)


def _has_type(part: str, words: Words) -> bool:
    bracket = re.search(r"\(([^()]*)\)\s*$", part)
    return bracket is not None and bool(words.type_called(bracket[1]))


def _at_commas(text: str) -> Iterator[str]:
    at = 0
    for comma in outside_brackets(text, ","):
        space = re.match(r",\s*(?:(?:and|et|y)\s+)?", text[comma:])
        end = comma + (space.end() if space else 1)
        yield text[at:comma]
        yield text[comma:end]
        at = end
    yield text[at:]


def _joined(parts: list[str], words: Words, others: frozenset[str]) -> list[str]:
    """Parts that are no partner of their own go back to the one before; a last “A and B” of two known names is cut."""
    kept = [parts[0]]
    for separator, part in zip(parts[1::2], parts[2::2], strict=True):
        if _continues(kept[-1], part, words, others):
            kept[-1] += separator + part
        else:
            kept += [separator, part]
    if len(kept) == 1:
        return kept
    last = _cut_and(kept[-1], words, others, is_last=True)
    return [piece for part in kept[:-1] for piece in _cut_and(part, words, others)] + last


def _continues(before: str, part: str, words: Words, others: frozenset[str]) -> bool:
    if not part.strip() or _COMPANY_FORM.match(part) or not re.search(r"[^\W\d_]", part):
        return True
    if _is_own(part, words, others):
        return False
    first = part.lstrip()[:1]
    is_whole = before.rstrip().endswith(")")  # an acronym or a type in brackets ends a name
    return first.islower() or (not is_whole and _OFFICE.match(before) is not None and not _ORGANIZATION.search(part))


def _cut_and(text: str, words: Words, others: frozenset[str], *, is_last: bool = False) -> list[str]:
    """Cut “A and B” where both are names; before the last item of a list only where both are known."""
    for match in _AND.finditer(text):
        sides = text[: match.start()], text[match.end() :]
        is_begun = is_last and _BEGINS.match(sides[1]) is not None and _is_own(sides[0], words, others)
        if is_begun or all(_is_known(side, words, others) or _ACRONYM.fullmatch(side) for side in sides):
            return [sides[0], match[0], sides[1]]
    return [text]


def _is_known(part: str, words: Words, others: frozenset[str]) -> bool:
    return fold_word(part) in others or words.is_known(part.strip())


def _is_own(part: str, words: Words, others: frozenset[str]) -> bool:
    """True where the part is certainly a name by itself."""
    if _is_known(part, words, others) or _ACRONYM.fullmatch(part) or _HAS_ACRONYM.search(part):
        return True
    bracket = re.search(r"\(([^()]*)\)\s*$", part)
    if bracket and (words.type_called(bracket[1]) or words.country_called(bracket[1]) is not None):
        return True
    if _OFFICE.match(part):
        return re.search(r"\b(?:of|de|des|for|du|del|da)\b", part) is not None
    return _ORGANIZATION.search(part) is not None


def _is_address(parts: list[str], words: Words, others: frozenset[str]) -> bool:
    """“Name, Town, Country”: only the first part is an organization, and the last is a country."""
    items = [item.strip() for item in parts[::2]]
    if not words.country_called(items[-1]) or len(items) > 3 or words.country_called(items[0]):
        return False
    return not any(_is_own(item, words, others) for item in items[1:-1]) and not _ACRONYM.fullmatch(items[0])
