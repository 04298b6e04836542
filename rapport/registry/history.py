"""What was so on a day, as far as was known at a time.

The version in force on a day is the one with the greatest ``happened_on`` up to it (of two on one day, the one recorded
last). A record does not exist before its first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection

from rapport.organizations.directory import Entry, load_directory
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import JournalEntry, JournalHead, Partnership, Version

_CHUNK = 2000
_CHANGES = (JournalEntry.Kind.CHANGED, JournalEntry.Kind.CORRECTED)
_TABLES = {model: model._meta.db_table for model in (JournalEntry, Partnership, Version)}
_ENTRIES_OF_ONE = f"""
    SELECT record.id, record.public_id, kind, happened_on, role, version_id
    FROM {_TABLES[Partnership]} record JOIN {_TABLES[JournalEntry]} entry ON entry.partnership_id = record.id
    WHERE lower(record.public_id) = lower(%s) AND happened_on <= %s AND recorded_at <= %s
    ORDER BY happened_on, recorded_at, entry.number
"""  # noqa: S608 the models' own names
_BODY = f"SELECT number, body FROM {_TABLES[Version]} WHERE id = %s"  # noqa: S608
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
    changed_on: date | None = None  # its last version by a change or a correction, after it was registered

    @property
    def has_evidence(self) -> bool:
        """Whether the last report names documents that show it."""
        return any(each.evidence for each in self.document.reports if each.reported_on == self.reported_on)


@dataclass(slots=True)
class _Gathered:
    first_on: date
    version: int = 0
    confirmed_on: date | None = None
    confirmed_by_role: str = ""
    reported_on: date | None = None
    changed_on: date | None = None

    def take(self, kind: str, happened_on: date, role: str, version: int | None) -> None:
        """The next entry, in the order in which they happened."""
        if version is not None:
            self.version = version
        if kind == JournalEntry.Kind.CONFIRMED:
            self.confirmed_on, self.confirmed_by_role = happened_on, role
        elif kind == JournalEntry.Kind.REPORTED:
            self.reported_on = happened_on
        elif kind in _CHANGES:
            self.changed_on = happened_on

    def in_force(self, number: int, public_id: str, version: int, body: str) -> InForce:
        return InForce(
            number=number,
            public_id=public_id,
            document=PartnershipDocument.model_validate_json(body),
            version=version,
            version_id=self.version,
            first_on=self.first_on,
            confirmed_on=self.confirmed_on,
            confirmed_by_role=self.confirmed_by_role,
            reported_on=self.reported_on,
            changed_on=self.changed_on,
        )


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
        gathered.setdefault(partnership, _Gathered(happened_on)).take(kind, happened_on, role, version)
    existing = sorted(number for number, found in gathered.items() if found.version)
    for start in range(0, len(existing), _CHUNK):
        yield from _load(existing[start : start + _CHUNK], gathered)


def _load(numbers: list[int], gathered: dict[int, _Gathered]) -> Iterator[InForce]:
    wanted = [gathered[number].version for number in numbers]
    columns = Version.objects.filter(pk__in=wanted).values_list(
        "partnership_id", "partnership__public_id", "number", "body"
    )
    rows = {row[0]: row for row in columns}
    for number in numbers:
        yield gathered[number].in_force(*rows[number])


def find_in_force(public_id: str, *, as_at: date, known_at: datetime | None = None) -> InForce | None:
    """One partnership on a day, whatever the case of its id. Two queries."""
    # By hand, for the page of a record: putting the queries together would take longer than answering them.
    known_at = known_at or datetime.max.replace(tzinfo=UTC)
    with connection.cursor() as cursor:
        times = connection.ops.adapt_datefield_value(as_at), connection.ops.adapt_datetimefield_value(known_at)
        cursor.execute(_ENTRIES_OF_ONE, (public_id, *times))
        rows = cursor.fetchall()
        if not rows:
            return None
        number, written, _kind, first_on, *_rest = rows[0]
        gathered = _Gathered(_day(first_on))
        for _number, _written, kind, happened_on, role, version in rows:
            gathered.take(kind, _day(happened_on), role, version)
        cursor.execute(_BODY, (gathered.version,))
        version = cursor.fetchone()
    return gathered.in_force(number, written, *version) if version else None


def _day(stored: object) -> date:
    """A day as a cursor gives it: SQLite has no type for days."""
    return stored if isinstance(stored, date) else date.fromisoformat(str(stored))


def load_organizations(records: Iterable[InForce]) -> dict[str, Entry]:
    """The organizations that some records list, by public id. One query."""
    return load_directory({partner.organization for record in records for partner in record.document.partners})


def days_of_reports(public_id: str) -> list[date]:
    """The days of which a partnership has a report, the newest first. One query."""
    entries = JournalEntry.objects.filter(partnership__public_id=public_id, kind=JournalEntry.Kind.REPORTED)
    return list(entries.order_by("-happened_on").values_list("happened_on", flat=True).distinct())


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
