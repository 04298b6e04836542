"""Themes, countries and organizations have pages made of sets: every number opens its partnerships."""

import re

import pytest

from rapport.explore.counting import find_most_listed
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.testing import REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db
COUNTS = re.compile(r'<a class="n" href="(/en/partnerships/[^"]*)">([\d,]+)</a>')


@pytest.fixture
def registry():
    register(
        P_1=document(REEF),
        P_2=document(WASTE, partners=REEF["partners"], origin="", themes=REEF["themes"]),
        P_3=document(WASTE, status="withdrawn"),
    )


@pytest.mark.parametrize(
    "path",
    [
        "/en/themes/", "/en/themes/oceans-seas/", "/en/countries/", "/en/countries/FJ/", "/en/organizations/",
        "/en/map/",
        "/en/organizations/reef-programme/x/", "/en/",
    ],
)  # fmt: skip
def test_every_number_is_the_size_of_the_set_that_it_opens(registry, reader, path):
    counts = set(COUNTS.findall(reader.read(path)))
    assert counts
    for href, count in counts:
        said = re.search(r'<div class="said">\s*<p>\s*<span><strong>([\d,]+)', reader.read(href.replace("&amp;", "&")))
        assert (href, said.group(1)) == (href, count)


def test_the_countries_open_the_partnerships_that_do_not_say_where_they_act(reader):
    register(P_1=document(REEF), P_2=document(WASTE))
    assert "/en/partnerships/?country=not-known" in reader.links("/en/countries/")


def test_a_theme_that_no_partnership_has_says_so(registry, reader):
    assert "No partnership of the registry says so." in reader.text("/en/themes/mining/")


def test_an_organization_keeps_real_and_fictional_partnerships_apart(registry, reader):
    text = reader.text("/en/organizations/reef-programme/")
    assert "In real partnerships in all 1 as lead 1" in text
    assert "In fictional partnerships, made up for demonstration in all 1 as lead 1" in text


def test_an_organization_shows_with_whom_it_works(registry, reader):
    links = reader.links("/en/organizations/reef-programme/x/")
    assert "/en/partnerships/?organization=reef-programme&and-organization=government-of-fiji" in links


def test_an_organization_is_found_whatever_the_case_of_its_id(registry, reader):
    response = reader.client.get("/en/organizations/REEF-Programme/x/")
    assert (response.status_code, response["Location"]) == (
        302, "/en/organizations/reef-programme/regional-reef-programme/",
    )  # fmt: skip
    for facet in ("organization", "led-by"):
        text = reader.text(f"/en/partnerships/?{facet}=REEF-Programme")
        assert text == reader.text(f"/en/partnerships/?{facet}=reef-programme")
        assert "Pacific Reef Watch" in text


def test_an_organization_of_no_partnership_has_a_page(registry, reader):
    assert "It is in no partnership of the registry today." in reader.text("/en/organizations/unep/")


def test_organizations_are_found_by_part_of_a_name_without_accents_and_case(registry, reader):
    text = reader.text("/en/organizations/?q=RÉEF")
    assert "1 organization " in text
    assert "Regional Reef Programme" in text


def test_organizations_are_found_by_country(registry, reader):
    text = reader.text("/en/organizations/?country=WS")
    assert "Government of Samoa" in text
    assert "Government of Fiji" not in text


def test_a_country_code_in_small_letters_leads_to_its_page(registry, reader):
    assert reader.open("/en/countries/fj/").redirect_chain[-1][0] == "/en/countries/FJ/"


def test_the_organizations_of_a_small_set_are_those_that_the_sets_would_name(registry):
    view = view_of(Query(), today=TODAY)
    expected = view.organizations_most_listed(2, within=view.registry)
    assert find_most_listed(view.registry, view, most=2) == expected


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/es/themes/", ["África", "Agricultura", "Agua"]),
        ("/fr/themes/", ["Afrique", "Agriculture", "Assainissement"]),
        ("/ru/themes/", ["Африка", "Биоразнообразие", "Биотехнология"]),
        ("/zh-hans/countries/", ["阿尔巴尼亚", "阿尔及利亚", "阿富汗"]),
        ("/es/countries/", ["Afganistán", "Albania", "Alemania"]),
    ],
)
def test_themes_and_countries_stand_where_readers_look_for_them(reader, path, first):
    named = re.findall(r"<(?:th scope=.row.|li)><a [^>]*/(?:themes|countries)/[^>]*>([^<]+)</a>", reader.read(path))
    assert named[:3] == first
