"""A mail server that is down: every letter waits, and the server is asked again at growing pauses, without end."""

from datetime import datetime, timedelta

from rapport.mail.models import Outage

_FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=15)


def is_waiting(now: datetime) -> bool:
    """Whether it is too early to ask the server again. A moment further off than any was set by a clock ahead."""
    return Outage.objects.filter(next_at__gt=now, next_at__lte=now + LONGEST_PAUSE).exists()


def note(answer: str, now: datetime) -> None:
    outage, is_new = Outage.objects.get_or_create(
        pk=1, defaults={"since": now, "next_at": now + _FIRST_PAUSE, "answer": answer}
    )
    if not is_new:
        pause = min(_FIRST_PAUSE * 2 ** min(outage.attempts, 20), LONGEST_PAUSE)
        Outage.objects.filter(pk=1).update(attempts=outage.attempts + 1, next_at=now + pause, answer=answer)


def end() -> None:
    if Outage.objects.exists():
        Outage.objects.all().delete()


def current() -> Outage | None:
    """What the desk says while letters wait."""
    return Outage.objects.first()
