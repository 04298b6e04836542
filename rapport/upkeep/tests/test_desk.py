"""The desk of upkeep: who may see it, its pages, cases, and what is taken down on behalf of somebody."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.accounts.models import Role
from rapport.registry.history import find_in_force
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, WASTE, add_second_factor, document, register
from rapport.upkeep import list_views
from rapport.upkeep.models import Case, Duty, Message, Statement
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, person

pytestmark = pytest.mark.django_db
DESK = "/en/desk/upkeep/"
SAID = {
    "kind": "true", "person": "Ana Teo", "role": "focal-point", "channel": "telephone", "on": "2010-01-28",
    "evidence": "Called at ten; note 17 in the file.",
}  # fmt: skip


@pytest.fixture
def desk(mailbox):
    user = person("olga@example.org")
    user.role_grants.create(role=Role.OFFICER)
    add_second_factor(user)
    mailbox.client.force_login(user)
    return mailbox


@pytest.fixture
def cast(db):
    register(Proposal("P-1", document(REEF), confirmed_on=TODAY), P_2=document(WASTE))
    person("ana@example.org", of="P-2")
    remind(today=TODAY)


@pytest.mark.parametrize("page", ["", "silent/", "due/", "cases/", "cases/1/", "records/P-1/", "rounds/", "rounds/1/"])
def test_it_is_for_officers_alone(mailbox, cast, page):
    assert mailbox.open(f"{DESK}{page}").response.status_code == 302
    mailbox.client.force_login(person("ana@example.org"))
    assert mailbox.open(f"{DESK}{page}").response.status_code == 403


def test_each_page_has_a_title_of_its_own(desk, cast):
    pages = [desk.client.get(f"{DESK}{each}").content.decode() for each in ("", "silent/", "due/", "cases/", "rounds/")]
    assert len({each.partition("<title>")[2].partition("</title>")[0] for each in pages}) == len(pages)


def test_the_pulse_says_how_much_is_current_by_theme_and_region(desk, cast):
    page = desk.open(DESK).html
    assert "registered partnerships are current" in page
    assert 'href="/en/partnerships/?freshness=green&amp;status=registered">1</a>' in page
    assert 'href="/en/partnerships/?theme=oceans-seas&amp;freshness=green&amp;status=registered">1</a>' in page
    assert 'href="/en/partnerships/?region=asia-pacific&amp;freshness=green&amp;status=registered">1</a>' in page


def test_its_numbers_open_sets_of_that_size(desk, cast):
    page = desk.open("/en/partnerships/?freshness=green&status=registered").html
    assert "<strong>1</strong>" in page


def test_it_forecasts_what_falls_due(desk, cast):
    page = desk.open(DESK).html
    assert "1 yearly word is overdue" in page
    Duty.objects.filter(partnership=1, kind="confirm").update(due_on=date(2010, 9, 3))
    assert "September 2010" in desk.open(DESK).html


def test_the_numbers_of_the_forecast_open_the_records_behind_them(desk, cast):
    page = desk.open(DESK).html
    assert '<a href="/en/desk/upkeep/due/">1 yearly word is overdue.</a>' in page
    overdue = desk.open(f"{DESK}due/").html
    assert "Islands Without Litter" in overdue
    assert "Pacific Reef Watch" not in overdue
    assert 'href="/en/desk/upkeep/due/?kind=confirm&amp;month=2011-02">1</a>' in page
    assert "Pacific Reef Watch" in desk.open(f"{DESK}due/?kind=confirm&month=2011-02").html
    assert "Pacific Reef Watch" not in desk.open(f"{DESK}due/?kind=report&month=2011-02").html


@pytest.mark.parametrize("asked", ["?month=2010-13", "?month=%00%26", "?kind=nothing", "?month=9999-99&page=x"])
def test_nonsense_asked_of_the_forecast_breaks_nothing(desk, cast, asked):
    assert desk.open(f"{DESK}due/{asked}").response.status_code == 200


def test_it_says_who_was_asked_and_has_not_answered(desk, cast):
    page = desk.open(f"{DESK}silent/").html
    assert "1 record was asked about and has not answered" in page
    assert "ana@example.org" in page
    assert "Islands Without Litter" in page
    assert "focal point" in page


def test_of_whom_nobody_was_asked_nobody_is_said_to_be_silent(desk, cast):
    Duty.objects.filter(partnership=1, kind="confirm").update(rung=7)
    assert "1 record was asked about and has not answered" in desk.open(f"{DESK}silent/").html


def test_messages_that_wait_are_counted_and_lead_to_their_records(desk, cast):
    Message.objects.create(partnership_id=1, name="V", email="v@example.org", text="?", sent_on=TODAY)
    page = desk.open(DESK).html
    assert '<a href="/en/desk/upkeep/silent/#messages">1 message of a visitor waits</a>' in page
    below = desk.open(f"{DESK}silent/").html.partition('id="messages"')[2]
    assert 'href="/en/desk/upkeep/records/P-1/"' in below


# --- cases ---


@pytest.fixture
def case(cast):
    return Case.objects.create(kind="find", partnership_id=1, opened_on=TODAY, note="She left in May.")


def test_the_list_names_the_records(desk, case):
    page = desk.open(f"{DESK}cases/").html
    assert "Pacific Reef Watch" in page
    assert "P-1" in page


def test_a_further_page_of_a_kind_is_of_that_kind(desk, case, monkeypatch):
    monkeypatch.setattr(list_views, "_CASES", replace(list_views._CASES, size=1))
    Case.objects.create(kind="find", partnership_id=2, opened_on=TODAY)
    assert 'href="?kind=find&amp;page=2"' in desk.open(f"{DESK}cases/?kind=find").html
    assert 'href="?page=2"' in desk.open(f"{DESK}cases/").html


def test_a_case_is_taken_up_by_the_first_of_two(desk, case):
    path = f"{DESK}cases/{case.pk}/"
    assert "She left in May." in desk.open(path).html
    assert desk.post(path, do="claim").response.status_code == 302
    answer = desk.post(path, do="claim")
    assert answer.response.status_code == 422
    assert "Somebody else has taken up this case meanwhile" in answer.html


def test_somebody_can_be_invited_to_look_after_the_record(desk, case):
    desk.post(f"{DESK}cases/{case.pk}/", do="invite", email="new@example.org", name="Neo Tau")
    (letter,) = letters("upkeep/invitation")
    assert letter.email == "new@example.org"
    answer = desk.post(f"{DESK}cases/{case.pk}/", do="invite", email="nobody", name="Neo Tau")
    assert "is not an address of mail" in answer.html
    assert 'value="Neo Tau"' in answer.html


def test_closed_it_leaves_the_queue_and_cannot_be_closed_again(desk, case):
    path = f"{DESK}cases/{case.pk}/"
    desk.post(path, do="close", outcome="Nothing found.")
    assert "No case is open" in desk.open(f"{DESK}cases/?kind=find").html
    assert desk.post(path, do="close").response.status_code == 422


def test_an_end_that_waits_is_published_from_its_case(desk, case):
    proposed = {"status": "completed", "status_on": "2009-12", "successor": ""}
    waiting = Case.objects.create(
        kind="ended", partnership_id=1, opened_on=TODAY, proposed=proposed, role="focal-point"
    )
    desk.post(f"{DESK}cases/{waiting.pk}/", do="publish")
    assert find_in_force("P-1", as_at=TODAY).document.status == "completed"
    waiting.refresh_from_db()
    assert waiting.closed_on == TODAY


def test_the_first_page_of_the_desk_says_how_many_are_open(desk, case):
    assert '<a href="/en/desk/upkeep/cases/?kind=find">find a new focal point</a>: 1' in desk.open("/en/desk/").html


def test_what_is_not_there_is_not_found(desk, case):
    for page in ("cases/99/", "rounds/99/", "records/P-99/"):
        assert desk.open(f"{DESK}{page}").response.status_code == 404


# --- what is taken down ---


def take_down(desk, public_id="P-2", **changes):
    return desk.post(f"{DESK}records/{public_id}/", **{**SAID, **changes})


def test_what_was_said_by_telephone_shows_as_such_and_names_nobody(desk, cast):
    assert take_down(desk).response.status_code == 302
    entry = JournalEntry.objects.last()
    assert (entry.kind, entry.happened_on, entry.role, entry.channel) == (
        "confirmed", date(2010, 1, 28), "focal-point", "telephone",
    )  # fmt: skip
    statement = Statement.objects.get()
    assert (statement.person, statement.taken_by.email) == ("Ana Teo", "olga@example.org")
    public = desk.open("/en/partnerships/P-2/islands-without-litter/").html
    assert "Ana Teo" not in public
    assert "confirmed 4 days ago" in public
    assert "Ana Teo" in desk.open(f"{DESK}records/P-2/").html


def test_the_same_taken_down_twice_is_the_same_as_once(desk, cast):
    for _times in range(2):
        assert take_down(desk, kind="changed").response.status_code == 302
    assert (Statement.objects.count(), Case.objects.filter(kind="change").count()) == (1, 1)


def test_the_known_are_offered_and_what_was_typed_stays(desk, cast):
    assert '<option value="ana@example.org">' in desk.open(f"{DESK}records/P-2/").html
    answer = take_down(desk, kind="not-me", email="anna@example.org")
    assert 'name="email" value="anna@example.org"' in answer.html
    assert not Statement.objects.exists()


@pytest.mark.parametrize("kind", ["true", "ended"])
def test_of_a_record_that_has_left_the_registry_neither_is_taken_down(desk, cast, kind):
    register(P_2=document(WASTE, status="withdrawn", status_on="2009"))
    answer = take_down(desk, kind=kind, status="completed", ended_on="2009-06")
    assert answer.response.status_code == 422
    assert "It was taken out of the registry" in answer.html
    assert not Statement.objects.exists()
    assert find_in_force("P-2", as_at=TODAY).document.status == "withdrawn"


def test_an_end_that_was_told_is_published(desk, cast):
    take_down(desk, kind="ended", channel="letter", status="completed", ended_on="2009-06")
    assert find_in_force("P-2", as_at=TODAY).document.status == "completed"


def test_a_change_that_was_told_becomes_a_case(desk, cast):
    take_down(desk, kind="changed", channel="in-person", evidence="Samoa has left.")
    assert Case.objects.get(kind="change").note == "Samoa has left."


def test_who_is_not_the_right_person_any_more_is_let_go(desk, cast):
    take_down(desk, kind="not-me", email="ana@example.org")
    assert Case.objects.get(kind="find", partnership=2).about.email == "ana@example.org"
    assert not person("ana@example.org").role_grants.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Choose what was said"),
        ({"person": " "}, "Write who said it"),
        ({"role": "king"}, "Choose in which role"),
        ({"channel": "pigeon"}, "Choose how it was said"),
        ({"on": "yesterday"}, "is not a day"),
        ({"on": "2010-02-02"}, "has not come yet"),
        ({"on": "1999-01-01"}, "between the registration"),
        ({"email": "nobody@example.org"}, "Nobody is known by that address"),
        ({"evidence": ""}, "Write what was said, and where"),
        ({"kind": "ended"}, "Write how and when it ended"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_taken_down(desk, cast, changes, sentence):
    before = JournalEntry.objects.count()
    answer = take_down(desk, **changes)
    assert answer.response.status_code == 422
    assert sentence in answer.html
    assert (JournalEntry.objects.count(), Statement.objects.count()) == (before, 0)


# --- what pages cost ---


def count_queries(desk, path):
    desk.open(path)
    with CaptureQueriesContext(connection) as captured:
        assert desk.open(path).response.status_code == 200
    return len(captured)


@pytest.mark.parametrize(("page", "queries"), [("", 11), ("silent/", 10), ("cases/", 7)])
def test_a_page_costs_the_same_for_one_and_for_three(desk, cast, page, queries):
    Case.objects.create(kind="find", partnership_id=1, opened_on=TODAY)
    with_one = count_queries(desk, f"{DESK}{page}")
    register(P_3=document(REEF, name="Third"), P_4=document(WASTE, name="Fourth"))
    for number, public_id in ((3, "P-3"), (4, "P-4")):
        Case.objects.create(kind="find", partnership_id=number, opened_on=TODAY)
        person(f"{public_id}@example.org", of=public_id)
    remind(today=TODAY)
    assert (with_one, count_queries(desk, f"{DESK}{page}")) == (queries, queries)
