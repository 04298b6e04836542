"""Workers that are killed with a letter in their hands: no mail twice, none forgotten, on both databases."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller

from rapport.mail.tests.conftest import PostOffice
from rapport.testing import REPOSITORY
from tests.test_kill import Home, home, prepared, prepared_on_postgresql

__all__ = ["home", "prepared", "prepared_on_postgresql"]  # fixtures
pytestmark = pytest.mark.slow_once
WAIT, LETTERS, KILLS = 240.0, 40, 6
EXPIRE = """
from datetime import timedelta
from rapport.lib import clock
from rapport.mail.models import Letter
from rapport.work.models import Job
over = clock.real_now() - timedelta(seconds=1)
Letter.objects.filter(state="sending").update(leased_until=over)
Job.objects.update(leased_until=None, due_at=None)
"""
WRITE = """
from rapport.mail import outbox
for number in range({letters}):
    outbox.write_text(f"Letter {{number}}", "Is it so?", to=outbox.Addressee("ana@reef.example"))
"""
STATES = """
from rapport.mail.models import Letter
for letter in Letter.objects.order_by("pk"):
    print(letter.state, letter.message_id)
"""
SEND = "from rapport.lib import clock; from rapport.mail import delivery; delivery.send_waiting(now=clock.now())"


class Gate:
    """Where the server stops until the test lets it go on."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.reached.set()
        self.opened.wait(WAIT)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    found = PostOffice()
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    monkeypatch.setenv("RAPPORT_MAIL", f"smtp://127.0.0.1:{found.port}")
    yield found
    controller.stop()


def start(home: Home, code: str) -> subprocess.Popen[str]:
    """A process of the program that runs a few lines."""
    environment = {**os.environ, "RAPPORT_HOME": str(home.path), "DJANGO_SETTINGS_MODULE": "rapport.settings"}
    environment["DATABASE_URL"] = home.database or f"sqlite:///{home.path / 'rapport.sqlite3'}"
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True)


def do(home: Home, code: str) -> list[str]:
    process = start(home, code)
    out, err = process.communicate(timeout=WAIT)
    assert process.returncode == 0, err
    return out.splitlines()


def states(home: Home) -> dict[str, str]:
    """What became of each letter, by its Message-ID."""
    return {line.split()[1]: line.split()[0] for line in do(home, STATES)}


def arrived(office: PostOffice) -> Counter[str]:
    return Counter(str(mail["Message-ID"]).strip("<>") for mail in office.mails)


def kill_at(gate: Gate, home: Home) -> None:
    worker = home.start("work", "--once")
    assert gate.reached.wait(WAIT)
    worker.kill()
    worker.communicate()
    gate.opened.set()


def test_a_worker_killed_before_it_hands_over_leaves_the_letter_to_the_next(home: Home, office: PostOffice) -> None:
    do(home, WRITE.format(letters=1))
    office.while_it_looks = gate = Gate()
    kill_at(gate, home)
    assert [*states(home).values()] == ["sending"]
    do(home, EXPIRE)
    assert "mail.send" in home.rapport("work", "--once")
    assert ([*states(home).values()], [*arrived(office).values()]) == (["sent"], [1])


def test_a_worker_killed_before_it_hears_back_leaves_the_letter_uncertain(home: Home, office: PostOffice) -> None:
    do(home, WRITE.format(letters=1))
    office.while_it_thinks = gate = Gate()
    kill_at(gate, home)
    for _day in range(2):
        do(home, EXPIRE)
        home.rapport("work", "--once")
    assert ([*states(home).values()], [*arrived(office).values()]) == (["uncertain"], [1])


def test_workers_at_once_send_each_letter_once(home: Home, office: PostOffice) -> None:
    do(home, WRITE.format(letters=LETTERS))
    workers = [start(home, SEND) for _worker in range(3)]
    assert [(worker.communicate(timeout=WAIT)[1], worker.returncode) for worker in workers] == [("", 0)] * 3
    assert Counter(states(home).values()) == {"sent": LETTERS}
    assert (len(arrived(office)), {*arrived(office).values()}) == (LETTERS, {1})


def test_workers_killed_at_any_moment_send_no_letter_twice_and_forget_none(home: Home, office: PostOffice) -> None:
    do(home, WRITE.format(letters=LETTERS))
    chance = random.Random(1992)  # noqa: S311 a seed, not a secret
    office.while_it_looks = lambda: time.sleep(0.02)
    office.while_it_thinks = lambda: time.sleep(0.02)
    for _kill in range(KILLS):
        had = len(office.mails)
        worker = start(home, SEND)
        until = time.monotonic() + WAIT
        while len(office.mails) < had + 2 and time.monotonic() < until and worker.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.08))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        do(home, EXPIRE)
    do(home, SEND)
    found, mails = states(home), arrived(office)
    assert {*mails.values()} == {1}
    assert {mark for mark, state in found.items() if state == "sent"} <= mails.keys()
    assert {*found.values()} <= {"sent", "uncertain"}
    assert sum(state == "uncertain" for state in found.values()) <= KILLS
    assert len(found) == LETTERS
