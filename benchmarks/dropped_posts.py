"""A line that drops in the middle of a form, at any byte of it: what was saved before stays, and nothing half is saved.

``python -m benchmarks.dropped_posts [--every N]``: every step of a registration is saved, then sent anew with other
answers, cut off after each byte (of the head too), against the real server over a socket of its own. After each cut the
draft in the database must be what it was; the uncut form must be taken.
"""

import argparse
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from benchmarks.killing.house import House
from benchmarks.killing.people import Answers, make_steps
from benchmarks.killing.web import Browser, Log

_BOUNDARY = "a-line-that-drops"


@dataclass
class Dropped:
    """How many times the line dropped, and what did not hold."""

    cuts: int = 0
    faults: list[str] = field(default_factory=list)


def drop_everywhere(folder: Path, *, every: int = 1) -> Dropped:
    """Cut each step after every so many bytes, and after all but the last."""
    found, house = Dropped(), House(folder / "home", workers=1)
    try:
        house.run("benchmarks.killing.inside", "prepare", "1")
        house.start()
        house.await_answer()
        browser = Browser(house.port, Log(folder / "clients.jsonl"), Random(1992))
        token = browser.post("/en/register/", {}).location.split("/")[3]
        for code, answers in make_steps("first", Random(1)):
            browser.post(f"/en/register/{token}/{code}/", {"edition": _edition(house), **answers})
        for number, is_multipart in (("second", False), ("third", True)):
            for code, answers in make_steps(number, Random(2)):
                _drop_step(
                    house, f"/en/register/{token}/{code}/", _other(answers, number), found, every,
                    is_multipart=is_multipart,
                )  # fmt: skip
    finally:
        house.kill_all()
    return found


def _other(answers: Answers, number: str) -> Answers:
    """Answers that differ from those of before in at least one place."""
    return {name: f"{given}, {number}" if isinstance(given, str) else given[:1] if number == "second" else [*given, "x"]
            for name, given in answers.items()}  # fmt: skip


def _drop_step(house: House, path: str, answers: Answers, found: Dropped, every: int, *, is_multipart: bool) -> None:
    before = _stored(house)
    where = f"{path.split('/')[-2]}, {'multipart' if is_multipart else 'plain'}"
    posted = {"edition": _edition(house), **answers, "go": "next"}
    request = _as_multipart(house, path, posted) if is_multipart else _as_plain(house, path, posted)
    for at in sorted({*range(1, len(request), every), len(request) - 1}):
        _send(house, request[:at], is_cut=True)
        found.cuts += 1
        if (now := _stored(house)) != before:
            found.faults.append(f"{where}, cut after {at} of {len(request)} bytes: {now[:200]}")
            return
    if not _send(house, request).startswith(b"HTTP/1.1 302") or _stored(house) == before:
        found.faults.append(f"{where}: the whole of it was not taken.")


def _stored(house: House) -> str:
    ((answers, edition),) = house.ask("SELECT answers, edition FROM registration_draft")
    return f"{edition} {answers}"


def _edition(house: House) -> int:
    return int(_stored(house).partition(" ")[0])


def _send(house: House, request: bytes, *, is_cut: bool = False) -> bytes:
    """Send it and hear what comes; cut: hang up, and wait until the server has done so too."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=60) as line:
        line.sendall(request)
        if is_cut:
            line.shutdown(socket.SHUT_WR)
        return b"".join(_read(line))


def _read(line: socket.socket) -> Iterator[bytes]:
    try:
        while piece := line.recv(65536):
            yield piece
    except ConnectionError:
        return


def _as_plain(house: House, path: str, posted: Answers) -> bytes:
    return _head(house, path, "application/x-www-form-urlencoded", urlencode(posted, doseq=True).encode())


def _as_multipart(house: House, path: str, posted: Answers) -> bytes:
    pairs = [(name, each) for name, given in posted.items() for each in (given if isinstance(given, list) else [given])]
    head = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; name="
    body = "".join(f'{head}"{name}"\r\n\r\n{each}\r\n' for name, each in pairs) + f"--{_BOUNDARY}--\r\n"
    return _head(house, path, f"multipart/form-data; boundary={_BOUNDARY}", body.encode())


def _head(house: House, path: str, kind: str, body: bytes) -> bytes:
    lines = (f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{house.port}", f"Content-Type: {kind}",
             f"Content-Length: {len(body)}", "Connection: close", "", "")  # fmt: skip
    return "\r\n".join(lines).encode() + body


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dropped_posts", description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    with tempfile.TemporaryDirectory() as folder:
        found = drop_everywhere(Path(folder), every=parser.parse_args().every)
    print(f"The line dropped {found.cuts:,} times.")
    print("\n".join(found.faults) or "Everything held.")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
