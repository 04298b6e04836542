"""The outbox as a list: who sees what of it, what it can be asked for, and releasing many letters at once."""

import pytest
from django.test import Client

from rapport.accounts.models import Role
from rapport.mail.models import Letter
from rapport.mail.outbox import Addressee
from rapport.screening.tests.cast import BO, adviser, browser_of, officer, person, secretariat, send_in, text_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("beside_real_data")]
OUTBOX = "/en/desk/outbox/"


def test_it_leads_strangers_to_the_sign_in():
    assert Client().get(OUTBOX)["Location"].startswith("/en/accounts/login/")


def test_it_is_not_open_to_focal_points():
    assert browser_of(person("lea@example.org")).get(OUTBOX).status_code == 403


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADVISER])
def test_it_leads_staff_without_a_second_factor_to_where_one_is_set_up(role):
    browser = browser_of(person("new@desk.example", role, has_factor=False))
    assert browser.get(OUTBOX)["Location"].startswith("/en/accounts/second-factor/")


def test_it_leads_a_partner_secretariat_without_a_second_factor_there_too():
    assert secretariat(has_factor=False).get(OUTBOX)["Location"].startswith("/en/accounts/second-factor/")


def test_the_newest_letter_comes_first():
    write(subject="The first"), write(subject="The second")
    page = text_of(officer().get(OUTBOX))
    assert page.index("The second") < page.index("The first")


@pytest.mark.parametrize("state", [each for each in Letter.State.values if each != "sending"])
def test_it_shows_the_letters_of_one_state(state):
    Letter.objects.filter(pk=write(subject="Wanted").pk).update(state=state)
    other = "sent" if state != "sent" else "held"
    Letter.objects.filter(pk=write(subject="Unwanted").pk).update(state=other)
    page = text_of(officer().get(OUTBOX, {"state": state}))
    assert ("Wanted" in page, "Unwanted" in page) == (True, False)


@pytest.mark.parametrize("words", ["lagoon", "Tui", "ana@reef"])
def test_it_finds_letters_by_words_of_the_subject_by_name_and_by_address(words):
    write(subject="Of the lagoon")
    write(BO, subject="Of the hill")
    page = text_of(officer().get(OUTBOX, {"q": words}))
    assert ("Of the lagoon" in page, "Of the hill" in page) == (True, False)


def test_it_finds_the_letters_to_one_person_and_those_about_one_case():
    write(subject="Wanted", about="submission:3")
    write(BO, subject="Unwanted", about="submission:4")
    for asked in ({"person": "user:12"}, {"about": "submission:3"}):
        page = text_of(officer().get(OUTBOX, asked))
        assert ("Wanted" in page, "Unwanted" in page) == (True, False)


@pytest.mark.parametrize("asked", [{"state": "nonsense", "page": "0"}, {"page": "99999999"}, {"q": "\0" * 5}])
def test_nonsense_in_the_address_is_read_over(asked):
    write()
    assert officer().get(OUTBOX, asked).status_code == 200


def test_an_adviser_sees_no_address():
    write(Addressee("ana@reef.example"), subject="To ana@reef.example", about=f"submission:{send_in().pk}")
    shown = text_of(adviser().get(OUTBOX)) + text_of(adviser().get(OUTBOX, {"format": "csv"}))
    assert "ana@reef.example" not in shown
    assert shown.count("/en/desk/outbox/") > 1


def test_an_adviser_cannot_find_an_address_out_by_searching():
    write(about=f"submission:{send_in().pk}")
    assert "No letter." in text_of(adviser().get(OUTBOX, {"q": "ana@reef"}))


def test_a_secret_letter_shows_no_subject_for_that_may_say_its_code():
    write(subject="123456: your code", secret=True)
    browser = officer()
    for asked in ({}, {"format": "csv"}):
        assert "123456" not in text_of(browser.get(OUTBOX, asked))
    assert "No letter." in text_of(browser.get(OUTBOX, {"q": "123456"}))


def test_in_the_demonstration_a_secret_letter_is_read_by_everybody_at_the_desk(settings):
    settings.RAPPORT_DEMO = True
    write(subject="123456: your code", secret=True)
    assert "123456" in text_of(officer().get(OUTBOX))


def test_a_partner_secretariat_sees_the_letters_of_its_own_cases_alone():
    ours, theirs = send_in(), send_in(themes=[{"theme": "energy", "rank": "primary"}])
    write(subject="Ours", about=f"submission:{ours.pk}")
    write(subject="Theirs", about=f"submission:{theirs.pk}")
    write(subject="Of no case")
    page = text_of(secretariat().get(OUTBOX))
    assert [each in page for each in ("Ours", "Theirs", "Of no case")] == [True, False, False]


def test_the_file_holds_what_the_list_shows_and_no_formula():
    write(subject="=1+1")
    lines = officer().get(OUTBOX, {"format": "csv"}).content.decode().splitlines()
    assert lines[0] == "\ufeffnumber,subject,name,address,state,about,language,template,written,sent"
    assert lines[1].split(",")[1:5] == ["'=1+1", "Ana Tui", "ana@reef.example", "waiting"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_letter_and_for_three(django_assert_num_queries, count):
    for number in range(count):
        case = send_in(name=f"Watch {number}")
        write(about=f"submission:{case.pk}", hold=True)
    browser = officer()
    browser.get(OUTBOX)
    with django_assert_num_queries(8):
        browser.get(OUTBOX)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_a_partner_secretariat_the_same_for_one_letter_and_for_three(django_assert_num_queries, count):
    for number in range(count):
        write(about=f"submission:{send_in(name=f'Watch {number}').pk}")
    browser = secretariat()
    browser.get(OUTBOX)
    with django_assert_num_queries(11):
        browser.get(OUTBOX)


def test_held_letters_are_proof_read_in_the_list():
    write(subject="To read", body="Dear *Ana*,", hold=True)
    write(subject="Gone", body="Dear nobody,")
    write(subject="A code", body="Your code is 4711.", hold=True, secret=True)
    page = text_of(officer().get("/en/desk/outbox/?state=held"))
    assert "Dear Ana," in page
    assert "4711" not in page
    assert "Dear nobody," not in text_of(officer().get("/en/desk/outbox/"))
    assert "Dear Ana," not in text_of(adviser().get("/en/desk/outbox/?state=held"))


def test_those_ticked_are_released_together_and_the_others_stay():
    first, second, _third = (write(hold=True) for _ in range(3))
    officer().post(OUTBOX, {"letter": [first.pk, second.pk]})
    states = list(Letter.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["waiting", "waiting", "held"]


def test_a_letter_that_somebody_cancelled_meanwhile_is_not_released():
    letter = write(hold=True)
    Letter.objects.update(state="cancelled")
    page = text_of(officer().post(OUTBOX, {"letter": [letter.pk, "x", 10**30]}, follow=True))
    assert "The others were no longer held." in page
    assert Letter.objects.get().state == "cancelled"


def test_an_adviser_releases_nothing():
    letter = write(hold=True)
    assert adviser().post(OUTBOX, {"letter": [letter.pk]}).status_code == 403
    assert Letter.objects.get().state == "held"


def test_a_partner_secretariat_releases_letters_of_its_own_cases_alone():
    ours, theirs = send_in(), send_in(themes=[{"theme": "energy", "rank": "primary"}])
    letters = [write(about=f"submission:{case.pk}", hold=True) for case in (ours, theirs)]
    secretariat().post(OUTBOX, {"letter": [each.pk for each in letters]})
    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "held"]


def test_an_adviser_who_is_of_an_intake_too_releases_letters_of_its_cases_alone():
    ours, theirs = send_in(), send_in(themes=[{"theme": "energy", "rank": "primary"}])
    letters = [write(about=f"submission:{case.pk}", hold=True) for case in (ours, theirs)]
    browser = secretariat("theme=energy")
    person("theme-energy@water.example", Role.ADVISER)
    browser.post(OUTBOX, {"letter": [each.pk for each in letters]})
    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == ["held", "waiting"]
