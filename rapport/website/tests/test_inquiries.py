"""Visitors write to the secretariat; it answers by mail, and what they answer comes back to it."""

import csv
from datetime import timedelta

import pytest
from django.test import Client

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.personal import erase, export_data
from rapport.lib import clock
from rapport.mail.models import Letter
from rapport.mail.routes import Reply, reply_handler
from rapport.screening.tests.cast import browser_of, person
from rapport.testing import TODAY
from rapport.website import inquiries
from rapport.website.inquiries import InquiryError
from rapport.website.models import Inquiry

pytestmark = pytest.mark.django_db
FORM, DESK = "/en/contact/", "/en/desk/messages/"
TYPED = {"name": "Vera Visit", "email": "vera@example.org", "text": "The map of Fiji is wrong.", "website": ""}


@pytest.fixture
def officer() -> Client:
    return browser_of(person("olga@example.org", Role.OFFICER))


def write(client: Client, language: str = "en", **more: str) -> Inquiry:
    answer = client.post(f"/{language}/contact/", TYPED | more)
    assert answer.status_code == 200, answer.content.decode()
    return Inquiry.objects.latest("pk")


def test_what_a_visitor_writes_waits_at_the_desk_with_the_page_it_came_from(client, officer):
    page = client.get(FORM, headers={"referer": "http://testserver/en/map/"}).content.decode()
    assert '<input type="hidden" name="page" value="/en/map/">' in page
    inquiry = write(client, page="/en/map/")
    assert "1 message waits for an answer" in officer.get("/en/desk/").content.decode()
    assert "The map of Fiji is wrong." in officer.get(DESK).content.decode()
    assert 'href="/en/map/"' in officer.get(f"{DESK}{inquiry.pk}/").content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example/x",
        "/\t/evil.example",
        "/a b",
    ],
)
def test_no_address_elsewhere_is_kept_as_the_page_it_came_from(client, page):
    assert write(client, page=page).page == ""
    assert 'name="page" value=""' in client.get(FORM, headers={"referer": page}).content.decode()


def test_the_answer_goes_out_in_the_visitors_language_and_theirs_comes_back(client, officer):
    inquiry = write(client, "fr")
    assert officer.post(f"{DESK}{inquiry.pk}/", {"text": "Merci, c’est corrigé."}).status_code == 302
    letter = Letter.objects.get()
    assert (letter.email, letter.language, letter.topic) == ("vera@example.org", "fr", f"inquiry:{inquiry.pk}")
    assert "Merci, c’est corrigé." in letter.body
    assert "> The map of Fiji is wrong." in letter.body
    handler = reply_handler(letter.topic)
    assert handler is not None
    handler(Reply(str(inquiry.pk), "Not quite.", "Re:", "vera@example.org", [], letter, clock.now()))
    follow = Inquiry.objects.latest("pk")
    assert (follow.text, follow.follows, follow.state) == ("Not quite.", inquiry, "open")


def test_of_two_officers_the_second_is_told_and_loses_nothing(client, officer):
    inquiry = write(client)
    officer.post(f"{DESK}{inquiry.pk}/", {"text": "First."})
    answer = officer.post(f"{DESK}{inquiry.pk}/", {"text": "Second."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else has dealt with this message meanwhile." in page
    assert "Second." in page
    assert Letter.objects.count() == 1


def test_it_is_closed_without_a_letter(client, officer):
    inquiry = write(client)
    officer.post(f"{DESK}{inquiry.pk}/", {"do": "close"})
    assert not Letter.objects.exists()
    assert "There are none." in officer.get(DESK).content.decode()
    text = officer.get(f"{DESK}?state=closed&format=csv").content.decode("utf-8-sig")
    assert [row["name"] for row in csv.DictReader(text.splitlines())] == ["Vera Visit"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Write your name and your message."),
        ({"email": "vera"}, "“vera” is not an address of mail"),
        ({"text": "x" * 5001}, "The message is too long: 5000 characters at most."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_what_was_typed_stays(client, typed, sentence):
    answer = client.post(FORM, TYPED | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Vera Visit" in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_a_machine_that_fills_every_field_is_told_nothing(client):
    assert "Your message has arrived." in client.post(FORM, TYPED | {"website": "x"}).content.decode()
    assert not Inquiry.objects.exists()


def test_a_mailbox_writes_five_times_a_day(client):
    for _time in range(5):
        write(client)
    assert "Write again tomorrow." in client.post(FORM, TYPED | {"email": "VERA@example.org"}).content.decode()


def test_it_is_for_officers_alone(client):
    inquiry = write(client)
    editor = browser_of(person("edith@example.org", Role.EDITOR))
    for path in (DESK, f"{DESK}{inquiry.pk}/"):
        assert editor.get(path).status_code == 403
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(client, officer, django_assert_num_queries, count):
    for _time in range(count):
        write(client)
    officer.get(DESK)
    with django_assert_num_queries(6):
        officer.get(DESK)


def test_it_is_forgotten_when_it_has_done_its_work(client, officer):
    done, waiting = write(client), write(client)
    officer.post(f"{DESK}{done.pk}/", {"text": "Thank you."})
    inquiries.forget(today=TODAY + timedelta(days=89))
    assert Inquiry.objects.count() == 2
    inquiries.forget(today=TODAY + timedelta(days=90))
    assert list(Inquiry.objects.all()) == [waiting]
    inquiries.forget(today=TODAY + timedelta(days=365))
    assert not Inquiry.objects.exists()
    with pytest.raises(InquiryError, match="forgotten"):
        inquiries.take_reply(Reply(str(done.pk), "?", "", "vera@example.org", [], None, clock.now()))


def test_messages_are_found_by_words_of_all_that_they_say(client, officer):
    write(client)
    write(client, name="Ana Tui", email="ana@example.org", text="Where do I register?")
    page = officer.get(f"{DESK}?q=ana+register").content.decode()
    assert ("Ana Tui" in page, "Vera Visit" in page) == (True, False)


def test_no_token_of_the_page_it_came_from_is_kept_or_shown(client):
    path = f"/en/accounts/offer/{'eyJrIjo3fQ:1tXyZ' * 3}/"
    page = client.get(FORM, headers={"referer": f"http://testserver{path}"}).content.decode()
    assert 'name="page" value="/en/accounts/offer/…/"' in page
    assert write(client, page=path).page == "/en/accounts/offer/…/"


def test_who_asks_for_their_data_gets_what_they_wrote_and_who_leaves_takes_it_along(client, officer):
    write(client)
    person = find_or_make("vera@example.org", name="Vera")
    (told,) = export_data(person)["website.inquiries"]
    assert told["text"] == "The map of Fiji is wrong."
    erase(person, today=clock.today())
    assert not Inquiry.objects.exists()
