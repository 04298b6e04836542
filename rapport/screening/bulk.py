"""Change many records at once: shown before, applied in one transaction, undone after.

Records are read batch by batch, so memory does not grow with the documents of a set. What is applied is bound to what
was shown by a fingerprint of the set and of the versions in it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.http import QueryDict
from django.utils.translation import gettext as _

from rapport.accounts.models import Role
from rapport.lib.bulk import load_rows
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import InForce, in_force
from rapport.registry.journal import hold_journal
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import JournalHead, Version
from rapport.registry.operations import Operation
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.screening.models import BulkChange, BulkItem
from rapport.sets.following import view_of
from rapport.sets.parsing import parse_query
from rapport.sets.query import EXPLORE, Query
from rapport.sets.store import in_chunks

CHANNEL = "bulk"
SAMPLE = 10
_REFUSED = 20  # records shown of those that cannot


class SetChangedError(NotPossibleError):
    """The set, a record in it, or what is asked for is another than what was shown."""

    def __init__(self, sentence: str = "") -> None:
        usual = _("The set or a record in it was changed meanwhile. Nothing was done: look once more.")
        super().__init__(sentence or usual)


@dataclass(frozen=True, slots=True)
class Sample:
    """A record that would change: as it is, and as it would be."""

    public_id: str
    before: PartnershipDocument
    after: PartnershipDocument


@dataclass(slots=True)
class Preview:
    """What would happen. ``refused`` counts the reasons why not, ``shown_refused`` names the first records."""

    fingerprint: str
    total: int
    changing: int = 0
    same: int = 0
    sample: list[Sample] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    shown_refused: list[tuple[str, str, str]] = field(default_factory=list)  # id, name, why


def read_set(text: str) -> tuple[Query, list[str]]:
    """The set of a query string, as it is today: what is changed is what is in force now."""
    query, sentences = parse_query(QueryDict(text.rpartition("?")[2]))
    if query.as_at or query.known_at:
        sentences = [*sentences, _("Bulk work is done on the set of today: the day was left out.")]
    return query.at(as_at=None).ordered(""), sentences


def read_address(text: str) -> tuple[Query | None, list[str]]:
    """The set of a search as it stands in the bar of a browser; none where an address names no set.

    What is mistyped must not be taken for the whole registry: that is the set of its own address alone.
    """
    address = text.strip().partition("#")[0]
    path, mark, asked = address.partition("?")
    query, sentences = read_set(asked if mark or "=" not in path else path)
    if query != Query() or path.rstrip("/").endswith(EXPLORE.rstrip("/")):
        return query, sentences
    return None, [
        *sentences,
        _("This address names no set. Bring that of a search, such as %(example)s.")
        % {"example": Query.of(theme="water").path()},
    ]


def find_numbers(query: Query, *, today: date) -> list[int]:
    """The record numbers of a set, in order."""
    return sorted(view_of(query, today=today).select(query))


def newest_now(numbers: Iterable[int]) -> Iterator[InForce]:
    """The newest text of each record, though it be of a later day: it is what a change is laid over. Batch by batch."""
    for chunk in in_chunks(numbers):
        yield from in_force(as_at=date.max, numbers=chunk)


def preview(query: Query, operation: Operation, *, today: date) -> Preview:
    """Try it on every record of the set, and write nothing. Reads each document once."""
    operation.check(today=today)
    numbers = find_numbers(query, today=today)
    found = Preview(fingerprint_of(numbers, operation), len(numbers))
    for record in newest_now(numbers):
        try:
            after = operation.apply(record.document, first_on=record.first_on)
        except NotPossibleError as error:
            found.refused[str(error)] += 1
            if len(found.shown_refused) < _REFUSED:
                found.shown_refused.append((record.public_id, record.document.name, str(error)))
            continue
        if after == record.document:
            found.same += 1
            continue
        found.changing += 1
        if len(found.sample) < SAMPLE:
            found.sample.append(Sample(record.public_id, record.document, after))
    return found


def fingerprint_of(numbers: list[int], operation: Operation | None = None) -> str:
    """Changes when the set does, or any record in it, or what is to be done. One query a batch."""
    digest = hashlib.sha256(repr(operation).encode())
    for chunk in in_chunks(numbers):
        newest = Version.objects.filter(partnership__in=chunk).values_list("partnership").annotate(Max("pk"))
        for number, version in newest.order_by("partnership"):
            digest.update(f"{number}:{version};".encode())
    return digest.hexdigest()[:32]


def apply_change(
    query: Query, operation: Operation, *, fingerprint: str, reason: str, by: Actor, today: date, now: datetime
) -> BulkChange:
    """Publish it, all or nothing. It is no confirmation: nobody said that the rest of a record is true.

    Raises SetChangedError where what was shown is no longer so.
    """
    if not reason.strip():
        raise NotPossibleError(_("Say why: it stands in the log of the desk."))
    operation.check(today=today)
    with transaction.atomic():
        hold_journal()
        numbers = find_numbers(query, today=today)
        if fingerprint_of(numbers, operation) != fingerprint:
            raise SetChangedError
        before: dict[int, int] = {}
        change = BulkChange.objects.create(
            query=query.query_string(), operation=write_operation(operation), reason=reason.strip(), made_by=by.user,
            made_at=now,
        )  # fmt: skip
        publish_logged(change, _proposals(numbers, operation, before), before, today=today, now=now)
        if not before:
            raise NotPossibleError(_("Nothing would change: nothing was done."))
    return change


def publish_logged(
    change: BulkChange, proposals: Iterable[Proposal], before: dict[int, int], *, today: date, now: datetime
) -> None:
    """Publish, and log of each record the version before and after. ``before`` is filled while proposals are read.

    Part of a transaction that holds the journal.
    """
    head = JournalHead.objects.values_list("version", flat=True).get(pk=1)
    publish(proposals, today=today, now=now)
    # Whoever holds the journal is alone in publishing: every version since is ours. The last of a record counts.
    after = dict(Version.objects.filter(pk__gt=head).order_by("pk").values_list("partnership_id", "pk"))
    rows = [
        (change.pk, number, version, after[number], BulkItem.Fate.CHANGED.value)
        for number, version in before.items()
        if number in after
    ]
    load_rows(BulkItem, ("change_id", "partnership_id", "before_id", "after_id", "fate"), rows)
    change.count = len(rows)
    change.save(update_fields=["count"])


def _proposals(numbers: list[int], operation: Operation, before: dict[int, int]) -> Iterator[Proposal]:
    for record in newest_now(numbers):
        try:
            document = operation.apply(record.document, first_on=record.first_on)
        except NotPossibleError:
            continue  # the preview said so
        if document != record.document:
            before[record.number] = record.version_id
            yield Proposal(id=record.public_id, document=document, role=Role.OFFICER, channel=CHANNEL)


def write_operation(operation: Operation) -> dict[str, str]:
    return {
        "field": operation.field, "do": operation.do, "code": operation.code, "rank": operation.rank,
        "on": str(operation.on or ""),
    }  # fmt: skip
