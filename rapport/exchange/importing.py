"""Take a reading into the registry: organizations, then records, in one transaction.

What could not be taken is kept for repair.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction

from rapport.exchange.intake import CellFate, IntakeRecord, Problem, Reading
from rapport.lib.texts import keep_raw
from rapport.organizations.authority import Authority, Named
from rapport.registry.models import BadRow, Submission
from rapport.registry.naming import resolve_organizations
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import Outcome, publish
from rapport.registry.recounting import note_changed_organizations

CHANNEL = "import"


class RefusedImportError(Exception):
    """A strict import met a bad row; nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems; nothing was written.")
        self.problems = problems


@dataclass
class Imported:
    """What an import did."""

    outcome: Outcome = field(default_factory=Outcome)
    submitted: int = 0
    organizations: int = 0
    problems: list[Problem] = field(default_factory=list)
    records: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing could be taken, though something was there."""
        return bool(self.problems) and not self.records


def import_reading(
    reading: Reading,
    *,
    today: date,
    now: datetime,
    is_publishing: bool,
    is_strict: bool = False,
    on_record: Callable[[], object] = lambda: None,
    on_cells: Callable[[Iterable[CellFate]], None] = lambda cells: None,
) -> Imported:
    """Import everything or, where it is strict and a row is bad, nothing. Raises RefusedImportError then."""
    imported = Imported()

    def watch(records: Iterable[IntakeRecord]) -> Iterator[IntakeRecord]:
        for record in records:
            on_record()
            imported.records += 1
            on_cells(record.cells)
            imported.problems.extend(record.problems)
            yield record

    with transaction.atomic():
        take = _publish_records if is_publishing else _submit_records
        take(watch(reading.records), reading.organizations, imported, today=today, now=now)
        on_cells(reading.refused)
        imported.problems.extend(reading.problems)
        _note_diverged(imported)
        if is_strict and imported.problems:
            raise RefusedImportError(imported.problems)
        _keep_bad_rows(imported.problems, now=now)
    return imported


def _publish_records(
    records: Iterable[IntakeRecord],
    organizations: list[Named],
    imported: Imported,
    *,
    today: date,
    now: datetime,
) -> None:
    authority = Authority()
    entered = authority.enter(organizations)
    imported.organizations = entered.created
    retold = entered.retold
    ids = entered.ids

    def propose(record: IntakeRecord) -> Proposal:
        found = authority.enter(record.organizations)
        imported.organizations += found.created
        return Proposal(
            id=record.id,
            origin_key=record.origin_key or None,
            document=resolve_organizations(record.document, {**ids, **found.ids} if found.ids else ids),
            confirmed_on=record.confirmed_on,
            confirmed_by_role=record.confirmed_by_role,
            reported_on=record.reported_on,
            history=record.history,
            numbers=record.numbers,
            channel=CHANNEL,
        )

    imported.outcome = publish((propose(record) for record in records), today=today, now=now)
    note_changed_organizations(retold, today=today, now=now)


def _submit_records(
    records: Iterable[IntakeRecord],
    organizations: list[Named],
    imported: Imported,
    *,
    today: date,
    now: datetime,
) -> None:
    """Rows wait as submissions; a newer row of the same source takes the place of the one that waits."""
    shared = {each.key: asdict(each) for each in organizations}
    for record in records:
        keys = {partner.organization for partner in record.document.partners}
        enclosed = {
            "organizations": [asdict(each) for each in record.organizations]
            + [shared[key] for key in sorted(keys & set(shared))],
            "confirmed_on": record.confirmed_on and record.confirmed_on.isoformat(),
            "confirmed_by_role": record.confirmed_by_role,
            "reported_on": record.reported_on and record.reported_on.isoformat(),
        }
        body = record.document.to_bytes().decode()
        waiting = Submission.objects.filter(
            state=Submission.State.SUBMITTED, public_id=record.id, origin_key=record.origin_key or None
        )
        if waiting.filter(body=body).exists():
            continue
        waiting.update(state=Submission.State.SUPERSEDED)
        Submission.objects.create(
            public_id=record.id, origin_key=record.origin_key or None, body=body, enclosed=enclosed,
            channel=CHANNEL, submitted_at=now,
        )  # fmt: skip
        imported.submitted += 1


def _note_diverged(imported: Imported) -> None:
    message = "The history of this record in the bundle is not the one that the registry has."
    remedy = "Import it into an empty registry, or take journal.csv out to propose its present state as a change."
    imported.problems.extend(Problem("journal.csv", 0, "", id_, message, remedy) for id_ in imported.outcome.diverged)


def _keep_bad_rows(problems: Iterable[Problem], *, now: datetime) -> None:
    """Keep what could not be taken for repair, once, however often the same file comes."""
    rows = {}
    for problem in problems:
        key = "\x1f".join([problem.file, str(problem.line), problem.column, problem.value, problem.message])
        fingerprint = hashlib.sha256(key.encode(errors="backslashreplace")).hexdigest()
        rows[fingerprint] = BadRow(
            file=keep_raw(problem.file),
            line=problem.line,
            column=keep_raw(problem.column),
            value=keep_raw(problem.value),
            problem=keep_raw(problem.message),
            remedy=keep_raw(problem.remedy),
            row={keep_raw(name): keep_raw(cell) for name, cell in problem.row.items()},
            imported_at=now,
            fingerprint=fingerprint,
        )
    BadRow.objects.bulk_create(rows.values(), ignore_conflicts=True, batch_size=500)
