"""A record's page against a bare page of twenty rows, both through all of Django in this process, turn by turn."""

import io
from collections.abc import Iterator
from random import Random
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from benchmarks.table import Row
from benchmarks.timing import pair
from rapport.explore.addresses import record_path
from rapport.registry.cards import load_cards

_PAGES = 40


def measure(size: int) -> Iterator[Row]:
    settings.ROOT_URLCONF = "benchmarks.bare_pages"
    application = WSGIHandler()
    numbers = Random(3).sample(range(1, size + 1), _PAGES)
    cards = load_cards(numbers)
    records = [
        "/en" + record_path(card.public_id, card.names.get(card.language, "")).partition("/en")[2] for card in cards
    ]
    bare = [f"/bare/{number}/" for number in numbers]

    def fetch(paths: list[str]) -> None:
        for path in paths:
            _get(application, path)

    found = pair(lambda: fetch(records), lambda: fetch(bare), turns=9)
    each = type(found)([1000 * s / _PAGES for s in found.ours], [1000 * s / _PAGES for s in found.rivals])
    middle = sorted(each.ours)[4], sorted(each.rivals)[4]
    detail = f"record {middle[0]:.3g} ms, bare page {middle[1]:.3g} ms"
    yield Row("record page, against a bare page of 20 rows", size, 1 / found.ratio, "times its cost", 3, 2, detail)


def _get(application: WSGIHandler, path: str) -> bytes:
    answered: list[str] = []

    def start(status: str, headers: Any, error: Any = None) -> None:
        answered.append(status)

    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1:8000", "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http", "HTTP_ACCEPT_ENCODING": "gzip", "SCRIPT_NAME": "",
    }  # fmt: skip
    response = application(environ, start)
    body = b"".join(response)
    response.close()
    if not answered[0].startswith("200"):
        raise RuntimeError(f"{path} was answered with {answered[0]}.")
    return body
