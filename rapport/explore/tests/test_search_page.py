"""The search page: the set says what it is, can be narrowed and widened by links alone, and helps where it is empty."""

import re

import pytest

from rapport.explore.addresses import set_path
from rapport.explore.listing import list_set
from rapport.explore.neighbours import Neighbours
from rapport.sets.facets import FACETS
from rapport.sets.query import Query
from rapport.testing import REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db
PAGE = "/en/partnerships/"


@pytest.fixture
def registry():
    register(
        P_1=document(REEF),
        P_2=document(WASTE),
        P_3=document(WASTE, name="Compost for Coral Islands", themes=(), origin=""),
        P_4=document(WASTE, name="Given Up", status="withdrawn"),
    )


def test_it_says_how_many_of_how_many_as_at_which_day(registry, reader):
    text = reader.text(f"{PAGE}?theme=oceans-seas")
    assert "1 of 3 partnerships" in text
    assert "33%" in text
    assert "as at 1 February 2010" in text


def test_it_says_how_many_a_condition_leaves_out_for_lack_of_data(registry, reader):
    assert "1 of which theme is not known is left out" in reader.text(f"{PAGE}?theme=oceans-seas")


def test_it_says_how_many_are_fictional(registry, reader):
    assert "2 are fictional" in reader.text(PAGE)


def test_withdrawn_ones_are_reached_by_their_own_facet(registry, reader):
    assert "Given Up" not in reader.text(PAGE)
    assert "Given Up" in reader.text(f"{PAGE}?status=withdrawn")


def test_each_condition_can_be_taken_away_and_all_of_them(registry, reader):
    links = reader.links(f"{PAGE}?q=reef&theme=oceans-seas")
    assert f"{PAGE}?theme=oceans-seas" in links
    assert f"{PAGE}?q=reef" in links
    assert PAGE in links


def test_a_second_value_is_added_to_the_first(registry, reader):
    assert f"{PAGE}?theme=oceans-seas,waste-management" in reader.links(f"{PAGE}?theme=oceans-seas")


def test_every_count_is_the_total_of_the_page_that_it_opens(registry, reader):
    options = re.compile(r'<li><a href="([^"]+)"[^>]*>[^<]* <span class="n">(\d+)</span></a>')
    counts = options.findall(reader.read(PAGE))
    assert len(counts) > 15
    for href, count in counts:
        total = re.search(r'<div class="said">\s*<p>\s*<span><strong>(\d+)', reader.read(href.replace("&amp;", "&")))
        assert (href, total.group(1)) == (href, count)


def test_where_a_value_is_chosen_a_number_opens_its_value_alone(registry, reader):
    page = f"{PAGE}?theme=oceans-seas"
    assert f"{PAGE}?theme=waste-management" in reader.links(page)
    for href, count in re.findall(r'<a class="n" href="([^"]+)" rel="nofollow">(\d+)</a>', reader.read(page)):
        assert f"{count} of 3 partnership" in reader.text(href)


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query.of("reef", theme=["water", "energy"], scope="global"),
        Query.of("a & b", without={"theme": ["mining"], "country": ["FJ"]}).at(as_at=TODAY),
        Query.of(theme="water").narrowed(Query.of(theme="energy")).ordered("name"),
    ],
)
@pytest.mark.parametrize(
    ("facet", "value"), [("theme", "water"), ("theme", "mining"), ("country", "FJ"), ("commitment", "sdg:7")]
)
def test_the_quick_address_of_a_value_is_that_of_its_query(query, facet, value):
    ways = Neighbours(query).by(facet)
    assert ways.toggling(value, query.values(facet)) == set_path(query.toggle(facet, value))


def test_a_long_facet_shows_ten_values_and_the_rest_one_click_away(reader):
    themes = [{"theme": code} for code in (
        "water", "energy", "mining", "transport", "forests", "land", "oceans-seas", "education", "health", "trade",
        "drought", "mountains",
    )]  # fmt: skip
    register(P_1=document(REEF, themes=themes))
    panel = next(panel for panel in list_set(Query(), today=TODAY).panels if panel.name == "theme")
    assert len(panel.options) == 10
    assert panel.more["label"] == "2 more"
    whole = next(panel for panel in list_set(Query(), today=TODAY, expanded="theme").panels if panel.name == "theme")
    assert len(whole.options) == 12
    assert "not-theme=drought" in reader.read(f"{PAGE}?facet=theme")


def test_a_facet_of_which_nothing_is_known_takes_no_room(registry, reader):
    page = reader.read(PAGE)
    assert 'id="facet-mechanism"' in page
    assert 'id="facet-region"' in page
    assert 'id="facet-serves"' not in page
    assert f"{PAGE}?facet=serves#facet-serves" in reader.links(PAGE)


def test_a_range_is_asked_by_a_form_that_keeps_the_rest(registry, reader):
    page = reader.read(f"{PAGE}?theme=oceans-seas&facet=started")
    assert 'name="started-from"' in page
    assert '<input type="hidden" name="theme" value="oceans-seas">' in page
    assert "Started: \u20662003–2004\u2069" in reader.text(f"{PAGE}?started-from=2003&started-to=2004")


def test_where_a_facet_is_asked_for_the_facets_are_open_on_a_telephone_too(registry, reader):
    assert '<details class="facets">' in reader.read(PAGE)
    assert '<details class="facets" open>' in reader.read(f"{PAGE}?facet=started")


@pytest.mark.parametrize("facet", [*FACETS, "as-at", "wine"])
def test_every_way_to_ask_can_be_shown_whole(registry, reader, facet):
    assert "3 partnerships" in reader.text(f"{PAGE}?facet={facet}")


def test_what_cannot_be_understood_is_said(registry, reader):
    assert "there is no “wine”" in reader.text(f"{PAGE}?theme=wine")


def test_an_empty_set_offers_the_nearest_word_and_the_way_back(registry, reader):
    links = reader.links(f"{PAGE}?q=coralz")
    assert f"{PAGE}?q=coral" in links
    assert PAGE in links


def test_the_canonical_address_is_that_of_the_query_without_what_is_only_shown(registry, reader):
    page = reader.read(f"{PAGE}?scope=regional&theme=oceans-seas&facet=theme")
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{PAGE}?theme=oceans-seas&amp;scope=regional">' in page


def test_a_past_day_shows_the_registry_of_that_day(registry, reader):
    text = reader.text(f"{PAGE}?as-at=2003-12-31")
    assert "1 partnership " in text
    assert f"{PAGE}P-1/pacific-reef-watch/?as-at=2003-12-31" in reader.links(f"{PAGE}?as-at=2003-12-31")


def test_names_and_words_cannot_break_out_of_the_page(reader):
    register(P_1=document(REEF, name="<script>alert(1)</script>", objectives='"><img src=x onerror=alert(1)>'))
    page = reader.read(f"{PAGE}?q=%22%3E%3Cscript%3E")
    assert "<script>" not in page + reader.read(PAGE)
    assert "<img" not in reader.read(PAGE)


def test_pages_follow_one_another(reader):
    register(**{f"P_{number}": document(WASTE, name=f"Number {number}") for number in range(25)})
    assert f"{PAGE}?page=2" in reader.links(PAGE)
    assert "21 to 25 of 25" in reader.text(f"{PAGE}?page=2")
    assert "21 to 25 of 25" in reader.text(f"{PAGE}?page=999")


def test_a_name_in_another_language_than_the_readers_is_marked(reader):
    register(P_1=document(REEF, name="Veille des récifs", language="fr"))
    page = reader.read(PAGE)
    assert '<span lang="fr" dir="ltr">Veille des récifs</span>' in page
    assert "French" in page


def test_the_readers_own_language_is_preferred(reader):
    texts = ({"field": "name", "language": "fr", "text": "Veille des récifs"},)
    register(P_1=document(REEF, texts=texts))
    assert "Veille des récifs" in reader.text("/fr/partnerships/")


def test_words_need_no_escapes_in_an_address(reader):
    register(P_1=document(REEF, name="Veille des récifs"), P_2=document(WASTE))
    response = reader.client.get(PAGE, QUERY_STRING="q=récifs".encode().decode("latin-1"))
    assert 'value="récifs"' in response.content.decode()
    assert "Veille des récifs" in response.content.decode()
