"""The demonstration: only where it is on, never beside real data; its day moves forward, with its jobs."""

from collections import Counter
from datetime import date

import pytest

from rapport.accounts import demonstration, people, roles
from rapport.accounts.demonstration import DemonstrationError
from rapport.accounts.models import Role, RoleGrant
from rapport.accounts.tests.conftest import person
from rapport.lib import clock
from rapport.testing import NOW, REPOSITORY, TODAY, document, register
from rapport.work import jobs

DEMO, DAY = "/en/accounts/demo/", "/en/accounts/demo/day/"


@pytest.fixture
def demo(settings, tmp_path):
    settings.RAPPORT_DEMO = True
    settings.RAPPORT_HOME = tmp_path


@pytest.fixture
def ran(monkeypatch):
    """The days on which jobs ran."""
    days = []
    monkeypatch.setattr(jobs, "run_due", lambda *, today, now: days.append((today, clock.today(), now.date())) or [])
    return days


def test_elsewhere_there_is_no_such_page(browser):
    ada = person("ada@example.org", Role.ADMINISTRATOR)
    browser.open("/en/accounts/login/")
    for path in (DEMO, DAY):
        assert browser.open(path).status_code == 404
    browser.open("/en/accounts/login/")
    assert browser.post(DEMO, person=ada.pk).status_code == 404
    assert browser.user_id is None


def test_a_visitor_is_anybody_and_then_somebody_else(browser, demo):
    ada, lea = (
        person("ada@example.org", Role.ADMINISTRATOR),
        person("lea@example.org", Role.FOCAL_POINT, partnership="P-1"),
    )
    for user in (ada, lea):
        browser.open(DEMO)
        browser.post(DEMO, person=user.pk)
        assert browser.user_id == str(user.pk)


def test_staff_of_the_demonstration_need_no_second_factor_and_the_page_says_so(browser, demo):
    ada = person("ada@example.org", Role.ADMINISTRATOR)
    browser.open(DEMO)
    assert "Staff need no second proof here" in browser.text()
    browser.post(DEMO, person=ada.pk)
    assert browser.open("/en/desk/people/").redirect_chain == []


def test_nobody_with_a_real_address_can_be_played(browser, demo):
    real = person("somebody@example.com", Role.OFFICER)
    browser.open(DEMO)
    assert "somebody@" not in browser.page
    assert browser.post(DEMO, person=real.pk).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 40, "-1"])
def test_nobody_is_nobody(browser, demo, key):
    person("ada@example.org")
    browser.open(DEMO)
    assert browser.post(DEMO, person=key).status_code == 404


def test_beside_a_real_record_there_is_no_such_page(browser, demo):
    register(P_1=document(origin="the registry of 2004"))
    assert browser.open(DEMO).status_code == 404


def test_the_people_of_the_demonstration_are_loaded_once():
    path = REPOSITORY / "demo" / "people.yaml"
    assert [demonstration.load_people(path), demonstration.load_people(path)] == [11, 11]
    players = demonstration.list_players()
    held = [[(given.role, given.partnership) for given in player.grants] for player in players]
    assert held[0] == [("administrator", "")]
    assert sum(each == [("officer", "")] for each in held) == 2
    assert max(map(len, held)) == 3
    assert [
        len(roles.holders(each, Role.FOCAL_POINT)) for each in ("P-0011", "P-0098", "P-0137", "P-0188", "P-0250")
    ] == [1] * 5
    assert len(people.find("desertification.office@example.org").role_grants.all()) == 2


def test_those_who_speak_for_the_other_records_are_loaded_once_and_nobody_can_be_them():
    path = REPOSITORY / "demo" / "focal-points.csv"
    count = demonstration.load_speakers(path)
    assert count == demonstration.load_speakers(path) == RoleGrant.objects.count()
    assert demonstration.list_players() == []
    held = Counter(RoleGrant.objects.filter(role=Role.FOCAL_POINT).values_list("user", flat=True))
    assert (max(held.values()), min(held.values())) == (12, 1)
    assert {"P-0011", "P-0098", "P-0137", "P-0188", "P-0250"}.isdisjoint(
        RoleGrant.objects.values_list("partnership", flat=True)
    )


def test_an_address_that_mail_could_reach_is_refused(tmp_path):
    path = tmp_path / "people.yaml"
    path.write_text("people: [{email: a@example.com, name: A, language: en, roles: []}]")
    with pytest.raises(DemonstrationError, match="must end in"):
        demonstration.load_people(path)


def test_the_next_day(browser, demo, ran):
    browser.open(DEMO)
    browser.post(DAY, step="day")
    assert "2 February 2010" in browser.text()
    assert ran == [(date(2010, 2, 2), date(2010, 2, 2), date(2010, 2, 2))]


def test_a_month_runs_the_jobs_of_each_day_on_that_day(browser, demo, ran):
    browser.open(DEMO)
    browser.post(DAY, step="month")
    assert [today for today, _clock, _now in ran] == [date(2010, 2, day) for day in range(2, 29)] + [date(2010, 3, 1)]
    assert all(today == on_clock for today, on_clock, _now in ran)


def test_to_a_given_day(browser, demo, ran):
    browser.open(DEMO)
    browser.post(DAY, step="date", day="2010-02-05")
    assert (clock.today(), len(ran)) == (date(2010, 2, 5), 4)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2010-01-31", "only moves forward"),
        ("2010-02-01", "only moves forward"),
        ("2011-02-03", "a year at a time"),
        ("", "which day"),
        ("soon", "valid date"),
    ],
)
def test_it_goes_nowhere_else(browser, demo, ran, day, said):
    browser.open(DEMO)
    assert browser.post(DAY, step="date", day=day).status_code == 400
    assert said in browser.text()
    assert (clock.today(), ran) == (TODAY, [])


def test_a_step_that_is_none_is_refused(browser, demo, ran):
    browser.open(DEMO)
    assert browser.post(DAY, step="year").status_code == 400
    assert ran == []


def test_the_day_needs_a_press(browser, demo, ran):
    browser.open(DAY)
    assert browser.client.post(DAY, {"step": "day"}).status_code == 403
    assert ran == []


def test_two_do_not_move_it_at_once(demo, ran):
    with demonstration._Alone(), pytest.raises(DemonstrationError, match="just now"):
        demonstration.move_day(date(2010, 2, 2), now=NOW)
    assert ran == []
    demonstration.move_day(date(2010, 2, 2), now=NOW)
    assert len(ran) == 1


def test_public_pages_follow_the_day(browser, demo, ran):
    register(P_1=document())
    before = browser.open("/en/partnerships/")
    demonstration.move_day(date(2010, 2, 2), now=NOW)
    after = browser.client.get("/en/partnerships/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "2 February 2010" in after.content.decode()
    again = browser.client.get("/en/partnerships/", headers={"If-None-Match": after.headers["ETag"]})
    assert again.status_code == 304


def test_outside_of_the_demonstration_the_file_is_not_read(demo, settings):
    clock.move_to(date(2010, 3, 1))
    settings.RAPPORT_DEMO = False
    assert clock.today() == TODAY


def test_the_clock_never_goes_back_behind_its_setting(demo):
    clock.move_to(date(2009, 3, 1))
    assert clock.today() == TODAY


def test_a_broken_file_is_no_error(demo, tmp_path):
    (tmp_path / "today").write_text("soon")
    assert clock.today() == TODAY


@pytest.mark.parametrize(
    ("day", "after"), [("2010-01-31", "2010-02-28"), ("2012-01-31", "2012-02-29"), ("2010-12-15", "2011-01-15")]
)
def test_the_next_month_has_its_own_length(day, after):
    assert demonstration.next_month(date.fromisoformat(day)) == date.fromisoformat(after)
