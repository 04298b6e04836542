"""Who may do what: a person holds a role, for one partnership or for the registry."""

from typing import Any

from rapport.accounts.models import Role, RoleGrant, User


def grant(user: User, role: Role, *, partnership: str = "", area: str = "", name: str = "") -> RoleGrant:
    """Give a role. Giving it twice is the same as once."""
    made, _is_new = RoleGrant.objects.get_or_create(user=user, role=role, partnership=partnership, area=area, name=name)
    return made


def holders(partnership: str, *roles: Role) -> list[RoleGrant]:
    """Who holds one of the roles for a partnership: in the order of the roles, then oldest first."""
    found = RoleGrant.objects.filter(partnership=partnership, role__in=roles).select_related("user").order_by("pk")
    return sorted(found, key=lambda each: roles.index(Role(each.role)))


def has_role(user: Any, *roles: Role, partnership: str = "") -> bool:
    """Whether a person holds one of the roles; an administrator has every right of the registry."""
    if not user.is_authenticated:
        return False
    wanted = {*roles, Role.ADMINISTRATOR} if not partnership else set(roles)
    return RoleGrant.objects.filter(user=user, role__in=wanted, partnership=partnership).exists()
