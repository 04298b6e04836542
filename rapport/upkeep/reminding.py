"""Remind people of what they owe: one letter a person speaks of all of it, at most one a month.

When and how often is data (``ladder.py``). Safe to run twice, or twice at once: the claim of the person, the rungs and
the letter are one transaction, and a conditional update says who won. What was missed while nothing ran counts as
climbed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rapport.accounts.models import Role, RoleGrant, User
from rapport.upkeep.addressees import (
    DEPUTIES,
    FOCAL_POINTS,
    LEADS,
    OFFICER,
    ROLES,
    People,
    Person,
    add_leads,
    load_people,
)
from rapport.upkeep.cases import close_found_cases, open_case
from rapport.upkeep.correspondence import awaiting_rounds, claim_person, find_records
from rapport.upkeep.duties import ensure_duties, walk_open
from rapport.upkeep.inviting import write_invitations
from rapport.upkeep.ladder import Ladder, ladder
from rapport.upkeep.letters import Spoken, write_reminder
from rapport.upkeep.models import Case, Correspondent, Duty

_ROLES = (Role.FOCAL_POINT, Role.DEPUTY)


@dataclass(slots=True)
class Reminded:
    """What a day's run did."""

    letters: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a duty climbs to on a day, and who is turned to there; ``group`` empty: it stays where it is."""

    rung: int
    group: str = ""


def remind(*, today: date) -> Reminded:
    """Write every letter and open every case that is due."""
    rules, done = ladder(), Reminded()
    ensure_duties(today=today)
    if rules.quiet.holds_day(today):
        return done
    close_found_cases(today=today)
    done.letters += write_invitations(today=today)
    for duties in walk_open(today=today, rules=rules):
        _remind_of(duties, rules, done, today=today)
    return done


def _remind_of(duties: list[Duty], rules: Ladder, done: Reminded, *, today: date) -> None:
    climbing = [duty for duty in duties if _reach(duty, rules, today=today) > duty.rung]
    if not climbing:
        return
    people = load_people({duty.partnership_id: duty.partnership.public_id for duty in climbing})
    steps = {duty.pk: _next_step(duty, people[duty.partnership_id], rules, today=today) for duty in climbing}
    leaderless = {duty.partnership_id for duty in climbing if steps[duty.pk].group == LEADS}
    if leaderless:
        add_leads({number: people[number] for number in leaderless})
        steps |= {duty.pk: _next_step(duty, people[duty.partnership_id], rules, today=today, leads=True)
                  for duty in climbing if duty.partnership_id in leaderless}  # fmt: skip
    asked: dict[int, list[Duty]] = {}
    persons: dict[int, Person] = {}
    for duty in climbing:
        step = steps[duty.pk]
        if step.group == OFFICER:
            done.cases += _turn_to_officer(duty, step, people[duty.partnership_id], today=today)
        for person in people[duty.partnership_id].of(step.group):
            persons.setdefault(person.user.pk, person)
            asked.setdefault(person.user.pk, []).append(duty)
    for user_id in _free(asked, rules, today=today):
        done.letters += _write_to(persons[user_id].user, asked[user_id], rules, today=today)


def _reach(duty: Duty, rules: Ladder, *, today: date) -> int:
    return rules.rung_on(today, kind=duty.kind, due_on=duty.due_on, rung=duty.rung, climbed_on=duty.climbed_on)


def _next_step(duty: Duty, people: People, rules: Ladder, *, today: date, leads: bool = False) -> _Step:
    """The next rung with somebody on it. ``leads``: those of the lead partners have been looked up.

    Until then a rung of theirs counts as one with somebody on it.
    """
    rungs = rules.rungs[duty.kind]  # type: ignore[index]
    reached = _reach(duty, rules, today=today)
    if reached == duty.rung:
        return _Step(duty.rung)
    while True:
        group = rungs[reached - 1].to
        if group == OFFICER or people.of(group) or (group == LEADS and not leads):
            return _Step(reached, group)
        following = [place for place in range(reached, len(rungs)) if rungs[place].to != group]
        # Only up to the next officer: the rungs behind are of later years.
        if not following or (reached > 1 and rungs[reached - 2].to == OFFICER):
            return _Step(reached, "nobody")
        reached = following[0] + 1


def _free(users: Iterable[int], rules: Ladder, *, today: date) -> list[int]:
    """Those who were not written to within the month, nor wait for a round; the claim is made where the letter is."""
    users = list(users)
    busy = Correspondent.objects.filter(user__in=users, written_on__gt=rules.written_before(today))
    awaiting = awaiting_rounds(today=today).filter(user__in=users)
    later = {*busy.values_list("user_id", flat=True), *awaiting.values_list("user_id", flat=True)}
    return sorted(set(users) - later)


def _turn_to_officer(duty: Duty, step: _Step, people: People, *, today: date) -> bool:
    known = people.of(FOCAL_POINTS) or people.of(DEPUTIES)
    with transaction.atomic():
        if not _climb(duty, step.rung, today=today):
            return False
        kind = Case.Kind.NO_ANSWER if known else Case.Kind.FIND
        open_case(kind, duty.partnership_id, today=today)
    return True


def _climb(duty: Duty, rung: int, *, today: date) -> bool:
    """Claim: false where another worker was here between our reading and now."""
    same = Duty.objects.filter(pk=duty.pk, rung=duty.rung, due_on=duty.due_on)
    return bool(same.update(rung=rung, climbed_on=today))


def _write_to(user: User, asked: list[Duty], rules: Ladder, *, today: date) -> int:
    """One letter on everything that a person owes; 0 where somebody else wrote, or nothing is owed any more."""
    with transaction.atomic():
        if not claim_person(user, rules, today=today):
            return 0
        spoken = gather(user, asked, rules, today=today)
        if not spoken:
            transaction.set_rollback(True)
            return 0
        write_reminder(user, spoken, today=today)
    return 1


def gather(user: User, asked: Sequence[Duty], rules: Ladder, *, today: date) -> list[Spoken]:
    """What the letter speaks of: what turns to this person today, and all else that they owe or soon will."""
    spoken, wanted = [], {duty.pk for duty in asked}
    owed = owed_by_person(user, rules, today=today)
    missing = wanted - {duty.pk for duty in owed}
    duties = [*owed, *Duty.objects.filter(pk__in=missing).select_related("partnership").order_by("pk")]
    people = load_people({duty.partnership_id: duty.partnership.public_id for duty in duties})
    add_leads({duty.partnership_id: people[duty.partnership_id] for duty in duties if duty.pk in missing})
    for duty in duties:
        of_record = people[duty.partnership_id]
        step = _next_step(duty, of_record, rules, today=today, leads=True)
        rung = step.rung or 1  # soon due: spoken of early, so that one letter does for all
        turned = {rules.rungs[duty.kind][place].to for place in range(rung)}  # type: ignore[index]
        group = of_record.group_of(user.pk, [each for each in (FOCAL_POINTS, DEPUTIES, LEADS) if each in turned])
        if not group:
            continue
        if (step.group == group or not duty.rung) and not _climb(duty, rung, today=today):
            continue  # answered, or written about, since it was read
        name = next((p.name for p in of_record.of(group) if p.user.pk == user.pk), "")
        spoken.append(Spoken(duty.partnership, duty.kind, duty.since, duty.due_on, ROLES[group], name))
    return spoken


def owed_by_person(user: User, rules: Ladder, *, today: date) -> list[Duty]:
    """The open duties of every record that a person looks after, by day; those that fall due soon too. Two queries."""
    held = RoleGrant.objects.filter(user=user, role__in=_ROLES).exclude(partnership="").values_list("partnership")
    numbers = find_records(each for (each,) in held).values_list("pk", flat=True)
    duties = Duty.objects.filter(partnership__in=list(numbers), due_on__lte=rules.soon_due(today))
    return list(duties.select_related("partnership").order_by("due_on", "pk"))
