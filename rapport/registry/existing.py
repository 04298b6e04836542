"""What the registry already has of the records that a batch speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models.functions import Lower

from rapport.registry.models import JournalEntry, Partnership, Version
from rapport.registry.proposal import Proposal


@dataclass
class Existing:
    """A record as it stands while a batch is published."""

    number: int
    public_id: str
    body: str = ""  # of the version in force, whatever the day
    version_id: int | None = None
    versions: int = 0
    first_on: date | None = None
    in_force_order: tuple[date, datetime] | None = None
    confirmed_on: set[date] = field(default_factory=set)
    reported_on: set[date] = field(default_factory=set)

    def take_version(self, version_id: int, body: str, happened_on: date, recorded_at: datetime) -> None:
        """Of two that happened on one day the one recorded last is in force, as in ``history.py``."""
        self.versions += 1
        self.first_on = min(self.first_on or happened_on, happened_on)
        order = (happened_on, recorded_at)
        if self.in_force_order is None or order >= self.in_force_order:
            self.in_force_order, self.version_id, self.body = order, version_id, body

    @property
    def in_force_since(self) -> date | None:
        return self.in_force_order[0] if self.in_force_order else None

    def take_entry(self, kind: str, happened_on: date) -> None:
        if kind == JournalEntry.Kind.CONFIRMED:
            self.confirmed_on.add(happened_on)
        elif kind == JournalEntry.Kind.REPORTED:
            self.reported_on.add(happened_on)

    def load_history(self) -> list[tuple[object, ...]]:
        """Our history of the record, entry by entry, as ``publishing`` compares it."""
        entries = JournalEntry.objects.filter(partnership=self.number).order_by("number")
        columns = entries.values_list("kind", "happened_on", "recorded_at", "role", "channel", "version__body")
        return [tuple(row) for row in columns]


@dataclass
class Known:
    """The records that a batch speaks of: by folded public id, and by origin key, which may look like another's id."""

    by_id: dict[str, Existing] = field(default_factory=dict)
    by_key: dict[str, Existing] = field(default_factory=dict)


def load_existing(proposals: Sequence[Proposal]) -> Known:
    ids = {proposal.id.casefold() for proposal in proposals if proposal.id}
    keys = {proposal.origin_key for proposal in proposals if proposal.origin_key}
    known = Known()
    for pk, public_id in _records_of(ids):
        known.by_id[public_id.casefold()] = Existing(pk, public_id)
    for pk, public_id, key in Partnership.objects.filter(origin_key__in=keys).values_list(
        "pk", "public_id", "origin_key"
    ):
        known.by_key[key or ""] = known.by_id.setdefault(public_id.casefold(), Existing(pk, public_id))
    _load_state({each.number: each for each in known.by_id.values()})
    return known


def find_ids(folded: Iterable[str]) -> dict[str, str]:
    """Those of the folded public ids that the registry has, each as it is written there."""
    return {public_id.casefold(): public_id for _pk, public_id in _records_of(folded)}


def _records_of(ids: Iterable[str]) -> Iterable[tuple[int, str]]:
    rows = Partnership.objects.annotate(folded=Lower("public_id")).filter(folded__in=list(ids))
    return rows.values_list("pk", "public_id")


def _load_state(by_number: dict[int, Existing]) -> None:
    entries = JournalEntry.objects.filter(partnership__in=by_number).order_by("happened_on", "recorded_at", "number")
    columns = entries.values_list("partnership", "kind", "happened_on", "recorded_at", "version")
    for number, kind, happened_on, recorded_at, version in columns:
        each = by_number[number]
        each.take_entry(kind, happened_on)
        if version is not None:
            each.take_version(version, "", happened_on, recorded_at)
    by_version = {each.version_id: each for each in by_number.values() if each.version_id is not None}
    for pk, body in Version.objects.filter(pk__in=by_version).values_list("pk", "body"):
        by_version[pk].body = body


def next_free_id(wished: str, known: Known, *, is_known: bool = True) -> str:
    """The id as wished where it is free, else with the next number behind it.

    ``known`` holds every id that the batch wishes for, so that only a second choice asks the database; and, where
    ``is_known`` is false, an id that nobody wished for.
    """
    candidate, suffix = wished, 1
    while candidate.casefold() in known.by_id or ((suffix > 1 or not is_known) and _is_taken(candidate)):
        suffix += 1
        candidate = f"{wished[:75]}-{suffix}"
    return candidate


def _is_taken(public_id: str) -> bool:
    return bool(find_ids([public_id.casefold()]))
