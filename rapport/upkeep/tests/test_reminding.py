"""Who is reminded, when, of what: one letter a person speaks of everything, at most one a month."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.accounts import handover
from rapport.accounts.models import Role
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, WASTE, document, register
from rapport.upkeep.correspondence import claim_person
from rapport.upkeep.duties import walk_open
from rapport.upkeep.ladder import SHIPPED, ladder, read_ladder
from rapport.upkeep.models import Asked, Case, Duty
from rapport.upkeep.reminding import Reminded, _remind_of, remind
from rapport.upkeep.tests.conftest import letters, person

pytestmark = pytest.mark.django_db
DUE = date(2010, 6, 15)  # a Tuesday


def current(public_id="P-1", base=REEF, **changes):
    """A record that has reported lately, and was confirmed last on 15 June 2009."""
    return Proposal(public_id, document(base, **changes), confirmed_on=date(2009, 6, 15), reported_on=date(2009, 5, 1))


def written(template="upkeep/reminder"):
    return [(each.email, each.written_at.date()) for each in letters(template)]


def walk(first, last, settings):
    """Each day from one to another, as the worker runs them."""
    for number in range((last - first).days + 1):
        settings.RAPPORT_TODAY = first + timedelta(days=number)
        remind(today=settings.RAPPORT_TODAY)


def test_the_ladder_is_climbed_from_a_month_before_to_an_officer(settings):
    register(current())
    person("ana@example.org", of="P-1")
    person("ben@example.org", of="P-1", role=Role.DEPUTY)
    walk(date(2010, 5, 1), date(2010, 10, 10), settings)
    assert written() == [
        ("ana@example.org", date(2010, 5, 17)),  # the 15th was a Saturday
        ("ana@example.org", date(2010, 6, 17)),  # not within a month of the one before
        ("ana@example.org", date(2010, 7, 19)),
        ("ana@example.org", date(2010, 8, 19)),
        ("ben@example.org", date(2010, 9, 2)),  # two weeks of patience
    ]
    assert list(Case.objects.values_list("kind", "opened_on")) == [("no-answer", date(2010, 9, 16))]


def test_those_who_speak_for_a_lead_partner_are_asked_before_an_officer(settings):
    register(current(), current("P-2", name="Other Reef"))
    person("ana@example.org", of="P-1")
    person("lea@example.org", of="P-2")
    register(Proposal("P-2", document(REEF, name="Other Reef"), confirmed_on=TODAY, reported_on=TODAY))
    walk(date(2010, 5, 1), date(2010, 9, 20), settings)
    assert [each for each in written() if each[0] == "lea@example.org"] == [
        ("lea@example.org", date(2010, 9, 2))  # there is no deputy, so the turn is theirs
    ]
    assert "You speak for one of its lead partners" in letters()[-1].body
    assert list(Asked.objects.filter(role="partner").values_list("partnership__public_id")) == [("P-1",)]


def test_where_nobody_is_known_an_officer_looks_for_somebody_at_once():
    register(current())
    assert remind(today=DUE).cases == 1
    assert list(Case.objects.values_list("kind")) == [("find",)]
    assert written() == []


def test_one_letter_speaks_of_everything_that_a_person_owes():
    register(current(), current("P-2", WASTE), current("P-3", name="Third Reef"))
    person(of=["P-1", "P-2", "P-3"])
    assert remind(today=DUE).letters == 1
    (letter,) = letters()
    assert letter.subject == "Is this still true? 3 partnerships"
    assert all(name in letter.body for name in ("Pacific Reef Watch", "Islands Without Litter", "Third Reef"))
    assert set(Duty.objects.filter(kind="confirm").values_list("rung", flat=True)) == {2}


def test_what_falls_due_soon_is_spoken_of_in_the_same_letter(settings):
    register(current())
    register(Proposal("P-2", document(WASTE), confirmed_on=date(2009, 6, 25), reported_on=date(2009, 6, 25)))
    person(of=["P-1", "P-2"])
    walk(date(2010, 5, 15), date(2010, 6, 14), settings)
    assert len(letters()) == 1
    assert "Islands Without Litter" in letters()[0].body


def test_there_is_at_most_one_letter_a_month_whatever_falls_due(settings):
    ids = [f"P-{number}" for number in range(1, 13)]
    for number, public_id in enumerate(ids):
        confirmed = date(2009, 2, 3) + timedelta(days=29 * number)
        proposal = Proposal(public_id, document(REEF, name=public_id), confirmed_on=confirmed, reported_on=TODAY)
        register(proposal)
    person(of=ids)
    walk(TODAY, date(2011, 1, 31), settings)
    days = [day for _email, day in written()]
    assert len(days) <= 12
    assert all(ladder().may_write(before, after) for before, after in pairwise(days))


def test_a_letter_is_in_the_language_of_the_person(settings):
    register(current())
    person(of="P-1", language="fr")
    remind(today=DUE)
    (letter,) = letters()
    assert letter.language == "fr"
    assert "/fr/u/" in letter.body
    assert "15 juin 2010" in letter.body


def test_a_shared_mailbox_names_all_who_share_a_record():
    register(current())
    for name in ("Ana Teo", "Ben Mau"):
        person("office@example.org", of="P-1", name=name)
    remind(today=DUE)
    (letter,) = letters()
    assert letter.name == "Ana Teo, Ben Mau"


def test_a_shared_mailbox_says_whom_it_means():
    register(current(), current("P-2", WASTE))
    person("office@example.org", of="P-1", name="Ana Teo")
    person("office@example.org", of="P-2", name="Ben Mau")
    remind(today=DUE)
    (letter,) = letters()
    assert letter.name == "Ana Teo, Ben Mau"


def test_where_somebody_answers_for_everywhere_those_of_regions_are_not_asked_too():
    register(current())
    person("all@example.org", of="P-1")
    person("fiji@example.org", of="P-1", area="FJ")
    remind(today=DUE)
    assert [email for email, _day in written()] == ["all@example.org"]


def test_where_nobody_answers_for_everywhere_those_of_regions_are_asked():
    register(current())
    person("fiji@example.org", of="P-1", area="FJ")
    person("samoa@example.org", of="P-1", area="WS")
    remind(today=DUE)
    assert sorted(email for email, _day in written()) == ["fiji@example.org", "samoa@example.org"]


@pytest.mark.parametrize("day", [date(2010, 6, 19), date(2010, 6, 20), date(2010, 12, 27)])
def test_on_quiet_days_nobody_is_written_to(day):
    register(current())
    person(of="P-1")
    assert remind(today=day) == Reminded()


def test_run_twice_it_writes_once():
    register(current())
    person(of="P-1")
    remind(today=DUE)
    assert remind(today=DUE) == Reminded()
    assert len(letters()) == 1


def test_two_workers_at_once_write_one_letter():
    register(current())
    user = person(of="P-1")
    (read_before,) = list(walk_open(today=DUE, rules=ladder()))
    remind(today=DUE)
    _remind_of(read_before, ladder(), done := Reminded(), today=DUE)
    assert (done.letters, len(letters())) == (0, 1)
    assert not claim_person(user, ladder(), today=DUE)


def test_two_workers_at_once_open_one_case():
    register(current())
    (read_before,) = list(walk_open(today=DUE, rules=ladder()))
    remind(today=DUE)
    _remind_of(read_before, ladder(), done := Reminded(), today=DUE)
    assert (done.cases, Case.objects.count()) == (0, 1)


def test_after_an_outage_nobody_gets_a_flood(settings):
    register(*(current(f"P-{number}", name=f"Reef {number}") for number in range(1, 6)))
    person("ana@example.org", of=[f"P-{number}" for number in range(1, 6)])
    person("ben@example.org", of="P-1", role=Role.DEPUTY)
    late = date(2011, 2, 7)
    walk(late, late + timedelta(days=13), settings)
    assert written() == [("ana@example.org", late)]
    assert Case.objects.count() == 0


def test_one_who_answers_is_left_in_peace_for_eleven_months(settings):
    register(current())
    person(of="P-1")
    remind(today=DUE)
    register(Proposal("P-1", document(REEF), confirmed_on=DUE), today=DUE)
    walk(DUE + timedelta(days=1), date(2011, 5, 13), settings)
    later = [each.body for each in letters() if each.written_at.date() > DUE]
    assert ["A report on its progress is due on 1 May 2011" in body for body in later] == [True, True]


def test_before_a_record_goes_dormant_a_letter_says_so(settings):
    register(current(), current("P-2", WASTE))
    person(of="P-1")
    Duty.objects.filter(kind="confirm", partnership=1).update(rung=8, climbed_on=date(2011, 6, 15))
    settings.RAPPORT_TODAY = date(2012, 5, 15)
    remind(today=settings.RAPPORT_TODAY)
    (letter,) = letters()
    assert "shown as dormant from 16 June 2012" in letter.body


def test_a_person_who_is_not_active_is_not_written_to():
    register(current())
    user = person(of="P-1")
    user.is_active = False
    user.save()
    remind(today=DUE)
    assert written() == []
    assert list(Case.objects.values_list("kind")) == [("find",)]


def test_somebody_new_is_asked_from_the_start_and_the_case_is_closed(settings):
    register(current())
    remind(today=DUE)
    person("new@example.org", of="P-1")
    settings.RAPPORT_TODAY = DUE + timedelta(days=1)
    remind(today=settings.RAPPORT_TODAY)
    assert [email for email, _day in written()] == ["new@example.org"]
    assert Case.objects.get().outcome == "found"


def test_where_the_last_focal_point_leaves_an_officer_is_told_why_and_the_deputy_turned_to():
    register(current())
    ana = person("ana@example.org", of="P-1")
    person("ben@example.org", of="P-1", role=Role.DEPUTY)
    handover.leave(ana.role_grants.get(), word="Ask the ministry.", today=DUE)
    assert (Case.objects.get().kind, Case.objects.get().note) == ("find", "Ask the ministry.")
    remind(today=DUE)
    assert [email for email, _day in written()] == ["ben@example.org"]


def count_queries(today):
    with CaptureQueriesContext(connection) as captured:
        assert remind(today=today).letters == 1
    return len(captured)


def test_a_letter_costs_the_same_for_one_record_and_for_three():
    register(current())
    user = person(of="P-1")
    remind(today=date(2010, 5, 17))  # the first letter also makes the row that keeps the next a month away
    with_one = count_queries(date(2010, 6, 17))
    register(current("P-2", WASTE), current("P-3", name="Third Reef"))
    person(user.email, of=["P-2", "P-3"])
    Duty.objects.update(rung=0, climbed_on=None)
    later = date(2010, 7, 19)
    with_three = count_queries(later)
    # Each duty spoken of is claimed by an update of its own; everything else is asked once.
    assert with_three - with_one == 2


def test_the_shipped_ladder_is_the_one_in_use():
    assert ladder() == read_ladder(SHIPPED)
