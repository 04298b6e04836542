"""A query has one address, and its address gives it back; nothing in an address can break it."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from rapport.sets.facets import FACETS, listed_values
from rapport.sets.parsing import parse_query, read_page
from rapport.sets.query import ORDERS, Query
from rapport.testing import enter_cast

pytestmark = pytest.mark.django_db  # where organizations are looked up


def parse(address: str) -> tuple[Query, list[str]]:
    return parse_query(QueryDict(address.partition("?")[2]))


def chosen():
    codes = [name for name in FACETS if listed_values(name)]
    of_codes = st.sampled_from(codes).flatmap(
        lambda name: st.tuples(st.just(name), st.lists(st.sampled_from(listed_values(name)), min_size=1, max_size=3))
    )
    ranges = st.tuples(st.integers(1, 9999), st.integers(0, 9)).map(lambda pair: f"{pair[0]:04}..{pair[0] + 9:04}")
    of_dates = st.tuples(st.sampled_from(["registered", "started", "ends"]), st.lists(ranges, min_size=1, max_size=2))
    ids = st.lists(st.from_regex(r"[A-Za-z0-9._~-]{1,20}", fullmatch=True), min_size=1, max_size=2)
    of_ids = st.tuples(st.sampled_from(["organization", "led-by"]), ids)
    pair = of_codes | of_ids | of_dates.filter(lambda found: all(len(each) <= 10 for each in found[1]))
    return st.lists(pair, max_size=3).map(lambda pairs: tuple((name, tuple(values)) for name, values in pairs))


queries = st.builds(
    Query,
    words=st.text(max_size=250),
    included=chosen(),
    further=chosen(),
    excluded=chosen(),
    as_at=st.none() | st.dates(),
    known_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    order=st.sampled_from(("", *ORDERS)),
)


@given(queries)
def test_its_address_gives_it_back(query):
    again, sentences = parse(query.path())
    assert (again, sentences) == (query, [])
    assert again.path() == query.path()


def test_an_address_is_readable_and_has_one_form():
    query, _sentences = parse(
        "?theme=water&theme=energy,water&not-status=withdrawn&started=2001..2003&commitment=SDG:7"
    )
    assert query.path() == "/partnerships/?theme=energy,water&commitment=sdg:7&started=2001..2003&not-status=withdrawn"
    assert query.path(page=3).endswith("&page=3")
    assert Query(words="clean  water & air").path() == "/partnerships/?q=clean+water+%26+air"
    assert Query().path() == "/partnerships/"


def test_a_form_without_script_gives_ranges_by_their_bounds():
    assert parse("?started-from=2001&started-to=")[0] == Query.of(started="2001..")
    assert parse("?started-from=&started-to=")[0] == Query()


def test_codes_are_read_whatever_their_case():
    assert parse("?country=fj&theme=WATER")[0] == Query.of(country="FJ", theme="water")


def test_its_neighbours():
    query = Query.of("reef", theme=["energy", "water"], without={"scope": ["local"]})
    assert query.toggle("theme", "water") == query.without_value("theme", "water")
    assert query.toggle("theme", "mining").values("theme") == ("energy", "mining", "water")
    assert query.without("theme").without("scope") == Query("reef")
    assert query.without("q").words == ""
    assert query.clear() == Query()


def test_narrowing_keeps_both_conditions():
    query = Query.of(theme="water").narrowed(Query.of(theme="energy", scope="local"))
    assert query.path() == "/partnerships/?theme=water&scope=local&and-theme=energy"
    assert parse(query.path())[0] == query


def test_narrowing_thrice_on_one_facet_keeps_all_three():
    query = Query.of(theme="water").narrowed(Query.of(theme=["energy", "health"])).narrowed(Query.of(theme="energy"))
    assert query.path() == "/partnerships/?theme=water&and-theme=energy&and-theme=energy,health"
    assert parse(query.path()) == (query, [])


def test_the_usual_order_does_not_stand_in_the_address():
    assert Query(order="newest").path() == "/partnerships/"
    assert Query("reef", order="relevance").path() == "/partnerships/?q=reef"
    assert Query(order="relevance") == Query()
    assert Query("reef", order="newest").path() == "/partnerships/?q=reef&order=newest"


def test_a_time_of_a_day_means_its_end():
    query, _sentences = parse("?known-at=2010-02-01")
    assert query.known_at == datetime(2010, 2, 1, 23, 59, 59, 999999, UTC)
    assert parse("?known-at=2010-02-01T12:00%2B02:00")[0].known_at == datetime(2010, 2, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("?colour=red", "“colour” is no facet, and was left out."),
        ("?theme=watr", "Theme: there is no “watr”."),
        ("?theme=%00%0A", "Theme: there is no “�”."),
        ("?organization='; DROP TABLE", "Organization: there is no “'; DROP TABLE”."),
        ("?started=2003..2001", "Started: The range “2003..2001” ends before it begins."),
        ("?started=2001-02-30", "Started: “2001-02-30” is no date; write 2003, 2003-05 or 2003-05-17."),
        ("?partners=two", "Number of partners: “two” is not a whole number up to 999999."),
        ("?duration=9999999999", "Duration in whole years: “9999999999” is not a whole number up to 999999."),
        (
            "?as-at=2010-02-30",
            "“2010-02-30” is not a day of the calendar; write it as 2010-02-01. The day was left out.",
        ),
        ("?as-at=tomorrow", "“tomorrow” is not a day of the calendar; write it as 2010-02-01. The day was left out."),
        (
            "?known-at=2010-02-01T99:00",
            "“2010-02-01T99:00” is not a time; write it as 2010-02-01 or 2010-02-01T12:00Z. The time was left out.",
        ),
        ("?order=random", "“random” is no order; there are relevance, name, newest, freshness."),
    ],
)
def test_what_cannot_be_understood_is_named(address, sentence):
    assert parse(address)[1] == [sentence]


@pytest.mark.parametrize(("language", "between"), [("en", ", "), ("ar", "\u2069، \u2068"), ("zh-hans", "、")])
def test_what_there_is_instead_is_listed_with_the_comma_of_the_language(language, between):
    with override(language):
        assert between.join(("relevance", "name", "newest")) in parse("?order=random")[1][0]


def test_a_value_that_there_is_not_stays_for_an_empty_set_is_the_true_answer():
    assert parse("?theme=watr")[0].values("theme") == ("watr",)


def test_ids_of_organizations_are_one_whatever_their_case():
    enter_cast()
    address = "?organization=UNEP,not-known,unep&and-organization=Reef-Programme&not-led-by=Unep&led-by=NOBODY"
    query, sentences = parse(address)
    assert query.path() == (
        "/partnerships/?organization=not-known,unep&led-by=NOBODY&and-organization=reef-programme&not-led-by=unep"
    )
    assert sentences == []


@given(
    st.dictionaries(st.text(max_size=12) | st.sampled_from(sorted(FACETS)), st.lists(st.text(max_size=40), max_size=4))
)
def test_no_address_raises(params):
    query, sentences = parse_query(params)
    assert parse(query.path())[0] == query
    assert len(sentences) <= 10


def test_floods_are_capped():
    flood = "?q=" + "a" * 100_000 + "&organization=" + ",".join(f"o{n}" for n in range(5000))
    query, sentences = parse(flood)
    assert (len(query.words), len(query.values("organization"))) == (200, 100)
    assert sentences == [
        "Only the first 200 characters of the words were searched.",
        "Organization: only the first 100 values were taken.",
    ]


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "9" * 30, "٣"])
def test_nonsense_is_page_one(page):
    assert read_page({"page": [page]}) == 1


def test_as_at_is_a_full_day():
    assert parse("?as-at=2010-02-01")[0].as_at == date(2010, 2, 1)
