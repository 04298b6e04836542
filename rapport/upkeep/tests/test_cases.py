"""What a case shows: notes and outcomes in the language of who reads, and the messages that wait."""

from datetime import timedelta

import pytest

from rapport.accounts.models import Role
from rapport.registry.history import find_in_force
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, WASTE, add_second_factor, document, register
from rapport.upkeep.bounces import lose_mailbox
from rapport.upkeep.contacting import send_message, take_reply, watch_messages
from rapport.upkeep.models import Case, Message
from rapport.upkeep.notes import sign, words_of
from rapport.upkeep.tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(mailbox):
    register(Proposal("P-1", document(REEF)), P_2=document(WASTE))
    user = person("olga@example.org")
    user.role_grants.create(role=Role.OFFICER)
    add_second_factor(user)
    mailbox.client.force_login(user)
    return mailbox


def write():
    record = find_in_force("P-1", as_at=TODAY)
    text = "May our school join?"
    send_message(record, name="Vera", email="vera@example.org", text=text, language="fr", today=TODAY)


def page_of(desk, language="en"):
    return desk.open(f"/{language}/desk/upkeep/cases/{Case.objects.get().pk}/").html


def test_what_a_visitor_did_in_one_language_is_told_to_an_officer_in_theirs(desk):
    desk.post("/fr/contact/P-1/", name="Vera", email="vera@example.org", text="Bonjour")
    assert "A visitor’s message waits, for nobody is known." in page_of(desk)
    assert "Le message d’un visiteur est en attente" in page_of(desk, "fr")


def test_a_mailbox_that_is_gone_is_named(desk):
    lose_mailbox(person("ana@example.org", of="P-1"), today=TODAY)
    assert "A letter to ana@example.org came back: there is no such mailbox." in page_of(desk)


@pytest.mark.parametrize("typed", ["named: me", "\x1fx\x1fy", "100 % \n%(name)s", ""])
def test_what_people_typed_is_shown_as_they_typed_it(typed):
    assert words_of(typed) == typed
    assert words_of(f"{typed}\n{sign('named', '100 %')}") == f"{typed}\nNamed as successor: 100 %"


def test_those_of_a_region_and_those_who_cannot_be_reached_are_known_too(desk):
    person("tui@example.org", of="P-1", area="TV", name="Tui")
    lose_mailbox(person("ana@example.org", of="P-1"), today=TODAY)
    for page in (page_of(desk), desk.open("/en/desk/upkeep/records/P-1/").html):
        known = page.partition("Who is known")[2]
        assert "focal point · Tuvalu" in known
        assert "<bdi>ana@example.org</bdi>" in known
        assert known.count("the mailbox is gone") == 1


def test_messages_that_stay_unanswered_are_shown_without_the_address_of_who_wrote(desk):
    person("ana@example.org", of="P-1")
    write()
    watch_messages(today=TODAY + timedelta(days=31))
    assert Case.objects.get().kind == "contact"
    for page in (page_of(desk), desk.open("/en/desk/upkeep/records/P-1/").html):
        assert "1 message of a visitor waits" in page
        assert "May our school join?" in page
        assert "vera@example.org" not in page


def test_once_answered_the_case_says_so_in_words(desk):
    person("ana@example.org", of="P-1")
    write()
    watch_messages(today=TODAY + timedelta(days=31))
    take_reply(str(Message.objects.get().pk), "Gladly!", today=TODAY)
    assert "It was answered." in page_of(desk)
    assert "May our school join?" not in page_of(desk)
    assert "It was answered." in desk.open("/en/desk/upkeep/records/P-1/").html


@pytest.mark.parametrize(("outcome", "said"), [("found", "Somebody was found"), ("Nothing found.", "Nothing found.")])
def test_an_outcome_is_told_in_words(desk, outcome, said):
    Case.objects.create(kind="find", partnership_id=1, opened_on=TODAY, closed_on=TODAY, outcome=outcome)
    assert said in page_of(desk)


def test_a_case_closed_without_a_word_shows_none(desk):
    case = Case.objects.create(kind="find", partnership_id=1, opened_on=TODAY)
    desk.post(f"/en/desk/upkeep/cases/{case.pk}/", do="close")
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (TODAY, "")
