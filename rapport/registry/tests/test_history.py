"""As at a day, as known at a time: against a slow twin that reads the journal as a person would."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.registry.history import in_force
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Happening, Proposal
from rapport.testing import NOW, document, register

pytestmark = pytest.mark.django_db
FIRST = date(2003, 1, 1)
days = st.integers(0, 40).map(lambda days: FIRST + timedelta(days))
times = st.integers(0, 60).map(lambda days: datetime(2003, 1, 1, tzinfo=UTC) + timedelta(days))
scopes = st.sampled_from(["global", "regional", "local"])


@st.composite
def histories(draw: st.DrawFn) -> tuple[Happening, ...]:
    first = Happening("registered", draw(days), draw(times), document=document(scope=draw(scopes)))
    later = draw(
        st.lists(
            st.one_of(
                st.builds(
                    lambda day, time, scope: Happening("corrected", day, time, document=document(scope=scope)),
                    days,
                    times,
                    scopes,
                ),
                st.builds(lambda day, time: Happening("confirmed", day, time, role="focal-point"), days, times),
            ),
            max_size=6,
        )
    )
    return (first, *later)


def tell_slowly(
    history: tuple[Happening, ...], as_at: date, known_at: datetime
) -> tuple[str | None, date | None] | None:
    """The scope and the last confirmation on a day, as known at a time; None where the record did not exist."""
    known = [each for each in history if each.happened_on <= as_at and each.recorded_at <= known_at]
    versions = [(each.happened_on, each.recorded_at, place, each) for place, each in enumerate(known) if each.document]
    if not versions:
        return None
    scope = max(versions, key=lambda version: version[:3])[3].document.scope
    return scope, max((each.happened_on for each in known if each.kind == "confirmed"), default=None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(histories(), min_size=1, max_size=4), days, times)
def test_history_tells_what_the_slow_twin_tells(
    transactional: None, told: list[tuple[Happening, ...]], as_at: date, known_at: datetime
) -> None:
    from django.db import transaction

    with transaction.atomic():
        proposals = []
        for place, history in enumerate(told):
            newest = max(
                (each for each in enumerate(history) if each[1].document),
                key=lambda each: (each[1].happened_on, each[1].recorded_at, each[0]),
            )
            proposals.append(Proposal(id=f"r{place}", document=newest[1].document, history=history))
        register(*proposals)
        found = {
            each.public_id: (each.document.scope, each.confirmed_on)
            for each in in_force(as_at=as_at, known_at=known_at)
        }
        transaction.set_rollback(True)
    expected = {f"r{place}": tell_slowly(history, as_at, known_at) for place, history in enumerate(told)}
    assert found == {key: value for key, value in expected.items() if value is not None}


@pytest.fixture
def transactional(db: None) -> None:
    """Each example takes its own back."""


def test_a_record_does_not_exist_before_it_registered() -> None:
    register(reef=document())
    assert list(in_force(as_at=date(2003, 5, 31))) == []
    assert [each.public_id for each in in_force(as_at=date(2003, 6, 1))] == ["reef"]


def test_nothing_was_known_before_it_was_recorded() -> None:
    register(reef=document())
    assert list(in_force(as_at=date(2010, 2, 1), known_at=NOW - timedelta(seconds=1))) == []


def test_of_two_versions_of_one_day_the_one_recorded_last_is_in_force() -> None:
    register(reef=document())
    register(
        Proposal(id="reef", document=document(scope="global"), happened_on=date(2003, 6, 1)), now=NOW + timedelta(1)
    )
    assert [each.document.scope for each in in_force(as_at=date(2003, 6, 1))] == ["global"]
    assert JournalEntry.objects.count() == 2


def test_a_history_out_of_order_that_is_published_with_what_it_leaves_in_force_says_nothing_new() -> None:
    day = date(2003, 6, 1)
    told = [(NOW, "regional"), (NOW + timedelta(2), "global"), (NOW + timedelta(1), "local")]
    history = tuple(
        Happening("corrected" if place else "registered", day, time, document=document(scope=scope))
        for place, (time, scope) in enumerate(told)
    )
    register(Proposal(id="reef", document=document(scope="global"), history=history))
    assert [each.document.scope for each in in_force(as_at=day)] == ["global"]
    assert JournalEntry.objects.count() == 3
