"""Data directories that tests begin with. Migrating an empty one takes long, so it is done once a run, and copied."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rapport.testing import REPOSITORY


def make_once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The data directory ``name`` below a folder that all processes of a run share: the first makes it, others wait."""
    home, whole = folder / name / "home", folder / f"{name}.made"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(home, ignore_errors=True)
            make(home)
            whole.touch()
    return home


def finish(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end; one that fails says why."""
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def make_empty(home: Path) -> None:
    """As the first command does that finds nothing there."""
    environment = {**os.environ, "RAPPORT_HOME": str(home), "RAPPORT_TODAY": "2010-02-01"}
    environment.pop("DATABASE_URL", None)
    finish([sys.executable, "-m", "rapport.cli", "statistics"], environment)
