"""A record's page: all that a document says, put into words and grouped for reading. Nothing of it is left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from rapport.explore.fields import none_words
from rapport.explore.life import Life, draw_life
from rapport.explore.opening import Opening
from rapport.explore.partners import PartnerGroup, PartnerLine, group_partners
from rapport.explore.progress import DeliverableShown, ReportShown, show_deliverables, show_reports
from rapport.explore.standing import Standing, describe_standing
from rapport.explore.wording import (
    Light,
    Sign,
    Text,
    choose_language,
    describe_freshness,
    describe_signs,
    describe_time,
    has_ended,
    label_of,
    name_or_none,
)
from rapport.lib.alphabet import place_of
from rapport.organizations.directory import Entry
from rapport.registry.document import Commitment, PartnershipDocument
from rapport.registry.history import InForce
from rapport.sets.query import Query
from rapport.vocabularies.schemes import installed_schemes, scheme

PROSE = (
    "objectives", "targets", "implementation", "capacity_building", "monitoring", "governance", "balance", "resources",
)  # fmt: skip
_LONG = 2500  # characters: what is longer is folded after about as many


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the record that opens its set."""

    label: str
    href: str
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A long text: ``rest`` is folded away until it is asked for."""

    field: str
    language: str
    first: str
    rest: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An agreed commitment that the partnership serves."""

    scheme: str
    label: str
    href: str
    explanation: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """What the template shows. ``document`` is there for what needs no words of ours."""

    record: InForce
    document: PartnershipDocument
    name: Text
    light: Light
    time: str
    life: Life | None
    has_ended: bool
    standing: Standing
    signs: tuple[Sign, ...]
    prose: tuple[Prose, ...]
    groups: tuple[PartnerGroup, ...]
    themes: tuple[Named, ...]
    scope: tuple[Named, ...]
    levels: tuple[Named, ...]
    regions: tuple[Named, ...]
    countries: tuple[Named, ...]
    mechanisms: tuple[Named, ...]
    in_kind: tuple[Named, ...]
    finance: tuple[Named, ...]
    funding_sources: tuple[Named, ...]
    fairs: tuple[Named, ...]
    promises: tuple[Promise, ...]
    dimensions: tuple[Named, ...]
    added_value: tuple[Named, ...]
    deliverables: tuple[DeliverableShown, ...]
    reports: tuple[ReportShown, ...]
    none_of: tuple[str, ...]
    web_address: str  # of its site, where it is one that may be linked
    further: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # language, its fields

    @property
    def as_listed(self) -> list[PartnerLine]:
        """The partners of which the source's own lines say more, or differ."""
        return [line for group in self.groups for line in group.lines if line.as_listed]


def show_record(
    record: InForce, directory: dict[str, Entry], counts: dict[str, int], *, today: date, moment: Query
) -> RecordPage:
    """Put a version into words. ``counts``: in how many partnerships each organization is.

    ``moment`` is the registry as at the day and the time asked for: what the page opens is of that moment too.
    """
    opening = Opening(moment)
    document = record.document
    names = document.by_language("name")
    shown = choose_language(names, document.language)
    return RecordPage(
        record=record,
        document=document,
        name=name_or_none(shown, document.acronym),
        light=describe_freshness(record.confirmed_on, record.reported_on, today=today),
        time=describe_time(document.started_on, document.ends_on, document.open_ended),
        life=draw_life(document.started_on, document.ends_on, document.open_ended, today=today),
        has_ended=has_ended(document.ends_on, today=today),
        standing=describe_standing(document, today=today),
        signs=describe_signs(record),
        prose=tuple(_prose(document)),
        groups=tuple(group_partners(document.partners, directory, counts, opening)),
        themes=tuple(_themes(document, opening)),
        scope=_named(opening, "scope", "scopes", [document.scope] if document.scope else []),
        levels=_named(opening, "level", "scopes", document.activity_levels),
        regions=_named(opening, "region", "regions", document.regions),
        countries=tuple(
            sorted(_named(opening, "country", "countries", document.countries), key=lambda each: place_of(each.label))
        ),
        mechanisms=_named(opening, "mechanism", "mechanisms", document.mechanisms),
        in_kind=_named(opening, "in-kind", "in-kind", document.in_kind),
        finance=_named(opening, "finance", "finance", [document.finance] if document.finance else []),
        funding_sources=tuple(_funding_sources(document, opening)),
        fairs=tuple(Named(str(year), opening.path("fair", str(year))) for year in document.fair_participations),
        promises=tuple(_promise(each, opening) for each in document.commitments),
        dimensions=_named(opening, "dimension", "dimensions", document.dimensions),
        added_value=_named(opening, "added-value", "added-value", document.added_value),
        deliverables=tuple(show_deliverables(document.deliverables, today=today)),
        reports=tuple(show_reports(document, opening.path)),
        none_of=tuple(none_words(document.none_of)),
        web_address=document.website if re.match(r"https?://[^\s]+$", document.website) else "",
        further=tuple(_further(document)),
    )


def _prose(document: PartnershipDocument) -> Iterator[Prose]:
    for field in PROSE:
        text = choose_language(document.by_language(field), document.language)
        if text:
            first, rest = fold_text(text.text)
            yield Prose(field, text.language, first, rest)


def fold_text(text: str, longest: int = _LONG) -> tuple[str, str]:
    """A text in two: up to the end of a paragraph, sentence or word near ``longest``, and the rest."""
    if len(text) <= longest * 1.3:
        return text, ""
    for mark in ("\n", ". ", "。", " "):
        cut = text.rfind(mark, longest // 2, longest)
        if cut > 0:
            cut += len(mark)
            return text[:cut].rstrip(), text[cut:].lstrip("\n")
    return text[:longest], text[longest:]


def _named(opening: Opening, facet: str, scheme_name: str, codes: Iterable[str]) -> tuple[Named, ...]:
    chosen, language = set(codes), get_language() or "en"
    if not chosen:
        return ()
    known = scheme(scheme_name).codes
    ordered = [code for code in known if code in chosen] + sorted(chosen.difference(known))
    return tuple(Named(label_of(scheme_name, code, language), opening.path(facet, code)) for code in ordered)


def _themes(document: PartnershipDocument, opening: Opening) -> Iterator[Named]:
    language = get_language() or "en"
    for tag in sorted(document.themes, key=lambda tag: tag.rank or "~"):
        is_primary = tag.rank == "primary"
        label = label_of("themes", tag.theme, language)
        yield Named(label, opening.path("theme", tag.theme), strong=is_primary)


def _funding_sources(document: PartnershipDocument, opening: Opening) -> Iterator[Named]:
    for each in document.funding_sources:
        yield Named(scheme("funding-sources").label_of(each.type), opening.path("source", each.type), note=each.name)


def _promise(each: Commitment, opening: Opening) -> Promise:
    schemes = installed_schemes()
    known = schemes.get(each.scheme)
    label = known[each.code].text("title") if known and each.code in known else each.code
    return Promise(
        known.label() if known else each.scheme,
        label,
        opening.path("commitment", f"{each.scheme}:{each.code}"),
        each.explanation,
    )


def _further(document: PartnershipDocument) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """What it says in other languages than the one on the page, language by language; its own too."""
    reader = get_language() or "en"
    by_language: dict[str, list[tuple[str, str]]] = {}
    shown = {
        field: choose_language(document.by_language(field), document.language).language for field in ("name", *PROSE)
    }
    for field in ("name", *PROSE):
        for language, text in document.by_language(field).items():
            if language != shown[field]:
                by_language.setdefault(language, []).append((field, text))
    for language in sorted(by_language, key=lambda each: (each != reader, each)):
        yield language, tuple(by_language[language])
