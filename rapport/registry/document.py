"""The document of a partnership: everything that is said of it in public, typed and versioned.

Form, diff, export and JSON Schema come from this one model. It holds no person (people are reached
through opaque references kept elsewhere) and knows no vocabulary: a code that has since left its scheme must not make
history unreadable, so codes are checked on the way in (``validity.py``), never here.

``None`` or an empty list is *not known*. What a partnership says it has none of stands in ``none_of``.
"""

import re
from datetime import date
from operator import attrgetter
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from rapport.lib.dates import PartialDate
from rapport.registry.parts import Money, Part, Raw, Text
from rapport.registry.progress import Deliverable, ProgressReport

SCHEMA_VERSION = 1
ID_PATTERN = re.compile(r"[A-Za-z0-9._~-]{1,80}")
TEXT_FIELDS = (
    "name", "acronym", "objectives", "implementation", "capacity_building", "governance", "resources",
    "targets", "monitoring", "balance",
)  # fmt: skip
NONE_OF = ("in-kind", "mechanisms", "funding-sources", "countries", "commitments", "fairs")


class Partner(Part):
    """One listing: an organization in this partnership, once, whatever its roles."""

    organization: str
    role: Literal["lead", "partner"] = "partner"
    roles: tuple[str, ...] = ()
    as_listed: tuple[Raw, ...] = Field(
        default=(), description="The raw lines of the source, where they say more or differ."
    )


class Theme(Part):
    theme: str
    rank: Literal["primary", "secondary", ""] = Field(default="", description="empty: not known")


class FundingSource(Part):
    type: str
    name: Text = ""


class Commitment(Part):
    scheme: str
    code: str
    explanation: Text = ""


class Translation(Part):
    """One field of the record in a further language."""

    field: str
    language: str
    text: Text


class SourceCell(Part):
    """What an import could not take from a cell, word for word, and what became of the cell."""

    file: Raw
    row: int
    column: Raw
    value: Raw
    fate: Raw


class PartnershipDocument(Part):
    """A partnership, as published in one version."""

    schema_version: Literal[1] = 1
    name: Text = ""
    acronym: Text = ""
    objectives: Text = ""
    language: str = Field(default="", description="BCP 47; empty: not known")
    implementation: Text = ""
    capacity_building: Text = ""
    governance: Text = ""
    resources: Text = ""
    targets: Text = Field(default="", description="what is to be reached, by when")
    monitoring: Text = Field(default="", description="how it is followed, and who answers to whom")
    balance: Text = Field(default="", description="its balance of sectors and regions")
    dimensions: tuple[str, ...] = Field(default=(), description="of sustainable development, that it joins")
    added_value: tuple[str, ...] = Field(default=(), description="why it is new, or what it adds to what went before")
    scope: str | None = None
    started_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    open_ended: bool | None = None
    registered_on: PartialDate | None = None
    status: str = "registered"
    status_on: PartialDate | None = None
    successor: str | None = None
    phase_of: str | None = Field(default=None, description="the partnership of which this is a further phase")
    replicates: str | None = Field(default=None, description="the partnership that this one repeats elsewhere")
    website: Text = ""
    finance: str | None = None
    finance_amount: Money | None = None
    finance_currency: str | None = None
    funding_sought: bool | None = None
    funding_sought_amount: Money | None = None
    funding_sought_currency: str | None = None
    in_kind: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    origin: Text = ""
    partners: tuple[Partner, ...] = ()
    themes: tuple[Theme, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    activity_levels: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    funding_sources: tuple[FundingSource, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    fair_participations: tuple[int, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    reports: tuple[ProgressReport, ...] = ()
    texts: tuple[Translation, ...] = ()
    sources: tuple[SourceCell, ...] = ()

    @field_validator(
        "in_kind", "none_of", "regions", "countries", "activity_levels", "mechanisms", "fair_participations",
        "dimensions", "added_value",
    )  # fmt: skip
    @classmethod
    def _sort_codes(cls, codes: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(sorted(set(codes)))

    @field_validator("partners")
    @classmethod
    def _sort_partners(cls, partners: tuple[Partner, ...]) -> tuple[Partner, ...]:
        return _sorted_once(partners, "organization")

    @field_validator("themes")
    @classmethod
    def _sort_themes(cls, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
        return _sorted_once(themes, "theme")

    @field_validator("deliverables")
    @classmethod
    def _sort_deliverables(cls, deliverables: tuple[Deliverable, ...]) -> tuple[Deliverable, ...]:
        return _sorted_once(deliverables, "id")

    @field_validator("reports")
    @classmethod
    def _sort_reports(cls, reports: tuple[ProgressReport, ...]) -> tuple[ProgressReport, ...]:
        return tuple(sorted(reports, key=lambda report: report.reported_on))

    @field_validator("funding_sources", "commitments", "texts", "sources")
    @classmethod
    def _sort_parts(cls, parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(sorted(dict.fromkeys(parts), key=lambda part: tuple(part.__dict__.values())))

    @model_validator(mode="after")
    def _check_time_frame(self) -> Self:
        if self.ends_on and self.open_ended:
            raise ValueError("A partnership that is open-ended has no end: leave ends_on empty, or open_ended false.")
        if self.started_on and self.ends_on and self.ends_on.certainly_before(self.started_on):
            raise ValueError(f"The end ({self.ends_on}) is before the start ({self.started_on}).")
        return self

    def to_bytes(self) -> bytes:
        """The canonical JSON of the document: what a version stores. Equal documents have equal bytes."""
        return self.model_dump_json(exclude_defaults=True).encode()

    def status_at(self, day: date) -> str:
        return status_on_day(self.status, self.status_on, day)

    def by_language(self, field: str) -> dict[str, str]:
        """A text field in each language that it is given in; the record's own comes first."""
        texts = {self.language: getattr(self, field)}
        texts |= {each.language: each.text for each in self.texts if each.field == field}
        return {language: text for language, text in texts.items() if text}

    @property
    def is_fictional(self) -> bool:
        """Made for demonstration: says so wherever it appears."""
        return self.origin.casefold().startswith("fictional")


def status_on_day(status: str, status_on: PartialDate | None, day: date) -> str:
    """A status as at a day: before its own day it had not yet happened."""
    return "registered" if status_on is not None and status_on.latest > day else status


def _sorted_once(parts: tuple[Any, ...], name: str) -> tuple[Any, ...]:
    """In the order of a field, which no two of them share, whatever its case."""
    key = attrgetter(name)
    keys = [each.casefold() for each in map(key, parts)]
    if len(set(keys)) < len(keys):
        twice = sorted({each for each in keys if keys.count(each) > 1})
        raise ValueError(f"The {name} {', '.join(twice)} is listed more than once.")
    return tuple(sorted(parts, key=key))
