"""The gates of the desk: who may see a case, and what of it they may do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from rapport.accounts.access import has_second_factor, needs_role, needs_sign_in
from rapport.accounts.models import Role, RoleGrant, User
from rapport.lib import clock
from rapport.registry.lifecycle import Actor
from rapport.registry.models import Submission
from rapport.screening.matching import matches, read_query
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

    def sees(self, submission: Submission) -> bool:
        """An officer and an adviser see every case, others those of their intake."""
        return self.is_officer or self.is_adviser or self._takes_in(submission)

    def decides(self, submission: Submission) -> bool:
        return self.is_officer or self._takes_in(submission)

    def _takes_in(self, submission: Submission) -> bool:
        today = clock.today()
        return any(matches(read_query(intake.query), submission, today=today) for intake in self.intakes)


def desk_of(request: HttpRequest) -> Desk:
    """What whoever is signed in may do at the desk. Two queries."""
    person: Any = request.user
    held = set(RoleGrant.objects.filter(user=person, partnership="").values_list("role", flat=True))
    return Desk(
        person,
        is_officer=bool({Role.OFFICER, Role.ADMINISTRATOR} & held),
        is_adviser=Role.ADVISER in held,
        intakes=tuple(Intake.objects.filter(people=person)),
    )


def at_the_desk(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view for officers, advisers and the people of an intake, who all need a second factor."""

    @needs_sign_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        desk = desk_of(request)
        if not (desk.is_officer or desk.is_adviser or desk.intakes):
            raise PermissionDenied
        if not has_second_factor(request.user):
            return for_officers(view)(request, *args, **options)  # leads to where one is set up
        answer: HttpResponse = view(request, *args, **options)
        return answer

    return guarded


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
