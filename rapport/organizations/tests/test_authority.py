"""An organization is found again however often its source comes, and its name tells nobody's address."""

import pytest

from rapport.organizations.authority import Authority, Named
from rapport.organizations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Reef Club, ana@reef.example", "Reef\x07 Club", "Récif", "珊瑚"])
def test_the_same_name_twice_is_one_organization(name: str) -> None:
    for _time in (1, 2):
        Authority().enter([Named("one", "", name), Named("two", "", name)])
    assert Organization.objects.count() == 1


def test_an_address_in_a_name_is_in_no_id_either() -> None:
    Authority().enter([Named("one", "", "Reef Club ana@reef.example")])
    organization = Organization.objects.get()
    assert (organization.public_id, organization.name) == ("reef-club", "Reef Club •••@•••")
