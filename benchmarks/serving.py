"""Servers of ours and of rivals on the loopback, each a process (group) of its own, ended by its own number."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

_PATIENCE = 180  # seconds


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serve_rapport(*, workers: int = 1) -> Iterator[tuple[int, int]]:
    """``rapport serve``, as users run it. Yields its port and the number of its main process."""
    with _serve([str(Path(sys.executable).parent / "rapport"), "serve", "--workers", str(workers)], "/en/") as found:
        yield found


@contextmanager
def serve_datasette(database: Path) -> Iterator[tuple[int, int]]:
    """Datasette with time to count every facet completely, and without suggestions to compute."""
    settings = {
        "facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000, "suggest_facets": "off",
        "default_page_size": 20, "default_facet_size": 10, "default_cache_ttl": 0,
    }  # fmt: skip
    pairs = [part for name, value in settings.items() for part in ("--setting", name, str(value))]
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(database), *pairs]
    with _serve(command, "/") as found:
        yield found


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children: those of the group that was begun for it alone."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def _serve(command: Sequence[str], path: str) -> Iterator[tuple[int, int]]:
    port = free_port()
    process = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(port, path, process)
        yield port, process.pid
    finally:
        end_group(process)


def _wait(port: int, path: str, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            get(HTTPConnection("127.0.0.1", port, timeout=_PATIENCE), path)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not answer in {_PATIENCE} s: it ended, or is stuck.")


def get(connection: HTTPConnection, path: str, **headers: str) -> bytes:
    """A page, whole; anything but 200 is an error, so that no measurement counts a quick refusal."""
    # No conditional request, no cookie; compressed as every browser asks for.
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} was answered with {response.status}.")
    return body


def workers_of(process: int) -> list[int]:
    """The processes below one, at any depth."""
    found = [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [each for child in found for each in (child, *workers_of(child))]
