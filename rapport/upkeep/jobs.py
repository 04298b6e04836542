"""What runs by itself, and what comes in by mail."""

from datetime import date, datetime

from rapport.accounts import handover
from rapport.accounts import personal as of_people
from rapport.lib import clock
from rapport.mail import routes
from rapport.mail.models import Letter
from rapport.upkeep import answering, contacting, inviting, personal, reminding, rounds
from rapport.upkeep.bounces import take_bounce
from rapport.work import jobs

_EVERY = 60  # seconds


def register_jobs() -> None:
    jobs.daily("upkeep.remind", run_reminders)
    jobs.daily("upkeep.contact", watch_messages)
    jobs.often("upkeep.rounds", run_rounds, every=_EVERY, is_wanted=round_has_letters)
    of_people.register("upkeep", export=personal.export, erase=personal.erase)
    handover.left.append(inviting.take_vacancy)
    routes.on_bounce(tell_bounce)
    routes.on_reply("contact", tell_reply)
    routes.on_reply("contact-back", tell_visitor_reply)
    routes.on_reply("upkeep", tell_answer)


def run_reminders(*, today: date) -> None:
    reminding.remind(today=today)


def watch_messages(*, today: date) -> None:
    contacting.watch_messages(today=today)


def run_rounds(*, now: datetime) -> None:
    rounds.write_rounds(today=clock.today())


def round_has_letters(*, now: datetime) -> bool:
    return rounds.has_letters(today=clock.today())


def tell_bounce(letter: Letter, *, hard: bool) -> None:
    take_bounce(letter, hard=hard, now=clock.now())


def tell_reply(reply: routes.Reply) -> None:
    contacting.take_reply(reply.reference, reply.text, today=clock.today(), files=reply.attachments)


def tell_visitor_reply(reply: routes.Reply) -> None:
    contacting.take_visitor_reply(reply.reference, reply.text, today=clock.today(), files=reply.attachments)


def tell_answer(reply: routes.Reply) -> None:
    """Somebody answered a letter by mail instead of pressing a button."""
    answering.take_reply(reply.reference, reply.text, today=clock.today())
