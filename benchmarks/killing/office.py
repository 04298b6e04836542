"""A real mail server on the loopback: it is slow at times, puts off, hangs up, and writes down what it took."""

import asyncio
import random
import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from benchmarks.serving import free_port

_LINK = re.compile(r"/en/u/[^\s/<>]+/")


@dataclass
class Office:
    """``links``: paths under ``/u/`` that arrived in letters, for whoever presses them."""

    book: Path
    port: int = field(default_factory=free_port)
    slowness: float = 0.25  # seconds at most between the content and our answer
    taken: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    put_off: int = 0
    hung_up: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(1992))
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if self.chance.random() < 0.02:
            self.put_off += 1
            return "451 4.3.0 Later, please"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        mark = str(mail["Message-ID"]).strip("<>")
        body = mail.get_body(("plain",))
        with self.lock:
            self.taken[mark] += 1
            # The link of the buttons and that of “no more” are of one page: it is opened once.
            self.links += dict.fromkeys(_LINK.findall(body.get_content() if body else ""))
            with self.book.open("a") as book:
                book.write(f"{mark}\n")
        await asyncio.sleep(self.chance.uniform(0, self.slowness))
        if self.chance.random() < 0.01:
            self.hung_up += 1
            server.transport.abort()
        return "250 2.0.0 taken"

    def find_link(self, chance: random.Random) -> str:
        """Take one of the links that nobody has opened yet; empty where there is none."""
        with self.lock:
            return self.links.pop(chance.randrange(len(self.links))) if self.links else ""

    def open(self) -> Controller:
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        return controller
