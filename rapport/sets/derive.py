"""What the index holds of one record: an ``Entry``, a pure function of the record in force and its organizations.

Nothing here depends on the day asked: what does (freshness, ended, status, what is overdue) is kept as days and
numbers, and answered from them. A value is written ``facet=value``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapport.lib.dates import PartialDate, whole_years
from rapport.lib.folding import fold
from rapport.organizations.directory import Entry as Organization
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce
from rapport.sets.facets import NONE, NOT_KNOWN
from rapport.sets.freshness import last_known, last_sign
from rapport.sets.progress import days_of, links_of, texts_in, values_of
from rapport.sets.words import tokens_of
from rapport.vocabularies.schemes import installed_schemes, scheme

LONGEST_NAME = 80  # letters that order by name compares
Typed = tuple[str, str]  # type of organization (empty: not known) and role
_NAME_FIELDS = ("name", "acronym")
_BODY_FIELDS = (
    "objectives", "targets", "implementation", "capacity_building", "monitoring", "governance", "balance", "resources",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as the index has it.

    ``numbers`` go into bit slices; ``tokens`` are of the whole text, ``name_tokens`` of name and acronym alone.
    """

    record: int
    codes: frozenset[str]
    numbers: Mapping[str, int]
    tokens: frozenset[str]
    name_tokens: frozenset[str]
    organizations: frozenset[str]
    leads: frozenset[str]
    name: str  # folded: the key of order by name
    newest: int  # the day of registration, else of arrival: the key of order by date
    known: int  # the day of the last confirmation or report, or 0: the key of order by freshness


def entry_of(found: InForce, directory: Mapping[str, Organization]) -> Entry:
    """Derive the entry of a record. An organization that the directory lacks has no known type."""
    document = found.document
    types: list[Typed] = [
        (directory[p.organization].type if p.organization in directory else "", p.role) for p in document.partners
    ]
    leads = [code for code, role in types if role == "lead"]
    codes = _Codes((*_facts(document), *_years(document)))
    _put_vocabularies(codes, document)
    _put_partners(codes, [code for code, _role in types], leads)
    for facet, values in values_of(document):
        codes.put(facet, values)
    codes.put("updated", [sign_of(found)])
    known_on = last_known(found.confirmed_on, found.reported_on)
    name_tokens, tokens = _tokens(document)
    links = list(links_of(document))
    return Entry(
        record=found.number,
        codes=frozenset(codes),
        numbers=dict(_numbers(document, types, leads, known_on)),
        tokens=tokens.union(links) if links else tokens,
        name_tokens=name_tokens,
        organizations=frozenset(partner.organization for partner in document.partners),
        leads=frozenset(partner.organization for partner in document.partners if partner.role == "lead"),
        name=fold(document.name)[:LONGEST_NAME],
        newest=(document.registered_on.earliest if document.registered_on else found.first_on).toordinal(),
        known=known_on.toordinal() if known_on else 0,
    )


def sign_of(found: InForce) -> str:
    """How the last sign of life of a record came: the value of the facet ``updated``."""
    days = (found.confirmed_on, found.changed_on, found.reported_on)
    return last_sign(*days, has_evidence=found.has_evidence)[0]


class _Codes(set[str]):
    """The values that a record has, of every facet."""

    def put(self, facet: str, values: Collection[object], none: bool = False) -> None:
        """Values of a facet; where there is no value, whether that is said or not known."""
        self.update([f"{facet}={value}" for value in values] or [f"{facet}={NONE if none else NOT_KNOWN}"])


def _put_vocabularies(codes: _Codes, document: PartnershipDocument) -> None:
    put, none_of = codes.put, document.none_of
    put("theme", [tag.theme for tag in document.themes])
    for rank in ("primary", "secondary"):
        put(rank, [tag.theme for tag in document.themes if tag.rank == rank])
    put("scope", [document.scope] if document.scope else [])
    put("level", document.activity_levels)
    put("region", document.regions)
    put("country", document.countries, "countries" in none_of)
    put("mechanism", document.mechanisms, "mechanisms" in none_of)
    put("finance", [document.finance] if document.finance else [])
    put("source", [source.type for source in document.funding_sources], "funding-sources" in none_of)
    put("in-kind", document.in_kind, "in-kind" in none_of)
    put("language", [document.language.lower()] if document.language else [])
    put("serves", [served.scheme for served in document.commitments], "commitments" in none_of)
    put("commitment", _commitments(document), "commitments" in none_of)
    put("fair", document.fair_participations, "fairs" in none_of)


def _commitments(document: PartnershipDocument) -> set[str]:
    """A target serves its goal too."""
    found, schemes = set(), installed_schemes()
    for served in document.commitments:
        found.add(f"{served.scheme}:{served.code}")
        named = schemes.get(served.scheme)
        if named is not None and served.code in named:
            found.update(f"{served.scheme}:{goal}" for goal in named[served.code].groups if goal in named)
    return found


def _put_partners(codes: _Codes, types: list[str], leads: list[str]) -> None:
    for prefix, listed in (("partner", types), ("lead", leads)):
        known = {code for code in listed if code}
        codes.put(f"{prefix}-type", known)
        codes.put(prefix, _groups(known))


def _groups(types: Iterable[str]) -> set[str]:
    known = scheme("organization-types")
    return {known[code].groups[0] for code in types if code in known}


def _facts(document: PartnershipDocument) -> Iterator[str]:
    informed = document.finance or document.in_kind or "in-kind" in document.none_of
    yield f"resources={'informed' if informed else NOT_KNOWN}"
    yield from _funding(document)
    if document.ends_on:
        yield "time-frame=limited"
    else:
        yield f"time-frame={'open-ended' if document.open_ended else NOT_KNOWN}"
    yield f"status={document.status}"
    yield f"origin={'fictional' if document.is_fictional else 'real'}"
    if not document.name:
        yield "mark=no-title"
    if len(document.partners) <= 1:
        yield "mark=one-partner" if document.partners else "mark=no-partner"


def _funding(document: PartnershipDocument) -> Iterator[str]:
    if document.funding_sought is None:
        yield f"funding={NOT_KNOWN}"
    elif document.funding_sought:
        yield "funding=sought"
        if document.funding_sought_amount is not None:
            yield "funding=sought-with-amount"
    else:
        yield "funding=not-sought"


def _dates(document: PartnershipDocument) -> Iterator[tuple[str, PartialDate | None]]:
    yield "registered", document.registered_on
    yield "started", document.started_on
    yield "ends", document.ends_on


def _years(document: PartnershipDocument) -> Iterator[str]:
    for facet, when in _dates(document):
        yield f"{facet}={when.year}" if when else f"{facet}={NOT_KNOWN}"


def _numbers(
    document: PartnershipDocument, types: list[Typed], leads: list[str], known_on: date | None
) -> Iterator[tuple[str, int]]:
    """Days as ordinals, and counts. ``listings:`` is of all partners, ``leads:`` of lead partners, by type."""
    for facet, when in _dates(document):
        if when:
            yield f"{facet}-first", when.earliest.toordinal()
            yield f"{facet}-last", when.latest.toordinal()
    if document.started_on and document.ends_on:
        yield "duration", max(whole_years(document.started_on, document.ends_on), 0)
    if document.partners:
        yield "partners", len(document.partners)
    if document.funding_sources or "funding-sources" in document.none_of:
        yield "sources", len({source.type for source in document.funding_sources})
    if known_on:
        yield "known", known_on.toordinal()
    yield from days_of(document)
    if document.status_on and document.status != "registered":
        yield "status-from", document.status_on.latest.toordinal()
    for prefix, codes in (
        ("listings", [code for code, _role in types]),
        ("leads", leads),
        ("mentions", [source.type for source in document.funding_sources]),
    ):
        for code, count in Counter(codes).items():
            yield f"{prefix}:{code or NOT_KNOWN}", count


def texts_of(document: PartnershipDocument) -> Iterator[tuple[str, str, str]]:
    """Every text by which a record is found: field, language, text."""
    for field in (*_NAME_FIELDS, *_BODY_FIELDS):
        if text := getattr(document, field):
            yield field, document.language, text
    for translation in document.texts:
        yield translation.field, translation.language, translation.text
    yield from texts_in(document)


def _tokens(document: PartnershipDocument) -> tuple[frozenset[str], frozenset[str]]:
    names: set[str] = set()
    bodies: set[str] = set()
    for field, language, text in texts_of(document):
        (names if field in _NAME_FIELDS else bodies).update(tokens_of(text, language))
    return frozenset(names), frozenset(names | bodies)
