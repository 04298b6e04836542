"""The demonstration: people whom every visitor may be, and a day that every visitor may move.

Only where ``RAPPORT_DEMO`` is on, and never beside real data: rooms that hold data register a guard.
"""

import csv
import fcntl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapport.accounts import people, roles
from rapport.accounts.models import Role, RoleGrant, User
from rapport.lib import clock
from rapport.lib.yaml_text import StrictLoader
from rapport.work import jobs

DOMAIN = "@example.org"  # reserved: no mail ever gets there
FARTHEST = timedelta(days=366)

# Each gives a sentence why this cannot be a demonstration, or nothing.
guards: list[Callable[[], str]] = []


class DemonstrationError(Exception):
    """The message is a sentence for the visitor."""


def find_hindrance() -> str:
    """Why this registry must not be played with; empty where it may be."""
    return next((said for guard in guards if (said := guard())), "")


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody whom a visitor may be."""

    user: User
    grants: list[RoleGrant]


def list_players() -> list[Player]:
    """The people of the demonstration, the registry's own first. Nobody with an address that mail could reach."""
    users = _playable().prefetch_related("role_grants").order_by("pk")
    order = {role: rank for rank, role in enumerate([Role.ADMINISTRATOR, *roles.STAFF[:-1], *roles.OF_PARTNERSHIPS])}
    found = [Player(user, sorted(user.role_grants.all(), key=lambda each: each.pk)) for user in users]
    return sorted(found, key=lambda each: min((order[Role(given.role)] for given in each.grants), default=99))


def find_player(key: str) -> User | None:
    """One of them by number, as the page posts it."""
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return None
    return _playable().filter(pk=key).first()


def _playable() -> QuerySet[User]:
    return User.objects.filter(email__endswith=DOMAIN, is_active=True, emailaddress__verified=True)


def load_people(path: Path) -> int:
    """Enter the people of a file. Doing so twice is the same as once; returns how many there are."""
    entries = yaml.load(path.read_text(), Loader=StrictLoader)["people"]  # noqa: S506 - a safe loader, made strict
    for entry in entries:
        user = _enter(entry)
        people.mark_proved(user)
        for given in entry["roles"]:
            roles.grant(
                user, Role(given["role"]), partnership=given.get("partnership", ""),
                area=given.get("area", ""), name=given.get("name", ""),
            )  # fmt: skip
    return len(entries)


def load_speakers(path: Path) -> int:
    """Enter those who speak for the other records, one role a row; nobody can be them, but their letters are read.

    Doing so twice is the same as once; returns how many roles there are.
    """
    with path.open(newline="", encoding="utf-8") as file, transaction.atomic():
        rows = list(csv.DictReader(file))
        for row in rows:
            roles.grant(_enter(row), Role(row["role"]), partnership=row["partnership"])
    return len(rows)


def _enter(person: Mapping[str, str]) -> User:
    """Somebody whom no mail reaches."""
    if not person["email"].endswith(DOMAIN):
        raise DemonstrationError(f"{person['email']} is no address of a demonstration: it must end in {DOMAIN}.")
    return people.find_or_make(person["email"], name=person["name"], language=person["language"])


def move_day(to: date, *, now: datetime) -> list[str]:
    """Let days pass, one by one, each with the jobs that fall due on it; returns the names of those that ran.

    Never backwards. Who comes while another is moving it is told so, and moves nothing.
    """
    today = clock.today()
    if to <= today:
        raise DemonstrationError(_("The day only moves forward."))
    if to - today > FARTHEST:
        raise DemonstrationError(_("Go at most a year at a time."))
    ran: list[str] = []
    with _Alone():
        for day in _days(clock.today(), to):
            clock.move_to(day)
            ran += jobs.run_due(today=day, now=datetime.combine(day, now.timetz()))
    return ran


def _days(after: date, until: date) -> Iterator[date]:
    for number in range((until - after).days):
        yield after + timedelta(days=number + 1)


class _Alone:
    """Held by one visitor at a time, over all workers of the machine; a killed worker lets go of it."""

    def __enter__(self) -> None:
        self.file = (settings.RAPPORT_HOME / "today.lock").open("w")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.file.close()
            raise DemonstrationError(_("Somebody is moving the day just now. Look again in a moment.")) from None

    def __exit__(self, *error: object) -> None:
        self.file.close()


def next_month(day: date) -> date:
    """The same day of the next month, or its last where it is shorter."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
