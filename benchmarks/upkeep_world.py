"""The people of the simulation, and what becomes of them: no registry here, only what is true outside of it."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

CHANCES = Path(__file__).with_name("chances.yaml")
START = date(2010, 2, 1)


@dataclass
class Person:
    """Somebody who looks after records. ``is_there``: still in that post; ``has_mailbox``: it takes letters."""

    email: str
    is_there: bool = True
    has_mailbox: bool = True
    successor: "Person | None" = None


@dataclass
class Truth:
    """What is true of a partnership, whatever the registry says."""

    id: str
    holder: Person  # who looks after it in truth
    organization: str
    deputy: Person | None = None
    confirmed_on: date = START
    is_changed: bool = False
    is_over: bool = False


@dataclass
class World:
    """The population of one run. The same seed gives the same start, whatever the chances."""

    rules: dict[str, Any]
    seed: int = 2010
    records: dict[str, Truth] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.draw, self.chance = random.Random(self.seed), self.rules["chances"]
        self._fill()

    # --- the start ---

    def _fill(self) -> None:
        given, number = self.rules["population"], 0
        sizes = [given["largest_holding"]]
        while sum(sizes) < given["records"]:
            sizes.append(self.draw.choice(given["small_holdings"]) if self.draw.random() < 0.1 else 1)
        sizes[-1] -= sum(sizes) - given["records"]
        for holding, size in enumerate(sizes):
            holder = self.make_person(f"focal-{holding}")
            for _each in range(size):
                self._add_record(number, holder)
                number += 1
            if holding and self.draw.random() < given["gone_at_start"]:
                self.move_on(holder)

    def _add_record(self, number: int, holder: Person) -> None:
        given, draw = self.rules["population"], self.draw
        deputy = self.make_person(f"deputy-{number}") if draw.random() < given["has_deputy"] else None
        is_current = draw.random() < given["current_at_start"]
        age = draw.randrange(5, 360) if is_current else draw.randrange(370, 1400)
        organization = f"org-{draw.randrange(given['organizations'])}"
        known = START - timedelta(days=age)
        self.records[f"S-{number}"] = Truth(f"S-{number}", holder, organization, deputy, known)

    def make_person(self, name: str) -> Person:
        made = Person(f"{name}@people.example")
        self.people[made.email] = made
        return made

    # --- what happens ---

    def happens(self, name: str) -> bool:
        return self.draw.random() < self.chance[name]

    def happens_today(self, a_year: float) -> bool:
        return self.draw.random() < 1 - (1 - min(a_year, 0.999)) ** (1 / 365)

    def delay(self, name: str) -> timedelta:
        """Some days, mostly few: exponential about their mean, at least one."""
        return timedelta(days=max(1, round(self.draw.expovariate(1 / self.rules["days"][name]))))

    def move_on(self, person: Person) -> None:
        """Somebody leaves; somebody comes after, of whom the registry does not know."""
        person.is_there = False
        person.has_mailbox = not self.happens("bounces")
        base, _at, _host = person.email.partition("@")
        person.successor = self.make_person(f"{base}-next")
        for record in self.records.values():
            if record.holder is person:
                record.holder = person.successor

    def pass_day(self) -> None:
        """What a day does to people and partnerships."""
        for person in list(self.people.values()):
            if person.is_there and self.happens_today(self.chance["moves_on"]):
                self.move_on(person)
        for record in self.records.values():
            if record.is_over:
                continue
            record.is_changed |= self.happens_today(self.chance["changes"])
            record.is_over |= self.happens_today(self.chance["ends"])


def read_rules(path: Path = CHANCES) -> dict[str, Any]:
    return yaml.safe_load(path.read_text())


def with_chance(rules: dict[str, Any], name: str, factor: float) -> dict[str, Any]:
    """The same with one chance made less or more; never above 1."""
    return {**rules, "chances": {**rules["chances"], name: min(1.0, rules["chances"][name] * factor)}}


@dataclass
class Practice:
    """The practice of 2010: one request a year, a form after sign-in. Returns the mean share that is current."""

    world: World
    known: dict[str, Person] = field(default_factory=dict)

    def run(self, *, years: int, after: int = 1) -> float:
        world, shares = self.world, []
        self.known = {each.id: self._known_at_start(each) for each in world.records.values()}
        due: dict[date, list[str]] = {}
        for day in (START + timedelta(days=number) for number in range(365 * years)):
            world.pass_day()
            self._learn()
            if day.month == world.rules["practice"]["request_month"] and day.day == 15:
                self._request(day, due)
            for id_ in due.pop(day, ()):
                record = world.records[id_]
                record.confirmed_on, record.is_changed = day, False
            if day >= START + timedelta(days=365 * after):
                living = [each for each in world.records.values() if not each.is_over]
                shares.append(sum(day - each.confirmed_on <= timedelta(days=365) for each in living) / len(living))
        return sum(shares) / len(shares)

    def _known_at_start(self, record: Truth) -> Person:
        return next((each for each in self.world.people.values() if each.successor is record.holder), record.holder)

    def _learn(self) -> None:
        for id_, person in self.known.items():
            learns = self.world.rules["practice"]["learns_of_successor"]
            if person.successor and self.world.happens_today(learns):
                self.known[id_] = person.successor

    def _request(self, day: date, due: dict[date, list[str]]) -> None:
        world = self.world
        for email in dict.fromkeys(each.email for each in self.known.values()):
            person = world.people[email]
            if not person.is_there or not world.happens("reads") or world.happens("forgets"):
                continue
            answered = day + world.delay("until_read")
            held = [id_ for id_, known in self.known.items() if known is person]
            due.setdefault(answered, []).extend(id_ for id_ in held if world.happens("fills_form"))


def practice_share(rules: dict[str, Any], *, years: int = 10, seeds: int = 5) -> float:
    """Over some seeds, for one run of 348 records with one person of 80 is a matter of luck."""
    runs = [Practice(World(rules, seed=2010 + seed)).run(years=years) for seed in range(seeds)]
    return sum(runs) / len(runs)
