"""A browser without script whose line may break at any moment, and the log of what was acknowledged to it.

Acknowledged is what was answered whole, down to the last byte of the body.
"""

import http.client
import json
import random
import re
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

_PATIENCE = 60.0


class LostError(Exception):
    """No whole answer came: what was asked for may have been done, or not."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str

    def value(self, name: str) -> str:
        """Of a field of the form on the page."""
        found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', self.text)
        return found[1] if found else ""


@dataclass
class Log:
    """What clients tried, and what was acknowledged to them, in order; kept in a file beside."""

    path: Path
    entries: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: int = 0
    lost: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, what: str, **more: Any) -> None:
        """``tried-…`` before something is asked for, ``did-…`` once it is acknowledged."""
        with self.lock:
            self.entries.append({"what": what, **more})
            self.acknowledged += what.startswith("did")
            with self.path.open("a") as file:
                file.write(json.dumps(self.entries[-1], ensure_ascii=False) + "\n")

    def count(self, status: int) -> None:
        with self.lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.lost += status == 0


@dataclass
class Browser:
    """One reader at an address of the loopback of its own: what is counted by address is counted apart."""

    port: int
    log: Log
    chance: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    source: str = ""

    def __post_init__(self) -> None:
        self.move()

    def move(self) -> None:
        self.source = (
            f"127.{self.chance.randrange(1, 250)}.{self.chance.randrange(250)}.{self.chance.randrange(1, 250)}"
        )

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, given: dict[str, Any]) -> Answer:
        return self._ask("POST", path, urlencode(given, doseq=True))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, _PATIENCE, source_address=(self.source, 0))
        headers = {"Connection": "close", "Accept-Encoding": "identity"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            self.log.count(0)
            raise LostError from error
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.log.count(response.status)
        if response.status >= 500:
            self.log.write("fault", path=path, status=response.status, text=text[:400])
            raise LostError
        return Answer(response.status, response.headers.get("Location", ""), text)


def pause() -> None:
    """Before one asks again."""
    time.sleep(0.1)
