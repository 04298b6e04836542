"""One search: the set, its counts, its page."""

from datetime import date

import pytest

from rapport.sets.parsing import parse_query
from rapport.sets.query import Query
from rapport.sets.search import answer
from rapport.testing import REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registry():
    register(
        reef=document(),
        waste=document(WASTE),
        withdrawn=document(name="Reefs of Glass", status="withdrawn", status_on="2009-06"),
    )


def find(address: str):
    from django.http import QueryDict

    query, sentences = parse_query(QueryDict(address))
    assert not sentences
    return answer(query, today=TODAY)


def test_without_a_condition_it_answers_with_the_registry():
    found = find("")
    assert (found.total, found.base) == (2, 2)
    assert found.numbers == [2, 1]  # newest first


def test_it_counts_a_facet_as_if_the_facet_had_not_been_asked_for():
    found = find("theme=education")
    assert found.total == 1
    assert found.facets["theme"].count("waste-management") == 1
    assert found.facets["scope"].count("subregional") == 0


def test_it_says_how_many_a_filter_leaves_out_for_lack_of_data():
    found = find("mechanism=training")
    assert (found.total, found.left_out) == (1, {"mechanism": 1})
    assert find("mechanism=not-known").total == 1


def test_the_withdrawn_are_reached_by_their_own_facet():
    assert find("").facets["status"].count("withdrawn") == 1
    assert find("status=withdrawn").total == 1
    assert find("status=withdrawn&as-at=2009-05-31").total == 0
    assert find("as-at=2009-05-31").total == 3


def test_it_finds_words_in_name_and_text_and_ranks_names_first():
    assert find("q=corals").numbers == [1]
    assert find("q=coral").numbers == [1]  # one stem
    assert find("q=waste").numbers == [2]
    assert find('q="trains those"').numbers == [2]
    assert find('q="those trains"').total == 0
    assert find("q=wate").did_you_mean == "waste"


def test_ended_is_by_the_own_end_of_the_partnership():
    assert find("ended=yes").numbers == [1]
    assert find("ended=no").numbers == [2]
    assert find("ended=yes&as-at=2008-05-31").total == 0  # the month is not over
    assert find("ended=yes&as-at=2008-06-01").numbers == [3, 1]  # 3 was withdrawn only later


def test_it_knows_freshness_by_the_day_asked():
    assert find("freshness=unknown").total == 2
    assert answer(Query.of(freshness="green"), today=date(2010, 2, 1)).total == 0


def test_it_finds_by_organization_and_by_who_leads():
    assert find("organization=reef-programme").total == 1
    assert find("led-by=government-of-fiji").total == 0
    assert find("partner=major-group&partner-type=ngo").total == 1
    assert REEF["partners"][0]["organization"] == "reef-programme"


def test_ranges_hold_what_is_certainly_inside():
    assert find("started=2003").total == 1
    assert find("started=2003-05..2003-12").total == 1
    assert find("started=2004-01..2004-06").total == 0  # 2004 may be later
    assert find("duration=5").total == 1
    assert find("partners=..2").total == 1
