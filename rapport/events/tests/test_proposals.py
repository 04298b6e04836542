"""A partnership proposes an event; an editor publishes or declines it; its proposer is told."""

from datetime import date

import pytest
from django.test import Client

from rapport.accounts import personal
from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.events.models import Event, Proposal
from rapport.events.tests.conftest import hold, letters, publish
from rapport.mail.message import build_message
from rapport.testing import REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db
FORM = "/en/events/propose/"
TYPED = {
    "partnership": "P-1", "title": "Reef day", "language": "en", "kind_of": "workshop", "starts_on": "2010-05-03",
    "starts_at": "09:00", "ends_on": "", "ends_at": "12:30", "time_zone": "Europe/Lisbon", "place": "Hall 2",
    "country": "PT", "online": "reef.example.org/live", "summary": "Ask ana@example.org.", "themes": ["water"],
}  # fmt: skip


@pytest.fixture
def as_ana(client: Client, ana: User) -> Client:
    register(P_1=document(REEF), P_2=document(WASTE))
    client.force_login(ana)
    return client


@pytest.fixture
def as_edith(edith: User) -> Client:
    browser = Client()
    browser.force_login(edith)
    return browser


def desk_page(browser: Client) -> str:
    return f"/en/desk/events/proposals/{Proposal.objects.get().pk}/"


def test_what_is_proposed_waits_unseen_by_readers(as_ana, as_edith):
    assert "Thank you." in as_ana.post(FORM, TYPED).content.decode()
    proposal = Proposal.objects.get()
    event = proposal.event
    assert (event.live, event.themes, event.partnerships, event.last_on) == (
        False,
        ";water;",
        ";P-1;",
        date(2010, 5, 3),
    )
    assert (proposal.proposed_by.email, proposal.state) == ("ana@example.org", "waiting")
    assert event.online == "https://reef.example.org/live"
    assert "Reef day" not in as_ana.get("/en/events/").content.decode()
    assert as_ana.get("/en/events/reef-day/").status_code == 404
    for page in ("/en/desk/", "/en/desk/events/"):
        assert "Reef day" in as_edith.get(page).content.decode()
    page = as_edith.get(desk_page(as_edith)).content.decode()
    assert f'href="/en/desk/content/snippets/events/event/edit/{event.pk}/"' in page
    assert "Pacific Reef Watch" in page


def test_published_it_is_told_to_its_proposer_in_their_language_once(as_ana, as_edith):
    as_ana.post(FORM, TYPED)
    event = publish(Event.objects.get())
    publish(event)
    (letter,) = letters("published")
    assert (letter.email, letter.language, letter.person) == (
        "ana@example.org",
        "fr",
        User.objects.get(email="ana@example.org").reference,
    )
    assert "/fr/events/reef-day/" in letter.as_text()
    assert Proposal.objects.get().state == "published"
    page = as_ana.get("/en/events/reef-day/").content.decode()
    assert "Pacific Reef Watch" in page
    assert "ana@example.org" not in page


def test_declined_it_is_told_with_the_reason_and_leaves_the_desk(as_ana, as_edith):
    as_ana.post(FORM, TYPED)
    assert as_edith.post(desk_page(as_edith), {"reason": ""}).status_code == 422
    assert (
        as_edith.post(desk_page(as_edith), {"reason": "It is [no event](http://x.example).\nSorry."}).status_code == 302
    )
    (letter,) = letters("declined")
    assert (letter.email, letter.language) == ("ana@example.org", "fr")
    assert "It is [no event](http://x.example)." in letter.as_text()
    build_message(letter)
    assert "Reef day" not in as_edith.get("/en/desk/events/").content.decode()
    as_edith.post(desk_page(as_edith), {"reason": "Once more."})
    assert len(letters("declined")) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ends_at": "08:00"}, "The end is not after the start"),
        ({"starts_on": "2010-03-28", "starts_at": "01:30"}, "no such time"),
        ({"starts_at": ""}, "no start time"),
        ({"starts_on": "31 February"}, "Enter a valid date"),
        ({"starts_on": "99999-01-01"}, "Enter a valid date"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"partnership": "P-2"}, "Select a valid choice"),
        ({"online": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"themes": ["nonsense"]}, "Select a valid choice"),
        ({"title": "x" * 251}, "at most 250"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_what_was_typed_stays(as_ana, typed, sentence):
    answer = as_ana.post(FORM, {**TYPED, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Hall 2"' in page
    assert "Ask ana@example.org." in page
    assert not Event.objects.exists()


def test_who_speaks_for_no_partnership_is_told_who_proposes(client):
    client.force_login(find_or_make("vera@example.org"))
    answer = client.post(FORM, TYPED)
    assert answer.status_code == 403
    assert "Events are proposed by those who speak for a partnership" in answer.content.decode()
    assert not Event.objects.exists()


def test_the_page_says_who_is_signed_in_and_asks_nobody_to_sign_in(client):
    client.force_login(find_or_make("vera@example.org"))
    page = client.get(FORM).content.decode()
    assert ("vera@example.org" in page, "Sign in" in page) == (True, False)


def test_an_editor_is_taken_to_where_editors_make_events(client, as_edith):
    answer = as_edith.get(FORM, follow=True)
    assert answer.redirect_chain == [("/en/desk/content/snippets/events/event/add/", 302)]
    assert answer.status_code == 200


def test_an_editor_who_speaks_for_a_partnership_may_propose_too(as_edith, edith):
    register(P_1=document(REEF))
    grant(edith, Role.DEPUTY, partnership="P-1")
    assert "Thank you." in as_edith.post(FORM, TYPED).content.decode()


def test_it_is_offered_on_ones_own_page_to_who_may_alone(as_ana, as_edith):
    assert [f'href="{FORM}"' in each.get("/en/mine/").content.decode() for each in (as_ana, as_edith)] == [True, False]


def test_a_stranger_signs_in_first(client):
    assert client.get(FORM)["Location"].startswith("/en/accounts/login/")


def test_it_is_limited(as_ana, monkeypatch):
    monkeypatch.setattr("rapport.events.proposal_views.A_DAY", 2)
    answers = [as_ana.post(FORM, {**TYPED, "title": f"Day {number}"}) for number in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 422]
    assert "Propose this one tomorrow" in answers[-1].content.decode()
    assert 'value="Day 2"' in answers[-1].content.decode()


def test_only_editors_see_what_is_proposed(as_ana):
    as_ana.post(FORM, TYPED)
    for path in ("/en/desk/events/", desk_page(as_ana)):
        assert as_ana.get(path).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_however_much_waits(as_ana, as_edith, count, django_assert_num_queries):
    for number in range(count):
        as_ana.post(FORM, {**TYPED, "title": f"Day {number}"})
        hold(f"Workshop {number}", takes_sign_ups=True)
    with django_assert_num_queries(10):
        as_edith.get("/en/desk/events/")


def test_a_person_takes_their_proposals_along_and_is_forgotten_without_them(as_ana, ana):
    as_ana.post(FORM, TYPED)
    assert personal.export_data(ana)["events"]["proposals"][0][1:] == ["reef-day", "waiting", ""]
    personal.erase(ana, today=TODAY)
    proposal = Proposal.objects.get()
    assert proposal.proposed_by is None
    publish(proposal.event)
    assert letters("published") == []


def test_all_that_is_wrong_is_told_at_once(as_ana):
    typed = TYPED | {"online": "not a page", "starts_on": "2010-03-28", "starts_at": "01:30"}
    page = as_ana.post(FORM, typed).content.decode()
    assert "Enter a valid URL." in page
    assert "The clocks are put forward on that day" in page


def test_a_proposal_without_themes_has_no_empty_row(as_ana, as_edith):
    as_ana.post(FORM, TYPED | {"themes": []})
    assert "<dt>Themes</dt>" not in as_edith.get(desk_page(as_edith)).content.decode()
