"""Undo what was done in bulk: its inverse over what is in force now. What was changed since is left, and listed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from rapport.accounts.models import Role
from rapport.registry.document import PartnershipDocument
from rapport.registry.field_labels import field_label
from rapport.registry.journal import hold_journal
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import JournalEntry, Version
from rapport.registry.operations import put_back
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.screening.bulk import CHANNEL, newest_now
from rapport.screening.merging import withdraw_invitations
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
    public_id: str
    document: PartnershipDocument  # as undoing would have it
    left: Left | None = None
    happened_on: date | None = None
    is_so_already: bool = False


def plan_undo(change: BulkChange) -> Plan:
    """Look what undoing would do, and write nothing. Documents are read of those alone that were published since."""
    plan = Plan(restored=change.items.count())
    for batch in _batches(change):
        for judged in _judge_touched(_touched_since(batch)):
            if judged.left is None:
                continue
            plan.restored -= 1
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
        if change.kind == BulkChange.Kind.MERGE:
            withdraw_invitations(change, now=now)
        left: list[int] = []
        publish(_proposals(change, left, today=today), today=today, now=now)
        for start in range(0, len(left), _BATCH):
            change.items.filter(pk__in=left[start : start + _BATCH]).update(fate=BulkItem.Fate.LEFT)
        change.items.filter(fate=BulkItem.Fate.CHANGED).update(fate=BulkItem.Fate.RESTORED)
    change.refresh_from_db()


def _proposals(change: BulkChange, left: list[int], *, today: date) -> Iterator[Proposal]:
    for batch in _batches(change):
        touched = _touched_since(batch)
        untouched = [item for item in batch if item not in touched]
        for judged in chain(_judge_touched(touched), _judge_untouched(untouched, today)):
            if judged.left:
                left.append(judged.item.pk)
            elif not judged.is_so_already:
                yield Proposal(
                    id=judged.public_id, document=judged.document, happened_on=judged.happened_on, role=Role.OFFICER,
                    channel=CHANNEL,
                )  # fmt: skip


def _batches(change: BulkChange) -> Iterator[list[BulkItem]]:
    # By hand and not through one cursor: what is read between two batches is written in the same transaction.
    last = 0
    items = change.items.order_by("partnership_id").select_related("partnership")
    while batch := list(items.filter(partnership_id__gt=last)[:_BATCH]):
        yield batch
        last = batch[-1].partnership_id


def _touched_since(batch: list[BulkItem]) -> list[BulkItem]:
    """Those of which a version was published since."""
    versions = Version.objects.filter(partnership__in=[item.partnership_id for item in batch])
    newest = dict(versions.values_list("partnership").annotate(Max("pk")).order_by())
    return [item for item in batch if newest[item.partnership_id] != item.after_id]


def _judge_untouched(items: list[BulkItem], today: date) -> Iterator[_Judged]:
    """As it was before. A status of an earlier day is taken back for that day too: nothing came after it."""
    versions = Version.objects.in_bulk([item.before_id for item in items])
    entries = JournalEntry.objects.filter(version__in=[item.after_id for item in items])
    days = dict(entries.values_list("version_id", "happened_on"))
    for item in items:
        day = days.get(item.after_id)
        happened_on = day if day and day < today else None
        document = versions[item.before_id].document
        yield _Judged(item, item.partnership.public_id, document, happened_on=happened_on)


def _judge_touched(items: list[BulkItem]) -> Iterator[_Judged]:
    """The inverse laid over what is in force now, or a word why not."""
    if not items:
        return
    by_number = {item.partnership_id: item for item in items}
    versions = Version.objects.in_bulk([pk for item in items for pk in (item.before_id, item.after_id)])
    for record in newest_now(by_number):
        item, now_says = by_number[record.number], record.document
        before, after = versions[item.before_id].document, versions[item.after_id].document
        try:
            document, fields = put_back(before, after, now_says)
        except NotPossibleError as error:
            left = Left(record.public_id, now_says.name, (), str(error))
            yield _Judged(item, record.public_id, now_says, left)
            continue
        left_out = Left(record.public_id, now_says.name, tuple(fields)) if fields else None
        yield _Judged(item, record.public_id, document, left_out, is_so_already=document == now_says)
