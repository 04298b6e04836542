"""What runs by itself: reminders each day, and the letters of rounds."""

from datetime import date

from rapport.upkeep import reminding
from rapport.work import jobs


def register_jobs() -> None:
    jobs.daily("upkeep.remind", run_reminders)


def run_reminders(*, today: date) -> None:
    reminding.remind(today=today)
