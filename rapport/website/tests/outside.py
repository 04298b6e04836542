"""A web of our own: real servers on this machine, and a ``Net`` that says they stand at addresses open to all."""

import http.server
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rapport.website.link_asking import Net

OPEN = "93.184.216.34"  # where every name of a test stands that is given no other place


@dataclass
class Web:
    """``names``: where names stand. ``resolved``, ``asked``: what was looked up, and what came to the server."""

    port: int
    names: dict[str, list[str]] = field(default_factory=dict)
    resolved: list[str] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def net(self, *, patience: float = 3.0, in_all: float = 3.0) -> Net:
        return Net(self._resolve, self._connect, patience, in_all, pause=0.0)

    def lines(self) -> list[str]:
        return [f"{method} {path}" for method, path, _headers in self.asked]

    def _resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        if host == "nowhere.example":
            raise socket.gaierror(-2, "Name or service not known")
        return self.names.get(host, [OPEN])

    def _connect(self, address: str, port: int, seconds: float) -> socket.socket:
        assert address == OPEN, f"{address} must never be connected to"
        assert port in (80, 443)
        return socket.create_connection(("127.0.0.1", self.port), seconds)


@contextmanager
def web_of(answer: Callable[[Any], None], *, certificate: tuple[str, str] | None = None) -> Iterator[Web]:
    """A server that answers as a function has it, which gets the handler of a request."""
    web = Web(0)

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            web.asked.append((self.command, self.path, dict(self.headers)))
            try:
                answer(self)
            except OSError:
                self.close_connection = True

        do_GET = do_HEAD = handle_any  # noqa: N815 - as http.server names them

        def log_message(self, *_said: Any) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def say(handler: Any, status: int, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def leading(pages: dict[str, tuple[int, str]]) -> Callable[[Any], None]:
    """Each path answers with a status and where it leads; any other is a page."""

    def answer(handler: Any) -> None:
        status, target = pages.get(handler.path, (200, ""))
        say(handler, status, **({"Location": target} if target else {}))

    return answer
