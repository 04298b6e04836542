"""Who is asked about a record: its focal points, then their deputies, then those who speak for its lead partners."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rapport.accounts.models import Role, RoleGrant, User
from rapport.registry.models import Listing
from rapport.upkeep.models import Answer, Correspondent

FOCAL_POINTS, DEPUTIES, LEADS, OFFICER = "focal-points", "deputies", "leads", "officer"
_GROUPS = {Role.FOCAL_POINT.value: FOCAL_POINTS, Role.DEPUTY.value: DEPUTIES}
# The role in which somebody of a group speaks: what the journal says.
ROLES = {FOCAL_POINTS: Role.FOCAL_POINT.value, DEPUTIES: Role.DEPUTY.value, LEADS: "partner"}
_MOST_LEADS = 3  # people asked for the lead partners of one record


@dataclass(slots=True)
class Person:
    """Somebody who can be asked about a record. ``name``: whom it means, where several share the mailbox."""

    user: User
    name: str = ""


@dataclass(slots=True)
class People:
    """Those of one record who can be reached, by group."""

    groups: dict[str, list[Person]] = field(default_factory=dict)

    def of(self, group: str) -> list[Person]:
        return self.groups.get(group, [])

    def group_of(self, user_id: int, groups: Iterable[str]) -> str:
        """The first of the groups that a person belongs to; empty where to none."""
        return next((each for each in groups if any(p.user.pk == user_id for p in self.of(each))), "")


def load_people(records: Mapping[int, str]) -> dict[int, People]:
    """Focal points and deputies of records (number to public id). Two queries, whatever their number.

    Where somebody answers for everywhere, those of single regions and countries are not asked too.
    """
    numbers = {public_id: number for number, public_id in records.items()}
    found = {number: People() for number in records}
    grants = RoleGrant.objects.filter(partnership__in=list(numbers), role__in=list(_GROUPS), user__is_active=True)
    grants = grants.exclude(user__email="").select_related("user").order_by("pk")
    everywhere = {(grant.partnership, grant.role) for grant in grants if not grant.area}
    gone = bounced({grant.user_id for grant in grants})
    for grant in grants:
        if grant.user_id in gone or (grant.area and (grant.partnership, grant.role) in everywhere):
            continue
        group = found[numbers[grant.partnership]].groups.setdefault(_GROUPS[grant.role], [])
        known = next((person for person in group if person.user.pk == grant.user_id), None)
        if known is None:
            group.append(Person(grant.user, grant.name))
        elif grant.name and grant.name not in known.name:  # the letter to a mailbox is for all who share it
            known.name = f"{known.name}, {grant.name}".strip(", ")
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who looks after a record, reached or not: what officers see."""

    role: str
    name: str
    email: str
    area: str  # the code of a region or country
    is_gone: bool


def known_people(public_id: str) -> list[Known]:
    """Focal points, then deputies, those of everywhere first. Two queries."""
    grants = RoleGrant.objects.filter(partnership=public_id, role__in=list(_GROUPS)).select_related("user")
    found = sorted(grants, key=lambda each: (list(_GROUPS).index(each.role), each.area, each.pk))
    gone = bounced({each.user_id for each in found})
    return [
        Known(
            str(Role(each.role).label), each.name or each.user.get_full_name(), each.user.email,
            each.area, each.user_id in gone,
        )
        for each in found
    ]  # fmt: skip


def bounced(users: Collection[int]) -> set[int]:
    """Those whose mailbox is gone."""
    if not users:
        return set()
    rows = Correspondent.objects.filter(user__in=users).exclude(bounced_on=None)
    return set(rows.values_list("user_id", flat=True))


def add_leads(found: Mapping[int, People]) -> None:
    """Add to some records those who speak for their lead partners: focal points of other partnerships that these lead.

    But for whoever said of a record that they are not the right person. Five queries, whatever their number.
    """
    if not found:
        return
    leads = _pairs(Listing.objects.filter(partnership__in=list(found), is_lead=True))
    by_organization: dict[int, list[int]] = {}
    for number, organization in leads:
        by_organization.setdefault(organization, []).append(number)
    others = Listing.objects.filter(organization__in=list(by_organization), is_lead=True).select_related("partnership")
    led = [(each.organization_id, each.partnership_id, each.partnership.public_id) for each in others.order_by("pk")]
    people = load_people({number: public_id for _organization, number, public_id in led})
    unwilling: dict[int, set[int | None]] = {}
    said = Answer.objects.filter(kind=Answer.Kind.NOT_ME, partnership__in=list(found))
    for number, user in said.values_list("partnership_id", "link__user_id"):
        unwilling.setdefault(number, set()).add(user)
    for organization, other, _public_id in led:
        for number in by_organization[organization]:
            if number != other:
                candidates = people[other].of(FOCAL_POINTS)
                _add(found[number], (each for each in candidates if each.user.pk not in unwilling.get(number, ())))


def _pairs(listings: object) -> list[tuple[int, int]]:
    return list(listings.values_list("partnership_id", "organization_id"))  # type: ignore[attr-defined]


def _add(people: People, candidates: Iterable[Person]) -> None:
    group = people.groups.setdefault(LEADS, [])
    for person in candidates:
        known = people.group_of(person.user.pk, (FOCAL_POINTS, DEPUTIES, LEADS))
        if not known and len(group) < _MOST_LEADS:
            group.append(Person(person.user))
