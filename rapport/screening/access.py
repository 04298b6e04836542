"""The gates of the desk: who may see a case, and what of it they may do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from rapport.accounts.access import (
    has_second_factor,
    lead_to_second_factor,
    needs_role,
    needs_sign_in,
    staff_roles_of,
)
from rapport.accounts.models import Role, User
from rapport.lib import clock
from rapport.mail.models import Incoming, Letter
from rapport.registry.lifecycle import Actor
from rapport.registry.models import Submission
from rapport.screening.matching import find_named, read_query
from rapport.screening.models import Intake


@dataclass(frozen=True, slots=True)
class Desk:
    """Whoever sits at the desk now: an officer, an adviser, or somebody of an intake."""

    person: User
    is_officer: bool
    is_adviser: bool
    intakes: tuple[Intake, ...]

    @property
    def actor(self) -> Actor:
        return Actor(self.person, Role.ADVISER if self.is_adviser and not self.decides_somewhere else Role.OFFICER)

    @property
    def decides_somewhere(self) -> bool:
        return self.is_officer or bool(self.intakes)

    @property
    def works_on_cases(self) -> bool:
        return self.is_officer or self.is_adviser or bool(self.intakes)

    @property
    def sees_all(self) -> bool:
        return self.is_officer or self.is_adviser

    def sees(self, submission: Submission) -> bool:
        """An officer and an adviser see every case, others those of their intake."""
        return self.sees_all or bool(self.taken_in([submission]))

    def decides(self, submission: Submission) -> bool:
        return self.is_officer or bool(self.taken_in([submission]))

    def seen(self, submissions: Iterable[Submission]) -> list[Submission]:
        """Those of many that may be seen. One look-up for all of them."""
        return list(submissions) if self.sees_all else self.taken_in(submissions)

    def taken_in(self, submissions: Iterable[Submission]) -> list[Submission]:
        """Those that the intakes of this person name."""
        queries = [read_query(intake.query) for intake in self.intakes]
        return find_named(queries, submissions, today=clock.today()) if queries else []


def desk_of(request: HttpRequest) -> Desk:
    """What whoever is signed in may do at the desk. Two queries a request, however often it is asked."""
    if not hasattr(request, "desk"):
        person: Any = request.user
        held = staff_roles_of(request)
        request.desk = Desk(  # type: ignore[attr-defined]
            person,
            is_officer=bool({Role.OFFICER, Role.ADMINISTRATOR} & held),
            is_adviser=Role.ADVISER in held,
            intakes=tuple(Intake.objects.filter(people=person)),
        )
    desk: Desk = request.desk  # type: ignore[attr-defined]
    return desk


def at_the_desk(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view for officers, advisers and the people of an intake, who all need a second factor."""

    return _behind(view, lambda request: desk_of(request).works_on_cases)


def at_the_back_office(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view for everybody of the staff, whatever their role, and for the people of an intake."""
    return _behind(view, works_at_the_back_office)


def _behind(view: Callable[..., Any], may_enter: Callable[[HttpRequest], bool]) -> Callable[..., HttpResponse]:
    @needs_sign_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not may_enter(request):
            raise PermissionDenied
        if not has_second_factor(request.user):
            return lead_to_second_factor(request)
        answer: HttpResponse = view(request, *args, **options)
        return answer

    return guarded


def works_at_the_back_office(request: HttpRequest) -> bool:
    """Whether any page of the back office is for who asks. Two queries a request at most, one for the staff."""
    return bool(staff_roles_of(request)) or desk_of(request).works_on_cases


def sits_at_the_desk(request: HttpRequest) -> bool:
    """Whether who asks works on cases: what the navigation shows, no gate."""
    has_role = bool({Role.OFFICER, Role.ADVISER, Role.ADMINISTRATOR} & staff_roles_of(request))
    return has_role or desk_of(request).works_on_cases


for_officers = needs_role(Role.OFFICER)


def get_case(request: HttpRequest, number: int) -> tuple[Submission, Desk]:
    """A case, for those who may see it; for others there is none."""
    found = Submission.objects.select_related("partnership", "base", "version", "author", "owner").filter(pk=number)
    submission, desk = found.first(), desk_of(request)
    if submission is None or not desk.sees(submission):
        raise Http404(_("There is no such case, or it is not yours."))
    return submission, desk


def get_own_case(request: HttpRequest, number: int) -> tuple[Submission, Desk]:
    """A case, for those who may decide it."""
    submission, desk = get_case(request, number)
    if not desk.decides(submission):
        raise PermissionDenied
    return submission, desk


def case_of(about: str) -> int:
    """The number of the case of ``submission:12``; 0 where it is of something else."""
    kind, _colon, number = about.partition(":")
    return int(number) if kind == "submission" and number.isascii() and number.isdigit() and len(number) < 18 else 0


def get_letter(request: HttpRequest, number: int) -> tuple[Letter, Desk, bool]:
    """A letter for those who may see it, and whether they may change what becomes of it."""
    letter, desk = Letter.objects.filter(pk=number).first(), desk_of(request)
    if letter is not None and desk.is_officer:
        return letter, desk, True
    about = Submission.objects.select_related("version").filter(pk=case_of(letter.about)).first() if letter else None
    handles = about is not None and desk.decides(about)
    if letter is None or about is None or not (desk.is_adviser or handles):
        raise Http404(_("There is no such letter, or it is not yours."))
    return letter, desk, handles


def get_quarantined(number: int) -> Incoming:
    """A mail that waits in quarantine, or once did. For officers alone."""
    found = Incoming.objects.exclude(reason="").select_related("letter").filter(pk=number).first()
    if found is None:
        raise Http404(_("There is no such mail."))
    return found
