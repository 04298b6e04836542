"""1,000 kills: ``python -m benchmarks.kills [--kills N] [--minutes M] [--postgresql URL] [--folder DIR]``.

Server, web processes and worker are killed (SIGKILL) at random moments while people register, officers decide, and
readers press the button of a letter that came by a real mail server. In the end everything is held against the clients'
own log of what was acknowledged. Bounded by kills and by minutes; it tells how it gets on.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.killing.house import PATIENCE, House, database_at
from benchmarks.killing.office import Office
from benchmarks.killing.people import Applicant, Officer, Person, Reader
from benchmarks.killing.web import Log

_MOST_ROUNDS = 400  # of sending what is left, in the end


@dataclass
class Told:
    """What came of it. ``faults`` is empty where everything held."""

    kills: Counter[str] = field(default_factory=Counter)
    minutes: float = 0
    counts: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def run(
    folder: Path,
    *,
    kills: int,
    minutes: float,
    database: str = "",
    applicants: int = 4,
    records: int = 400,
    seed: int = 1992,
) -> Told:
    """Kill a house so many times, or so many minutes long, and tell what did not hold."""
    office = Office(folder / "office.txt")
    door = office.open()
    house = House(folder / "home", database=database, mail_port=office.port)
    log, told, chance = Log(folder / "clients.jsonl"), Told(), random.Random(seed)
    try:
        sessions = json.loads(house.run("benchmarks.killing.inside", "prepare", str(records)))
        house.start()
        house.await_answer()
        ending = threading.Event()
        people = _invite(house, log, office, ending, sessions, applicants, seed)
        try:
            _await_first(log)
            _kill(house, log, told, chance, kills=kills, until=time.monotonic() + 60 * minutes)
            _bring_back(house)
        finally:
            ending.set()
            for person in people:
                person.join(PATIENCE)
        told.faults += [fault for person in people for fault in person.faults]
        _say("everybody went home")
        house.stop()
        _say("the house has ended")
        _send_rest(house)
        _say("the rest is sent")
        _judge(house, log, office, told)
    finally:
        house.kill_all()
        door.stop()
    return told


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def _invite(
    house: House, log: Log, office: Office, ending: threading.Event, sessions: list[str], applicants: int, seed: int
) -> list[Person]:
    chances = (random.Random(seed + number) for number in range(1, 100))
    people: list[Person] = [Applicant(house.port, log, next(chances), ending) for _each in range(applicants)]
    people += [Officer(house.port, log, next(chances), ending, cookies={"sessionid": each}) for each in sessions]
    people += [Reader(house.port, log, next(chances), ending, office=office) for _each in range(2)]
    for person in people:
        person.start()
    return people


def _kill(house: House, log: Log, told: Told, chance: random.Random, *, kills: int, until: float) -> None:
    began, shown = time.monotonic(), 0.0
    while sum(told.kills.values()) < kills and time.monotonic() < until:
        if house.process is None or house.process.poll() is not None:
            if house.process is not None:
                told.counts["server gave up"] = told.counts.get("server gave up", 0) + 1
                house.bury()
            _bring_back(house)
        if not _await_work(house, log, told, until):
            continue
        time.sleep(chance.uniform(0, 0.5))
        told.kills[house.kill(chance)] += 1
        told.minutes = (time.monotonic() - began) / 60
        if time.monotonic() - shown > 30:
            shown = time.monotonic()
            print(f"{told.minutes:.1f} min: {dict(told.kills)}, {log.acknowledged} acknowledged, {log.lost} lost, "
                  f"{log.statuses}", file=sys.stderr, flush=True)  # fmt: skip
            if chance.random() < 0.5:
                house.run("benchmarks.killing.inside", "release")


def _await_first(log: Log) -> None:
    """Until letters have gone out and one was answered: from then on everything happens at once."""
    until = time.monotonic() + PATIENCE
    while not any(each["what"] == "did-confirm" for each in log.entries) and time.monotonic() < until:
        time.sleep(0.2)


def _await_work(house: House, log: Log, told: Told, until: float) -> bool:
    """A kill is worth something only where somebody is served: something was acknowledged since the last."""
    had, patience = log.acknowledged, min(until, time.monotonic() + PATIENCE)
    while log.acknowledged < had + 2:
        if house.process is None or house.process.poll() is not None:
            return False  # two web processes dead within seconds: the server gave up, for whoever keeps the service
        if time.monotonic() > patience:
            told.counts["kills while nobody was served"] = told.counts.get("kills while nobody was served", 0) + 1
            return True
        time.sleep(0.02)
    return True


def _bring_back(house: House) -> None:
    if house.process is None or house.process.poll() is not None:
        house.bury()
        house.start()
    house.await_answer()


def _send_rest(house: House) -> None:
    """Time passes, and every letter goes out that can."""
    for _round in range(_MOST_ROUNDS):
        house.run("benchmarks.killing.inside", "release")
        house.run_out()
        house.run("rapport.cli", "work", "--once")
        left = "SELECT count(*) FROM mail_letter WHERE state IN ('held', 'waiting', 'sending')"
        if not house.ask(left)[0][0]:
            return


def _judge(house: House, log: Log, office: Office, told: Told) -> None:
    found: dict[str, Any] = json.loads(
        house.run("benchmarks.killing.inside", "check", str(log.path), str(office.book)).splitlines()[-1]
    )
    told.faults += found["faults"]
    told.counts |= {**found["told"], "answers lost": log.lost, "mails taken": sum(office.taken.values()),
                    "mails put off": office.put_off, "mails hung up on": office.hung_up}  # fmt: skip
    said = house.log.read_text(errors="replace")
    tokens = {each["token"] for each in log.entries if each["what"] == "did-begin"}
    if leaked := sum(token in said for token in tokens):
        told.faults.append(f"{leaked} tokens stand in the log of the server.")
    if "Traceback" in said:
        told.faults.append("There is a traceback in the log of the server: " + said[said.index("Traceback") :][:1500])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--records", type=int, default=1500)
    parser.add_argument("--postgresql", default="", metavar="URL", help="a server; a database is made and dropped")
    parser.add_argument("--folder", type=Path, help="where it is kept to be looked at; else thrown away")
    options = parser.parse_args()
    database = database_at(options.postgresql) if options.postgresql else nullcontext("")
    with tempfile.TemporaryDirectory() as aside, database as url:
        folder = options.folder or Path(aside)
        folder.mkdir(parents=True, exist_ok=True)
        told = run(folder, kills=options.kills, minutes=options.minutes, database=url, records=options.records)
    print(f"{sum(told.kills.values())} kills in {told.minutes:.1f} minutes: {dict(told.kills)}")
    print("\n".join(f"{name}: {count}" for name, count in sorted(told.counts.items())))
    print("\n".join(told.faults[:50]) or "Everything held.")
    return 1 if told.faults else 0


if __name__ == "__main__":
    sys.exit(main())
