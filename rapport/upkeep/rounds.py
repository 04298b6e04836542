"""Rounds: an officer asks everybody, or those of a set, and sees the answers come.

A round does not break the rule of one letter a month: who was written to lately gets the letter of the round as soon as
that month is over, in place of a reminder. So it speaks of what else they owe, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from rapport.accounts.models import User
from rapport.registry.models import Partnership
from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.sets.search import ordered_numbers
from rapport.sets.store import in_chunks
from rapport.upkeep.addressees import DEPUTIES, FOCAL_POINTS, ROLES, load_people
from rapport.upkeep.cases import CaseError
from rapport.upkeep.correspondence import awaiting_rounds, busy, claim_person, find_records
from rapport.upkeep.ladder import ladder
from rapport.upkeep.letters import Spoken, post, tell_records
from rapport.upkeep.links import make_link
from rapport.upkeep.models import Answer, Correspondent, Duty, Link, Recipient, Round
from rapport.upkeep.reminding import gather


@dataclass(slots=True)
class Planned:
    """Somebody who would get a letter: for how many records, and since when not before."""

    user: User
    records: int
    written_on: date | None = None
    free_on: date | None = None  # where they must wait for the month to be over


@dataclass(frozen=True, slots=True)
class Preview:
    """Who gets what. ``nobody``: record numbers of the set that have no one."""

    records: int
    people: list[Planned]
    nobody: list[int]

    @property
    def waiting(self) -> int:
        return sum(person.free_on is not None for person in self.people)


def query_of(text: str) -> tuple[Query, list[str]]:
    """The set of a round, from its query string."""
    query, sentences = parse_query(QueryDict(text.rpartition("?")[2]))
    return query.at(as_at=None), sentences  # people are asked about today


def preview(query: Query, *, today: date) -> Preview:
    """Memory grows with people, not with records."""
    people: dict[int, Planned] = {}
    nobody: list[int] = []
    numbers = ordered_numbers(query, today=today)
    for number, users in _people_of(numbers):
        if not users:
            nobody.append(number)
        for user in users:
            people.setdefault(user.pk, Planned(user, 0)).records += 1
    rules = ladder()
    for row in Correspondent.objects.exclude(written_on=None).iterator():
        if (person := people.get(row.user_id)) and row.written_on:
            person.written_on = row.written_on
            person.free_on = (
                None if rules.may_write(row.written_on, today) else rules.letters.apart.after(row.written_on)
            )
    return Preview(len(numbers), sorted(people.values(), key=lambda each: (-each.records, each.user.pk)), nobody)


def _people_of(numbers: list[int]) -> Iterator[tuple[int, list[User]]]:
    """Whom a round asks about each record: its focal points, else their deputies."""
    for chunk in in_chunks(numbers):
        records = dict(Partnership.objects.filter(pk__in=chunk).values_list("pk", "public_id"))
        for number, people in load_people(records).items():
            yield number, [person.user for person in people.of(FOCAL_POINTS) or people.of(DEPUTIES)]


def start_round(round_: Round, *, today: date) -> int:
    """Fix who gets a letter. Of two officers at once one starts it; returns how many are to be written to."""
    planned = preview(query_of(round_.query)[0], today=today).people
    with transaction.atomic():
        if not Round.objects.filter(pk=round_.pk, started_on=None).update(started_on=today):
            raise CaseError(_("This round was started already."))
        Recipient.objects.bulk_create(
            [Recipient(round=round_, user=each.user, records=each.records) for each in planned], batch_size=1000
        )
    round_.started_on = today
    return len(planned)


def stop_round(round_: Round, *, today: date) -> None:
    """Nobody gets a letter of it from now on; the links of those that are out stay open."""
    if not Round.objects.filter(pk=round_.pk, stopped_on=None).exclude(started_on=None).update(stopped_on=today):
        raise CaseError(_("This round does not run."))


def write_rounds(*, today: date, most: int = 500) -> int:
    """Letters of rounds to those who may be written to; run often, a bounded number at a time."""
    free = _free(today).select_related("round", "user").order_by("pk")
    return sum(_write(each, today=today) for each in free[:most])


def has_letters(*, today: date) -> bool:
    """Whether somebody may be written to."""
    return _free(today).exists()


def _free(today: date) -> QuerySet[Recipient]:
    """Those who wait for the letter of a round and may get it today: nobody on a quiet day."""
    rules = ladder()
    if rules.quiet.holds_day(today):
        return Recipient.objects.none()
    waiting = awaiting_rounds(today=today).filter(user__is_active=True)
    return waiting.exclude(user__in=busy(rules, today=today).values("user"))


def _write(recipient: Recipient, *, today: date) -> bool:
    user = recipient.user
    if user is None:
        return False
    with transaction.atomic():
        if not claim_person(user, ladder(), today=today):
            return False
        if not Recipient.objects.filter(pk=recipient.pk, written_on=None).update(written_on=today):
            transaction.set_rollback(True)
            return False
        spoken = _speak_of_all(recipient.round, user, today=today)
        if not spoken:  # they look after nothing of it any more: nobody waits for their answer, and their month is free
            transaction.set_rollback(True)
        else:
            asked = {each.partnership.pk: each.role for each in reversed(spoken)}
            _post(recipient.round, user, spoken, make_link(user, asked.items(), today=today, of_round=recipient.round),
                  today=today)  # fmt: skip
    if not spoken:
        Recipient.objects.filter(pk=recipient.pk, written_on=None).delete()
    return bool(spoken)


def _speak_of_all(round_: Round, user: User, *, today: date) -> list[Spoken]:
    """The records of the round, and whatever else the person owes: the next letter comes in a month."""
    of_round = list(_speak(round_, user, today=today))
    said = {(each.partnership.pk, each.kind) for each in of_round}
    owed = gather(user, (), ladder(), today=today) if of_round else ()
    return [*of_round, *(each for each in owed if (each.partnership.pk, each.kind) not in said)]


def _speak(round_: Round, user: User, *, today: date) -> Iterator[Spoken]:
    """The records of the round that somebody looks after, as things are now."""
    held = user.role_grants.exclude(partnership="").values_list("partnership", flat=True)
    numbers = set(ordered_numbers(query_of(round_.query)[0], today=today))
    mine = [each for each in find_records(held).order_by("pk") if each.pk in numbers]
    people = load_people({each.pk: each.public_id for each in mine})
    duties = Duty.objects.filter(partnership__in=[each.pk for each in mine], kind=Duty.Kind.CONFIRM)
    due = {duty.partnership_id: duty for duty in duties}
    for each in mine:
        of_record = people[each.pk]
        group = of_record.group_of(user.pk, [FOCAL_POINTS] if of_record.of(FOCAL_POINTS) else [DEPUTIES])
        if group:
            name = next((p.name for p in of_record.of(group) if p.user.pk == user.pk), "")
            since, due_on = (due[each.pk].since, due[each.pk].due_on) if each.pk in due else (None, today)
            yield Spoken(each, "confirm", since, due_on, ROLES[group], name)


def _post(round_: Round, user: User, spoken: list[Spoken], link: Link, *, today: date) -> None:
    lines = tell_records(spoken, language=user.language, today=today)
    extra = {"title": round_.title, "words": round_.words}
    key = "" if link.is_trial else f"upkeep.round:{round_.pk}:{user.pk}"
    post(user, "upkeep/round", link, lines, today=today, key=key, extra=extra)


def send_trial(round_: Round, officer: User, *, today: date) -> bool:
    """A test letter to oneself, about the records of whoever would get most. False where nobody would get one."""
    planned = preview(query_of(round_.query)[0], today=today).people
    if not planned:
        return False
    with transaction.atomic():
        spoken = list(_speak(round_, planned[0].user, today=today))
        asked = {each.partnership.pk: each.role for each in spoken}
        link = make_link(officer, asked.items(), today=today, is_trial=True)
        _post(round_, officer, spoken, link, today=today)
    return True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round has come. ``kinds``: answers by what was pressed."""

    round: Round
    planned: int
    written: int
    answered: int
    kinds: dict[str, int]


def measure_rounds(*, last: int | None = None, limit: int = 500) -> list[Progress]:
    """Rounds up to the last, the newest first, so that each stands beside the earlier ones. Two queries."""
    counted = Round.objects.annotate(
        planned=Count("recipients"),
        written=Count("recipients", filter=~Q(recipients__written_on=None)),
        answered=Count("recipients", filter=~Q(recipients__answered_on=None)),
    )
    if last is not None:
        counted = counted.filter(pk__lte=last)
    rounds = list(counted.order_by("-pk")[:limit])
    kinds: dict[int, dict[str, int]] = {}
    rows = Answer.objects.filter(link__round__in=rounds).values_list("link__round", "kind").annotate(n=Count("pk"))
    for number, kind, n in rows.order_by("link__round", "kind"):
        kinds.setdefault(number, {})[kind] = n
    return [Progress(each, each.planned, each.written, each.answered, kinds.get(each.pk, {})) for each in rounds]
