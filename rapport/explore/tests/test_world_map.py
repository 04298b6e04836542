"""The world map: countries coloured by class, small States as dots, the same numbers in a table beside it."""

import gzip
import json
from itertools import combinations
from math import dist

import pytest

from rapport.explore.sources.build_world import APART, spread
from rapport.explore.world import _DATA, divide_counts, draw_world
from rapport.sets.query import Query
from rapport.testing import REEF, TODAY, WASTE, document, register
from rapport.vocabularies.schemes import scheme

NOT_DRAWN = {"AQ"}  # Antarctica


def test_every_country_and_area_has_an_outline_or_a_dot():
    world = json.loads(_DATA.read_text())
    drawn = {*world["outlines"], *world["dots"]}
    assert set(scheme("countries").codes) - drawn - NOT_DRAWN == set()


def test_small_island_states_are_dots_that_can_be_hit():
    dots = json.loads(_DATA.read_text())["dots"]
    assert {"TV", "NR", "MV", "MH", "KI", "TO"} <= set(dots)


def test_no_dot_lies_on_another():
    dots = json.loads(_DATA.read_text())["dots"]
    width = 14  # of a dot, in the template
    assert [pair for pair in combinations(dots, 2) if dist(dots[pair[0]], dots[pair[1]]) < width] == []


def test_only_dots_that_overlap_are_moved_and_always_to_the_same_place():
    dots = {"TV": (100.0, 100.0), "SX": (300.0, 50.0), "MF": (300.0, 50.0)}
    placed = spread(dots)
    assert placed["TV"] == (100.0, 100.0)
    assert dist(placed["MF"], placed["SX"]) == pytest.approx(APART)
    assert placed["MF"][0] < placed["SX"][0]
    assert spread(dict(reversed(dots.items()))) == placed


def test_the_data_say_where_they_come_from_and_that_they_endorse_no_boundary():
    world = json.loads(_DATA.read_text())
    assert "Natural Earth" in world["source"]
    assert "do not imply" in world["disclaimer"]


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ([], []),
        ([3], [(3, 3)]),
        ([1, 1, 1, 1], [(1, 1)]),
        ([1, 2, 3, 4, 5, 6, 7, 8], [(1, 2), (3, 4), (5, 6), (7, 8)]),
    ],
)
def test_classes_hold_about_as_many_countries_each(counts, classes):
    assert divide_counts(counts) == classes


@pytest.mark.django_db
def test_a_country_on_the_map_opens_its_partnerships(reader):
    register(P_1=document(REEF), P_2=document(WASTE))
    assert reader.links("/en/map/").count("/en/partnerships/?country=FJ") == 2  # on the map and in the table
    assert "1 does not say where it acts and is left out" in reader.text("/en/map/")
    assert "2 are fictional" in reader.text("/en/map/")


@pytest.mark.django_db
def test_the_map_of_a_set_keeps_its_other_conditions(reader):
    register(P_1=document(REEF))
    fiji = next(place for place in draw_world(Query.of(scope="regional"), today=TODAY).places if place.code == "FJ")
    assert (fiji.count, fiji.href) == (1, "/en/partnerships/?scope=regional&country=FJ")


@pytest.mark.django_db
def test_the_page_stays_under_eighty_kilobytes(reader):
    register(P_1=document(REEF, countries=scheme("countries").codes))
    assert len(gzip.compress(reader.read("/en/map/?theme=oceans-seas,water").encode())) < 80_000


@pytest.mark.django_db
def test_on_the_map_of_one_country_another_opens_the_partnerships_of_both(reader):
    register(P_1=document(REEF), P_2=document(WASTE, countries=("FJ",)))
    samoa = next(place for place in draw_world(Query.of(country="FJ"), today=TODAY).places if place.code == "WS")
    assert (samoa.count, samoa.href) == (1, "/en/partnerships/?country=FJ&and-country=WS")
    assert "1 of 2 partnerships" in reader.text(samoa.href)


@pytest.mark.django_db
def test_the_map_of_a_set_that_names_two_countries_opens_a_third(reader):
    register(
        P_1=document(REEF, countries=("FJ", "WS", "TO")), P_2=document(REEF, name="Another", countries=("FJ", "TO"))
    )
    query = Query.of(country="FJ").narrowed(Query.of(country="WS"))
    tonga = next(place for place in draw_world(query, today=TODAY).places if place.code == "TO")
    assert tonga.count == 1
    assert "<strong>1</strong>" in reader.read(tonga.href)


@pytest.mark.django_db
def test_the_map_says_which_set_it_is_of(reader):
    register(P_1=document(REEF))
    assert "Country: Fiji · Country: Samoa" in reader.text("/en/map/?country=FJ,WS")
