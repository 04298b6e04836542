"""Ask a page elsewhere whether it is there, in a way that cannot be turned against an inner network.

A name is resolved once; unless every address that it has is open to all, nobody is asked. The connection goes to
exactly the address that was looked at (a name that answers otherwise the second time gains nothing), with the name
for its certificate. Each step of a redirect is a new page, looked at in the same way. No setting of ours, and no
variable of the environment, leads around this; tests hand over a ``Net`` of their own.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

from rapport.website.link_addresses import AddressError, is_public, read_url

_PORTS = {"http": 80, "https": 443}
_MOST_REDIRECTS, _MOST_ADDRESSES = 5, 3
_FOR_ALWAYS, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
_PATIENCE, _PATIENCE_IN_ALL = 10.0, 20.0  # seconds
_PAUSE = 1.0  # seconds between the two ways of asking one host


class Verdict(StrEnum):
    ALIVE = "alive"
    GONE = "gone"  # it says itself that there is no such page
    SILENT = "silent"  # nobody answers
    UNCERTAIN = "uncertain"  # somebody answers, but not to us
    REFUSED = "refused"  # by us: not asked


@dataclass(frozen=True, slots=True)
class Answer:
    """``why`` is a code: that of the answer (``404``), or a word. ``moved_to``: where the page is now for always."""

    verdict: Verdict
    why: str = ""
    moved_to: str = ""


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), seconds)


@dataclass(frozen=True, slots=True)
class Net:
    """How names become addresses, and addresses connections: the real ones; only tests have others."""

    resolve: Callable[[str, int], list[str]] = _resolve
    connect: Callable[[str, int, float], socket.socket] = _connect
    patience: float = _PATIENCE
    patience_in_all: float = _PATIENCE_IN_ALL
    pause: float = _PAUSE


class _RefusedError(Exception):
    """We do not ask there; the code says why."""


def ask(url: str, *, net: Net | None = None) -> Answer:
    """Follow an address to its page. At most some twenty seconds, and those of the resolver of the system."""
    net = net or Net()
    until = time.monotonic() + net.patience_in_all
    moved_to, is_moving = "", True
    try:
        url = read_url(url)
        for _step in range(_MOST_REDIRECTS + 1):
            status, target = _ask_page(url, net, until)
            if status not in _REDIRECTS or not target:
                return _judge(status, moved_to)
            url = _next_page(url, target)
            is_moving = is_moving and status in _FOR_ALWAYS
            moved_to = url if is_moving else moved_to
    except _RefusedError as refused:
        return Answer(Verdict.REFUSED, str(refused))
    except AddressError:
        return Answer(Verdict.REFUSED, "address")
    except ssl.SSLError:
        return Answer(Verdict.UNCERTAIN, "certificate")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(Verdict.SILENT, _name_of(error))
    return Answer(Verdict.SILENT, "redirects")


def _judge(status: int, moved_to: str) -> Answer:
    if 200 <= status < 300:
        return Answer(Verdict.ALIVE, str(status), moved_to)
    return Answer(Verdict.GONE if status in (404, 410) else Verdict.UNCERTAIN, str(status))


def _name_of(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "name"
    return "time" if isinstance(error, TimeoutError) else "connection"


def _next_page(url: str, target: str) -> str:
    target = target.encode("latin-1", "replace").decode(
        "utf-8", "replace"
    )  # as servers write it, whatever the rule says
    try:
        return read_url(urljoin(url, target))
    except AddressError:
        raise _RefusedError("redirect") from None


def _ask_page(url: str, net: Net, until: float) -> tuple[int, str]:
    """Status and where it leads. Asked for the head alone; the page itself where a server refuses that."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    if port not in _PORTS.values():
        raise _RefusedError("port")
    addresses = net.resolve(host, port)
    if not addresses or not all(map(is_public, addresses)):
        raise _RefusedError("inner")
    status, target = _request("HEAD", parts, addresses, net, until)
    if status >= 400 and status != 429:
        time.sleep(net.pause)
        status, target = _request("GET", parts, addresses, net, until)
    return status, target


def _request(method: str, parts: SplitResult, addresses: list[str], net: Net, until: float) -> tuple[int, str]:
    """One request on one connection. Of the answer only its head is read, and nothing is unpacked."""
    with _open(parts, addresses, net, until) as connected:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port or _PORTS[parts.scheme])
        connection.sock, connection.auto_open = connected, 0  # it never connects by itself
        path = parts._replace(scheme="", netloc="", fragment="").geturl()
        connection.request(method, path or "/", headers=_headers(parts))
        with connection.getresponse() as response:
            return response.status, response.getheader("Location") or ""


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc,
        "User-Agent": f"Rapport link check (+{settings.WAGTAILADMIN_BASE_URL})",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


@contextmanager
def _open(parts: SplitResult, addresses: list[str], net: Net, until: float) -> Iterator[socket.socket]:
    """A connection to one of the addresses, cut when the time is over, however slowly the other side still speaks."""
    plain = _reach(addresses, parts.port or _PORTS[parts.scheme], net, until)
    with plain:
        plain.settimeout(net.patience)
        connected = plain
        if parts.scheme == "https":
            connected = ssl.create_default_context().wrap_socket(
                plain, server_hostname=parts.hostname, do_handshake_on_connect=False
            )
        with connected, _cut_at(until, connected):
            if isinstance(connected, ssl.SSLSocket):
                connected.do_handshake()
            yield connected


def _reach(addresses: list[str], port: int, net: Net, until: float) -> socket.socket:
    failed: OSError = TimeoutError("there was no time left")
    for address in addresses[:_MOST_ADDRESSES]:
        left = min(net.patience, until - time.monotonic())
        if left <= 0:
            break
        try:
            return net.connect(address, port, left)
        except OSError as error:
            failed = error
    raise failed


@contextmanager
def _cut_at(until: float, connected: socket.socket) -> Iterator[None]:
    def cut() -> None:
        is_cut.set()
        try:
            socket.socket.shutdown(connected, socket.SHUT_RDWR)  # the plain one: it waits for nobody
        except OSError:
            return

    is_cut = threading.Event()
    timer = threading.Timer(max(0.0, until - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError):
        if not is_cut.is_set():
            raise
    finally:
        timer.cancel()
    if is_cut.is_set():  # half a head reads like a whole one
        raise TimeoutError("it took too long")
