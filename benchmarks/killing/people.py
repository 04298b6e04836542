"""Who uses the registry while it is killed: people who register, officers, people who press the button of a letter.

Whoever hears nothing asks again, as a person does who presses twice.
"""

import random
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.killing.office import Office
from benchmarks.killing.web import Answer, Browser, Log, LostError, pause

Answers = dict[str, Any]
_TOKEN = re.compile(r"/register/([^/]+)/")
_CASE = re.compile(r"/en/desk/cases/(\d+)/")
_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty", "knoll", "ledge")


class Stopped(Exception):  # noqa: N818 no error
    """It is time to go home."""


@dataclass
class Person(threading.Thread):
    """Does one thing after the other until it is told to stop; ``faults`` should stay empty."""

    port: int
    log: Log
    chance: random.Random
    ending: threading.Event
    faults: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.browser = Browser(self.port, self.log, self.chance, dict(self.cookies))

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        while not self.ending.is_set():
            try:
                self.turn()
            except Stopped:
                return
            except LostError:
                pause()
            except Exception as error:  # what nobody expected is a fault of the house until it is looked at
                self.faults.append(f"{type(self).__name__}: {type(error).__name__}: {error}")
                pause()

    def turn(self) -> None:
        raise NotImplementedError

    def insist(self, ask: Callable[[], Answer]) -> Answer:
        """The answer, however often it must be asked for."""
        while not self.ending.is_set():
            try:
                return ask()
            except LostError:
                pause()
        raise Stopped

    def expect(self, answer: Answer, *statuses: int) -> Answer:
        if answer.status not in statuses:
            said = re.sub(r"<[^>]+>|\s+", " ", answer.text.partition("<main")[2] or answer.text)
            raise AssertionError(f"{answer.status} instead of {statuses}: {' '.join(said.split())[:300]}")
        return answer


class Applicant(Person):
    """Registers a partnership, step by step, saves often, and sends it; answers when asked."""

    def turn(self) -> None:
        self.browser.move()
        token = self._begin()
        number = f"{self.chance.randrange(16**10):010x}"
        for code, answers in make_steps(number, self.chance):
            serial = self.chance.randrange(1, 4)
            for save in range(serial):
                self._save(token, code, {name: _mark(given, save) for name, given in answers.items()})
        self._send(token, number)
        for _look in range(3):
            self._answer(token)

    def _begin(self) -> str:
        answer = self.expect(self.insist(lambda: self.browser.post("/en/register/", {})), 302)
        token = _TOKEN.search(answer.location)
        assert token
        self.log.write("did-begin", token=token[1])
        return token[1]

    def _save(self, token: str, code: str, answers: Answers) -> None:
        path = f"/en/register/{token}/{code}/"
        page = self.expect(self.insist(lambda: self.browser.get(path)), 200)
        given = {"edition": page.value("edition"), **answers, "go": "next"}
        self.log.write("tried-save", token=token, answers=answers)
        answer = self.insist(lambda: self.browser.post(path, given))
        self.expect(answer, 302)
        self.log.write("did-save", token=token, answers=answers)

    def _send(self, token: str, number: str) -> None:
        self.log.write("tried-send", token=token, number=number)
        answer = self.insist(lambda: self.browser.post(f"/en/register/{token}/", {}))
        self.expect(answer, 302)
        assert answer.location.endswith("/case/"), answer.location
        self.log.write("did-send", token=token, number=number)

    def _answer(self, token: str) -> None:
        page = self.expect(self.insist(lambda: self.browser.get(f"/en/register/{token}/case/")), 200)
        if 'value="answer"' not in page.text or self.chance.random() < 0.5:
            return
        text = f"An answer {self.chance.randrange(16**10):010x}"
        self.log.write("tried-answer", token=token, text=text)
        given = {"do": "answer", "text": text}
        if self.insist(lambda: self.browser.post(f"/en/register/{token}/case/", given)).status == 302:
            self.log.write("did-answer", token=token, text=text)


class Officer(Person):
    """Reads a case, asks about some, accepts the others."""

    def turn(self) -> None:
        page = self.expect(self.browser.get("/en/desk/cases/?state=submitted&order=oldest"), 200)
        numbers = sorted(set(_CASE.findall(page.text)))
        if not numbers:
            pause()
            return
        number = self.chance.choice(numbers)
        path = f"/en/desk/cases/{number}/"
        case = self.expect(self.insist(lambda: self.browser.get(path)), 200)
        do = "ask" if "A word" in case.text or self.chance.random() < 0.15 else "accept"
        text = f"A question {self.chance.randrange(16**10):010x}" if do == "ask" else ""
        given = {"csrfmiddlewaretoken": case.value("csrfmiddlewaretoken"), "do": do, "text": text}
        self.log.write(f"tried-{do}", case=int(number), text=text)
        answer = self.expect(self.insist(lambda: self.browser.post(path, given)), 302, 422)
        if answer.status == 302:
            self.log.write(f"did-{do}", case=int(number), text=text)


@dataclass
class Reader(Person):
    """Opens the link of a letter that arrived, and presses: still true, or ended."""

    office: Office | None = None

    def __hash__(self) -> int:
        return id(self)

    def turn(self) -> None:
        assert self.office
        path = self.office.find_link(self.chance)
        if not path:
            self._look_around()
            return
        page = self.expect(self.insist(lambda: self.browser.get(path)), 200)
        public_id, press = page.value("one").partition(":")[0], page.value("press")
        given = {"press": press, "one": page.value("one")}
        self.log.write("tried-confirm", id=public_id, press=press)
        answer = self.expect(self.insist(lambda: self.browser.post(path, given)), 200)
        assert "Thank you" in answer.text
        self.log.write("did-confirm", id=public_id, press=press)
        if self.chance.random() < 0.3:
            self._end(path, public_id)

    def _end(self, path: str, public_id: str) -> None:
        page = self.expect(self.insist(lambda: self.browser.get(f"{path}{public_id}/ended/")), 200)
        given = {name: page.value(name) for name in ("press", "shown")} | {"status": "withdrawn", "on": "2010-01"}
        self.log.write("tried-end", id=public_id, press=given["press"])
        self.expect(self.insist(lambda: self.browser.post(f"{path}{public_id}/ended/", given)), 200)
        self.log.write("did-end", id=public_id, press=given["press"])

    def _look_around(self) -> None:
        """The registry never gets smaller for a reader: what was seen stays seen."""
        page = self.expect(self.browser.get(f"/en/partnerships/?q={self.chance.choice(_WORDS)}"), 200)
        assert "partnerships" in page.text
        pause()


def _mark(given: Any, save: int) -> Any:
    """The same answer of a later save."""
    return given.replace("SAVE", f"save {save}") if isinstance(given, str) else given


def make_steps(number: str, chance: random.Random) -> Iterator[tuple[str, Answers]]:
    """Everything that a registration needs; each text of a step says of which save it is."""
    word = chance.choice(_WORDS)
    yield "about", {"name": f"{word.title()} Watch {number}", "acronym": "SAVE", "language": "en",
                    "status": "registered"}  # fmt: skip
    yield (
        "purpose",
        {
            "objectives": f"Fishers and schools of the {word} count fish and agree on seasons. SAVE of {number}.",
            "targets": f"Forty lagoons counted each month by 2012. SAVE of {number}.",
            "implementation": f"Training on each island, one count a month. SAVE of {number}.",
        },
    )
    yield "themes", {"primary": ["oceans-seas"], "dimensions": ["economic", "social", "environmental"]}
    yield "commitments", {"commitment": ["jpoi:iv"], "why-jpoi:iv": f"Closed seasons keep stocks. SAVE of {number}."}
    yield "partners", {
        "partner-0-name": "Regional Reef Programme", "partner-0-role": "lead",
        "partner-1-name": f"Organization {chance.randrange(40)}", "partner-1-role": "partner",
        "partner-2-name": f"House of {number}", "partner-2-role": "partner", "partner-2-pick": "new",
        "partner-2-type": "ngo", "partner-2-country": "Fiji",
    }  # fmt: skip
    yield "places", {"scope": "regional", "regions": ["asia-pacific"], "countries": "Fiji\nSamoa"}
    yield "time", {"started_on": "2009-03", "open_ended": "yes", "added_value": ["new"]}
    yield "means", {
        "finance": "secured", "funding_sources": ["government"], "in_kind": ["staff"], "mechanisms": ["training"],
        "resources": f"Paid until 2015. SAVE of {number}.", "capacity_building": f"Fishers learn. SAVE of {number}.",
    }  # fmt: skip
    run = f"A committee of one an island. SAVE of {number}."
    yield "governance", {"governance": run, "monitoring": run, "balance": run}
    yield "contact", {"contact_name": f"Mere {number[:4]}", "contact_email": f"mere.{number}@people.example"}
