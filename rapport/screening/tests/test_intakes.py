"""Intakes: who screens what; and that the people of one see and decide its cases, and nothing else."""

from datetime import timedelta

import pytest

from rapport.accounts import tidying
from rapport.accounts.models import User
from rapport.accounts.people import find
from rapport.lib import clock
from rapport.mail.models import Letter
from rapport.registry.models import CaseEntry, Submission
from rapport.screening.intakes import IntakeError, read_addresses, read_conditions
from rapport.screening.models import Intake
from rapport.screening.tests.cast import adviser, browser_of, officer, person, secretariat, send_in, text_of
from rapport.testing import enter_cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("beside_real_data")]
INTAKES = "/en/desk/intakes/"
SEARCH = "https://registry.example/en/partnerships/?theme=oceans-seas&page=2"
GIVEN = {"title": "Oceans", "query": SEARCH, "people": "mere@reef.example\nBo Li <bo@hill.example>"}
ENERGY = [{"theme": "energy", "rank": "primary"}]


def test_an_intake_is_entered_from_the_address_of_a_search():
    assert officer().post(INTAKES, GIVEN).status_code == 302
    found = Intake.objects.get()
    assert (found.title, found.query) == ("Oceans", "theme=oceans-seas")
    assert {each.email for each in found.people.all()} == {"mere@reef.example", "bo@hill.example"}


def test_its_people_are_told_by_mail_and_once():
    browser = officer()
    browser.post(INTAKES, GIVEN)
    browser.post(f"{INTAKES}{Intake.objects.get().pk}/", {**GIVEN, "title": "Oceans and seas"})
    told = Letter.objects.filter(template="screening/intake").order_by("pk").values_list("email", "name")
    assert list(told) == [("mere@reef.example", ""), ("bo@hill.example", "Bo Li")]


def test_who_is_known_already_is_found_whatever_the_case_of_their_address():
    known = person("mere@reef.example")
    officer().post(INTAKES, {**GIVEN, "people": "MERE@reef.example"})
    assert list(Intake.objects.get().people.all()) == [known]


def test_conditions_can_be_chosen_in_the_form_too():
    officer().post(INTAKES, {**GIVEN, "query": "", "theme": "energy", "region": "africa"})
    assert Intake.objects.get().query == "theme=energy&region=africa"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " \x01"}, "Give the intake a name"),
        ({"query": ""}, "Say what the intake takes in"),
        ({"query": "https://registry.example/en/partnerships/"}, "Say what the intake takes in"),
        ({"query": "?not-theme=energy"}, "Say what the intake takes in"),
        ({"query": "?colour=red"}, "is no facet"),
        ({"query": "?theme=nonsense"}, "nonsense"),
        ({"query": "?theme=energy&freshness=green"}, "is known of records in force alone"),
        ({"query": "?theme=energy&started=2003..2005"}, "is known of records in force alone"),
        ({"people": " "}, "Name somebody who screens"),
        ({"people": "mere at reef"}, "“mere at reef” is no e-mail address."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_kept(changes, sentence):
    answer = officer().post(INTAKES, {**GIVEN, **changes})
    assert answer.status_code == 422
    assert sentence in text_of(answer).replace("&#34;", '"')
    assert not Intake.objects.exists()
    assert not Letter.objects.filter(template="screening/intake").exists()
    assert find("bo@hill.example") is None


def test_what_was_typed_stays():
    assert "mere@reef.example" in text_of(officer().post(INTAKES, {**GIVEN, "title": ""}))


def test_an_intake_has_fifty_people_at_most():
    with pytest.raises(IntakeError, match="50 people at most"):
        read_addresses("\n".join(f"p{number}@example.org" for number in range(51)))


def test_a_day_of_the_search_is_left_out():
    assert read_conditions("?theme=energy&as-at=2009-01-01").query_string() == "theme=energy"


def test_the_list_says_how_many_open_cases_each_takes_in():
    send_in(), send_in(), send_in(themes=ENERGY)
    secretariat()
    page = text_of(officer().get(INTAKES))
    assert "Theme: Oceans and seas" in page
    assert 'data-label="Open cases">2<' in page


@pytest.mark.parametrize(("words", "is_there"), [("ocea", True), ("water.example", True), ("zebra", False)])
def test_the_list_is_searched_by_title_and_by_people(words, is_there):
    secretariat()
    assert (">Oceans</a>" in text_of(officer().get(f"{INTAKES}?q={words}"))) == is_there


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_intake_and_for_three(django_assert_num_queries, count):
    for number in range(count):
        send_in(name=f"Watch {number}")
        Intake.objects.create(title=f"Oceans {number}", query="theme=oceans-seas").people.add(
            person("mere@reef.example")
        )
    browser = officer()
    browser.get(INTAKES)
    with django_assert_num_queries(8):
        browser.get(INTAKES)


def test_one_that_is_removed_takes_its_people_away_from_the_cases():
    browser, case = secretariat(), send_in()
    assert browser.get(f"/en/desk/cases/{case.pk}/").status_code == 200
    officer().post(f"{INTAKES}{Intake.objects.get().pk}/", {"do": "remove"})
    assert browser.get(f"/en/desk/cases/{case.pk}/").status_code == 403


def test_one_who_is_taken_out_sees_nothing_any_more():
    browser = officer()
    browser.post(INTAKES, GIVEN)
    browser.post(f"{INTAKES}{Intake.objects.get().pk}/", {**GIVEN, "people": "bo@hill.example"})
    person("mere@reef.example")
    assert browser_of(find("mere@reef.example")).get("/en/desk/cases/").status_code == 403


@pytest.mark.parametrize("browser", [adviser, secretariat])
def test_intakes_are_for_officers_alone(browser):
    visitor = browser()
    assert [visitor.get(INTAKES).status_code, visitor.post(INTAKES, GIVEN).status_code] == [403, 403]


def test_its_people_enter_at_the_desk_as_the_staff_does():
    assert secretariat().get("/en/accounts/").headers["Location"] == "/en/desk/"


def test_its_people_see_their_cases_and_no_other_even_by_number():
    ours, theirs, browser = send_in(name="Our reef"), send_in(name="Their wind", themes=ENERGY), secretariat()
    page = text_of(browser.get("/en/desk/cases/"))
    assert ("Our reef" in page, "Their wind" in page) == (True, False)
    assert [browser.get(f"/en/desk/cases/{case.pk}/").status_code for case in (ours, theirs)] == [200, 404]


@pytest.mark.parametrize("do", ["ask", "return", "decline", "accept", "claim", "give", "note", "advise", "keep"])
def test_they_do_nothing_to_a_case_of_others(do):
    theirs, browser = send_in(themes=ENERGY), secretariat()
    assert browser.post(f"/en/desk/cases/{theirs.pk}/", {"do": do, "text": "Words."}).status_code == 404
    assert list(CaseEntry.objects.values_list("kind", flat=True)) == ["sent"]


def test_they_decide_their_own():
    ours, browser = send_in(), secretariat()
    browser.post(f"/en/desk/cases/{ours.pk}/", {"do": "ask", "text": "Which reefs?"})
    assert Submission.objects.get(pk=ours.pk).state == "asked"


def test_a_case_that_changes_its_theme_leaves_the_intake():
    ours, browser = send_in(), secretariat()
    other = ours.document.model_copy(update={"themes": send_in(themes=ENERGY).document.themes})
    Submission.objects.filter(pk=ours.pk).update(body=other.to_bytes().decode())
    assert browser.get(f"/en/desk/cases/{ours.pk}/").status_code == 404


def test_a_case_of_which_nothing_is_known_is_in_nobodys_intake():
    bare, browser = send_in(themes=[], partners=[]), secretariat()
    assert browser.get(f"/en/desk/cases/{bare.pk}/").status_code == 404


@pytest.mark.parametrize("query", ["", "freshness=green", "started=2001..2009", "not-theme=energy", "colour=red"])
def test_an_intake_that_asks_nothing_of_a_submission_takes_in_nothing(query):
    case, browser = send_in(), secretariat(query)
    assert browser.get(f"/en/desk/cases/{case.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("organization=reef-programme", 200),
        ("organization=unep", 404),
        ("led-by=reef-programme", 200),
        ("led-by=government-of-fiji", 404),
        ("theme=oceans-seas&region=africa", 404),
        ("theme=energy,oceans-seas", 200),
        ("theme=oceans-seas&not-country=FJ", 404),
        ("q=corals", 200),
        ("q=cora*", 200),
        ("q=windmills", 404),
        ("partner=government", 200),
        ("mark=no-partner", 404),
    ],
)
def test_what_an_intake_takes_in_is_what_the_set_would_hold(query, status):
    enter_cast()
    case, browser = send_in(), secretariat(query)
    assert browser.get(f"/en/desk/cases/{case.pk}/").status_code == status


def test_the_first_page_counts_their_own_cases_alone():
    send_in(), send_in(themes=ENERGY), send_in(themes=ENERGY)
    page = text_of(secretariat().get("/en/desk/"))
    assert "1 case waits for the desk" in page
    assert "1 of them nobody has taken on" in page


def test_other_pages_of_the_back_office_are_neither_open_nor_offered():
    browser = secretariat()
    page = text_of(browser.get("/en/desk/"))
    for path in ("quarantine", "intakes", "bulk", "records", "merge", "people", "criteria", "upkeep"):
        assert f'href="/en/desk/{path}/"' not in page
        assert browser.get(f"/en/desk/{path}/").status_code == 403


def test_they_are_not_forgotten_though_they_hold_no_role_and_have_not_signed_in_yet(client):
    officer().post(INTAKES, GIVEN)
    client.post("/en/accounts/login/code/", {"email": "mere@reef.example"})
    User.objects.update(date_joined=clock.real_now() - timedelta(days=9))
    tidying.forget_unproved(now=clock.real_now())
    assert find("mere@reef.example") is not None
