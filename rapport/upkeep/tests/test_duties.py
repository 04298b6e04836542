"""Duties follow from the journal: what a record owes, and from which word it counts."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from rapport.registry import projection
from rapport.registry.models import Partnership
from rapport.registry.proposal import Proposal
from rapport.testing import NOW, REEF, TODAY, WASTE, document, register
from rapport.upkeep.duties import ensure_duties, walk_open
from rapport.upkeep.ladder import ladder
from rapport.upkeep.models import Case, Duty

pytestmark = pytest.mark.django_db
REGISTERED = date(2003, 6, 1)


def owed():
    return {(duty.partnership.public_id, duty.kind): duty.due_on for duty in Duty.objects.select_related("partnership")}


def test_before_the_first_word_a_period_counts_from_registration():
    register(P_1=document(REEF))
    assert owed() == {("P-1", "confirm"): date(2004, 6, 1), ("P-1", "report"): date(2005, 6, 1)}


def test_it_counts_from_the_last_word_and_not_from_registration():
    register(Proposal("P-1", document(REEF), confirmed_on=date(2009, 11, 3)))
    assert owed()["P-1", "confirm"] == date(2010, 11, 3)
    register(Proposal("P-1", document(REEF), confirmed_on=TODAY))
    assert owed()["P-1", "confirm"] == date(2011, 2, 1)


def test_a_report_is_a_confirmation_too():
    register(Proposal("P-1", document(REEF), confirmed_on=date(2008, 1, 1), reported_on=date(2009, 7, 1)))
    assert owed() == {("P-1", "confirm"): date(2010, 7, 1), ("P-1", "report"): date(2011, 7, 1)}


@pytest.mark.parametrize("status", ["completed", "withdrawn", "merged", "superseded"])
def test_a_record_that_is_over_owes_nothing(status):
    register(P_1=document(REEF))
    register(P_1=document(REEF, status=status, status_on="2010-01"))
    assert owed() == {}


def test_one_that_is_forming_owes_a_yearly_word_and_no_report():
    register(P_1=document(REEF, status="forming"))
    assert owed() == {("P-1", "confirm"): date(2004, 6, 1)}


def test_a_change_alone_is_no_confirmation():
    register(P_1=document(REEF))
    Duty.objects.update(rung=3, climbed_on=TODAY)
    register(P_1=document(REEF, scope="global"))
    assert owed()["P-1", "confirm"] == date(2004, 6, 1)
    assert set(Duty.objects.values_list("rung", flat=True)) == {3}


def test_a_word_begins_the_ladder_anew_and_settles_the_case():
    register(P_1=document(REEF))
    Duty.objects.update(rung=7, climbed_on=TODAY)
    case = Case.objects.create(kind="no-answer", partnership_id=1, opened_on=TODAY)
    register(Proposal("P-1", document(REEF), confirmed_on=TODAY))
    assert Duty.objects.get(kind="confirm").rung == 0
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (TODAY, "answered")


def test_made_anew_they_are_the_same_and_keep_their_rungs():
    register(P_1=document(REEF), P_2=document(WASTE), P_3=document(REEF, name="Third", status="withdrawn"))
    Duty.objects.filter(kind="confirm").update(rung=2, climbed_on=TODAY)
    before = list(Duty.objects.order_by("partnership", "kind").values_list("partnership", "kind", "due_on", "rung"))
    projection.rebuild(today=TODAY)
    after = list(Duty.objects.order_by("partnership", "kind").values_list("partnership", "kind", "due_on", "rung"))
    assert after == before


def test_a_registry_that_was_there_before_gets_its_duties():
    register(P_1=document(REEF), P_2=document(WASTE))
    Duty.objects.all().delete()
    ensure_duties(today=TODAY)
    assert len(owed()) == 4


def test_an_end_of_a_later_day_frees_from_its_duty_when_that_day_has_come():
    register(Proposal("P-1", document(REEF), confirmed_on=date(2009, 6, 1)))
    later = date(2010, 4, 1)
    over = document(REEF, status="completed", status_on="2010-03-01")
    register(Proposal("P-1", over, happened_on=date(2010, 3, 1)), today=TODAY, now=NOW)
    assert ("P-1", "confirm") in owed()
    ensure_duties(today=later)
    assert owed() == {}


def test_they_are_walked_in_chunks_and_each_once():
    register(**{f"P_{number}": document(REEF, name=f"Reef {number}") for number in range(1, 8)})
    chunks = list(walk_open(today=TODAY, rules=ladder(), chunk=3))
    assert [len(chunk) for chunk in chunks] == [3, 3, 3, 3, 2]
    assert len({duty.pk for chunk in chunks for duty in chunk}) == 14


def test_what_is_not_due_or_has_no_rung_left_is_not_walked():
    register(Proposal("P-1", document(REEF), confirmed_on=TODAY, reported_on=TODAY))
    assert list(walk_open(today=TODAY, rules=ladder())) == []
    soon = date(2011, 2, 1) - timedelta(days=31)
    assert [[duty.kind for duty in chunk] for chunk in walk_open(today=soon, rules=ladder())] == [["confirm"]]
    Duty.objects.update(rung=10)
    assert list(walk_open(today=soon, rules=ladder())) == []


@given(st.dates(date(2009, 1, 1), date(2013, 12, 31)), st.integers(0, 10), st.none() | st.integers(0, 40))
def test_the_database_walks_exactly_those_that_the_ladder_lets_climb(today, rung, ago):
    """Held against the rule itself, for one duty that is due on a last day of a month."""
    rules, climbed_on = ladder(), None if ago is None else today - timedelta(days=ago)
    duty = Duty(pk=1, partnership_id=1, kind="confirm", since=TODAY, due_on=date(2010, 3, 31), rung=rung)
    duty.climbed_on = climbed_on
    with transaction.atomic():
        Partnership.objects.get_or_create(pk=1, public_id="P-1")
        duty.save()
        walked = any(walk_open(today=today, rules=rules))
        transaction.set_rollback(True)
    reached = rules.rung_on(today, kind="confirm", due_on=duty.due_on, rung=rung, climbed_on=climbed_on)
    assert walked == (reached > rung)
