"""What runs by itself: rooms name their jobs in ``AppConfig.ready``, and a worker asks for those that are due.

A job is claimed by a lease, so two workers never run it together; the lease of one that died expires. What a job does
must bear being cut off and begun again.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Q

from rapport.lib import clock
from rapport.work.errors import describe_error
from rapport.work.models import DayDone, Job

LEASE = timedelta(minutes=10)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
_log = logging.getLogger("rapport.work")


@dataclass(frozen=True, slots=True)
class _Task:
    """``every`` is empty for a daily job."""

    name: str
    run: Callable[..., Any]
    every: timedelta | None
    lease: timedelta
    is_wanted: Callable[..., bool] | None = None


_tasks: dict[str, _Task] = {}
# Set when the process is asked to end: long jobs look at it between two of their steps.
stopping = threading.Event()


def daily(name: str, run: Callable[..., Any], *, lease: timedelta = LEASE) -> None:
    """``run(today=…)`` once on each day of the rules. Days that were missed are one run, not many.

    ``lease`` must be longer than a run lasts: after it another worker takes the job for abandoned.
    """
    _tasks[name] = _Task(name, run, None, lease)


def often(
    name: str,
    run: Callable[..., Any],
    *,
    every: int,
    lease: timedelta = LEASE,
    is_wanted: Callable[..., bool] | None = None,
) -> None:
    """``run(now=…)`` every so many seconds.

    ``is_wanted(now=…)`` only reads, and says whether there is anything to do: without, an idle worker writes to the
    database each time.
    """
    _tasks[name] = _Task(name, run, timedelta(seconds=every), lease, is_wanted)


def forget(name: str) -> None:
    """A job is no more: for tests, and for rooms that are turned off."""
    _tasks.pop(name, None)


def run_due(*, today: date, now: datetime) -> list[str]:
    """Run every job that is due, and return their names; those that failed too: ``Job.error`` says so.

    ``today`` and ``now`` are those of the rules (``clock.today()``, ``clock.now()``) and may jump either way.
    """
    rows = {row.name: row for row in Job.objects.all()}
    if missing := _tasks.keys() - rows.keys():
        Job.objects.bulk_create([Job(name=name) for name in sorted(missing)], ignore_conflicts=True)
    done = set(DayDone.objects.filter(day=today).values_list("job", flat=True))
    return [
        task.name
        for task in list(_tasks.values())
        if not stopping.is_set() and _is_due(task, rows.get(task.name), done, now) and _run(task, today, now)
    ]


def _is_due(task: _Task, row: Job | None, done: set[str], now: datetime) -> bool:
    if task.every is None and task.name in done:
        return False
    if row is None or row.due_at is None:
        return _is_wanted(task, now)
    # A moment further off than the pause that was due was set by a clock that was ahead.
    furthest = _next_moment(task, now, row.failures)
    return (furthest is None or row.due_at <= now or row.due_at > furthest) and _is_wanted(task, now)


def _is_wanted(task: _Task, now: datetime) -> bool:
    return task.is_wanted is None or task.is_wanted(now=now)


def _run(task: _Task, today: date, now: datetime) -> bool:
    claim = uuid4().hex
    if not _claim(task, claim, today, now):
        return False
    try:
        task.run(today=today) if task.every is None else task.run(now=now)
    except Exception as error:  # whatever one job meets, the others run
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        said = describe_error(error)
        _log.error("The job %s failed: %s", task.name, said)
        _finish(task, claim, today, now, error=said)
    else:
        _finish(task, claim, today, now, error="")
    return True


def _claim(task: _Task, claim: str, today: date, now: datetime) -> bool:
    """Whether the lease is ours, and the job still to be done: between our look and our claim it may have run."""
    real = clock.real_now()
    # A lease that ends later than any could was given by a clock that was ahead.
    free = Q(leased_until=None) | Q(leased_until__lte=real) | Q(leased_until__gt=real + task.lease)
    claimed = Job.objects.filter(free, pk=task.name).update(claim=claim, leased_until=real + task.lease, started_at=now)
    if not claimed:
        return False
    done = set(DayDone.objects.filter(job=task.name, day=today).values_list("job", flat=True))
    if _is_due(task, Job.objects.get(pk=task.name), done, now):
        return True
    Job.objects.filter(pk=task.name, claim=claim).update(leased_until=None, claim="")
    return False


def _finish(task: _Task, claim: str, today: date, now: datetime, *, error: str) -> None:
    with transaction.atomic():
        if task.every is None and not error:
            DayDone.objects.bulk_create([DayDone(job_id=task.name, day=today)], ignore_conflicts=True)
        row = Job.objects.get(pk=task.name)
        failures = row.failures + 1 if error else 0
        Job.objects.filter(pk=task.name, claim=claim).update(
            leased_until=None, claim="", finished_at=now, failures=failures, error=error,
            due_at=_next_moment(task, now, failures),
        )  # fmt: skip


def _next_moment(task: _Task, now: datetime, failures: int) -> datetime | None:
    """When a job may run again. One that fails waits longer each time, up to an hour."""
    pause = min(_FIRST_PAUSE * 2 ** min(failures - 1, 20), _LONGEST_PAUSE) if failures else timedelta()
    if task.every is None:
        return now + pause if failures else None
    return now + max(task.every, pause)
