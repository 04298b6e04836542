"""Who may do what: a person holds a role, for one partnership or for the registry."""

from typing import Any

from rapport.accounts.models import Role, RoleGrant, User

OF_PARTNERSHIPS = (Role.FOCAL_POINT, Role.DEPUTY)
STAFF = (Role.OFFICER, Role.ADVISER, Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR)


class RoleError(Exception):
    """A role cannot be given or taken like that. The message is a sentence for the person who tried."""


def grant(user: User, role: Role, *, partnership: str = "", area: str = "", name: str = "") -> RoleGrant:
    """Give a role. Giving it twice is the same as once."""
    made, _is_new = RoleGrant.objects.get_or_create(user=user, role=role, partnership=partnership, area=area, name=name)
    return made


def revoke(given: RoleGrant) -> bool:
    """Take a role away, at once: every request asks anew. False if somebody else did so before.

    What becomes of a partnership that loses its last focal point is a matter of ``handover.end``.
    """
    deleted, _by_model = RoleGrant.objects.filter(pk=given.pk).delete()
    return deleted > 0


def holders(partnership: str, *roles: Role, area: str = "") -> list[RoleGrant]:
    """Who holds one of the roles for a partnership: in the order of the roles, then oldest first.

    With an area only those who look after it, before those who look after all.
    """
    found = RoleGrant.objects.filter(partnership=partnership, role__in=roles).select_related("user").order_by("pk")
    if area:
        found = found.filter(area__in=["", area])
    return sorted(found, key=lambda each: (roles.index(Role(each.role)), area != "" and each.area == ""))


def has_role(user: Any, *roles: Role, partnership: str = "", area: str = "") -> bool:
    """Whether a person holds one of the roles; an administrator has every right of the registry.

    With an area, a role for that area or for everywhere; without one, a role for any area is enough.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    wanted = {*roles, Role.ADMINISTRATOR} if not partnership else set(roles)
    found = RoleGrant.objects.filter(user=user, role__in=wanted, partnership=partnership)
    return (found.filter(area__in=["", area]) if area else found).exists()


def is_staff_role(role: str) -> bool:
    """Whether a role is one of the registry's own people, who need a second factor."""
    return role in STAFF
