"""The checker of links: asks each address outside about once a week, and says what became of it.

An address is claimed by moving on the moment at which it is due: of two workers one moves it. Who is cut off leaves it
for an hour later. Nothing is held open while somebody outside is asked.
"""

import time
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from rapport.content.stand import move_stand
from rapport.website.link_asking import Answer, Net, Verdict, ask
from rapport.website.link_models import OutsideAddress
from rapport.work.jobs import stopping

State = OutsideAddress.State
EVERY = 60  # seconds between two runs: so long rests a host, of which a run asks one address
_MOST_OF_A_RUN, _LONGEST_RUN = 20, 15.0  # addresses; seconds after which no other is begun: mail waits meanwhile
_CLAIM, _SOON, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
_FAILURES_OF_THE_DEAD, _DAYS_OF_THE_DEAD, _TIMES_GONE = 3, 3, 2


def is_wanted(*, now: datetime) -> bool:
    """Whether any address is due. In the demonstration nobody outside is asked."""
    return settings.RAPPORT_CHECK_LINKS and OutsideAddress.objects.due(now).exists()


def check_links(*, now: datetime, net: Net | None = None) -> int:
    """Ask those that are due, one of a host, as long as a run may last; returns how many were asked."""
    began, asked = time.monotonic(), []
    for address in _one_of_each_host(now):
        if stopping.is_set() or time.monotonic() - began > _LONGEST_RUN:
            break
        if _claim(address, now):
            asked.append((address, ask(address.url, net=net)))
    if asked and all(answer.verdict == Verdict.SILENT for _each, answer in asked) and _is_our_line_down(net):
        return len(asked)  # they stay claimed for an hour, and none of them is blamed
    for address, answer in asked:
        note_answer(address, answer, now=now)
    return len(asked)


def _one_of_each_host(now: datetime) -> list[OutsideAddress]:
    first: dict[str, OutsideAddress] = {}
    for address in OutsideAddress.objects.due(now)[:500]:
        first.setdefault(address.host, address)
    return list(first.values())[:_MOST_OF_A_RUN]


def _claim(address: OutsideAddress, now: datetime) -> bool:
    mine = OutsideAddress.objects.filter(pk=address.pk, next_at=address.next_at)
    return mine.update(next_at=now + _CLAIM) == 1


def _is_our_line_down(net: Net | None) -> bool:
    """Whether even one that was alive at its last turn is silent now."""
    living = OutsideAddress.objects.filter(state__in=(State.ALIVE, State.MOVED)).order_by("?").first()
    return living is not None and ask(living.url, net=net).verdict == Verdict.SILENT


def note_answer(address: OutsideAddress, answer: Answer, *, now: datetime) -> None:
    """What an answer makes of an address. An update, not a save: it may have been taken away meanwhile."""
    changes = {"why": answer.why, "moved_to": answer.moved_to, **_next_state(address, answer, now.date())}
    is_failing = changes["state"] == State.FAILING
    pause = _SOON if is_failing else _WEEK + timedelta(minutes=address.pk * 37 % (24 * 60))  # spread over a day
    changed = OutsideAddress.objects.filter(pk=address.pk).update(**changes, next_at=now + pause)
    if changed and _is_seen(address, changes):
        move_stand()


def _next_state(address: OutsideAddress, answer: Answer, today: date) -> dict[str, Any]:
    match answer.verdict:
        case Verdict.ALIVE:
            state = State.MOVED if answer.moved_to else State.ALIVE
            return {"state": state, "alive_on": today, "failing_since": None, "failures": 0, "times_gone": 0}
        case Verdict.UNCERTAIN:
            return {"state": State.UNCERTAIN}
        case Verdict.REFUSED:
            return {"state": State.REFUSED}
    failures = address.failures + 1
    gone = address.times_gone + 1 if answer.verdict == Verdict.GONE else 0
    since = address.failing_since or today
    is_dead = gone >= _TIMES_GONE or (failures >= _FAILURES_OF_THE_DEAD and (today - since).days >= _DAYS_OF_THE_DEAD)
    state = State.DEAD if is_dead or address.state == State.DEAD else State.FAILING
    return {"state": state, "failing_since": since, "failures": failures, "times_gone": gone}


def _is_seen(address: OutsideAddress, changes: dict[str, Any]) -> bool:
    """Whether a public page says it: the lists of links and tools tell of the dead and when others were last seen."""
    before = (address.state == State.DEAD, address.alive_on)
    return before != (changes["state"] == State.DEAD, changes.get("alive_on", address.alive_on))
