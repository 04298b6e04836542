"""The partners of a record by type, leads first, each with the number of its partnerships."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, ngettext

from rapport.explore.addresses import organization_path
from rapport.explore.opening import Opening
from rapport.explore.wording import label_of
from rapport.organizations.directory import Entry
from rapport.registry.document import Partner
from rapport.vocabularies.schemes import scheme

_MARK = "0MARK0"  # stands for a count while the words around it are found


@dataclass(frozen=True, slots=True)
class PartnerLine:
    name: str
    href: str
    is_lead: bool
    roles: tuple[str, ...]
    country: str
    count: int
    set_href: str
    before: str  # the words around the count
    after: str
    as_listed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """The partners of one type, leads first."""

    label: str
    lines: tuple[PartnerLine, ...]


def group_partners(
    partners: tuple[Partner, ...], directory: dict[str, Entry], counts: dict[str, int], opening: Opening
) -> Iterator[PartnerGroup]:
    types, language = scheme("organization-types"), get_language() or "en"
    by_type: dict[str, list[PartnerLine]] = {}
    for partner in partners:
        entry = directory.get(partner.organization)
        by_type.setdefault(entry.type if entry else "", []).append(_line(partner, entry, counts, opening, language))
    for code in [*types.codes, *sorted(set(by_type).difference(types.codes))]:
        if code in by_type:
            lines = sorted(by_type[code], key=lambda line: (not line.is_lead, line.name.casefold()))
            yield PartnerGroup(types.label_of(code) if code else "", tuple(lines))


def _line(
    partner: Partner, entry: Entry | None, counts: dict[str, int], opening: Opening, language: str
) -> PartnerLine:
    name = entry.name if entry else partner.organization
    count = counts.get(partner.organization, 0)
    before, after = _words_around(count, language)
    country = label_of("countries", entry.country, language) if entry and entry.country else ""
    return PartnerLine(
        name=name,
        href=organization_path(partner.organization, name),
        is_lead=partner.role == "lead",
        roles=tuple(scheme("partner-roles").label_of(role) for role in partner.roles),
        country="" if country and country in name else country,
        count=count,
        set_href=opening.path("organization", partner.organization),
        before=before,
        after=after,
        as_listed=partner.as_listed,
    )


@lru_cache(maxsize=1000)
def _words_around(count: int, language: str) -> tuple[str, str]:
    """“in 5 partnerships”, without its number, which is a link."""
    said = ngettext("in %(count)s partnership", "in %(count)s partnerships", count) % {"count": _MARK}
    before, _mark, after = said.partition(_MARK)
    return before, after
