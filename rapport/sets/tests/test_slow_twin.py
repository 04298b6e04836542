"""Whatever is asked of whatever registry, on whatever day: the sets answer as the slow twin does."""

from contextlib import contextmanager
from datetime import date
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rapport.registry.history import in_force
from rapport.sets.facets import CODED, FACETS, NOT_KNOWN, closing_values, listed_values
from rapport.sets.following import view
from rapport.sets.query import Query
from rapport.sets.search import answer, count_facet
from rapport.sets.tests.invented import ORGANIZATIONS, Registry
from rapport.sets.tests.slow_twin import Twin

pytestmark = pytest.mark.django_db
# A registry is thrown from a seed: its parts hang together too much to be made smaller one by one.
slowly = settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
seeds = st.integers(0, 2**32)

VALUES = {
    "theme": ("water", "energy", "education"),
    "primary": ("water", "energy"),
    "secondary": ("water",),
    "scope": ("global", "regional"),
    "country": ("FJ", "KE", "none"),
    "mechanism": ("training", "none"),
    "finance": ("secured", "none"),
    "source": ("government", "ngo", "none"),
    "in-kind": ("staff", "none"),
    "language": ("en", "zh-hans"),
    "partner": ("government", "major-group", "other"),
    "lead": ("major-group",),
    "partner-type": ("women", "ngo"),
    "lead-type": ("government",),
    "organization": ORGANIZATIONS[:3],
    "led-by": ORGANIZATIONS[:2],
    "serves": ("sdg", "none"),
    "commitment": ("sdg:6", "sdg:6.1", "sdg:7"),
    "fair": ("2004", "none"),
    "resources": ("informed",),
    "funding": ("sought", "sought-with-amount", "not-sought"),
    "time-frame": ("limited", "open-ended"),
    "ended": ("yes", "no"),
    "freshness": ("green", "amber", "red", "dormant", "unknown"),
    "updated": ("confirmed", "changed", "reported", "reported-with-evidence", "never"),
    "progress": ("recent", "earlier"),
    "activity": ("training", "workshops"),
    "recent-activity": ("training", "workshops"),
    "deliverables": ("any", "reached", "overdue"),
    "dimension": ("economic", "social"),
    "added-value": ("new",),
    "status": ("registered", "completed", "withdrawn"),
    "origin": ("fictional", "real"),
    "mark": ("no-title", "no-partner", "one-partner"),
    "registered": ("2001..2003", "..2001", "2002-05", "2002-06..2003-02"),
    "started": ("2001..2003", "..2001", "2003-02-28", "2003..", "2003-01..2003-06"),
    "ends": ("2003..2004", "2007-12-31..", "2009-06-15"),
    "duration": ("0", "1..4", "5..", "..3"),
    "partners": ("1", "2..4", "3.."),
    "sources": ("0", "1", "2.."),
}


def choose(chance: Random) -> Query:
    def chosen(most: int) -> dict[str, list[str]]:
        found = {}
        for facet in chance.sample(sorted(VALUES), chance.randint(0, most)):
            unknown = (NOT_KNOWN,) if FACETS[facet].can_be_unknown else ()
            values = (*VALUES[facet], *unknown)
            found[facet] = chance.sample(values, chance.randint(1, min(2, len(values))))
        return found

    query = Query.of(**chosen(2), without=chosen(1))
    return query.narrowed(Query.of(**chosen(1)))


@contextmanager
def registry_of(chance: Random, steps: int):
    """A registry that was never there afterwards."""
    with transaction.atomic():
        registry = Registry(chance)
        for _step in range(steps):
            registry.step()
        yield registry
        transaction.set_rollback(True)


@slowly
@given(seeds, st.integers(1, 12))
def test_today_the_sets_are_what_the_twin_says(seed, steps):
    chance = Random(seed)  # noqa: S311
    with registry_of(chance, steps) as registry:
        twin = Twin(in_force(as_at=registry.today), registry.today)
        for _query in range(15):
            query = choose(chance)
            found = answer(query, today=registry.today)
            assert set(found.numbers) == twin.members(query), query.path()
            assert (found.total, found.base) == (len(twin.members(query)), len(twin.registry()))


@slowly
@given(seeds, st.integers(1, 10))
def test_as_at_any_day_and_known_at_any_time_too(seed, steps):
    chance = Random(seed)  # noqa: S311
    with registry_of(chance, steps) as registry:
        for _question in range(8):
            day = chance.choice(registry.days())
            known_at = chance.choice((None, *registry.times()))
            twin = Twin(in_force(as_at=day, known_at=known_at), day)
            query = choose(chance).at(as_at=day, known_at=known_at)
            assert set(answer(query, today=registry.today).numbers) == twin.members(query), query.path()


@slowly
@given(seeds, st.integers(1, 10))
def test_every_count_beside_a_value_is_the_size_of_the_set_behind_it(seed, steps):
    chance = Random(seed)  # noqa: S311
    with registry_of(chance, steps) as registry:
        query = choose(chance)
        twin = Twin(in_force(as_at=registry.today), registry.today)
        found = answer(query, today=registry.today)
        assert set(found.facets) == set(CODED)
        for facet, counts in found.facets.items():
            for value in {*counts.values, *listed_values(facet), *closing_values(facet)}:
                alone = query.with_values(facet, [value])
                assert counts.count(value) == len(twin.members(alone)), (query.path(), facet, value)


@slowly
@given(seeds, st.integers(1, 10))
def test_sums_over_a_set_are_the_listings_in_it(seed, steps):
    chance = Random(seed)  # noqa: S311
    with registry_of(chance, steps) as registry:
        twin = Twin(in_force(as_at=registry.today), registry.today)
        now = view(today=registry.today)
        query = choose(chance)
        members, chosen = twin.members(query), now.select(query)
        records = [each for each in twin.records if each.number in members]
        partners = [partner for each in records for partner in each.document.partners]
        leads = [partner for partner in partners if partner.role == "lead"]
        assert now.listings(chosen) == len(partners)
        assert now.listings(chosen, leads=True) == len(leads)
        for code, types in (("ngo", {"ngo"}), ("major-group", {"ngo", "women"}), ("other", {"academia"})):
            expected = [each for each in leads if twin.types[each.organization] in types]
            assert now.listings(chosen, code, leads=True) == len(expected)
        sources = [source for each in records for source in each.document.funding_sources]
        assert now.sum("mentions:ngo", chosen) == sum(source.type == "ngo" for source in sources)
        numbers = [twin.number(each, "partners") for each in records if each.document.partners]
        assert now.smallest("partners", chosen) == min(numbers, default=None)
        assert now.largest("partners", chosen) == max(numbers, default=None)
        listed = {code: sum(partner.organization == code for partner in partners) for code in ORGANIZATIONS}
        ranked = sorted(((code, size) for code, size in listed.items() if size), key=lambda pair: (-pair[1], pair[0]))
        assert now.organizations_most_listed(3, within=chosen) == ranked[:3]


def test_left_out_are_those_that_lack_the_data():
    chance = Random(7)  # noqa: S311
    with registry_of(chance, 12) as registry:
        query = Query.of(theme="water", scope="global")
        twin = Twin(in_force(as_at=registry.today), registry.today)
        counted = count_facet(view(today=registry.today), query, "scope")
        assert counted.left_out == len(twin.members(Query.of(theme="water", scope="not-known")))


def test_a_registry_before_its_first_day_is_empty():
    with registry_of(Random(1), 5) as registry:  # noqa: S311
        assert answer(Query().at(as_at=date(1999, 1, 1)), today=registry.today).total == 0
