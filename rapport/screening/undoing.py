"""Undo what was done in bulk: its inverse over what is in force now. What was changed since is left, and listed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import Role
from rapport.explore.fields import field_label
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce
from rapport.registry.journal import hold_journal
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import JournalEntry, Version
from rapport.registry.operations import put_back
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.screening.bulk import CHANNEL, newest_now
from rapport.screening.models import BulkChange, BulkItem

_BATCH = 1000
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Left:
    """A record that undoing leaves as it is: in which fields it was changed since, or why its old text fits no more."""

    public_id: str
    name: str
    fields: tuple[str, ...]
    why: str = ""

    @property
    def labels(self) -> list[str]:
        return [field_label(name) for name in self.fields]


@dataclass(slots=True)
class Plan:
    """What undoing would do now. ``left`` names the first hundred of ``left_count``."""

    restored: int = 0
    left_count: int = 0
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Judged:
    item: BulkItem
    record: InForce
    document: PartnershipDocument  # as undoing would have it
    left: Left | None
    happened_on: date | None


def plan_undo(change: BulkChange) -> Plan:
    """Look what undoing would do, and write nothing."""
    plan = Plan()
    for judged in _judge(change, today=None):
        if judged.left is None:
            plan.restored += 1
            continue
        plan.left_count += 1
        if len(plan.left) < _LISTED:
            plan.left.append(judged.left)
    return plan


def undo(change: BulkChange, *, by: Actor, today: date, now: datetime) -> None:
    """Put back what nobody has touched since. Of two who press at once the second is told."""
    with transaction.atomic():
        if not BulkChange.objects.filter(pk=change.pk, undone_at=None).update(undone_at=now, undone_by=by.user):
            raise NotPossibleError(_("This was undone already."))
        hold_journal()
        publish(_proposals(change, today=today), today=today, now=now)
        change.items.filter(fate=BulkItem.Fate.CHANGED).update(fate=BulkItem.Fate.RESTORED)
    change.refresh_from_db()


def _proposals(change: BulkChange, *, today: date) -> Iterator[Proposal]:
    left: list[int] = []
    for judged in _judge(change, today=today):
        if judged.left:
            left.append(judged.item.pk)
        elif judged.document != judged.record.document:
            yield Proposal(
                id=judged.record.public_id, document=judged.document, happened_on=judged.happened_on,
                role=Role.OFFICER, channel=CHANNEL,
            )  # fmt: skip
    for start in range(0, len(left), _BATCH):
        change.items.filter(pk__in=left[start : start + _BATCH]).update(fate=BulkItem.Fate.LEFT)


def _judge(change: BulkChange, *, today: date | None) -> Iterator[_Judged]:
    items = change.items.order_by("partnership_id").iterator(chunk_size=_BATCH)
    while batch := list(islice(items, _BATCH)):
        by_number = {item.partnership_id: item for item in batch}
        versions = Version.objects.in_bulk([pk for item in batch for pk in (item.before_id, item.after_id)])
        days = _days_of(batch)
        for record in newest_now(by_number):
            item = by_number[record.number]
            yield _judge_one(item, record, versions[item.before_id], versions[item.after_id], days, today)


def _days_of(batch: list[BulkItem]) -> dict[int, date]:
    entries = JournalEntry.objects.filter(version__in=[item.after_id for item in batch])
    return dict(entries.values_list("version_id", "happened_on"))


def _judge_one(
    item: BulkItem, record: InForce, before: Version, after: Version, days: dict[int, date], today: date | None
) -> _Judged:
    try:
        document, fields = put_back(before.document, after.document, record.document)
    except NotPossibleError as error:
        left = Left(record.public_id, record.document.name, (), str(error))
        return _Judged(item, record, record.document, left, None)
    if fields:
        left = Left(record.public_id, record.document.name, tuple(fields))
        return _Judged(item, record, record.document, left, None)
    # A status that was given for an earlier day is taken back for that day too, as long as nothing came after it.
    day = days.get(item.after_id) if record.version_id == item.after_id else None
    happened_on = day if day and today and day < today else None
    return _Judged(item, record, document, None, happened_on)
