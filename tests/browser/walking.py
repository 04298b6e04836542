"""Follow links over HTTP, a few at a time, and only on the server under test."""

import http.client
import threading
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import quote, urljoin, urlsplit

from tests.browser.reading import Page, read_page, read_size

AT_ONCE = 4
MOST_REDIRECTS = 3
_KEPT = "/%?&=+,:;@!$'()*~"  # the rest is percent-encoded, as browsers do with letters of any script


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: ``path`` is where redirects led. Thousands are kept, so each as it travelled, compressed."""

    path: str
    status: int
    headers: dict[str, str]
    packed: bytes
    size: int | None  # how many partnerships the page says are in its set

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def body(self) -> bytes:
        return zlib.decompress(self.packed, wbits=31) if _is_packed(self.headers) else self.packed

    @property
    def page(self) -> Page:
        assert self.type == "text/html", f"{self.path} is no page: {self.status} {self.type}"
        return read_page(self.body.decode())


def _is_packed(headers: dict[str, str]) -> bool:
    return headers.get("content-encoding") == "gzip"


class Walker:
    """Fetches each path once and remembers what is told of it; connections are kept open, one for each thread."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.host = urlsplit(address).netloc
        self._kept = threading.local()
        self._answers: dict[str, Answer] = {}

    def fetch(self, path: str) -> Answer:
        path = path.partition("#")[0]
        if path not in self._answers:
            self._answers[path] = self._follow(path)
        return self._answers[path]

    def fetch_all(self, paths: Iterable[str]) -> dict[str, Answer]:
        wanted = sorted({path.partition("#")[0] for path in paths})
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(wanted, pool.map(self.fetch, wanted), strict=True))

    def inside(self, path: str, href: str) -> str | None:
        """The path that a link on the page ``path`` leads to; None where it leads out of the site."""
        target = urlsplit(urljoin(f"{self.address}{path}", href))
        if target.netloc != self.host or target.scheme not in ("http", "https"):
            return None
        fragment = f"#{target.fragment}" if target.fragment else ""
        return f"{target.path}{f'?{target.query}' if target.query else ''}{fragment}"

    def _follow(self, path: str) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get(path)
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            led = self.inside(path, answer.headers["location"])
            assert led is not None, f"{path} leads out of the site: {answer.headers['location']}"
            path = led
        raise AssertionError(f"{path} is redirected more than {MOST_REDIRECTS} times.")

    def _get(self, path: str) -> Answer:
        kept = getattr(self._kept, "connection", None)
        if kept is not None:
            try:
                return self._ask(path, kept)
            except (http.client.HTTPException, ConnectionError):
                kept.close()  # the server may close a connection that was kept: once more, on a new one
        return self._ask(path, http.client.HTTPConnection(self.host, timeout=60))

    def _ask(self, path: str, connection: http.client.HTTPConnection) -> Answer:
        connection.request("GET", quote(path, safe=_KEPT), headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        packed = response.read()
        self._kept.connection = connection
        headers = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(path, response.status, headers, packed, None)
        if answer.type != "text/html":
            return answer
        return replace(answer, size=read_size(answer.body.decode()))
