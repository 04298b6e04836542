"""Processes that are killed, and processes at once: what was acknowledged is there, what was not is not.

Real processes of the one command, on SQLite and, where RAPPORT_TEST_POSTGRESQL names a server, on PostgreSQL.
"""

import csv
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rapport.testing import REPOSITORY

pytestmark = pytest.mark.slow_once
COMMAND = (sys.executable, "-m", "rapport.cli")
POSTGRESQL = os.environ.get("RAPPORT_TEST_POSTGRESQL", "")
RECORDS, KILLS, LONGEST_WAIT = 600, 3, 240.0


class Home:
    """A data directory with its database, and processes that run in it."""

    def __init__(self, path: Path, database: str = "") -> None:
        self.path, self.database = path, database
        path.mkdir(exist_ok=True)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "RAPPORT_HOME": str(self.path), "RAPPORT_TODAY": "2010-02-01"}
        environment["DATABASE_URL"] = self.database or f"sqlite:///{self.path / 'rapport.sqlite3'}"
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*COMMAND, *arguments], env=environment, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True
        )

    def rapport(self, *arguments: str) -> str:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=LONGEST_WAIT)
        assert (process.returncode, "Traceback" in err) == (0, False), out + err
        return out

    def count(self, *tables: str) -> tuple[int, ...]:
        """Rows as another process sees them, without the program: of all tables at one moment.

        The server of a killed process may be about to commit, between one statement and the next.
        """
        query = f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in tables)}"
        if self.database:
            with connect(self.database) as connection:
                return tuple(connection.execute(query).fetchone())
        with closing(sqlite3.connect(self.path / "rapport.sqlite3", timeout=LONGEST_WAIT)) as connection:
            return tuple(connection.execute(query).fetchone())


@contextmanager
def connect(url: str) -> Iterator:  # type: ignore[type-arg]
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, empty_home: Path) -> Home:
    """One record, published."""
    folder = tmp_path_factory.mktemp("prepared")
    shutil.copytree(empty_home, folder / "home")
    home = Home(folder / "home")
    home.rapport("import", str(write_bundle(folder / "first", "first", 1)), "--publish")
    return home


@contextmanager
def database(template: str = "template1") -> Iterator[str]:
    """The address of a new database, dropped in the end."""
    name = f"killed_{uuid.uuid4().hex[:12]}"
    with connect(POSTGRESQL) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl()
    finally:
        with connect(POSTGRESQL) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def prepared_on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    if not POSTGRESQL:
        word = "needs a PostgreSQL server: RAPPORT_TEST_POSTGRESQL is empty"
        pytest.fail(word) if os.environ.get("CI") == "true" else pytest.skip(word)
    folder = tmp_path_factory.mktemp("prepared")
    with database() as url:
        home = Home(folder / "home", url)
        home.rapport("import", str(write_bundle(folder / "first", "first", 1)), "--publish")
        yield home


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """A registry of one record, which is to outlive whatever is killed."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("prepared").path, tmp_path / "home")
        yield Home(tmp_path / "home")
    else:
        template = urlsplit(request.getfixturevalue("prepared_on_postgresql").database).path[1:]
        with database(template) as url:
            yield Home(tmp_path / "home", url)


def write_bundle(folder: Path, prefix: str, records: int) -> Path:
    """Records ``prefix-0``, ``prefix-1`` and so on, each with three partners, two themes and words of its own."""
    themes, scopes = ("water", "energy", "transport", "mining"), ("global", "regional", "national")
    numbers = range(records)
    ids = [f"{prefix}-{number}" for number in numbers]
    tables = {
        "partnerships": [("id", "name", "scope", "registered_on", "confirmed_on")]
        + [(ids[n], f"Partnership {n} of {prefix}", scopes[n % 3], f"{2002 + n % 8}", "2009-03-01") for n in numbers],
        "organizations": [("id", "name", "type")] + [(f"org-{n}", f"Organization {n}", "ngo") for n in range(40)],
        "partners": [("partnership_id", "organization_id")]
        + [(ids[n], f"org-{(n * 7 + k) % 40}") for n in numbers for k in range(3)],
        "themes": [("partnership_id", "theme", "rank")]
        + [(ids[n], themes[(n + k) % 4], ("primary", "secondary")[k]) for n in numbers for k in range(2)],
    }
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_killed_import_is_whole_or_absent_and_the_next_one_works(home: Home, prepared: Home, tmp_path: Path) -> None:
    bundle = str(write_bundle(tmp_path / "bundle", "reef", RECORDS))
    twin = Home(tmp_path / "twin")
    shutil.copytree(prepared.path, twin.path, dirs_exist_ok=True)
    began = time.monotonic()
    twin.rapport("import", bundle, "--publish")
    lasted = time.monotonic() - began
    chance = random.Random(1992)  # noqa: S311 a seed, not a secret
    for _kill in range(KILLS):
        process = home.start("import", bundle, "--publish")
        time.sleep(lasted * chance.uniform(0.3, 1))
        process.kill()
        process.communicate()
        found = home.count("registry_partnership", "registry_version", "registry_record")
        assert found in ((1, 1, 1), (RECORDS + 1,) * 3)
    home.rapport("import", bundle, "--publish")
    assert home.rapport("statistics") == twin.rapport("statistics")
    home.rapport("export", str(tmp_path / "before"))
    home.rapport("rebuild")
    home.rapport("export", str(tmp_path / "after"))
    assert contents(tmp_path / "before") == contents(tmp_path / "after")


def test_a_command_that_finds_much_gathered_has_folded_it_when_it_ends(home: Home, tmp_path: Path) -> None:
    home.rapport("import", str(write_bundle(tmp_path / "bundle", "reef", RECORDS)), "--publish")
    assert home.count("sets_indexdoc") == (RECORDS + 1,)
    home.rapport("statistics")
    assert home.count("sets_indexdoc") == (0,)


def test_a_killed_rebuild_leaves_figures_that_are_right(home: Home, tmp_path: Path) -> None:
    home.rapport("import", str(write_bundle(tmp_path / "bundle", "reef", RECORDS)), "--publish")
    before = home.rapport("statistics")
    process = home.start("rebuild")
    time.sleep(1.5)
    process.kill()
    process.communicate()
    assert home.rapport("statistics") == before


def test_two_imports_at_once_lose_nothing(home: Home, tmp_path: Path) -> None:
    bundles = [str(write_bundle(tmp_path / prefix, prefix, RECORDS)) for prefix in ("reef", "quay")]
    processes = [home.start("import", bundle, "--publish") for bundle in bundles]
    for process in processes:
        out, err = process.communicate(timeout=LONGEST_WAIT)
        assert (process.returncode, f"{RECORDS} created" in out) == (0, True), err
    assert home.rapport("statistics").splitlines()[1].split()[:2] == ["total", str(2 * RECORDS + 1)]
    assert home.count("registry_journalentry") == (2 * (2 * RECORDS + 1),)


def test_who_has_to_wait_too_long_is_told(home: Home, tmp_path: Path) -> None:
    if not home.database:
        pytest.skip("SQLite waits thirty seconds, which no test should")
    home.database += "?options=-c%20lock_timeout%3D300"
    bundle = str(write_bundle(tmp_path / "bundle", "reef", 1))
    with connect(home.database) as connection, connection.transaction():
        connection.execute("SELECT * FROM registry_journalhead FOR UPDATE")
        process = home.start("import", bundle, "--publish")
        _out, err = process.communicate(timeout=LONGEST_WAIT)
    assert (process.returncode, "Traceback" in err) == (1, False)
    assert "nothing was written" in err
    assert "lock timeout" in err
    home.rapport("import", bundle, "--publish")


def free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class Server:
    """A serving process with two workers."""

    def __init__(self, home: Home) -> None:
        self.port = free_port()
        self.process = home.start("serve", "--port", str(self.port), "--workers", "2")

    def ask(self) -> int:
        """The size of the registry, by a connection of its own: it may reach either worker."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/en/partnerships.json", timeout=LONGEST_WAIT) as page:
            return int(page.read().count(b'\n{"id": '))

    def await_answer(self) -> int:
        until = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < until:
            try:
                return self.ask()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        raise AssertionError("The server did not answer.")

    def find_workers(self) -> list[int]:
        children = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in children.splitlines()]
        others = ("resource_tracker", "rapport.cli work")
        ours = [row for row in rows if int(row[1]) == self.process.pid]
        return [int(row[0]) for row in ours if not any(other in row[2] for other in others)]


@pytest.fixture
def server(home: Home) -> Iterator[Server]:
    serving = Server(home)
    try:
        serving.await_answer()
        yield serving
    finally:
        serving.process.terminate()
        serving.process.communicate(timeout=LONGEST_WAIT)


def test_every_worker_sees_at_once_what_another_process_imports_and_outlives_a_kill(
    home: Home, server: Server, tmp_path: Path
) -> None:
    assert {server.ask() for _request in range(8)} == {1}
    home.rapport("import", str(write_bundle(tmp_path / "bundle", "reef", RECORDS)), "--publish")
    # More than 500 records have gathered: the request that finds it folds them in, and its worker dies meanwhile.
    assert server.ask() == RECORDS + 1
    workers = server.find_workers()
    assert len(workers) == 2
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    assert server.await_answer() == RECORDS + 1
    assert {server.ask() for _request in range(8)} == {RECORDS + 1}
    assert server.process.poll() is None
