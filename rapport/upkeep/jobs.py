"""What runs by itself, and what comes in by mail."""

from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from typing import Any

from rapport.accounts import personal as of_people
from rapport.lib import clock
from rapport.mail.models import Letter
from rapport.upkeep import contacting, personal, reminding, rounds
from rapport.upkeep.bounces import take_bounce
from rapport.work import jobs

_EVERY = 60  # seconds


def register_jobs() -> None:
    jobs.daily("upkeep.remind", run_reminders)
    jobs.daily("upkeep.contact", watch_messages)
    jobs.often("upkeep.rounds", run_rounds, every=_EVERY)
    of_people.register("upkeep", export=personal.export, erase=personal.erase)
    with suppress(ModuleNotFoundError):
        routes = import_module("rapport.mail.routes")
        routes.on_bounce(tell_bounce)
        routes.on_reply("contact", tell_reply)
        routes.on_reply("contact-back", tell_visitor_reply)


def run_reminders(*, today: date) -> None:
    reminding.remind(today=today)


def watch_messages(*, today: date) -> None:
    contacting.watch_messages(today=today)


def run_rounds(*, now: datetime) -> None:
    rounds.write_rounds(today=clock.today())


def tell_bounce(letter: Letter, *, hard: bool) -> None:
    take_bounce(letter, hard=hard, now=clock.now())


def tell_reply(reply: Any) -> None:
    contacting.take_reply(reply, today=clock.today())


def tell_visitor_reply(reply: Any) -> None:
    contacting.take_visitor_reply(reply, today=clock.today())
