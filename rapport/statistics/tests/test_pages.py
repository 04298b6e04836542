"""Pages of figures: of the registry, of any set, of another day; and as files."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client

from rapport.testing import WASTE, document, register

pytestmark = pytest.mark.django_db
PAGES = ("/en/statistics/", "/en/statistics/figures/", "/ar/statistics/", "/zh-hans/statistics/figures/")


@pytest.fixture
def registry() -> None:
    register(reef=document(), waste=document(WASTE))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_which_set_it_is_of(page: str, registry: None, client: Client) -> None:
    response = client.get(page)
    assert response.status_code == 200
    assert ">2</a>" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_registry_has_pages_too(page: str, client: Client) -> None:
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("chart", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"])
def test_a_chart_stands_alone_with_its_base_its_day_and_that_it_is_fictional(
    chart: str, registry: None, client: Client
) -> None:
    response = client.get(f"/en/statistics/charts/{chart}.svg")
    drawing = ElementTree.fromstring(response.content)  # noqa: S314 it is ours
    said = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    assert f"Figure {chart}." in said
    assert "as at 1 February 2010" in said
    assert "fictional" in said


def test_there_is_no_ninth_chart(client: Client) -> None:
    assert client.get("/en/statistics/charts/IX.svg").status_code == 404


def test_figures_of_any_set(registry: None, client: Client) -> None:
    rows = json.loads(client.get("/en/statistics/figures.json?theme=waste-management").content)
    total = next(row for row in rows if row["id"] == "total")
    assert (total["numerator"], total["query"]) == (1, "/partnerships/?theme=waste-management")


@pytest.mark.parametrize("page", ["/en/statistics/", "/en/statistics/figures/"])
def test_the_figures_of_a_set_say_what_it_is_made_by(page: str, registry: None, client: Client) -> None:
    html = client.get(f"{page}?theme=waste-management&started=2001..2009&cluster=2008-2009").content.decode()
    assert (
        f'href="{page}?started=2001..2009&amp;cluster=2008-2009" title="Take this away">Theme: Waste management' in html
    )
    assert "Started: \u20662001–2009\u2069" in html
    assert f'class="clear" href="{page}?cluster=2008-2009"' in html


def test_files_say_their_day_and_how_much_is_fictional(registry: None, client: Client) -> None:
    text = client.get("/en/statistics/figures.csv").content.decode()
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["id"], row["as_at"], row["fictional"]) == ("total", "2010-02-01", "2")


def test_another_day_is_asked_in_the_address(registry: None, client: Client) -> None:
    rows = json.loads(client.get("/en/statistics/figures.json?as-at=2003-12-31").content)
    assert (rows[0]["numerator"], rows[0]["query"]) == (1, "/partnerships/?as-at=2003-12-31")


@pytest.mark.parametrize(
    "query", ["as-at=yesterday", "cluster=2099-2100", "theme=fire", "known-at=%00", "listed=%0a", "q=" + "x" * 5000]
)
def test_what_cannot_be_understood_is_said_and_harms_nothing(query: str, registry: None, client: Client) -> None:
    assert client.get(f"/en/statistics/?{query}").status_code == 200


def test_an_organization_can_be_asked_for(registry: None, client: Client) -> None:
    rows = json.loads(client.get("/en/statistics/figures.json?listed=unep").content)
    assert next(row for row in rows if row["id"] == "listings.organization.unep")["numerator"] == 0


def test_no_page_costs_more_queries_for_more_records(
    registry: None,
    client: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    client.get("/en/statistics/")  # the sets are opened once
    with django_assert_num_queries(2):
        client.get("/en/statistics/")
    register(third=document(WASTE, name="A third"), fourth=document(WASTE, name="A fourth"))
    client.get("/en/statistics/")
    with django_assert_num_queries(2):
        client.get("/en/statistics/")
