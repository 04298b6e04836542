"""How a role ends. A partnership that loses its last focal point is not lost sight of."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.accounts import roles
from rapport.accounts.models import Role, RoleGrant

# Called with a partnership that is without a focal point from now on: ``(partnership, word=…, today=…)``, in the
# transaction that took the last one away. Rooms above register themselves in ``AppConfig.ready``.
left: list[Callable[..., Any]] = []
NEEDS_A_WORD = gettext_lazy(
    "You are the only focal point of this partnership. Say in a word why you leave, or who could follow you."
)


def is_last_focal_point(given: RoleGrant) -> bool:
    """Whether nobody else would speak for the partnership (whatever the area)."""
    return given.role == Role.FOCAL_POINT and not _others(given).exists()


def _others(given: RoleGrant) -> Any:
    return RoleGrant.objects.filter(role=Role.FOCAL_POINT, partnership=given.partnership).exclude(pk=given.pk)


def leave(given: RoleGrant, *, word: str, today: date) -> None:
    """Give up a role. The last focal point of a partnership says a word: why, or who could follow."""
    if is_last_focal_point(given) and not word.strip():
        raise roles.RoleError(str(NEEDS_A_WORD))
    end(given, word=word, today=today)


def end(given: RoleGrant, *, word: str = "", today: date) -> bool:
    """Take a role away, and tell those who follow when a partnership is left without a focal point."""
    with transaction.atomic():
        if given.role == Role.ADMINISTRATOR:
            _keep_one_administrator(given)
        if not roles.revoke(given):
            return False
        if given.role == Role.FOCAL_POINT and not _others(given).exists():
            for tell in left:
                tell(given.partnership, word=word, today=today)
    return True


def _keep_one_administrator(given: RoleGrant) -> None:
    others = RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR, partnership="")
    if not others.exclude(user_id=given.user_id).exists():
        raise roles.RoleError(_("This is the last administrator. Name another one first."))
