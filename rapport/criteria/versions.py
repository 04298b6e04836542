"""Versions of rule sets: which is in force on a day, and how another takes its place.

Of one kind exactly one is in force on any day since the first. The caller says what day it is.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from rapport.criteria.files import RulesFile, load_files
from rapport.criteria.mistakes import Place
from rapport.criteria.models import RuleSet
from rapport.criteria.rules_reading import read_rules, write_body
from rapport.look.formats import format_day

State = RuleSet.State


class NotPossibleError(Exception):
    """What was asked of a rule set cannot be done. The message is a sentence for the officer."""


def rule_set_on(day: date, kind: str = "registration") -> RuleSet:
    """The rule set in force on a day. One query; the first time ever it takes up the files."""
    found = _on(day, kind).first()
    if found is None and take_up_files():
        found = _on(day, kind).first()
    if found is None:
        raise NotPossibleError(_("No criteria were in force on %(day)s.") % {"day": format_day(day)})
    return found


def published(kind: str = "registration") -> list[RuleSet]:
    """Every version that is no draft, newest first. One query; the first time ever it takes up the files."""
    rows = RuleSet.objects.filter(kind=kind).exclude(state=State.DRAFT).order_by("-in_force_from")
    return list(rows) or (list(rows.all()) if take_up_files() else [])


def state_of_published() -> str:
    """Changes whenever a rule set comes to be in force, or its end becomes known; its text never does. One query."""
    rows = RuleSet.objects.exclude(state=State.DRAFT).order_by("pk")
    told = list(rows.values_list("pk", "in_force_from", "in_force_until"))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def is_in_force(rule_set: RuleSet, day: date) -> bool:
    if rule_set.is_draft or rule_set.in_force_from is None or rule_set.in_force_from > day:
        return False
    return rule_set.in_force_until is None or rule_set.in_force_until > day


def _on(day: date, kind: str) -> QuerySet[RuleSet]:
    open_on_day = Q(in_force_until__isnull=True) | Q(in_force_until__gt=day)
    rows = RuleSet.objects.filter(open_on_day, kind=kind, in_force_from__lte=day).exclude(state=State.DRAFT)
    return rows.order_by("-in_force_from")


def take_up_files(folders: Iterable[Path | str] | None = None) -> bool:
    """Make version 1 of each file, where there is no rule set at all yet; whether there was something to make.

    Afterwards files change nothing by themselves: records have been screened against what is there.
    """
    if RuleSet.objects.exists():
        return False
    files = load_files(settings.RAPPORT_CRITERIA if folders is None else folders)
    rows = [_first_version(each, files) for each in files]
    RuleSet.objects.bulk_create(rows, ignore_conflicts=True)  # two workers may meet here
    return bool(rows)


def _first_version(file: RulesFile, files: list[RulesFile]) -> RuleSet:
    later = (each.in_force_from for each in files if each.kind == file.kind and each.in_force_from > file.in_force_from)
    until = file.in_force_until or min(later, default=None)
    return RuleSet(
        code=file.code, version=1, kind=file.kind, in_force_from=file.in_force_from, in_force_until=until,
        body=file.body, note=file.note, state=State.RETIRED if until else State.IN_FORCE,
    )  # fmt: skip


def files_not_taken_up() -> list[RulesFile]:
    """Files of which there is no version yet: what a host has put there since the first day."""
    known = set(RuleSet.objects.values_list("code", flat=True))
    return [each for each in load_files(settings.RAPPORT_CRITERIA) if each.code not in known]


def draft_from_file(file: RulesFile) -> RuleSet:
    """A draft of what a file says."""
    return _make_draft(file.code, file.kind, file.body, file.note)


def draft_from(rule_set: RuleSet, *, note: str = "") -> RuleSet:
    """The next version of a rule set, as a draft that says the same so far."""
    return _make_draft(rule_set.code, rule_set.kind, rule_set.body, note)


def _make_draft(code: str, kind: str, body: str, note: str) -> RuleSet:
    newest = RuleSet.objects.filter(code=code).aggregate(newest=Max("version"))["newest"] or 0
    try:
        with transaction.atomic():
            return RuleSet.objects.create(code=code, version=newest + 1, kind=kind, body=body, note=note)
    except IntegrityError:
        raise NotPossibleError(_("Somebody else has just made a draft of it: use that one, or try again.")) from None


def change_draft(rule_set: RuleSet, content: dict[str, Any], *, note: str | None = None) -> None:
    """Write what a draft says from now on. Refuses nonsense, what is no draft, and what was changed meanwhile."""
    read_rules(content, Place())
    body, note = write_body(content), rule_set.note if note is None else note
    as_seen = RuleSet.objects.filter(pk=rule_set.pk, state=State.DRAFT, body=rule_set.body)
    if not as_seen.update(body=body, note=note):
        raise NotPossibleError(_("This draft was changed or put in force meanwhile: look at it again."))
    rule_set.body, rule_set.note = body, note


def discard_draft(rule_set: RuleSet) -> None:
    if not RuleSet.objects.filter(pk=rule_set.pk, state=State.DRAFT).delete()[0]:
        raise NotPossibleError(_("Only a draft can be discarded."))


def put_in_force(rule_set: RuleSet, *, on: date, today: date) -> RuleSet:
    """Let a draft be in force from a day on; what was in force then ends on that day.

    Never for a day that has passed: submissions of that day were held against what was in force.
    """
    if on < today:
        raise NotPossibleError(
            _("A rule set cannot be in force from a day that has passed; today is %(day)s.")
            % {"day": format_day(today)}
        )
    try:
        with transaction.atomic():
            _put_in_force(rule_set, on)
    except IntegrityError:
        raise NotPossibleError(_("Another rule set begins on that day.")) from None
    return RuleSet.objects.get(pk=rule_set.pk)


def _put_in_force(rule_set: RuleSet, on: date) -> None:
    others = RuleSet.objects.filter(kind=rule_set.kind).exclude(state=State.DRAFT)
    until = others.filter(in_force_from__gt=on).aggregate(first=Min("in_force_from"))["first"]
    state = State.RETIRED if until else State.IN_FORCE
    draft = RuleSet.objects.filter(pk=rule_set.pk, state=State.DRAFT, body=rule_set.body)
    if not draft.update(state=state, in_force_from=on, in_force_until=until):
        raise NotPossibleError(_("This draft was changed or put in force meanwhile: look at it again."))
    before = _on(on, rule_set.kind).exclude(pk=rule_set.pk).first()
    if before is None:
        return
    # Two who do this at once have both seen the same predecessor: only one of them ends it.
    as_seen = RuleSet.objects.filter(pk=before.pk, in_force_until=before.in_force_until)
    if not as_seen.update(in_force_until=on, state=State.RETIRED):
        raise NotPossibleError(_("Another rule set was put in force meanwhile: look again."))
