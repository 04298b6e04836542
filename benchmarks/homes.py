"""A data directory for each size, loaded once and used again by later runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

SIZES = (348, 10_000, 100_000, 1_000_000)
ROOT = Path(os.environ.get("RAPPORT_BENCHMARKS", "var/benchmarks")).resolve()
DAY = "2010-02-01"


def home_of(size: int) -> Path:
    return ROOT / str(size)


def environment(size: int, *, database: str = "") -> dict[str, str]:
    """Of a process that works on the registry of a size; ``database`` is the address of another than its SQLite."""
    return {
        **os.environ,
        "DATABASE_URL": database or f"sqlite:///{home_of(size) / 'rapport.sqlite3'}",
        "RAPPORT_HOME": str(home_of(size)),
        "RAPPORT_TODAY": DAY,
        "RAPPORT_BENCHMARKS": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "rapport.settings",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }


def run(size: int, module: str, *arguments: str, database: str = "") -> list[dict[str, object]]:
    """Run a module of ours in a process of its own, and read what it wrote to the file that is its last argument."""
    answer = ROOT / f"answer-{size}.json"
    answer.unlink(missing_ok=True)
    command = [sys.executable, "-m", module, *arguments, str(answer)]
    subprocess.run(command, env=environment(size, database=database), check=True)
    found: list[dict[str, object]] = json.loads(answer.read_text())
    answer.unlink()
    return found


def is_loaded(size: int) -> bool:
    return (home_of(size) / "loaded").exists()
