"""The life of records under kills: the short form of ``benchmarks.kills``, and what ends when its parts do."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.killing.house import PATIENCE, House, database_at
from benchmarks.killing.office import Office
from benchmarks.kills import run
from rapport.testing import skip

pytestmark = pytest.mark.slow_once
KILLS, MINUTES, RECORDS = 10, 4, 30


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    with ExitStack() as stack:
        if request.param == "postgresql":
            server = os.environ.get("RAPPORT_TEST_POSTGRESQL") or skip("RAPPORT_TEST_POSTGRESQL")
            yield stack.enter_context(database_at(server))
        else:
            yield ""


def test_what_was_acknowledged_outlives_kills_at_any_moment(tmp_path: Path, empty_home: Path, database: str) -> None:
    shutil.copytree(empty_home, tmp_path / "home")
    told = run(tmp_path, kills=KILLS, minutes=MINUTES, database=database, applicants=2, records=RECORDS)
    assert told.faults == []
    assert sum(told.kills.values()) == KILLS
    wanted = ("did-save", "did-confirm", "letters sent")
    assert all(told.counts.get(each, 0) > 0 for each in wanted), told.counts


def test_what_is_missing_is_found(tmp_path: Path, empty_home: Path) -> None:
    """The judge of the benchmark sees what it is there to see."""
    house = House(shutil.copytree(empty_home, tmp_path / "home"))
    house.run("benchmarks.killing.inside", "prepare", "3")
    house.run("rapport.cli", "work", "--once")
    marks = [mark for (mark,) in house.ask("SELECT message_id FROM mail_letter ORDER BY id")]
    with house.connect() as execute:
        execute("UPDATE mail_letter SET state = 'sent'")
        execute("UPDATE registry_journalentry SET number = 99 WHERE number = 6")
        execute("DELETE FROM registry_listing WHERE partnership_id = 1")
    log = [
        {"what": "did-begin", "token": "forged"},
        {"what": "did-accept", "case": 77},
        {"what": "did-confirm", "id": "P-1", "press": "x"},
        {"what": "fault", "path": "/en/", "status": 500, "text": "Oh"},
    ]
    entries, office = tmp_path / "clients.jsonl", tmp_path / "office.txt"
    entries.write_text("\n".join(map(json.dumps, log)))
    office.write_text("\n".join([marks[0], marks[0], marks[1], "stranger@registry.example"]))
    found = json.loads(house.run("benchmarks.killing.inside", "check", str(entries), str(office)).splitlines()[-1])
    assert sorted(found["faults"]) == sorted([
        "A draft that was begun is gone.",
        "Cases [77] were acknowledged as accepted, and are not.",
        "P-1 was acknowledged (confirm) and is not there.",
        "answered with 500: /en/: Oh",
        f"{marks[0]} was delivered 2 times.",
        "A letter is said to be sent, and never arrived.",
        "stranger@registry.example arrived, and nobody wrote it.",
        "The numbers of journal entries have gaps: 6 up to 6.",
        "listings are not what a rebuild makes of the versions.",
    ])  # fmt: skip


@pytest.fixture
def house(tmp_path: Path, empty_home: Path) -> Iterator[House]:
    """An empty registry that is served, and is surely not served any more in the end."""
    served = House(
        shutil.copytree(empty_home, tmp_path / "home"), workers=1, mail_port=Office(tmp_path / "office.txt").port
    )
    served.start()
    try:
        yield served
    finally:
        served.kill_all()


def test_a_server_whose_web_process_dies_again_and_again_ends_with_a_failure(house: House) -> None:
    """Whoever keeps the service can start it again; an end that looks well would leave the site down."""
    assert house.process
    until = time.monotonic() + PATIENCE
    while house.process.poll() is None and time.monotonic() < until:
        for number in house.children()[0]:
            os.kill(number, signal.SIGKILL)
        time.sleep(0.2)
    assert house.process.poll() == 1


def test_a_server_that_is_asked_to_end_ends_well_and_takes_its_worker_along(house: House) -> None:
    assert house.process
    assert house.await_answer(), house.log.read_text()
    process, (_web, work) = house.process, house.children()
    assert len(work) == 1
    house.stop()
    assert process.returncode == 0
    assert subprocess.run(["ps", "-p", str(work[0])], capture_output=True, check=False).returncode == 1
