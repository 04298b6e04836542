"""Whoever types a name, an acronym or its beginning is offered the organization that is meant."""

import pytest

from rapport.organizations.authority import Authority, Named
from rapport.organizations.finding import find_alike, find_named

pytestmark = pytest.mark.django_db
BANK = "African Development Bank"


@pytest.fixture(autouse=True)
def _organizations() -> None:
    Authority().enter(
        [
            Named("afdb", "afdb", BANK, "intergovernmental", aliases=("AfDB", "Banque africaine de développement")),
            Named("adb", "adb", "Asian Development Bank", "intergovernmental", aliases=("ADB",)),
            *(Named(f"g{n}", "", f"Association {n} of Aardvarks", "ngo") for n in range(250)),
            Named("last", "", "Zonal Association of Rivers", "ngo"),
        ]
    )


@pytest.mark.parametrize("typed", ["AfDB", "afd", "BANQUE AFRICAINE", "African Dev", "african bank"])
def test_it_is_offered_by_any_name_and_by_how_one_begins(typed: str) -> None:
    assert find_alike(typed)[0].name == BANK


def test_an_acronym_alone_is_never_taken_for_the_organization() -> None:
    assert find_named("ADB") is None
    assert [each.public_id for each in find_alike("ADB")] == ["adb"]


def test_what_has_every_word_is_found_among_many_that_have_one() -> None:
    assert find_alike("Association of Rivers")[0].name == "Zonal Association of Rivers"
