"""A registry of our own that is served, killed and served again, on either database.

Processes run in groups of their own and are ended by their own numbers. What a lease or a pause would make us wait for
is let run out in the database, while nobody is there who could hold it.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2010-02-01"
PATIENCE = 180.0  # seconds, on a busy machine
# The host's own: nobody's letters wait for the morning.
LADDER = ROOT / "rapport" / "upkeep" / "data" / "ladder.yaml"
_RUN_OUT = (
    "UPDATE mail_letter SET leased_until = '2009-01-01 00:00:00' WHERE state = 'sending'",
    "UPDATE mail_letter SET next_at = NULL WHERE state = 'waiting'",
    "UPDATE work_job SET leased_until = NULL, claim = '', due_at = NULL",
    "DELETE FROM mail_outage",
)


class House:
    """One data directory, its database, and the processes that serve it."""

    def __init__(self, home: Path, *, database: str = "", mail_port: int = 25, workers: int = 2) -> None:
        self.home, self.database, self.workers = home, database, workers
        self.port, self.mail_port = free_port(), mail_port
        self.log = home / "serve.log"
        self.process: subprocess.Popen[bytes] | None = None
        home.mkdir(parents=True, exist_ok=True)
        text = LADDER.read_text().replace('"06:00"', '"00:00"').replace('"18:00"', '"23:59:59"')
        (home / "ladder.yaml").write_text(text)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "RAPPORT_DEMO"},
            "DATABASE_URL": self.database or f"sqlite:///{self.home / 'rapport.sqlite3'}",
            "RAPPORT_HOME": str(self.home),
            "RAPPORT_TODAY": TODAY,
            "RAPPORT_URL": f"http://127.0.0.1:{self.port}",
            "RAPPORT_MAIL": f"smtp://127.0.0.1:{self.mail_port}",
            "RAPPORT_MAIL_DOMAIN": "registry.example",
            "DJANGO_SETTINGS_MODULE": "rapport.settings",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *command: str) -> str:
        """A module of ours in a process of its own: what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return done.stdout

    # --- serving ---

    def start(self) -> None:
        command = [sys.executable, "-m", "rapport.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--workers", str(self.workers)], env=self.environment, cwd=ROOT, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def await_answer(self) -> bool:
        """Whether it answers; false where its process ended instead."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/en/register/", timeout=PATIENCE):
                    return True
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        return False

    def children(self) -> tuple[list[int], list[int]]:
        """Web processes, and workers, by their numbers."""
        web: list[int] = []
        work: list[int] = []
        for number in _children_of(self.process.pid if self.process else 0):
            said = _command_of(number)
            if "rapport.cli work" in said:
                work.append(number)
            elif "resource_tracker" not in said:
                web.append(number)
        return web, work

    def stop(self) -> None:
        """Ask it to end, as an administrator does; the worker goes with it."""
        if self.process is None:
            return
        _web, work = self.children()
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill_all()
        for number in work:
            _await_end(number)
        self.process = None

    # --- killing ---

    def kill(self, chance: random.Random) -> str:
        """Kill some of the house at once, and say what."""
        web, work = self.children()
        what = chance.choices(["web", "worker", "both", "all"], [40, 25, 15, 20])[0]
        if what == "all" or (what != "web" and not work) or not web:
            self.kill_all()
            return "all"
        victims = {"web": [chance.choice(web)], "worker": work, "both": [*web, *work]}[what]
        for number in victims:
            _kill(number)
        if what != "web":
            for number in work:
                _await_end(number)
            self.run_out()  # the next worker is not there before two seconds have passed
        return what

    def kill_all(self) -> None:
        """Server, web processes and worker at one stroke."""
        if self.process is None:
            return
        _web, work = self.children()
        for number in work:
            _kill(number)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # the group was begun for this process alone
        self.process.wait()
        for number in work:
            _await_end(number)
        self.process = None
        self.run_out()

    def bury(self) -> None:
        """After a server that ended by itself: nothing of it is left, for its worker ends with it."""
        if self.process is not None:
            self.kill_all()

    def run_out(self) -> None:
        """Time passes: leases of the dead are over, and so are the pauses of letters put off."""
        with self.connect() as execute:
            for statement in _RUN_OUT:
                execute(statement)

    # --- looking, without the program ---

    @contextmanager
    def connect(self) -> Iterator[Any]:
        if self.database:
            import psycopg

            with psycopg.connect(self.database, autocommit=True) as connection:
                yield connection.execute
        else:
            path = self.home / "rapport.sqlite3"
            with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
                yield connection.execute

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with self.connect() as execute:
            return list(execute(statement).fetchall())


@contextmanager
def database_at(server: str) -> Iterator[str]:
    """The address of a new database of a PostgreSQL server, dropped in the end."""
    import psycopg

    name = f"killed_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _children_of(number: int) -> list[int]:
    """Of all threads of a process: the system keeps children by the thread that began them."""
    found: list[int] = []
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def _command_of(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "resource_tracker"  # gone meanwhile


def _kill(number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def _await_end(number: int) -> None:
    """Until it is gone, or only its entry in the table of processes is left."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, IndexError):
            return
        if state in "ZX":
            return
        time.sleep(0.01)
