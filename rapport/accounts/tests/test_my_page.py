"""/accounts/me/: my roles, my language, my data, and going."""

import json

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from rapport.accounts import handover, offers, personal, roles
from rapport.accounts.models import Role, User
from rapport.accounts.roles import STAFF
from rapport.accounts.tests.conftest import Browser, code_in, last_letter, person
from rapport.lib import clock
from rapport.testing import TODAY

ME, ERASE = "/en/accounts/me/", "/en/accounts/me/erase/"


def test_my_roles_and_language(browser, focal_point):
    browser.sign_in(focal_point).open(ME)
    assert "focal point" in browser.text()
    browser.post(ME, first_name="Lea Tui", language="fr")
    focal_point.refresh_from_db()
    assert (focal_point.first_name, focal_point.language) == ("Lea Tui", "fr")


def test_a_language_that_we_do_not_have_is_refused(browser, focal_point):
    browser.sign_in(focal_point).open(ME)
    browser.post(ME, first_name="", language="tlh")
    focal_point.refresh_from_db()
    assert focal_point.language == "en"


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_role_and_for_three(browser, django_assert_num_queries, count):
    lea = person("lea@example.org")
    for number in range(count):
        roles.grant(lea, Role.FOCAL_POINT, partnership=f"P-{number}")
    browser.sign_in(lea)
    with django_assert_num_queries(7):
        browser.open(ME)


def test_everything_held_of_me_as_a_file(browser, focal_point):
    answer = browser.sign_in(focal_point).open("/en/accounts/me/data/")
    held = json.loads(answer.content)["accounts"]
    assert held["email"] == "lea@example.org"
    assert [(each["role"], each["partnership"]) for each in held["roles"]] == [("focal-point", "P-1")]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_room_that_holds_something_says_it_and_forgets_it(focal_point, monkeypatch):
    forgotten = []
    monkeypatch.setitem(
        personal.holders,
        "elsewhere",
        personal.Holder(lambda user: {"notes": 2}, lambda user: forgotten.append(user.pk)),
    )
    assert personal.export_data(focal_point)["elsewhere"] == {"notes": 2}
    number = focal_point.pk
    personal.erase(focal_point, today=TODAY)
    assert forgotten == [number]


def test_if_a_room_cannot_forget_nothing_is_forgotten(focal_point, monkeypatch):
    def fail(user):
        raise RuntimeError

    monkeypatch.setitem(personal.holders, "zoo", personal.Holder(lambda user: None, fail))
    with pytest.raises(RuntimeError):
        personal.erase(focal_point, today=TODAY)
    assert roles.has_role(User.objects.get(), Role.FOCAL_POINT, partnership="P-1")


def everything():
    """Each row of each table, as text."""
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            yield f"{model.__name__} {row}"
    for session in Session.objects.all():
        yield f"Session {session.get_decoded()}"


def test_erasing_leaves_the_address_in_no_table(browser):
    # Lea signs in by a code, is invited, is asked to take over, holds an app, and begins to sign in once more.
    browser.open("/en/accounts/login/")
    browser.post("/en/accounts/login/code/", email="lea.tui@example.org")
    browser.post("/en/accounts/login/code/confirm/", code=code_in(last_letter()))
    lea = User.objects.get()
    person(lea.email, Role.FOCAL_POINT, factor=True, partnership="P-1")
    offers.invite(lea.email, Role.OFFICER, by=None, now=clock.real_now())
    given = roles.grant(person("eli@example.org"), Role.FOCAL_POINT, partnership="P-2")
    offers.offer_hand_over(given, lea.email, now=clock.real_now(), name="Lea")
    other = Browser()
    other.open("/en/accounts/login/")
    other.post("/en/accounts/login/code/", email="lea.tui@example.org")
    assert [row for row in everything() if "lea.tui" in row.casefold()] != []

    browser.open(ERASE)
    browser.post(ERASE, email="Lea.Tui@example.org")
    assert "erased" in browser.text()
    assert [row for row in everything() if "lea.tui" in row.casefold()] == []
    assert browser.user_id is None
    assert User.objects.get().email == "eli@example.org"


def test_erasing_needs_the_address(browser, focal_point):
    browser.sign_in(focal_point).open(ERASE)
    browser.post(ERASE, email="lea@example.com")
    assert "Nothing was erased" in browser.text()
    assert User.objects.count() == 1


def test_erasing_the_last_focal_point_tells_those_who_follow(browser, focal_point, monkeypatch):
    told = []
    monkeypatch.setattr(handover, "left", [lambda partnership, **of: told.append(partnership)])
    browser.sign_in(focal_point).open(ERASE)
    assert "without a focal point" in browser.text()
    browser.post(ERASE, email="lea@example.org")
    assert told == ["P-1"]


def test_the_last_administrator_is_not_erased(browser, administrator):
    browser.sign_in(administrator).open(ERASE)
    browser.post(ERASE, email="ada@example.org")
    assert "last administrator" in browser.text()
    assert User.objects.count() == 1


def test_the_door_leads_to_a_page(browser, focal_point):
    assert browser.open("/en/accounts/").redirect_chain[0][0].startswith("/en/accounts/login/")
    assert browser.sign_in(focal_point).open("/en/accounts/").status_code == 200


@pytest.mark.parametrize("role", STAFF)
def test_signing_in_leads_everybody_of_the_staff_to_the_first_page_of_the_back_office(browser, role):
    browser.sign_in(person("sam@example.org", role, factor=True))
    assert browser.open("/en/accounts/").redirect_chain == [("/en/desk/", 302)]


@pytest.mark.parametrize("role", STAFF)
def test_ones_own_pages_lead_the_staff_to_the_back_office(browser, role):
    browser.sign_in(person("sam@example.org", role, factor=True))
    for path in (ME, "/en/accounts/email/", "/en/mine/"):
        browser.open(path)
        assert '<a href="/en/desk/">Back office</a>' in browser.page, path


def test_a_focal_point_is_led_to_no_back_office(browser, focal_point):
    browser.sign_in(focal_point)
    assert browser.open("/en/accounts/").redirect_chain == [("/en/mine/", 302)]
    for path in (ME, "/en/mine/"):
        browser.open(path)
        assert "/en/desk/" not in browser.page, path
