"""Addresses are put together by hand for speed; they agree with the address table."""

from datetime import date

import pytest
from django.urls import resolve, reverse
from django.utils.translation import override

from rapport.explore.addresses import country_path, organization_path, record_path, set_path, slug_of, theme_path
from rapport.sets.query import Query


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_they_are_those_of_the_table(language):
    with override(language):
        assert set_path(Query()) == reverse("explore:search")
        assert record_path("P-1", "Reef Watch") == reverse("explore:record", args=["P-1", "reef-watch"])
        assert organization_path("unep", "UNEP") == reverse("explore:organization", args=["unep", "unep"])
        assert theme_path("water") == reverse("explore:theme", args=["water"])
        assert country_path("FJ") == reverse("explore:country", args=["FJ"])


def test_a_record_of_another_day_says_the_day():
    with override("en"):
        assert record_path("P-1", "Reef", as_at=date(2005, 1, 1)) == "/en/partnerships/P-1/reef/?as-at=2005-01-01"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Côte d’Ivoire: water!", "côte-divoire-water"),
        ("水的伙伴关系", "水的伙伴关系"),
        ("", "-"),
        ("!?", "-"),
        ("a" * 99, "a" * 60),
    ],
)
def test_a_slug_is_for_people(name, slug):
    assert slug_of(name) == slug


@pytest.mark.parametrize("public_id", ["catalogue", "P-1.json", "..", "a.b~c_d-e"])
def test_every_id_has_a_page_whatever_it_is_called(public_id):
    with override("en"):
        found = resolve(record_path(public_id, "Reef Watch"))
    assert (found.url_name, found.kwargs["public_id"]) == ("record", public_id)
