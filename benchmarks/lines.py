"""Slow lines with TLS on them, as a process between a browser and a server, on the loopback.

A line has a speed each way, a latency there and back, and loses segments of 1,400 bytes at random. What TCP makes of
that is imitated for each connection: it opens after one way there and back, sends ten segments and one more for each
that was acknowledged; a lost one comes a way there and back later, all behind it waits, and the window is halved.
"""

import asyncio
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from benchmarks.serving import end_group, free_port

SEGMENT, FIRST_WINDOW = 1400, 10


@dataclass
class Line:
    """``kilobits`` a second each way; ``latency`` in seconds, there and back; ``loss``: share of segments."""

    kilobits: float
    latency: float
    loss: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(1992))
    _free: dict[str, float] = field(default_factory=lambda: {"up": 0.0, "down": 0.0})

    def leave(self, way: str, size: int, earliest: float) -> float:
        """When so many bytes have left, which all connections of a way do one after the other."""
        self._free[way] = max(self._free[way], earliest) + size * 8 / (self.kilobits * 1000)
        return self._free[way]


async def _carry(line: Line, way: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One direction of one connection."""
    clock = asyncio.get_running_loop().time
    arrivals: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while True:
            at, data = await arrivals.get()
            await asyncio.sleep(max(0.0, at - clock()))
            if not data:
                break
            writer.write(data)
            await writer.drain()
        writer.close()

    delivering = asyncio.create_task(deliver())
    acknowledged: deque[float] = deque()
    window, last = FIRST_WINDOW, 0.0
    while data := await reader.read(65_536):
        for start in range(0, len(data), SEGMENT):
            segment, ready = data[start : start + SEGMENT], clock()
            while acknowledged and (len(acknowledged) >= window or acknowledged[0] <= ready):
                ready, window = max(ready, acknowledged.popleft()), window + 1
            arrival = line.leave(way, len(segment), ready) + line.latency / 2
            if line.chance.random() < line.loss:
                arrival, window = arrival + line.latency, max(2, window // 2)
            last = max(last, arrival)
            acknowledged.append(last + line.latency / 2)
            arrivals.put_nowait((last, segment))
    arrivals.put_nowait((last, b""))
    await delivering


async def _join(line: Line, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(line.latency)  # the line is opened
    inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
    ways = _carry(line, "up", reader, inner_writer), _carry(line, "down", inner_reader, writer)
    await asyncio.gather(*ways, return_exceptions=True)


@contextmanager
def draw(line: Line, port: int) -> Iterator[str]:
    """The line before a server on a port; yields the address by which a browser reaches it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    starting = asyncio.start_server(lambda reader, writer: _join(line, port, reader, writer), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result()
    try:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)


async def _end(server: asyncio.Server) -> None:
    server.close()
    carrying = asyncio.all_tasks() - {asyncio.current_task()}
    for each in carrying:
        each.cancel()
    await asyncio.gather(*carrying, return_exceptions=True)


@contextmanager
def serve_with_tls() -> Iterator[tuple[int, str]]:
    """The pages of RAPPORT_HOME over TLS and HTTP/2, as a proxy before ``rapport serve`` gives them.

    Yields the port, and what makes Chromium trust the certificate: to overlook one costs it a second connection.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        certificate, key, fingerprint = _write_certificate(Path(folder))
        command = [
            *(str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port)),
            *("--ssl-certificate", str(certificate), "--ssl-keyfile", str(key), "rapport.wsgi:application"),
        ]
        silent = subprocess.DEVNULL
        server = subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True)
        try:
            _await_port(port)
            yield port, f"--ignore-certificate-errors-spki-list={fingerprint}"
        finally:
            end_group(server)


def _await_port(port: int) -> None:
    for _attempt in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError("The server did not start.")


def _write_certificate(folder: Path) -> tuple[Path, Path, str]:
    """Signed by itself, for an hour; with a key of the kind that public ones have today."""
    key, now, hour = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC), timedelta(hours=1)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - hour, now + hour)
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return certificate, private, b64encode(sha256(public).digest()).decode()
