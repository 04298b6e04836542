"""What one line of a list says of a partner: its name, its type where that is certain, its country."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapport.exchange.readers.countries import country_named
from rapport.exchange.readers.debris import mend
from rapport.exchange.readers.taking import ListedPartner
from rapport.exchange.readers.words import fold_word

_GOVERNMENT = re.compile(
    r"(?:The\s+)?(?:Governments?|Gouvernement|Gobierno|Governo|Правительство)\s+"
    r"(?:of\s+the|of|de\s+la\s+República\s+de|de\s+la|del|de\s+l['’]|des|du|de|do|da)?\s*(?P<country>.+?)"
    r"(?:\s+[-–]\s+(?P<body>.+))?",
    re.IGNORECASE,
)
_GOVERNMENT_AFTER = re.compile(r"(?:The\s+)?(?P<country>.+?)\s+Government", re.IGNORECASE)
_BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<within>[^()]*)\)", re.DOTALL)
_REMARK = re.compile(r"(?P<name>.*\S)\s*(?P<mark>,|\s[-–])\s*(?P<within>[^,()–-]+?)", re.DOTALL)
_FULL_STOP = re.compile(r"(?:\)|(?<![^\W\d_.])[^\W\d_]{4,})\.$")
_ABBREVIATION = re.compile(r"assoc|corp|dept|devt|envt|govt|intl|invest|prof|tech|univ", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|\bwww\.|\be-?mail\b|@", re.IGNORECASE)
_BEGINS_PROSE = re.compile(r"(?:in|with|by|via|through|such as|including|as well as|together with|among)\s")
_VERB = re.compile(
    r"\s(?:is|are|was|were|will|has|have|had|can|may|works|includes?|est|sont|sera|seront|es|son|será|serán|incluye)\s"
)
LONGEST_LINE = 1000  # characters; a bound for hostile cells
LONGEST_NAME = 300  # characters; what is longer is a text about partners


@dataclass(frozen=True)
class Words:
    """The words that tell what a partner is: data of the mapping."""

    types: Mapping[str, str]  # in brackets or as a heading: “NGO”
    named: Mapping[str, str]  # whole names, with or without their acronym: “UNDP”
    within: Mapping[str, str]  # words within a name: “University”
    countries: Mapping[str, str]
    no_partners: tuple[str, ...]

    @cached_property
    def _types(self) -> dict[str, str]:
        return {fold_word(word): type_ for word, type_ in self.types.items()}

    @cached_property
    def _named(self) -> dict[str, str]:
        return {fold_word(name): type_ for name, type_ in self.named.items()}

    @cached_property
    def _within(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(rf"\b{re.escape(fold_word(word))}\b"), type_) for word, type_ in self.within.items()]

    @cached_property
    def _none(self) -> frozenset[str]:
        return frozenset(map(fold_word, self.no_partners))

    def type_called(self, word: str) -> str:
        return self._types.get(fold_word(word), "")

    def country_called(self, name: str) -> str | None:
        """The code; ``""`` for an area that the mapping says is no country; ``None`` for what is neither."""
        return country_named(name, self.countries)

    def is_no_partner(self, line: str) -> bool:
        return not fold_word(line) or fold_word(line) in self._none or re.fullmatch(r"\([^()]*\)", line) is not None

    def is_known(self, name: str) -> bool:
        """True of a name that stands in the lists, or a country."""
        return fold_word(name) in self._named or self.country_called(name) is not None

    def certain_type(self, name: str) -> str:
        """The type that the name itself tells, if all that tells one agrees."""
        bare, acronym = _acronym(name)
        folded = fold_word(name)
        told = {
            self._named[fold_word(part)] for part in (name, bare, acronym) if part and fold_word(part) in self._named
        }
        told = told or {type_ for word, type_ in self._within if word.search(folded)}
        return told.pop() if len(told) == 1 else ""


def read_line(line: str, words: Words, *, type_: str = "", ends_in_country: bool = False) -> ListedPartner | None:
    """The partner that a line names, or ``None`` where it names none.

    ``type_`` is that of the heading above. ``ends_in_country``: a country after the last comma is where the partner is.
    """
    if len(line) > LONGEST_LINE:
        return None
    name, country, told = _without_remarks(_one_line(line), words, ends_in_country)
    name = name.rstrip(" :;,")
    if words.is_no_partner(name) or words.is_no_partner(line) or is_prose(name) or line.endswith(":"):
        return None
    if government := _government(name, words):
        name, country = government
        told = told or "government"
    if not type_ and words.type_called(name):
        return None  # “NGOs” is a kind of organization, not one
    country = country or words.country_called(name) or ""
    type_ = type_ or told or words.certain_type(name)
    return ListedPartner(name, type_, country, lines=() if name == line else (line,))


def is_prose(text: str) -> bool:
    """True of what speaks about partners and names none: sentences, addresses, beginnings of lists."""
    if len(text) > LONGEST_NAME or _ADDRESS.search(text) or _BEGINS_PROSE.match(text):
        return True
    return len(text.split()) >= 8 and _VERB.search(text) is not None


def _without_remarks(name: str, words: Words, ends_in_country: bool) -> tuple[str, str, str]:
    """Take what stands behind the name: “(Country)”, “()”, “(NGO)”, “- NGO”, “, Country”."""
    country = told = ""
    while match := _BRACKETS.fullmatch(name):
        within = match["within"].strip()
        found_country = None if country else words.country_called(within)
        found_type = "" if told else words.type_called(within)
        if within and found_country is None and not found_type and not _WEB.fullmatch(within):
            break
        country, told, name = country or found_country or "", told or found_type, match["name"].rstrip(" ,;-")
    if match := _REMARK.fullmatch(name):
        within = match["within"].strip()
        if match["mark"] != ",":
            type_ = "" if told else words.type_called(within)
            told, name = (type_, match["name"]) if type_ else (told, name)
        elif ends_in_country and not country and (found := words.country_called(within)):
            country, name = found, match["name"]
    return name, country, told


def _government(name: str, words: Words) -> tuple[str, str] | None:
    """The body and the country of “Government of X - Ministry Y”; the government itself where no body is named."""
    match = _GOVERNMENT.fullmatch(name)
    if match is None:
        adjective = _GOVERNMENT_AFTER.fullmatch(name)
        of = words.country_called(adjective["country"]) if adjective else None
        return None if of is None else (name, of)
    country = words.country_called(match["country"])
    if country is None:
        return None
    body = (match["body"] or "").strip()
    is_itself = not fold_word(body) or words.country_called(body) == country or _government(body, words) is not None
    return (name[: match.end("country")] if is_itself else body), country


def _acronym(name: str) -> tuple[str, str]:
    """“Name (ABC)” or “ABC - Name” in two."""
    if match := _BRACKETS.fullmatch(name):
        return match["name"], match["within"]
    bare, dash, rest = name.partition(" - ")
    return (rest, bare) if dash else (name, "")


def _one_line(line: str) -> str:
    text = " ".join(mend(line).split())
    last = text.rpartition(" ")[2].rstrip(".")
    return text[:-1] if _FULL_STOP.search(text) and not _ABBREVIATION.fullmatch(last) else text
