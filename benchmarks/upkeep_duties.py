"""1,000,000 duties walked in one pass: ``python -m benchmarks.upkeep_duties [DUTIES]``.

Rows are loaded straight into the tables of a registry of its own; then the real job runs. Twice: on a day when nothing
is to be done about any of them though all are overdue (their letters were written yesterday), so that the time is that
of looking; and again when a thousand people get their letter.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
TODAY = date(2010, 6, 15)


def main(duties: int) -> None:
    if "RAPPORT_OF_DUTIES" in os.environ:
        _measure(duties)
        return
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ, "RAPPORT_HOME": home, "RAPPORT_TODAY": TODAY.isoformat(), "PYTHONPATH": str(ROOT),
            "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{home}/rapport.sqlite3",
            "DJANGO_SETTINGS_MODULE": "rapport.settings", "RAPPORT_OF_DUTIES": "1",
        }  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.upkeep_duties", str(duties)]
        subprocess.run(command, env=env, check=True)


def _measure(duties: int) -> None:
    import django

    django.setup()
    from rapport.cli.home import prepare_home
    from rapport.upkeep.models import Duty
    from rapport.upkeep.reminding import remind

    prepare_home()
    records = duties // 2
    _load(records)
    small = _load_memory()
    started = time.perf_counter()
    done = remind(today=TODAY)
    taken = time.perf_counter() - started
    print(f"{Duty.objects.count():,} duties, all overdue, nothing to do: {taken:.1f} s, {done}, "
          f"memory {small:.0f} MB before, {_load_memory():.0f} MB at most")  # fmt: skip
    Duty.objects.filter(partnership__lte=1000, kind="confirm").update(rung=0, climbed_on=None)
    started = time.perf_counter()
    done = remind(today=TODAY)
    taken = time.perf_counter() - started
    print(f"the same, with 1,000 letters to write: {taken:.1f} s, {done}, memory {_load_memory():.0f} MB at most")


def _load_memory() -> float:
    """The largest resident set so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _load(records: int) -> None:
    from django.contrib.auth.hashers import make_password
    from django.db import connection, transaction

    from rapport.accounts.models import RoleGrant, User
    from rapport.lib import clock
    from rapport.lib.bulk import load_rows
    from rapport.registry.models import JournalHead, Partnership, Record, Version
    from rapport.upkeep.models import Duty

    nobody, now, yesterday = make_password(None), clock.now(), TODAY - timedelta(days=1)
    numbers = range(1, records + 1)
    with transaction.atomic():
        JournalHead.objects.create(pk=1, partnership=records, version=records, projected_on=TODAY)
        load_rows(Partnership, ("id", "public_id", "origin_key"), ((n, f"S-{n}", None) for n in numbers))
        body, card = '{"name":"Made up"}', '{"public_id":"S-%d","names":{"en":"Made up"}}'
        versions = ((n, n, 1, 1, body) for n in numbers)
        load_rows(Version, ("id", "partnership_id", "number", "schema_version", "body"), versions)
        columns = ("partnership_id", "version_id", "card", "confirmed_on", "confirmed_by_role", "reported_on")
        load_rows(Record, columns, ((n, n, card % n, None, "", None) for n in numbers))
        load_rows(
            Duty, ("partnership_id", "kind", "since", "due_on", "rung", "climbed_on"), _duties(numbers, yesterday)
        )
        people = ((n, nobody, False, f"p{n}", "", "", f"p{n}@people.example", False, True, now, "en") for n in numbers)
        load_rows(User, ("id", "password", "is_superuser", "username", "first_name", "last_name", "email", "is_staff",
                         "is_active", "date_joined", "language"), people)  # fmt: skip
        grants = ((n, n, "focal-point", f"S-{n}", "", "", now) for n in numbers)
        load_rows(RoleGrant, ("id", "user_id", "role", "partnership", "area", "name", "granted_at"), grants)
    with connection.cursor() as cursor:
        # The index that the room of accounts gives to this column.
        cursor.execute("CREATE INDEX IF NOT EXISTS of_this_benchmark ON accounts_rolegrant (partnership, role)")
        cursor.execute("ANALYZE")


def _duties(numbers: range, climbed_on: date) -> Iterator[tuple[object, ...]]:
    """All overdue, and their letter written the day before."""
    for number in numbers:
        due_on = TODAY - timedelta(days=number % 20)
        yield number, "confirm", due_on.replace(year=2009), due_on, 2, climbed_on
        yield number, "report", due_on.replace(year=2008), due_on, 2, climbed_on


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
