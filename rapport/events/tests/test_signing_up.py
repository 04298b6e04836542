"""Sign-ups: confirmed by mail, the last place given once, a waiting list, no name in public, forgotten in time."""

import csv
import io
import threading
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from django.test import Client

from rapport.accounts import personal
from rapport.accounts.people import find_or_make
from rapport.events import signing_up
from rapport.events.forgetting import forget_old
from rapport.events.models import SignUp
from rapport.events.tests.conftest import WANTED, WORKSHOP, ask, change, come, hold, letters, link_in
from rapport.lib.logs import WithoutTokens
from rapport.mail.message import build_message
from rapport.mail.models import Letter
from rapport.testing import NOW, TODAY

pytestmark = pytest.mark.django_db


def places(event):
    return signing_up.count_places([event])[event.pk]


def path(event):
    return f"/en/events/{event.slug}/sign-up/"


def test_a_sign_up_counts_once_the_link_in_its_letter_was_pressed(client):
    event = hold(**WORKSHOP, places=10)
    assert "A letter is on its way" in client.post(path(event), WANTED).content.decode()
    assert places(event) == {"coming": 0, "waiting": 0, "left": 10, "is_full": False}
    link = link_in(letters("asked")[0])
    assert "Press the button" in client.get(link).content.decode()
    assert places(event)["coming"] == 0  # programs that look through mail open links
    assert "You have a place" in client.post(link, {"do": "confirm"}).content.decode()
    client.post(link, {"do": "confirm"})
    assert places(event) == {"coming": 1, "waiting": 0, "left": 9, "is_full": False}
    assert "1 person comes." in client.get(f"/en/events/{event.slug}/").content.decode()
    assert len(letters("standing")) == 1


def test_the_page_of_an_event_asks_for_no_cookie_and_shows_no_name(client):
    event = hold(**WORKSHOP)
    come(event, "vera@example.org")
    first = client.get(f"/en/events/{event.slug}/")
    assert not first.cookies
    assert "Vera" not in first.content.decode()
    assert "vera@example.org" not in first.content.decode()
    assert client.get(f"/en/events/{event.slug}/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    come(event, "ben@example.org")
    assert client.get(f"/en/events/{event.slug}/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_one_mailbox_signs_up_once_and_nobody_learns_whether_it_has(client):
    event = hold(**WORKSHOP)
    come(event, "vera@example.org")
    answer = client.post(path(event), {**WANTED, "email": "VERA@example.org", "name": "Mallory"})
    assert "A letter is on its way" in answer.content.decode()
    assert SignUp.objects.get().name == "Vera Visit"
    assert "your sign-up counts already" in letters("asked")[-1].as_text()


def test_who_was_not_confirmed_may_correct_what_they_typed():
    event = hold(**WORKSHOP)
    ask(event, name="Vear")
    ask(event, name="Vera")
    assert SignUp.objects.get().name == "Vera"


def test_when_all_places_are_taken_the_next_wait_and_move_up_in_their_order(client):
    event = hold(**WORKSHOP, places=1)
    first, second, third = come(event, "a@example.org", "b@example.org", "c@example.org")
    assert [first.has_place, second.has_place, third.has_place] == [True, False, False]
    assert "All places are taken" in client.get(f"/en/events/{event.slug}/").content.decode()
    answer = client.post(link_in(letters("asked")[0]), {"do": "give-up"})
    assert "is forgotten" in answer.content.decode()
    second.refresh_from_db()
    assert second.has_place
    assert letters("standing")[-1].email == "b@example.org"
    assert not Letter.objects.filter(email="a@example.org").exists()
    assert client.get(link_in(letters("asked")[0])).status_code == 200


def test_more_places_go_to_those_who_wait():
    event = hold(**WORKSHOP, places=1)
    come(event, "a@example.org", "b@example.org", "c@example.org")
    change(event, places=2)
    assert [each.email for each in SignUp.objects.coming().order_by("pk")] == ["a@example.org", "b@example.org"]
    change(event, places=None)
    assert places(event)["waiting"] == 0


def test_who_comes_late_does_not_pass_those_who_wait():
    event = hold(**WORKSHOP, places=1)
    come(event, "a@example.org", "b@example.org")
    SignUp.objects.filter(email="a@example.org").delete()  # as if by hand: nobody moved up
    (late,) = come(event, "c@example.org")
    assert not late.has_place


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_the_last_place():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time.")
    event = hold(**WORKSHOP, places=1)
    asked = [ask(event, f"p{number}@example.org") for number in range(4)]
    start = threading.Barrier(len(asked))

    def press(sign_up):
        start.wait()
        signing_up.confirm(sign_up, now=NOW)
        connections.close_all()

    threads = [threading.Thread(target=press, args=(each,)) for each in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (SignUp.objects.coming().count(), SignUp.objects.filter(event=event).waiting().count()) == (1, 3)


def test_two_that_were_read_before_either_was_written_do_not_both_get_the_last_place():
    event = hold(**WORKSHOP, places=1)
    one, other = ask(event, "a@example.org"), ask(event, "b@example.org")
    stale = SignUp.objects.get(pk=one.pk)
    signing_up.confirm(other, now=NOW)
    signing_up.confirm(stale, now=NOW)
    signing_up.confirm(stale, now=NOW)
    assert (places(event)["coming"], places(event)["waiting"]) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_on": date(2010, 1, 31)}, "over"),
        ({"starts_on": TODAY}, "has begun"),
        ({"sign_up_until": TODAY - timedelta(days=1)}, "Sign-up is over"),
        ({"status": "cancelled"}, "cancelled"),
    ],
)
def test_where_it_is_closed_the_page_says_why_and_nothing_typed_is_lost(client, fields, sentence):
    event = hold(**{**WORKSHOP, **fields})
    page = client.get(f"/en/events/{event.slug}/").content.decode()
    assert sentence in page
    assert 'name="email"' not in page
    answer = client.post(path(event), WANTED)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Vera Visit"' in answer.content.decode()
    assert not SignUp.objects.exists()


def test_an_event_that_takes_none_has_no_form(client):
    event = hold()
    assert client.post(path(event), WANTED).status_code == 404
    assert "Sign up" not in client.get(f"/en/events/{event.slug}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"name": ""}, "required"), ({"email": "vera at home"}, "valid email"), ({"note": "x" * 2001}, "at most 2000")],
)
def test_what_is_wrong_gets_a_sentence_and_stays_typed(client, typed, sentence):
    answer = client.post(path(hold(**WORKSHOP)), {**WANTED, **typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Reef School"' in answer.content.decode()


def test_it_is_limited_by_place_of_the_net_and_by_mailbox(client, monkeypatch):
    event = hold(**WORKSHOP)
    monkeypatch.setattr("rapport.events.sign_up_views.A_DAY_TO_A_MAILBOX", 1)
    monkeypatch.setattr("rapport.events.sign_up_views.A_DAY_FROM_A_PLACE", 3)
    answers = [
        client.post(path(event), {**WANTED, "email": email}) for email in ("a@x.org", "A@x.org", "b@x.org", "c@x.org")
    ]
    assert [each.status_code for each in answers] == [200, 422, 200, 422]
    assert "several times today" in answers[1].content.decode()
    assert "Try again tomorrow" in answers[3].content.decode()


def test_a_machine_that_fills_every_field_is_told_nothing(client):
    event = hold(**WORKSHOP)
    assert "A letter is on its way" in client.post(path(event), {**WANTED, "website": "x"}).content.decode()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("token", ["x", "1~x", "0" * 200, "1"])
def test_a_forged_link_leads_nowhere(client, token):
    come(hold(**WORKSHOP), "vera@example.org")
    answer = client.post(f"/en/events/sign-ups/{token}/", {"do": "give-up"})
    assert answer.status_code == 404
    assert "leads to no sign-up" in answer.content.decode()
    assert SignUp.objects.exists()


def test_no_log_keeps_a_link():
    import logging

    event = hold(**WORKSHOP)
    ask(event)
    link = link_in(letters("asked")[0])
    record = logging.makeLogRecord({"msg": f"Gone: {link}"})
    WithoutTokens().filter(record)
    assert record.msg == "Gone: /en/events/sign-ups/…/"


def test_a_name_makes_no_header_and_no_link():
    event = hold("Reefs\nBcc: all@example.org", **WORKSHOP)
    ask(event, name="Vera [here](http://x.example)")
    message = build_message(letters("asked")[0])
    assert message["Bcc"] is None


def test_who_comes_is_forgotten_ninety_days_after_and_who_never_confirmed_after_a_week():
    event = hold(**WORKSHOP, starts_on=TODAY)
    come(event, "vera@example.org")
    ask(event, "asked@example.org")
    forget_old(today=TODAY + timedelta(days=7))
    assert SignUp.objects.count() == 2
    assert forget_old(today=TODAY + timedelta(days=8)) == 1
    assert forget_old(today=TODAY + timedelta(days=90)) == 0
    assert Letter.objects.filter(email="vera@example.org").exists()
    assert forget_old(today=TODAY + timedelta(days=91)) == 1
    assert not Letter.objects.filter(about__startswith="sign-up:").exists()


def test_a_person_takes_their_sign_ups_along_and_is_forgotten_with_them():
    event = hold(**WORKSHOP, places=1)
    come(event, "Vera@example.org", "ben@example.org")
    person = find_or_make("vera@example.org")
    (exported,) = personal.export_data(person)["events"]["sign_ups"]
    assert (exported["event"], exported["name"], exported["has_place"]) == (event.slug, "Vera Visit", True)
    personal.erase(person, today=TODAY)
    assert [(each.email, each.has_place) for each in SignUp.objects.all()] == [("ben@example.org", True)]


def test_of_an_event_that_is_deleted_those_who_come_are_told_and_their_letters_forgotten_in_time():
    event = hold(**WORKSHOP)
    come(event, "vera@example.org")
    event.delete()
    (letter,) = letters("moved")
    assert (letter.email, letter.subject) == ("vera@example.org", "Cancelled: Reefs and schools")
    forget_old(today=TODAY + timedelta(days=90))
    assert letters("moved") == [letter]
    forget_old(today=TODAY + timedelta(days=91))
    assert not Letter.objects.filter(email="vera@example.org").exists()


@pytest.fixture
def as_edith(edith):
    browser = Client()
    browser.force_login(edith)
    return browser


@pytest.mark.parametrize("count", [1, 3])
def test_an_editor_sees_who_comes_by_as_many_queries_whoever_comes(as_edith, count, django_assert_num_queries):
    event = hold(**WORKSHOP)
    come(event, *(f"p{number}@example.org" for number in range(count)))
    with django_assert_num_queries(8):
        page = as_edith.get(f"/en/desk/events/{event.pk}/sign-ups/").content.decode()
    assert page.count("@example.org</bdi>") == count


def test_the_file_of_sign_ups_holds_no_formula(as_edith):
    event = hold(**WORKSHOP, places=1)
    come(event, "vera@example.org")
    signing_up.confirm(ask(event, "b@example.org", name="=cmd()", note="+1;\n@x"), now=NOW)
    answer = as_edith.get(f"/en/desk/events/{event.pk}/sign-ups/?format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    first, second = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (first["name"], first["email"], first["organization"], first["state"]) == (
        "Vera Visit", "vera@example.org", "Reef School", "coming",
    )  # fmt: skip
    assert (second["name"], second["state"], second["note"][:3]) == ("'=cmd()", "waiting", "'+1")


def test_others_do_not_see_who_comes(client, ana):
    event = hold(**WORKSHOP)
    client.force_login(ana)
    assert client.get(f"/en/desk/events/{event.pk}/sign-ups/").status_code == 403


def test_the_page_says_until_when_one_can_sign_up(client):
    event = hold(**WORKSHOP)
    assert "You can sign up until 2 May 2010." in client.get(f"/en/events/{event.slug}/").content.decode()
    change(event, sign_up_until=date(2010, 4, 20))
    assert "You can sign up until 20 April 2010." in client.get(f"/en/events/{event.slug}/").content.decode()


def test_where_nobody_can_sign_up_no_places_are_offered(client):
    event = hold(**WORKSHOP, places=24)
    come(event, "vera@example.org")
    assert "23 places are left." in client.get(f"/en/events/{event.slug}/").content.decode()
    change(event, status="cancelled")
    page = client.get(f"/en/events/{event.slug}/").content.decode()
    assert "This event is cancelled." in page
    for said in ("1 person comes", "places are left", "You can sign up until"):
        assert said not in page
