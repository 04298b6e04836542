"""The checker asks pages elsewhere, against real servers; it cannot be led inside, nor held up, nor filled."""

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from rapport.website.link_asking import Answer, Verdict, ask
from rapport.website.tests.outside import OPEN, leading, say, web_of
from rapport.website.tests.test_link_addresses import BAD

PAGE = "http://reef.example/page"


def test_a_page_that_is_there_is_asked_for_its_head_alone_by_a_client_with_a_name() -> None:
    with web_of(leading({})) as web:
        assert ask(f"{PAGE}?a=b#part", net=web.net()) == Answer(Verdict.ALIVE, "200")
    ((method, path, headers),) = web.asked
    assert (method, path) == ("HEAD", "/page?a=b")
    assert headers["Host"] == "reef.example"
    assert "link check (+http" in headers["User-Agent"]
    assert headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, "alive"), (204, "alive"), (404, "gone"), (410, "gone"), (401, "uncertain"), (403, "uncertain"),
        (429, "uncertain"), (500, "uncertain"), (503, "uncertain"), (304, "uncertain"), (301, "uncertain"),
    ],
)  # fmt: skip
def test_what_an_answer_means(status: int, verdict: str) -> None:
    with web_of(leading({"/page": (status, "")})) as web:
        assert ask(PAGE, net=web.net()) == Answer(Verdict(verdict), str(status))


def test_where_the_head_is_refused_the_page_is_asked_for() -> None:
    with web_of(lambda handler: say(handler, 405 if handler.command == "HEAD" else 200)) as web:
        assert ask(PAGE, net=web.net()).verdict == Verdict.ALIVE
    assert web.lines() == ["HEAD /page", "GET /page"]


def test_who_asks_us_to_wait_is_not_asked_again_at_once() -> None:
    with web_of(leading({"/page": (429, "")})) as web:
        ask(PAGE, net=web.net())
    assert web.lines() == ["HEAD /page"]


def test_a_page_that_moved_for_always_says_where_it_is_now() -> None:
    as_servers_write_it = "http://other.example/é".encode().decode("latin-1")
    pages = {"/page": (301, "/new"), "/new": (308, as_servers_write_it), "/%C3%A9": (302, "/today")}
    with web_of(leading(pages)) as web:
        answer = ask(PAGE, net=web.net())
    assert answer == Answer(Verdict.ALIVE, "200", "http://other.example/%C3%A9")
    assert web.resolved == ["reef.example", "reef.example", "other.example", "other.example"]


def test_a_page_that_leads_elsewhere_for_now_has_not_moved() -> None:
    with web_of(leading({"/page": (302, "/today"), "/today": (301, "/for-always")})) as web:
        assert ask(PAGE, net=web.net()) == Answer(Verdict.ALIVE, "200")


def test_a_page_that_moved_to_nothing_is_gone() -> None:
    with web_of(leading({"/page": (301, "/new"), "/new": (404, "")})) as web:
        assert ask(PAGE, net=web.net()) == Answer(Verdict.GONE, "404")


@pytest.mark.parametrize("typed", [each for each in BAD if each])
def test_an_address_that_is_none_is_not_asked_nor_looked_up(typed: str) -> None:
    with web_of(leading({})) as web:
        assert ask(typed, net=web.net()) == Answer(Verdict.REFUSED, "address")
    assert (web.resolved, web.asked) == ([], [])


@pytest.mark.parametrize(
    "places",
    [
        ["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:10.0.0.1"], ["fe80::1%eth0"],
        ["64:ff9b::a00:1"], [OPEN, "10.0.0.1"], [],
    ],
)  # fmt: skip
def test_a_name_that_stands_within_a_network_in_any_part_is_not_asked(places: list[str]) -> None:
    with web_of(leading({})) as web:
        web.names["reef.example"] = places
        assert ask(PAGE, net=web.net()) == Answer(Verdict.REFUSED, "inner")
    assert web.asked == []


def test_other_ports_are_not_asked() -> None:
    with web_of(leading({})) as web:
        assert ask("http://reef.example:22/", net=web.net()) == Answer(Verdict.REFUSED, "port")
        assert ask("https://reef.example:6379/", net=web.net()).why == "port"
    assert (web.resolved, web.asked) == ([], [])


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://169.254.169.254/latest/meta-data/", "redirect"),
        ("//127.0.0.1/", "redirect"),
        ("http://2130706433/", "redirect"),
        ("http://[::ffff:127.0.0.1]/", "redirect"),
        ("file:///etc/passwd", "redirect"),
        ("ftp://reef.example/", "redirect"),
        ("javascript:alert(1)", "redirect"),
        ("data:text/html,x", "redirect"),
        ("http://user:word@reef.example/", "redirect"),
        ("http://inner.example/", "inner"),
        ("http://reef.example:6379/", "port"),
    ],
)
def test_a_chain_that_leads_inside_ends_at_the_door(target: str, why: str) -> None:
    pages = {"/page": (302, "/again"), "/again": (301, target)}
    with web_of(leading(pages)) as web:
        web.names["inner.example"] = ["192.168.0.1"]
        assert ask(PAGE, net=web.net()) == Answer(Verdict.REFUSED, why)
    assert web.lines() == ["HEAD /page", "HEAD /again"]


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing() -> None:
    """Looked up once a step; and the connection goes to the address that was looked at."""
    with web_of(lambda handler: say(handler, 405 if handler.command == "HEAD" else 200)) as web:
        assert ask(PAGE, net=web.net()).verdict == Verdict.ALIVE
    assert web.resolved == ["reef.example"]


def test_the_environment_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with web_of(leading({})) as web:
        assert ask(PAGE, net=web.net()).verdict == Verdict.ALIVE


def test_a_ring_of_redirects_ends() -> None:
    with web_of(leading({"/page": (302, "/page")})) as web:
        assert ask(PAGE, net=web.net()) == Answer(Verdict.SILENT, "redirects")
    assert len(web.asked) == 6


def test_a_name_that_nobody_knows() -> None:
    with web_of(leading({})) as web:
        assert ask("http://nowhere.example/", net=web.net()) == Answer(Verdict.SILENT, "name")


def never(handler: Any) -> None:
    time.sleep(5)


def drop_by_drop(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        time.sleep(0.1)


def always_soon(handler: Any) -> None:
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
        time.sleep(0.01)


@pytest.mark.parametrize("answer", [never, drop_by_drop, always_soon])
def test_who_speaks_too_slowly_or_without_end_is_cut_off(answer: Any) -> None:
    with web_of(answer) as web:
        began = time.monotonic()
        assert ask(PAGE, net=web.net(in_all=1.0)) == Answer(Verdict.SILENT, "time")
        assert time.monotonic() - began < 2.5


def body_without_end(handler: Any) -> None:
    say(handler, 405 if handler.command == "HEAD" else 200, Content_Encoding="gzip")
    while handler.command == "GET":
        handler.wfile.write(b"\x1f\x8b\x08" + b"\0" * 65_536)


def test_a_body_without_end_is_not_read_and_nothing_is_unpacked() -> None:
    with web_of(body_without_end) as web:
        began = time.monotonic()
        assert ask(PAGE, net=web.net()).verdict == Verdict.ALIVE
        assert time.monotonic() - began < 1


def heads_without_end(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-A: b\r\n" * 1000)


def a_line_without_end(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    while True:
        handler.wfile.write(b"x" * 65_536)


def nonsense(handler: Any) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")


@pytest.mark.parametrize("answer", [heads_without_end, a_line_without_end, nonsense])
def test_heads_without_end_and_what_is_no_web_server_are_silence(answer: Any) -> None:
    with web_of(answer) as web:
        assert ask(PAGE, net=web.net()) == Answer(Verdict.SILENT, "connection")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[str, str]:
    """That of reef.example, and its key. Nobody vouches for it."""
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=reef.example",
         "-addext", "subjectAltName=DNS:reef.example", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def test_a_certificate_that_nobody_vouches_for_is_uncertain(certificate: tuple[str, str]) -> None:
    with web_of(leading({}), certificate=certificate) as web:
        assert ask("https://reef.example/", net=web.net()) == Answer(Verdict.UNCERTAIN, "certificate")
    assert web.asked == []


def test_a_certificate_must_be_of_the_name_that_was_asked(
    certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])  # the machine vouches for it
    with web_of(leading({}), certificate=certificate) as web:
        assert ask("https://reef.example/", net=web.net()) == Answer(Verdict.ALIVE, "200")
        assert ask("https://other.example/", net=web.net()) == Answer(Verdict.UNCERTAIN, "certificate")
    assert len(web.asked) == 1


def never_shakes_hands(handler: Any) -> None:
    raise AssertionError("it is asked over https, and speaks http")


def test_a_server_that_speaks_no_https_is_no_certainty() -> None:
    with web_of(never_shakes_hands) as web:
        assert ask("https://reef.example/", net=web.net()).verdict == Verdict.UNCERTAIN
