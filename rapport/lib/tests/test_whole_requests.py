"""A request is taken whole or not at all."""

import io
import threading
from typing import Any

import pytest

from rapport.lib import whole_requests
from rapport.lib.whole_requests import take_whole

BODY = b"edition=0&name=Lagoon+Watch&acronym=LW"


class House:
    """An application that writes down what it is given."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.status = ""

    def __call__(self, environ: dict[str, Any], begin: Any) -> list[bytes]:
        self.bodies.append(environ["wsgi.input"].read() if environ.get("CONTENT_LENGTH") else b"")
        begin("200 OK", [])
        return [b"done"]

    def ask(self, source: Any, **environ: str) -> bytes:
        given = {"PATH_INFO": "/en/register/", "wsgi.input": source, **environ}
        return b"".join(take_whole(self)(given, self.begin))

    def begin(self, status: str, _headers: list[tuple[str, str]]) -> None:
        self.status = status


@pytest.fixture
def house() -> House:
    return House()


def test_a_whole_request_is_passed_on_as_it_is(house: House) -> None:
    assert house.ask(io.BytesIO(BODY), CONTENT_LENGTH=str(len(BODY))) == b"done"
    assert house.ask(io.BytesIO(), CONTENT_LENGTH="") == b"done"
    assert (house.bodies, house.status) == ([BODY, b""], "200 OK")


def test_a_request_that_comes_in_pieces_and_fits_in_no_memory_is_passed_on_whole(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_requests, "_PIECE", 7)
    monkeypatch.setattr(whole_requests, "_IN_MEMORY", 10)
    house.ask(io.BytesIO(BODY), CONTENT_LENGTH=str(len(BODY)))
    assert house.bodies == [BODY]


@pytest.mark.parametrize("at", range(len(BODY)))
def test_a_request_that_breaks_off_at_any_byte_is_not_seen_by_the_program(house: House, at: int) -> None:
    said = house.ask(io.BytesIO(BODY[:at]), CONTENT_LENGTH=str(len(BODY)))
    assert (house.bodies, house.status) == ([], "400 Bad Request")
    assert b"Nothing was changed" in said


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"CONTENT_LENGTH": str(whole_requests.LARGEST + 1)}, "413 Content Too Large"),
        ({"CONTENT_LENGTH": "9" * 5000}, "413 Content Too Large"),
        ({"CONTENT_LENGTH": "-1"}, "400 Bad Request"),
        ({"CONTENT_LENGTH": "²"}, "400 Bad Request"),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, "411 Length Required"),
    ],
)
def test_a_request_of_no_length_or_too_great_a_one_is_not_read(house: House, environ: Any, status: str) -> None:
    house.ask(None, **environ)
    assert (house.bodies, house.status) == ([], status)


def test_the_sentence_is_in_the_language_of_the_page(house: House) -> None:
    assert house.ask(None, CONTENT_LENGTH="-1", PATH_INFO="/en/u/x/") != b""
    assert house.ask(None, CONTENT_LENGTH="-1", PATH_INFO="/nowhere/").startswith(b"The request broke off")


def test_who_sends_slowly_keeps_nobody_waiting(house: House) -> None:
    class Slow(io.BytesIO):
        came, go_on = threading.Event(), threading.Event()

        def read(self, size: int | None = -1) -> bytes:
            self.came.set()
            assert self.go_on.wait(30)
            return super().read(size)

    served = take_whole(house)
    slow = {"PATH_INFO": "/", "CONTENT_LENGTH": str(len(BODY)), "wsgi.input": Slow(BODY)}
    waiting = threading.Thread(target=served, args=(slow, house.begin))
    waiting.start()
    assert Slow.came.wait(30)
    served({"PATH_INFO": "/", "wsgi.input": io.BytesIO()}, house.begin)
    assert house.bodies == [b""]
    Slow.go_on.set()
    waiting.join(30)
    assert house.bodies == [b"", BODY]


def test_the_program_works_on_one_request_at_a_time() -> None:
    inside, most = [0], [0]

    def counting(environ: dict[str, Any], begin: Any) -> list[bytes]:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        threading.Event().wait(0.01)
        inside[0] -= 1
        return []

    served = take_whole(counting)
    asking = [threading.Thread(target=served, args=({"PATH_INFO": "/"}, print)) for _each in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join(30)
    assert most == [1]
