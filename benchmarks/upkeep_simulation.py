"""Five years of a simulated population, through the real upkeep: ``python -m benchmarks.upkeep_simulation``.

Each day runs the real job; letters are rendered by the real outbox; their links are opened and their buttons pressed
over Django's test client, found in the page as a person finds them. Only people are made up (``chances.yaml``).
``--vary`` runs it again with half and with double each chance, one at a time, for three years.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.upkeep_world import practice_share, read_rules, with_chance

ROOT = Path(__file__).parents[1]
HEAD = (
    "| chances | practice of 2010 | current | last day | letters a record and year | a person and year: mean, 95th, "
    "most | officer, minutes a record and year | current, but no longer true |"
)


def main() -> None:
    options = _read_arguments()
    rules = read_rules()
    print(f"Practice of 2010 keeps {practice_share(rules, years=5, seeds=10):.1%} current.", file=sys.stderr)
    print(HEAD + "\n|" + " --- |" * 8, flush=True)
    for name, changed in _variants(rules, is_varying=options.vary, only=options.only):
        practice = practice_share(changed, years=5, seeds=4 if changed is not rules else 10)
        years = options.years if changed is rules else min(options.years, 3)
        found = [_run(changed, years, seed) for seed in range(options.seeds)]
        print(_row(name, practice, found), flush=True)


def _variants(rules: dict[str, Any], *, is_varying: bool, only: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "as frozen", rules
    if is_varying and not only:
        yield "the officer reaches nobody", with_chance(rules, "officer_succeeds", 0)
    for name in rules["chances"] if is_varying else ():
        if not only or name in only:
            yield f"half of `{name}`", with_chance(rules, name, 0.5)
            yield f"double of `{name}`", with_chance(rules, name, 2.0)


def _row(name: str, practice: float, found: list[dict[str, float]]) -> str:
    mean = {key: sum(each[key] for each in found) / len(found) for key in found[0]}
    most = max(each["most"] for each in found)
    return (
        f"| {name} | {practice:.0%} | **{mean['current']:.1%}** | {mean['last']:.1%} | {mean['letters']:.2f} | "
        f"{mean['mean']:.2f}, {mean['p95']:.1f}, {most:.0f} | {mean['minutes']:.1f} | {mean['untrue']:.1%} |"
    )


def _run(rules: dict[str, Any], years: int, seed: int) -> dict[str, float]:
    """One run in a process and a registry of its own."""
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 no disk is measured here
    with tempfile.TemporaryDirectory(dir=shared) as home:
        Path(home, "rules.json").write_text(json.dumps(rules))
        env = {
            **os.environ, "RAPPORT_HOME": home, "RAPPORT_TODAY": "2010-02-01", "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{home}/rapport.sqlite3", "DJANGO_SETTINGS_MODULE": "rapport.settings",
            "RAPPORT_HOSTS": "testserver,127.0.0.1",
        }  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.upkeep_days", str(years), str(seed)]
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        return json.loads(Path(home, "found.json").read_text())


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.upkeep_simulation", description=__doc__)
    parser.add_argument("--years", type=int, default=5, choices=range(2, 21), metavar="YEARS")
    parser.add_argument("--seeds", type=int, default=1, help="runs, of which the mean is given")
    parser.add_argument("--vary", action="store_true", help="half and double each chance too")
    parser.add_argument("--only", nargs="*", default=[], help="vary these alone")
    return parser.parse_args()


if __name__ == "__main__":
    main()
