"""Duties follow from the journal: what each record owes, and by when.

A period counts from the last word, whoever gave it: a confirmation, or a report, which is a confirmation too. A duty
keeps the rungs that it has climbed as long as its day stays the same; a new word begins the ladder anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.lib.bulk import load_rows
from rapport.registry import projection
from rapport.registry.history import InForce, in_force
from rapport.registry.models import JournalHead, Partnership
from rapport.registry.projection import Changed
from rapport.sets.freshness import last_known
from rapport.upkeep.ladder import Ladder, ladder
from rapport.upkeep.models import Case, Duty

_CHUNK = 2000
_COLUMNS = ("partnership_id", "kind", "since", "due_on", "rung", "climbed_on")
_SETTLED = (Case.Kind.NO_ANSWER,)  # cases that a word settles by itself


@dataclass(frozen=True, slots=True)
class Owed:
    kind: str
    since: date
    due_on: date


def owed_by(record: InForce, rules: Ladder, *, today: date) -> Iterator[Owed]:
    """What a record owes as it stands on a day."""
    kinds = rules.owes.get(record.document.status_at(today), ())
    for kind in kinds:
        last = record.reported_on if kind == "report" else last_known(record.confirmed_on, record.reported_on)
        since = max(last, record.first_on) if last else record.first_on
        yield Owed(kind, since, rules.periods[kind].after(since))


def follow_records(changed: Changed) -> None:
    """Bring the duties of records that changed into step: part of the transaction that changed them."""
    _bring(list(changed.numbers), changed.records, today=changed.today)


def rebuild_duties(*, today: date) -> None:
    """All duties in step with the journal. Rungs that are climbed stay climbed."""
    records, last = in_force(as_at=today), 0
    while batch := list(islice(records, _CHUNK)):
        # Those in between are not in force, and owe nothing.
        Duty.objects.filter(partnership__gt=last, partnership__lt=batch[0].number).delete()
        _bring([record.number for record in batch], batch, today=today)
        last = batch[-1].number
    Duty.objects.filter(partnership__gt=last).delete()


def ensure_duties(*, today: date) -> None:
    """Make the duties of a registry that was there before this room."""
    if not Duty.objects.exists() and Partnership.objects.exists():
        rebuild_duties(today=today)
    if JournalHead.objects.filter(pk=1).exclude(projected_on=today).exists():
        projection.bring_to(today)


def owing(records: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """Those that owe a word: one that has ended needs nobody to speak for it."""
    return records.filter(Exists(Duty.objects.filter(partnership=OuterRef("pk"))))


def begin_anew(numbers: Iterable[int]) -> None:
    """Somebody else is responsible now: the ladder of what is still owed begins again."""
    Duty.objects.filter(partnership__in=list(numbers)).update(rung=0, climbed_on=None)


def _bring(numbers: Sequence[int], records: Sequence[InForce], *, today: date) -> None:
    rules = ladder()
    wanted = {(record.number, owed.kind): owed for record in records for owed in owed_by(record, rules, today=today)}
    kept, gone, heard = set(), [], set()
    # All numbers of a chunk are near each other or few: either way the index finds them.
    for duty in Duty.objects.filter(partnership__in=numbers):
        owed = wanted.get((duty.partnership_id, duty.kind))
        if owed and (owed.since, owed.due_on) == (duty.since, duty.due_on):
            kept.add((duty.partnership_id, duty.kind))
        else:
            gone.append(duty.pk)
            heard.add(duty.partnership_id)
    if gone:
        Duty.objects.filter(pk__in=gone).delete()
        open_cases = Case.objects.filter(closed_on=None)
        settled = open_cases.filter(partnership__in=heard, kind__in=_SETTLED)
        settled.update(closed_on=today, outcome="answered")
        # Nobody is looked for any more where no word is owed.
        over = heard.difference(number for number, _kind in wanted)
        open_cases.filter(partnership__in=over, kind=Case.Kind.FIND).update(closed_on=today, outcome="ended")
    rows = [
        (number, kind, owed.since, owed.due_on, 0, None)
        for (number, kind), owed in wanted.items()
        if (number, kind) not in kept
    ]
    load_rows(Duty, _COLUMNS, rows)


def walk_open(*, today: date, rules: Ladder, chunk: int = _CHUNK) -> Iterator[list[Duty]]:
    """Every duty whose next rung has its day, chunk by chunk in the order of rows: memory stays flat.

    Each chunk is read when its turn comes, so that it shows what was done about it meanwhile.
    """
    open_duties = Duty.objects.filter(_may_climb(rules, today=today)).select_related("partnership").order_by("pk")
    last = 0
    while found := list(open_duties.filter(pk__gt=last)[:chunk]):
        yield found
        last = found[-1].pk


def _may_climb(rules: Ladder, *, today: date) -> Q:
    """By the database, which looks at a million in a second: rung by rung, from which due day on its day has come."""
    waited = Q(climbed_on=None) | Q(climbed_on__lte=rules.letters.patience.latest_start(today))
    condition = Q(pk__in=[])
    for kind, rungs in rules.rungs.items():
        for place, rung in enumerate(rungs):
            reached = Q(kind=kind, rung=place, due_on__lte=rung.latest_start(today))
            turns = place > 0 and rungs[place - 1].to != rung.to
            condition |= reached & waited if turns else reached
    return condition
