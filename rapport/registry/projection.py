"""Projections: what lists show and SQL counts, made from the versions in force and thrown away at will.

Rooms above follow the same way: they register a follower (told what changed, inside the transaction that changed
it) or a rebuilder (told that everything is to be made anew).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol

from rapport.lib.bulk import load_rows, pausing_collector
from rapport.organizations.directory import Entry, load_directory
from rapport.registry.cards import card_of
from rapport.registry.history import InForce, happening_between, in_force, load_organizations
from rapport.registry.journal import hold_head
from rapport.registry.models import JournalHead, Listing, Record


@dataclass(frozen=True, slots=True)
class Changed:
    """Records that changed, as they now are on ``today``: read once, for all who follow."""

    numbers: Collection[int]  # those not in force too
    records: list[InForce]
    organizations: dict[str, Entry]  # that they list, by public id
    today: date
    entry: int  # the newest journal entry when they were read


class Follower(Protocol):
    def __call__(self, changed: Changed) -> None: ...


class Rebuilder(Protocol):
    def __call__(self, *, today: date) -> None: ...


followers: list[Follower] = []
rebuilders: list[Rebuilder] = []

MANY = 5000  # from so many changed records on, all is rebuilt instead
_CHUNK = 2000


def follow(numbers: Collection[int], *, today: date, head: JournalHead) -> None:
    """Project the records that changed, and tell the rooms above. Part of the transaction that changed them."""
    if not numbers:
        return
    if len(numbers) > MANY:
        _rebuild(today=today, head=head)
        return
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        Listing.objects.filter(partnership__in=chunk).delete()
        Record.objects.filter(partnership__in=chunk).delete()
        records = list(in_force(as_at=today, numbers=chunk))
        changed = Changed(chunk, records, load_organizations(records), today, head.number)
        _write(records, changed.organizations)
        for tell in followers:
            tell(changed)
    _catch_up(today=today, head=head, but=numbers)


def bring_to(today: date) -> None:
    """Project anew what has come into force, or gone out of it, because the day has moved."""
    if not JournalHead.objects.filter(pk=1).exclude(projected_on=today).exists():
        return
    with hold_head() as head:
        _catch_up(today=today, head=head, but=())


def rebuild(*, today: date) -> None:
    """Everything that can be made from the versions, made anew."""
    with hold_head() as head:
        _rebuild(today=today, head=head)


def _rebuild(*, today: date, head: JournalHead) -> None:
    Listing.objects.all().delete()
    Record.objects.all().delete()
    organizations, records = load_directory(), in_force(as_at=today)
    with pausing_collector():
        while batch := list(islice(records, _CHUNK)):
            _write(batch, organizations)
    head.projected_on = today
    for make_anew in rebuilders:
        make_anew(today=today)


def _catch_up(*, today: date, head: JournalHead, but: Collection[int]) -> None:
    since, head.projected_on = head.projected_on or today, today
    if since == today:
        return
    follow(happening_between(since, today).difference(but), today=today, head=head)


def _write(batch: list[InForce], organizations: dict[str, Entry]) -> None:
    """``Record`` and ``Listing`` rows of records that have none."""
    columns = ("partnership_id", "version_id", "card", "confirmed_on", "confirmed_by_role", "reported_on")
    load_rows(Record, columns, _record_rows(batch, organizations))
    load_rows(Listing, ("partnership_id", "organization_id", "is_lead"), _listing_rows(batch, organizations))


def _record_rows(batch: Iterable[InForce], organizations: dict[str, Entry]) -> Iterator[tuple[object, ...]]:
    for record in batch:
        card = card_of(record, organizations).model_dump_json(exclude_defaults=True)
        yield (
            record.number, record.version_id, card, record.confirmed_on, record.confirmed_by_role, record.reported_on,
        )  # fmt: skip


def _listing_rows(batch: Iterable[InForce], organizations: dict[str, Entry]) -> Iterator[tuple[object, ...]]:
    for record in batch:
        for partner in record.document.partners:
            if entry := organizations.get(partner.organization):
                yield (record.number, entry.number, partner.role == "lead")
