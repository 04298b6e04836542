"""Cases: what only an officer can settle. Opening one twice is the same as once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import Role, User
from rapport.upkeep.addressees import DEPUTIES, FOCAL_POINTS, load_people
from rapport.upkeep.duties import begin_anew
from rapport.upkeep.models import Asked, Case

_ONCE = (Case.Kind.NO_ANSWER, Case.Kind.FIND, Case.Kind.CONTACT)


@dataclass
class CaseError(Exception):
    """What was wanted of a case cannot be: ``sentence`` says why."""

    sentence: str


def open_case(
    kind: Case.Kind, number: int, *, today: date, note: str = "", about: User | None = None, **fields: Any
) -> Case:
    """Open a case, or add to the one of this kind that is open already."""
    if kind not in _ONCE:
        return Case.objects.create(kind=kind, partnership_id=number, opened_on=today, note=note, about=about, **fields)
    case, is_new = Case.objects.get_or_create(
        kind=kind, partnership_id=number, closed_on=None, defaults={"opened_on": today, "note": note, "about": about}
    )
    if not is_new and (note or about):
        case.note = case.note if note in case.note else f"{case.note}\n{note}".strip()
        case.about = case.about or about
        case.save()
    return case


def claim_case(case: Case, officer: User) -> None:
    """Of two officers at once the first has it."""
    if not Case.objects.filter(pk=case.pk, owner=None, closed_on=None).update(owner=officer):
        raise CaseError(_("Somebody else has taken up this case meanwhile."))


def close_case(case: Case, *, today: date, outcome: str) -> None:
    with transaction.atomic():
        if not Case.objects.filter(pk=case.pk, closed_on=None).update(closed_on=today, outcome=outcome.strip()):
            raise CaseError(_("This case was closed meanwhile."))


def close_found_cases(*, today: date) -> int:
    """Close the cases of records for which there now is somebody who was never asked, and let the ladder begin anew."""
    wanted = (Case.Kind.NO_ANSWER, Case.Kind.FIND)
    open_cases = list(Case.objects.filter(closed_on=None, kind__in=wanted).select_related("partnership"))
    closed = 0
    for start in range(0, len(open_cases), 500):
        chunk = open_cases[start : start + 500]
        people = load_people({case.partnership_id: case.partnership.public_id for case in chunk})
        asked = set(
            Asked.objects.filter(partnership__in=list(people), role__in=(Role.FOCAL_POINT, Role.DEPUTY))
            .values_list("partnership_id", "user_id")
        )  # fmt: skip
        for case in chunk:
            of_record = people[case.partnership_id]
            groups = [FOCAL_POINTS] if case.kind == Case.Kind.FIND else [FOCAL_POINTS, DEPUTIES]
            new = [
                person for group in groups for person in of_record.of(group)
                if person.user.pk != case.about_id and (case.partnership_id, person.user.pk) not in asked
            ]  # fmt: skip
            if new and Case.objects.filter(pk=case.pk, closed_on=None).update(closed_on=today, outcome="found"):
                begin_anew([case.partnership_id])
                closed += 1
    return closed
