"""Publish: an accepted proposal becomes an immutable version and one row of the journal.

All of a batch is one transaction: the journal, the versions, the projections and what follows them are written
together or not at all. Publishing the same twice changes nothing.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from rapport.lib.addresses import mask_addresses
from rapport.lib.bulk import load_rows, pausing_collector
from rapport.registry import projection
from rapport.registry.document import SCHEMA_VERSION, PartnershipDocument
from rapport.registry.existing import Existing, Known, load_existing, next_free_id
from rapport.registry.journal import append_entries, hold_head
from rapport.registry.masking import mask_document
from rapport.registry.models import JournalEntry, JournalHead, Partnership, Submission, Version
from rapport.registry.proposal import Happening, Proposal

_BATCH = 2000
Kind = JournalEntry.Kind


@dataclass
class Outcome:
    """What publishing did, by public id."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    diverged: list[str] = field(default_factory=list)  # their history is not ours: nothing of them was taken
    touched: set[int] = field(default_factory=set)  # record numbers
    versions: dict[int, int] = field(default_factory=dict)  # version written for a submission


@dataclass
class _Rows:
    """Rows on their way into the tables, in one batch."""

    partnerships: list[tuple[object, ...]] = field(default_factory=list)
    versions: list[tuple[object, ...]] = field(default_factory=list)
    submissions: list[tuple[object, ...]] = field(default_factory=list)

    def load(self) -> None:
        load_rows(Partnership, ("id", "public_id", "origin_key"), self.partnerships)
        load_rows(Version, ("id", "partnership_id", "number", "schema_version", "body"), self.versions)
        columns = (
            "kind", "origin_key", "public_id", "partnership_id", "base_id", "version_id", "body", "enclosed",
            "state", "role", "channel", "submitted_at", "rule_set",
        )  # fmt: skip
        load_rows(Submission, columns, self.submissions)


@dataclass
class _Entries:
    """Journal entries of the whole batch, numbered at the end: those of a history in the order that they had there."""

    waiting: list[tuple[float, tuple[object, ...]]] = field(default_factory=list)

    def add(self, order: float, entry: tuple[object, ...]) -> None:
        self.waiting.append((order, entry))

    def load(self, head: JournalHead) -> None:
        self.waiting.sort(key=lambda waiting: waiting[0])  # stable: entries of no history keep their order
        append_entries(head, (entry for _order, entry in self.waiting))


def publish(proposals: Iterable[Proposal], *, today: date, now: datetime) -> Outcome:
    """Publish every proposal, as known from ``now`` on."""
    outcome = Outcome()
    with hold_head() as head, pausing_collector():
        stream, entries = iter(proposals), _Entries()
        while batch := list(islice(stream, _BATCH)):
            known = load_existing(batch)
            rows = _Rows()
            publication = _Publication(known, head, rows, entries, outcome, today=today, now=now)
            for proposal in batch:
                publication.publish(proposal)
            rows.load()
        entries.load(head)
        projection.follow(outcome.touched, today=today, head=head)
    return outcome


@dataclass
class _Publication:
    """Proposals on their way; collects rows and hands out numbers under the head's lock."""

    known: Known
    head: JournalHead
    rows: _Rows
    entries: _Entries
    outcome: Outcome
    today: date
    now: datetime

    def publish(self, proposal: Proposal) -> None:
        if proposal.origin_key is None:
            found = self.known.by_id.get(proposal.id.casefold())
        else:
            found = self.known.by_key.get(proposal.origin_key)
        is_new = found is None
        if found is None:
            found = self._enter(proposal)
        before = len(self.entries.waiting)
        history = [_masked(happening) for happening in proposal.history]
        if history and not self._replay(history, proposal.numbers, found):
            self.outcome.diverged.append(found.public_id)
            return
        told = _told_by(history) if history else found
        new_version = self._publish_document(proposal, found, told)
        self._confirm(proposal, found, told)
        if is_new:
            self.outcome.created.append(found.public_id)
        elif new_version:
            self.outcome.changed.append(found.public_id)
        elif len(self.entries.waiting) > before:
            self.outcome.confirmed.append(found.public_id)
        else:
            self.outcome.unchanged.append(found.public_id)
        if len(self.entries.waiting) > before:
            self.outcome.touched.add(found.number)

    def _enter(self, proposal: Proposal) -> Existing:
        self.head.partnership += 1
        public_id = next_free_id(proposal.id or _make_id(self.head.partnership), self.known, is_known=bool(proposal.id))
        self.rows.partnerships.append((self.head.partnership, public_id, proposal.origin_key))
        found = Existing(self.head.partnership, public_id)
        self.known.by_id[public_id.casefold()] = found
        if proposal.origin_key:
            self.known.by_key[proposal.origin_key] = found
        return found

    def _publish_document(self, proposal: Proposal, found: Existing, told: Existing) -> bool:
        document = mask_document(proposal.document)
        body = document.to_bytes().decode()
        if body in (told.body, found.body):
            return False
        happened_on, kind = proposal.happened_on, Kind.CHANGED
        if not found.versions:
            kind = Kind.REGISTERED
            happened_on = happened_on or self._entry_day(proposal)
        elif happened_on is None and (reported_on := self._day_of_report(found, document)):
            kind, happened_on = Kind.REPORTED, reported_on
        elif happened_on is None:
            self._publish_status(proposal, found, document)
            if body == found.body:
                return True
            # A change cannot have happened before what it changes.
            happened_on = max(self.today, found.in_force_since or self.today)
        elif happened_on < self.today:
            kind = Kind.CORRECTED
        base = found.version_id
        self._write(found, Happening(kind, happened_on, self.now, proposal.role, proposal.channel, document), body)
        self._note_reports(proposal, found, told, document)
        # The version just written, which is not the one in force where it corrects what happened before that.
        if proposal.submission is None:
            self._keep_submission(proposal, found, base, body)
        else:
            self.outcome.versions[proposal.submission] = self.head.version
        return True

    def _keep_submission(self, proposal: Proposal, found: Existing, base: int | None, body: str) -> None:
        raw = proposal.document.to_bytes().decode()
        kind = Submission.Kind.CHANGE if base else Submission.Kind.REGISTRATION
        self.rows.submissions.append((
            kind, proposal.origin_key, found.public_id, found.number, base, self.head.version,
            "" if raw == body else raw, {},
            Submission.State.ACCEPTED, proposal.role, proposal.channel, self.now, "",
        ))  # fmt: skip

    def _publish_status(self, proposal: Proposal, found: Existing, document: PartnershipDocument) -> None:
        """A status happens on its own day: learned late, it is a version of that day, if that is after the last."""
        before = PartnershipDocument.model_validate_json(found.body)
        if document.status == before.status or document.status_on is None or found.in_force_since is None:
            return
        happened_on = max(document.status_on.latest, found.in_force_since)
        if happened_on >= self.today:
            return
        told = {"status": document.status, "status_on": document.status_on, "successor": document.successor}
        status = before.model_copy(update=told)
        happening = Happening(Kind.CORRECTED, happened_on, self.now, proposal.role, proposal.channel, status)
        self._write(found, happening, status.to_bytes().decode())

    def _day_of_report(self, found: Existing, document: PartnershipDocument) -> date | None:
        """A version that only brings a report happens on the day of that report: nothing else has changed since."""
        if not document.reports or found.in_force_since is None:
            return None
        before = PartnershipDocument.model_validate_json(found.body)
        without = {"reports": before.reports, "deliverables": before.deliverables}
        if document.model_copy(update=without) != before:
            return None
        new = [each.reported_on for each in document.reports if each not in before.reports]
        day = max(new, default=None)
        # Of a day on which something else was in force, or that is to come, it cannot be.
        return day if day and day not in found.reported_on and found.in_force_since <= day <= self.today else None

    def _note_reports(self, proposal: Proposal, found: Existing, told: Existing, document: PartnershipDocument) -> None:
        """The journal says of each day on which the document has a report that there was one, once."""
        for day in sorted({each.reported_on for each in document.reports} - told.reported_on - found.reported_on):
            self._write(found, Happening(Kind.REPORTED, day, self.now, proposal.role, proposal.channel))

    def _entry_day(self, proposal: Proposal) -> date:
        """The day of registration: of a partial date its last day, but what we hold today is not of tomorrow."""
        registered_on = proposal.document.registered_on
        if registered_on is None:
            return self.today
        return min(registered_on.latest, max(self.today, registered_on.earliest))

    def _confirm(self, proposal: Proposal, found: Existing, told: Existing) -> None:
        channel = proposal.channel
        if proposal.confirmed_on and proposal.confirmed_on not in told.confirmed_on | found.confirmed_on:
            role = mask_addresses(proposal.confirmed_by_role)
            self._write(found, Happening(Kind.CONFIRMED, proposal.confirmed_on, self.now, role, channel))
        if proposal.reported_on and proposal.reported_on not in told.reported_on | found.reported_on:
            self._write(found, Happening(Kind.REPORTED, proposal.reported_on, self.now, "", channel))

    def _replay(self, history: Sequence[Happening], numbers: Sequence[int], found: Existing) -> bool:
        """Append what the history has more than ours. False where the two part ways."""
        ours = found.load_history()
        theirs = [_comparable(happening) for happening in history]
        if theirs[: len(ours)] != ours[: len(theirs)]:
            return False
        for order, happening in list(zip(numbers or range(len(theirs)), history, strict=True))[len(ours) :]:
            self._write(found, happening, _body_of(happening), order=order)
        return True

    def _write(
        self, found: Existing, happening: Happening, body: str | None = None, *, order: float = math.inf
    ) -> None:
        version_id = None
        if body is not None:
            self.head.version += 1
            version_id = self.head.version
            found.take_version(version_id, body, happening.happened_on, happening.recorded_at)
            self.rows.versions.append((version_id, found.number, found.versions, SCHEMA_VERSION, body))
        found.take_entry(happening.kind, happening.happened_on)
        self.entries.add(order, (
            found.number, happening.kind, happening.happened_on, happening.recorded_at,
            happening.role, happening.channel, version_id,
        ))  # fmt: skip


def _make_id(number: int) -> str:
    """For a record that came without an id. Letters that no registry is known to give its own."""
    return f"R~{number:06d}"


def _masked(happening: Happening) -> Happening:
    document = mask_document(happening.document) if happening.document else None
    role, channel = mask_addresses(happening.role), mask_addresses(happening.channel)
    return replace(happening, document=document, role=role, channel=channel)


def _told_by(history: Iterable[Happening]) -> Existing:
    """The record as its own history leaves it. A table that says the same says nothing new, however old it is."""
    told = Existing(0, "")
    for happening in history:
        told.take_entry(happening.kind, happening.happened_on)
        if (body := _body_of(happening)) is not None:
            told.take_version(0, body, happening.happened_on, happening.recorded_at)
    return told


def _body_of(happening: Happening) -> str | None:
    return happening.document.to_bytes().decode() if happening.document else None


def _comparable(happening: Happening) -> tuple[object, ...]:
    return (
        happening.kind, happening.happened_on, happening.recorded_at, happening.role, happening.channel,
        _body_of(happening),
    )  # fmt: skip
