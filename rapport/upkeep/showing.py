"""The record as we have it, short enough for a slow line: the page behind a link weighs at most 8 KB."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.explore.fields import items_in_words
from rapport.explore.wording import Text, choose_language, name_or_none
from rapport.look.formats import set_commas
from rapport.organizations.directory import Entry
from rapport.registry.document import TEXT_FIELDS
from rapport.registry.field_labels import field_label
from rapport.registry.history import InForce

# In the order in which people know their own partnership; what is not here stands on the public page.
_FIELDS = (
    "objectives", "partners", "status", "started_on", "ends_on", "open_ended", "countries", "regions", "scope",
    "themes", "website", "finance", "funding_sought", "mechanisms", "governance", "implementation", "resources",
    "targets", "monitoring",
)  # fmt: skip
_LONGEST = {"objectives": 900}
_LONG = 280  # characters of any other text
_MOST = 12  # items of a list
_ITEM = 120  # characters of one of them
_WHOLE = 4200  # characters of all together


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str
    language: str = ""


def name_of(record: InForce) -> Text:
    document = record.document
    return name_or_none(choose_language(document.by_language("name"), document.language), document.acronym)


def show_facts(record: InForce, directory: dict[str, Entry]) -> list[Fact]:
    """What a record says, cut to what a page of 8 KB can hold."""
    facts, left = [], _WHOLE
    names = {entry.public_id: entry.name for entry in directory.values()}
    for fact in _facts(record, names):
        if len(fact.text) > left:
            break
        left -= len(fact.text)
        facts.append(fact)
    return facts


def _facts(record: InForce, names: dict[str, str]) -> Iterator[Fact]:
    document, reader = record.document, get_language() or "en"
    for field in _FIELDS:
        if field in TEXT_FIELDS:
            text = choose_language(document.by_language(field), document.language, reader)
            longest = _LONGEST.get(field, _LONG)
            written, language = _cut(text.text, longest), text.language
        else:
            items = items_in_words(field, _leads_first(field, getattr(document, field)), names)
            written, language = _join(items), ""
        if written:
            yield Fact(field_label(field), written, language)


def _leads_first(field: str, value: Any) -> Any:
    """Of many partners the first few are shown: those by whom people know it."""
    return tuple(sorted(value, key=lambda each: each.role != "lead")) if field == "partners" else value


def _join(items: list[str]) -> str:
    shown = set_commas(_cut(each, _ITEM) for each in items[:_MOST])
    more = len(items) - _MOST
    return _("%(shown)s and %(n)d more") % {"shown": shown, "n": more} if more > 0 else shown


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"
