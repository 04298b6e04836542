"""A round: who would get what, a test letter, the start, answers as they come, beside earlier rounds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.accounts.models import Role
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, WASTE, add_second_factor, document, register
from rapport.upkeep.answering import take_reply
from rapport.upkeep.cases import CaseError
from rapport.upkeep.models import Correspondent, Duty, Link, Recipient, Round
from rapport.upkeep.reminding import remind
from rapport.upkeep.rounds import preview, query_of, send_trial, start_round, write_rounds
from rapport.upkeep.tests.conftest import letters, path_in, person

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def officer(mailbox):
    user = person("olga@example.org")
    user.role_grants.create(role=Role.OFFICER)
    add_second_factor(user)
    mailbox.client.force_login(user)
    return user


@pytest.fixture
def cast(mailbox):
    register(
        Proposal("P-1", document(REEF), confirmed_on=TODAY, reported_on=TODAY),
        Proposal("P-2", document(WASTE), confirmed_on=TODAY, reported_on=TODAY),
        Proposal("P-3", document(REEF, name="Third Reef"), confirmed_on=TODAY, reported_on=TODAY),
    )
    person("ana@example.org", of=["P-1", "P-2"])
    person("ben@example.org", of="P-2")


def plan(query="", **fields):
    return Round.objects.create(title="Update 2010", query=query, made_on=TODAY, **fields)


def planned(query=""):
    found = preview(query_of(query)[0], today=TODAY)
    return {each.user.email: each.records for each in found.people}, found.nobody


def test_the_preview_says_who_gets_what_and_for_which_there_is_nobody(cast):
    assert planned() == ({"ana@example.org": 2, "ben@example.org": 1}, [3])


def test_a_round_may_ask_about_any_set(cast):
    assert planned("theme=waste-management") == ({"ana@example.org": 1, "ben@example.org": 1}, [])
    assert planned("https://example.org/en/partnerships/?theme=oceans-seas") == ({"ana@example.org": 1}, [3])


def test_started_each_gets_one_letter_about_the_records_of_the_set(cast):
    assert start_round(round_ := plan("theme=waste-management", words="Please look."), today=TODAY) == 2
    assert write_rounds(today=TODAY) == 2
    assert write_rounds(today=TODAY) == 0
    (first, _second) = letters("upkeep/round")
    assert first.subject == "Update 2010: is this still true?"
    assert "Please look." in first.body
    assert "Islands Without Litter" in first.body
    assert "Pacific Reef Watch" not in first.body
    assert set(round_.recipients.values_list("written_on", flat=True)) == {TODAY}


def test_a_letter_speaks_of_what_else_somebody_owes_too(cast):
    Duty.objects.filter(partnership__public_id="P-1").update(since=TODAY - timedelta(days=400), due_on=TODAY)
    start_round(plan("theme=waste-management"), today=TODAY)
    assert write_rounds(today=TODAY) == 2
    of_ana, of_ben = (each.as_text() for each in letters("upkeep/round"))
    assert "Islands Without Litter" in of_ana
    assert "Pacific Reef Watch" in of_ana
    assert "A report on its progress is due" in of_ana
    assert "Pacific Reef Watch" not in of_ben
    assert {duty.rung for duty in Duty.objects.filter(partnership__public_id="P-1")} == {2}  # as by a reminder


def test_who_was_written_to_within_the_month_gets_the_letter_later(cast):
    ana = person("ana@example.org")
    Correspondent.objects.create(user=ana, written_on=TODAY - timedelta(days=3))
    found = preview(query_of("")[0], today=TODAY)
    assert found.waiting == 1
    start_round(plan(), today=TODAY)
    write_rounds(today=TODAY)
    assert [each.email for each in letters("upkeep/round")] == ["ben@example.org"]
    write_rounds(today=LATER)
    assert [each.email for each in letters("upkeep/round")] == ["ben@example.org", "ana@example.org"]


def test_the_letter_of_a_round_takes_the_place_of_the_reminder_that_would_have_come_first(cast):
    Correspondent.objects.create(user=person("ana@example.org"), written_on=TODAY)
    Duty.objects.filter(kind="confirm").update(due_on=LATER)
    start_round(plan(), today=TODAY)
    remind(today=LATER)
    assert not [each for each in letters() if each.email == "ana@example.org"]
    write_rounds(today=LATER)
    assert "ana@example.org" in {each.email for each in letters("upkeep/round")}


def test_who_looks_after_nothing_of_it_any_more_gets_no_letter_and_loses_no_month(cast):
    start_round(plan(), today=TODAY)
    ben = person("ben@example.org")
    ben.role_grants.all().delete()
    assert write_rounds(today=TODAY) == 1
    assert [each.user.email for each in Recipient.objects.all()] == ["ana@example.org"]
    assert not Correspondent.objects.filter(user=ben).exclude(written_on=None).exists()


def test_a_letter_tells_no_last_word_that_nobody_gave(cast):
    register(P_4=document(REEF, name="Done", status="completed"))
    person("cai@example.org", of="P-4")
    start_round(plan(), today=TODAY)
    write_rounds(today=TODAY)
    body = next(each.body for each in letters("upkeep/round") if each.email == "cai@example.org")
    assert "Done" in body
    assert "Last word on" not in body


def test_it_warns_of_what_will_be_shown_as_dormant(cast):
    silent = TODAY - timedelta(days=1200)
    Duty.objects.filter(kind="confirm").update(since=silent)
    start_round(plan(), today=TODAY)
    write_rounds(today=TODAY)
    assert "It is shown as dormant" in letters("upkeep/round")[0].body


def test_stopped_half_way_who_waits_gets_no_letter_and_the_links_that_are_out_stay_open(cast, mailbox, officer):
    Correspondent.objects.create(user=person("ana@example.org"), written_on=TODAY)
    start_round(round_ := plan(), today=TODAY)
    write_rounds(today=TODAY)
    path = f"/en/desk/upkeep/rounds/{round_.pk}/"
    assert "1 wait for their letter" in mailbox.open(path).html
    mailbox.post(path, do="stop")
    assert write_rounds(today=LATER) == 0
    page = mailbox.open(path).html
    assert "stopped on 1 February 2010; without a letter: 1" in page
    assert 'value="stop"' not in page
    assert "does not run" in mailbox.post(path, do="stop").html
    assert mailbox.press(path_in(letters("upkeep/round")[0])).response.status_code == 200
    assert Recipient.objects.get(user__email="ben@example.org").answered_on == TODAY


def test_one_that_was_not_started_cannot_be_stopped(cast, mailbox, officer):
    round_ = plan()
    assert "does not run" in mailbox.post(f"/en/desk/upkeep/rounds/{round_.pk}/", do="stop").html


def test_an_answer_by_mail_counts_too(cast):
    start_round(plan(), today=TODAY)
    write_rounds(today=TODAY)
    ben = Link.objects.get(user__email="ben@example.org")
    take_reply(str(ben.pk), "Still true, thank you.", today=TODAY)
    assert Recipient.objects.get(user__email="ben@example.org").answered_on == TODAY


def test_the_preview_names_those_for_which_there_is_nobody(cast, mailbox, officer):
    page = mailbox.open(f"/en/desk/upkeep/rounds/{plan().pk}/").html
    assert '<a href="/en/desk/upkeep/records/P-3/"><bdi>Third Reef</bdi></a>' in page


def test_where_nobody_would_get_a_letter_there_is_nothing_to_start(cast, mailbox, officer):
    page = mailbox.open(f"/en/desk/upkeep/rounds/{plan('scope=global').pk}/").html
    assert 'value="start"' not in page
    assert 'value="drop"' in page


def test_two_officers_at_once_start_it_once(cast):
    round_ = plan()
    start_round(Round.objects.get(pk=round_.pk), today=TODAY)
    with pytest.raises(CaseError) as refused:
        start_round(round_, today=TODAY)
    assert "started already" in refused.value.sentence
    assert Recipient.objects.count() == 2


def test_an_answer_counts_for_the_round(cast, mailbox, officer):
    start_round(plan(), today=TODAY)
    write_rounds(today=TODAY)
    letter = next(each for each in letters("upkeep/round") if each.email == "ben@example.org")
    mailbox.press(path_in(letter))
    assert Recipient.objects.get(user__email="ben@example.org").answered_on == TODAY
    page = mailbox.open(f"/en/desk/upkeep/rounds/{Round.objects.get().pk}/").html
    assert "1 of 2 who were written to have answered" in page
    assert "all still true: 1" in page


def test_a_test_letter_goes_to_oneself_and_its_buttons_change_nothing(cast, mailbox, officer):
    before = JournalEntry.objects.count()
    assert send_trial(plan(), officer, today=TODAY)
    (letter,) = letters("upkeep/round")
    assert letter.email == "olga@example.org"
    page = mailbox.open(path_in(letter))
    thanks = mailbox.post(page.path, press=page.press, all="1", shown=page.values("shown"))
    assert "This was a test letter" in thanks.html
    assert "next word" not in thanks.html
    assert JournalEntry.objects.count() == before


def test_whoever_tries_a_letter_on_themselves_was_not_asked(cast, mailbox, officer):
    send_trial(plan(), officer, today=TODAY)
    start_round(plan(), today=TODAY)
    write_rounds(today=TODAY)
    Duty.objects.update(rung=1, since=TODAY - timedelta(days=9))
    for page in ("records/P-1/", "silent/"):
        below = mailbox.open(f"/en/desk/upkeep/{page}").html.partition("<h1>")[2]
        assert "ana@example.org" in below
        assert "olga@example.org" not in below


def test_at_the_desk_a_round_is_planned_tried_started_and_stands_beside_earlier_ones(cast, mailbox, officer):
    mailbox.post("/en/desk/upkeep/rounds/", title="First", query="theme=waste-management", words="")
    first = Round.objects.get()
    path = f"/en/desk/upkeep/rounds/{first.pk}/"
    page = mailbox.open(path).html
    assert "2 people would get one letter each" in page
    assert "about 1 partnership<" in page
    assert "Theme: Waste management" in page
    assert "A test letter is on its way to you" in mailbox.post(path, do="try").html
    mailbox.post(path, do="start")
    assert len(letters("upkeep/round")) == 3
    assert "0 of 2 who were written to have answered" in mailbox.open(path).html
    assert "started already" in mailbox.post(path, do="start").html
    second = plan()
    start_round(second, today=TODAY)
    assert "First" in mailbox.open(f"/en/desk/upkeep/rounds/{second.pk}/").html


def test_a_round_of_long_ago_still_opens(cast, mailbox, officer):
    start_round(first := plan(), today=TODAY)
    for _each in range(20):
        plan()
    assert "0 of 0 who were written to" in mailbox.open(f"/en/desk/upkeep/rounds/{first.pk}/").html


def test_one_that_was_not_started_can_be_dropped(cast, mailbox, officer):
    round_ = plan()
    mailbox.post(f"/en/desk/upkeep/rounds/{round_.pk}/", do="drop")
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "Give the round a title"), ({"title": "A", "query": "nonsense=1"}, "is no facet")],
)
def test_what_is_wrong_with_a_plan_gets_a_sentence(mailbox, officer, typed, sentence):
    answer = mailbox.post("/en/desk/upkeep/rounds/", **typed)
    assert answer.response.status_code == 422
    assert sentence in answer.html


def count_queries(mailbox, path):
    with CaptureQueriesContext(connection) as captured:
        assert mailbox.open(path).response.status_code == 200
    return len(captured)


def test_a_page_of_rounds_costs_the_same_for_one_and_for_three(cast, mailbox, officer):
    start_round(plan(), today=TODAY)
    mailbox.open("/en/desk/upkeep/rounds/")
    with_one = count_queries(mailbox, "/en/desk/upkeep/rounds/")
    for _each in range(2):
        start_round(plan(), today=TODAY)
    assert (with_one, count_queries(mailbox, "/en/desk/upkeep/rounds/")) == (6, 6)
