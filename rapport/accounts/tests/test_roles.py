"""Who holds what: roles, areas, several people in one mailbox, and the order in which they are asked."""

import pytest

from rapport.accounts import people, roles
from rapport.accounts.models import Role, RoleGrant, User
from rapport.accounts.tests.conftest import person
from rapport.testing import TODAY


def test_a_role_of_one_partnership_is_none_of_another(focal_point):
    assert roles.has_role(focal_point, Role.FOCAL_POINT, partnership="P-1")
    assert not roles.has_role(focal_point, Role.FOCAL_POINT, partnership="P-2")
    assert not roles.has_role(focal_point, Role.FOCAL_POINT)


def test_an_administrator_has_the_rights_of_the_registry_and_of_no_partnership(administrator):
    assert roles.has_role(administrator, Role.EDITOR)
    assert not roles.has_role(administrator, Role.FOCAL_POINT, partnership="P-1")


def test_a_role_is_held_since_the_day_on_which_the_rules_stand():
    assert roles.grant(person("lea@example.org"), Role.EDITOR).granted_at.date() == TODAY


def test_a_role_for_everywhere_is_one_for_each_area():
    lea, tevita = person("lea@example.org"), person("tevita@example.org")
    roles.grant(lea, Role.FOCAL_POINT, partnership="P-1")
    roles.grant(tevita, Role.FOCAL_POINT, partnership="P-1", area="FJ")
    assert roles.has_role(lea, Role.FOCAL_POINT, partnership="P-1", area="WS")
    assert roles.has_role(tevita, Role.FOCAL_POINT, partnership="P-1", area="FJ")
    assert not roles.has_role(tevita, Role.FOCAL_POINT, partnership="P-1", area="WS")


def test_who_looks_after_an_area_is_asked_before_who_looks_after_all():
    everywhere = roles.grant(person("lea@example.org"), Role.FOCAL_POINT, partnership="P-1")
    fiji = roles.grant(person("tevita@example.org"), Role.FOCAL_POINT, partnership="P-1", area="FJ")
    roles.grant(person("sina@example.org"), Role.FOCAL_POINT, partnership="P-1", area="WS")
    assert roles.holders("P-1", Role.FOCAL_POINT, area="FJ") == [fiji, everywhere]


def test_holders_come_in_the_order_of_the_roles_then_oldest_first():
    deputy = roles.grant(person("dan@example.org"), Role.DEPUTY, partnership="P-1")
    first = roles.grant(person("lea@example.org"), Role.FOCAL_POINT, partnership="P-1")
    second = roles.grant(person("eli@example.org"), Role.FOCAL_POINT, partnership="P-1")
    assert roles.holders("P-1", Role.FOCAL_POINT, Role.DEPUTY) == [first, second, deputy]


def test_two_people_share_a_mailbox():
    office = person("office@example.org")
    for name in ("Sina", "Tevita"):
        roles.grant(office, Role.FOCAL_POINT, partnership="P-1", name=name)
    assert [each.name for each in roles.holders("P-1", Role.FOCAL_POINT)] == ["Sina", "Tevita"]
    assert User.objects.count() == 1


def test_giving_a_role_twice_is_the_same_as_once(focal_point):
    roles.grant(focal_point, Role.FOCAL_POINT, partnership="P-1")
    assert RoleGrant.objects.count() == 1


def test_a_role_is_taken_away_once(focal_point):
    given = focal_point.role_grants.get()
    assert [roles.revoke(given), roles.revoke(given)] == [True, False]


def test_who_is_closed_has_no_role(focal_point):
    focal_point.is_active = False
    assert not roles.has_role(focal_point, Role.FOCAL_POINT, partnership="P-1")


@pytest.mark.parametrize(("role", "is_staff"), [("officer", True), ("administrator", True), ("focal-point", False)])
def test_staff_are_the_registrys_own_people(role, is_staff):
    assert roles.is_staff_role(role) == is_staff


def test_one_mailbox_is_one_person_whatever_its_case():
    assert people.find_or_make("Lea@Example.org") == people.find_or_make(" lea@example.ORG ")


def test_an_address_stands_in_one_place_of_a_person():
    lea = people.find_or_make("lea@example.org")
    assert "lea" not in lea.username
