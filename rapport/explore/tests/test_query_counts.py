"""A page costs the same number of SQL queries for one record and for three, and never more than ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.organizations.authority import Authority, Named
from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db
PAGES = {
    "/en/": 7,
    "/en/partnerships/": 3,
    "/en/partnerships/?as-at=2009-12-31": 6,
    "/en/partnerships/catalogue/": 6,
    "/en/partnerships.csv": 6,
    "/en/partnerships.json": 6,
    "/en/organizations/": 4,
    "/en/themes/": 3,
    "/en/themes/oceans-seas/": 5,
    "/en/countries/": 3,
    "/en/countries/FJ/": 6,
    "/en/map/": 2,
    "/en/organizations/government-of-fiji/government-of-fiji/": 6,
    "/en/partnerships/P-1/pacific-reef-watch/history/": 7,
}


def count_queries(reader, path):
    reader.open(path)  # the first request of a worker also reads the sets
    with CaptureQueriesContext(connection) as captured:
        response = reader.open(path)
        if response.streaming:
            b"".join(response.streaming_content)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_the_same_for_one_and_for_three(path, reader):
    register(P_1=document(REEF))
    with_one = count_queries(reader, path)
    register(P_2=document(REEF, name="Second Reef"), P_3=document(REEF, name="Third Reef"), P_4=document(WASTE))
    assert (with_one, count_queries(reader, path)) == (PAGES[path], PAGES[path])


def test_a_record_costs_the_same_with_three_partners_and_with_many(reader):
    register(P_1=document(REEF), P_2=document(REEF, name="Second Reef"))
    with_three = count_queries(reader, "/en/partnerships/P-1/pacific-reef-watch/")
    many = [Named(f"o{number}", f"org-{number}", f"Organization {number}", "ngo") for number in range(250)]
    Authority().enter(many)
    partners = [*REEF["partners"], *({"organization": each.id} for each in many)]
    register(P_1=document(REEF, partners=partners))
    assert (with_three, count_queries(reader, "/en/partnerships/P-1/pacific-reef-watch/")) == (9, 9)
