"""What was so on a day, as far as was known at a time.

The version in force on a day is the one with the greatest ``happened_on`` up to it (of two on one day, the one recorded
last). A record does not exist before its first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from rapport.organizations.directory import Entry, load_directory
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import JournalEntry, JournalHead, Partnership, Version

_CHUNK = 2000
_NEWEST = f"SELECT number FROM {JournalHead._meta.db_table} WHERE id = 1"  # noqa: S608 the model's own name


@dataclass(frozen=True, slots=True)
class InForce:
    """A partnership as at a day, as known at a time."""

    number: int  # record number in the sets
    public_id: str
    document: PartnershipDocument
    version: int  # its number within the record
    version_id: int
    first_on: date
    confirmed_on: date | None
    confirmed_by_role: str
    reported_on: date | None


@dataclass(slots=True)
class _Gathered:
    first_on: date
    version: int = 0
    confirmed_on: date | None = None
    confirmed_by_role: str = ""
    reported_on: date | None = None


def in_force(
    *,
    as_at: date,
    known_at: datetime | None = None,
    numbers: Iterable[int] | None = None,
    until: int | None = None,
) -> Iterator[InForce]:
    """Every partnership that existed on the day, or those of ``numbers``, in order of number.

    ``until`` leaves out journal entries of a higher number: what a reader knew who had followed so far.
    Memory grows with the number of records, not with that of their documents.
    """
    entries = JournalEntry.objects.filter(happened_on__lte=as_at)
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
    if until is not None:
        entries = entries.filter(number__lte=until)
    if numbers is not None:
        entries = entries.filter(partnership__in=list(numbers))
    gathered: dict[int, _Gathered] = {}
    columns = entries.order_by("happened_on", "recorded_at", "number").values_list(
        "partnership_id", "kind", "happened_on", "role", "version_id"
    )
    for partnership, kind, happened_on, role, version in columns.iterator(chunk_size=_CHUNK):
        found = gathered.setdefault(partnership, _Gathered(happened_on))
        if version is not None:
            found.version = version
        if kind == JournalEntry.Kind.CONFIRMED:
            found.confirmed_on, found.confirmed_by_role = happened_on, role
        elif kind == JournalEntry.Kind.REPORTED:
            found.reported_on = happened_on
    existing = sorted(number for number, found in gathered.items() if found.version)
    for start in range(0, len(existing), _CHUNK):
        yield from _load(existing[start : start + _CHUNK], gathered)


def _load(numbers: list[int], gathered: dict[int, _Gathered]) -> Iterator[InForce]:
    public_ids = dict(Partnership.objects.filter(pk__in=numbers).values_list("pk", "public_id"))
    wanted = [gathered[number].version for number in numbers]
    bodies = {
        pk: (number, body)
        for pk, number, body in Version.objects.filter(pk__in=wanted).values_list("pk", "number", "body")
    }
    for number in numbers:
        found = gathered[number]
        version, body = bodies[found.version]
        yield InForce(
            number=number,
            public_id=public_ids[number],
            document=PartnershipDocument.model_validate_json(body),
            version=version,
            version_id=found.version,
            first_on=found.first_on,
            confirmed_on=found.confirmed_on,
            confirmed_by_role=found.confirmed_by_role,
            reported_on=found.reported_on,
        )


def load_organizations(records: Iterable[InForce]) -> dict[str, Entry]:
    """The organizations that some records list, by public id. One query."""
    return load_directory({partner.organization for record in records for partner in record.document.partners})


def newest_entry() -> int:
    """The number of the newest journal entry; 0 in an empty registry."""
    # By hand: every page asks this once, and putting the query together would take ten times as long as its answer.
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def changed_since(number: int) -> set[int]:
    """The record numbers of which the journal has an entry newer than ``number``."""
    return set(JournalEntry.objects.filter(number__gt=number).values_list("partnership_id", flat=True))


def happening_between(day: date, other: date) -> set[int]:
    """The record numbers of which the journal has something happen after the earlier of two days, up to the later."""
    between = JournalEntry.objects.filter(happened_on__gt=min(day, other), happened_on__lte=max(day, other))
    return set(between.values_list("partnership_id", flat=True)) if day != other else set()
