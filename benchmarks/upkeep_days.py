"""One run of the simulation: ``python -m benchmarks.upkeep_days YEARS SEED``, in the environment of its registry."""

import json
import os
import sys
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from benchmarks.upkeep_world import START, Person, World


def main(years: int, seed: int) -> None:
    import django

    django.setup()
    from rapport.cli.home import prepare_home

    prepare_home()
    from benchmarks.upkeep_officer import Officer
    from benchmarks.upkeep_reader import Reader
    from benchmarks.upkeep_registry import enter_population, share_current

    home = Path(os.environ["RAPPORT_HOME"])
    world = World(json.loads((home / "rules.json").read_text()), seed=2010 + seed)
    enter_population(world)
    reader, officer = Reader(world), Officer(world)
    shares, untrue = [], []
    for number in range(365 * years):
        today = START + timedelta(days=number)
        world.pass_day()
        _run_day(world, reader, officer, today)
        if number % 7 == 0 and number >= 365:
            share, wrong = share_current(world, today)
            shares.append(share)
            untrue.append(wrong)
    (home / "found.json").write_text(json.dumps(_tell(world, years, officer, shares, untrue)))


def _run_day(world: World, reader: object, officer: object, today: date) -> None:
    from django.conf import settings

    from rapport.upkeep import jobs

    settings.RAPPORT_TODAY = today
    # The jobs of upkeep alone: nobody else is simulated, and no mail server takes the letters.
    jobs.run_reminders(today=today)
    jobs.watch_messages(today=today)
    jobs.run_rounds(now=datetime.combine(today, time(9), UTC))
    reader.pass_day(today)  # type: ignore[attr-defined]
    officer.pass_day(today)  # type: ignore[attr-defined]


def _tell(world: World, years: int, officer: object, shares: list[float], untrue: list[float]) -> dict[str, float]:
    """Letters of the years after the first, in which the backlog is worked off, are counted like all others."""
    from rapport.mail.models import Letter

    letters = Letter.objects.filter(template__startswith="upkeep/")
    a_year = Counter[tuple[str, int]]()
    for email, written_at in letters.values_list("email", "written_at"):
        a_year[email, (written_at.date() - START).days // 365] += 1
    people: dict[str, Person] = world.people
    written_to = {email for email, _year in a_year}
    counts = sorted(a_year.get((email, year), 0) for email in written_to for year in range(years))
    assert written_to <= set(people)
    return {
        "current": sum(shares) / len(shares),
        "last": shares[-1],
        "letters": letters.count() / len(world.records) / years,
        "mean": sum(counts) / len(counts),
        "p95": counts[int(0.95 * (len(counts) - 1))],
        "most": counts[-1],
        "minutes": officer.minutes / len(world.records) / years,  # type: ignore[attr-defined]
        "untrue": sum(untrue) / len(untrue),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
