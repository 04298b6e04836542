"""The demonstration registry, loaded once for all workers and served to each by a server of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapport.testing import REPOSITORY
from tests.homes import finish, make_once

TODAY = "2010-02-01"
LONGEST_START = 60.0  # seconds


def load_demonstration(folder: Path) -> Path:
    """The data directory of the demonstration, loaded from nothing."""
    return make_once(
        folder, "demonstration", lambda home: finish([*_command("demo"), "--load-only"], _environment(home))
    )


@contextmanager
def serve(home: Path) -> Iterator[str]:
    """Serve the demonstration by its own command; gives the address without a slash at its end."""
    with _serving(home, "demo", _environment(home), "en") as address:
        yield address


@contextmanager
def serve_home(home: Path, *, today: str, language: str) -> Iterator[str]:
    """Serve any data directory, as of a day; ``language`` is one that it speaks."""
    with _serving(home, "serve", _environment(home) | {"RAPPORT_TODAY": today}, language) as address:
        yield address


@contextmanager
def _serving(home: Path, command: str, environment: dict[str, str], language: str) -> Iterator[str]:
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = home.parent / f"server-{port}.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*_command(command), "--port", str(port)], cwd=REPOSITORY, env=environment, stdout=out, stderr=out
        )
    try:
        _await_answer(f"{address}/{language}/", server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def _command(name: str) -> list[str]:
    return [sys.executable, "-m", "rapport.cli", name]


def _environment(home: Path) -> dict[str, str]:
    # The suite may run on PostgreSQL; this registry is a SQLite database in its own directory.
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return {**kept, "RAPPORT_HOME": str(home), "RAPPORT_TODAY": TODAY}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_answer(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    last = time.monotonic() + LONGEST_START
    while time.monotonic() < last and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not answer:\n{log.read_text(errors='replace')[-3000:]}")
