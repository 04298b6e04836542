"""What is proposed to the registry, from wherever it comes."""

from dataclasses import dataclass
from datetime import date, datetime

from rapport.registry.document import PartnershipDocument


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a history that is brought along: ``document`` is empty where no version was made."""

    kind: str
    happened_on: date
    recorded_at: datetime
    role: str = ""
    channel: str = ""
    document: PartnershipDocument | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document held against the version in force, and what it says of its own confirmation.

    ``document.partners`` name organizations by their public ids. The record is found by ``id``, or where it came from a
    spreadsheet by ``origin_key``; there ``id`` is only a wish. ``happened_on`` empty: ``registered_on`` for a new
    record, today for a change.
    """

    id: str
    document: PartnershipDocument
    origin_key: str | None = None
    happened_on: date | None = None
    confirmed_on: date | None = None
    confirmed_by_role: str = ""
    reported_on: date | None = None
    history: tuple[Happening, ...] = ()
    numbers: tuple[int, ...] = ()  # of the history's entries where they come from: their order among all records
    role: str = ""
    channel: str = ""
    submission: int | None = None  # the row that was accepted; empty: publishing writes one
