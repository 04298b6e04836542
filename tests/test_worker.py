"""The worker beside the web server: it takes mail in, is started again when it dies, and ends with its server."""

import os
import shutil
import signal
import smtplib
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_kill import Home, free_port

pytestmark = pytest.mark.slow_once
WAIT = 90.0
MAIL = b"From: ana@reef.example\r\nMessage-ID: <%d@reef.example>\r\nSubject: Hello\r\n\r\nHow does one register?\r\n"


class Serving:
    def __init__(self, home: Home, port: int) -> None:
        self.home, self.mail_port = home, port
        self.process = home.start("serve", "--port", str(free_port()))

    def find_worker(self) -> int:
        listed = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
        ours = f"rapport.cli work --parent {self.process.pid}"
        return next((int(row.split(None, 1)[0]) for row in listed.splitlines() if row.rstrip().endswith(ours)), 0)

    def find_children(self) -> list[int]:
        listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in listed.splitlines()]
        return [int(child) for child, parent in rows if int(parent) == self.process.pid]

    def is_listening(self) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.mail_port, timeout=5):
                return True
        except (OSError, smtplib.SMTPException):
            return False

    def post(self, number: int) -> None:
        with smtplib.SMTP("127.0.0.1", self.mail_port, timeout=30) as line:
            line.sendmail("ana@reef.example", ["hello@registry.example"], MAIL % number)


def is_running(number: int) -> bool:
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True)
    return listed.stdout.strip()[:1] not in ("", "Z")


def await_that(happens: Callable[[], object]) -> None:
    until = time.monotonic() + WAIT
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.2)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory, empty_home: Path) -> tuple[Home, set[str]]:
    """A registry where what is due was done once, and what that was."""
    home = Home(shutil.copytree(empty_home, tmp_path_factory.mktemp("worked") / "home"))
    out, err = home.start("work", "--once").communicate(timeout=5 * WAIT)
    assert out, err
    return home, {*out.split()}


@pytest.fixture
def serving(worked: tuple[Home, set[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    port = free_port()
    monkeypatch.setenv("RAPPORT_MAIL_IN", str(port))
    monkeypatch.setenv("RAPPORT_MAIL_DOMAIN", "registry.example")
    shutil.copytree(worked[0].path, tmp_path / "home")
    found = Serving(Home(tmp_path / "home"), port)
    try:
        await_that(found.is_listening)
        yield found
    finally:
        found.process.terminate()
        found.process.communicate(timeout=WAIT)


def test_a_worker_that_dies_is_started_again_and_ends_with_its_server(serving: Serving) -> None:
    serving.post(1)
    assert serving.home.count("mail_incoming") == (1,)
    first = serving.find_worker()
    os.kill(first, signal.SIGKILL)
    await_that(lambda: serving.find_worker() not in (0, first))
    await_that(serving.is_listening)
    serving.post(2)
    assert serving.home.count("mail_incoming") == (2,)
    assert serving.home.count("work_job") >= (3,)
    children = serving.find_children()
    serving.process.kill()
    await_that(lambda: serving.find_worker() == 0)
    await_that(lambda: not any(is_running(child) for child in children))  # nor is the port taken any more


def test_a_server_that_ends_takes_its_worker_along(serving: Serving) -> None:
    assert serving.find_worker()
    serving.process.terminate()
    serving.process.communicate(timeout=WAIT)
    assert serving.find_worker() == 0


def test_what_is_due_is_done_once_and_said(worked: tuple[Home, set[str]]) -> None:
    home, ran = worked
    assert "mail.forget" in ran
    assert "mail.send" not in ran  # there is nothing to send
    assert "mail.forget" not in home.rapport("work", "--once")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("RAPPORT_MAIL", "mail.example", "RAPPORT_MAIL is not the address of a mail server"),
        ("RAPPORT_MAIL", "http://name:sesame@mail.example", "RAPPORT_MAIL is not the address of a mail server"),
        ("RAPPORT_MAIL", "smtp://mail.example:x", "RAPPORT_MAIL is not the address of a mail server"),
        ("RAPPORT_MAIL_IN", "25x", "RAPPORT_MAIL_IN is “25x”; it must be a port"),
        ("RAPPORT_MAIL_IN", "70000", "RAPPORT_MAIL_IN is “70000”; it must be a port"),
    ],
)
def test_nonsense_in_a_setting_is_refused_with_a_sentence_that_tells_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    process = Home(tmp_path / "home").start("work", "--once")
    _out, err = process.communicate(timeout=WAIT)
    assert (process.returncode, sentence in err, "sesame" in err) == (2, True, False)
