"""What waits at the desk of the demonstration."""

import pytest

from rapport.accounts import demonstration as actors
from rapport.accounts.models import Role
from rapport.mail.models import Letter
from rapport.registry.models import Partnership, Submission
from rapport.screening.demonstration import load_cases
from rapport.screening.tests.cast import browser_of, person, text_of
from rapport.testing import REPOSITORY, document, register

pytestmark = pytest.mark.django_db
DEMO = REPOSITORY / "demo"


@pytest.fixture
def played(settings):
    settings.RAPPORT_DEMO = True
    register(**{"P-0137": document(origin="fictional: made for demonstration")})
    actors.load_people(DEMO / "people.yaml")
    assert load_cases(DEMO / "cases.yaml") == 4


@pytest.mark.usefixtures("played")
def test_the_cases_wait_in_different_states_and_are_played_once():
    assert load_cases(DEMO / "cases.yaml") == 0
    cases = Submission.objects.exclude(state="accepted").order_by("submitted_at")
    assert [(each.kind, each.state, each.document.origin[:9]) for each in cases] == [
        ("registration", "declined", "fictional"),
        ("registration", "asked", "fictional"),
        ("change", "submitted", "fictional"),
        ("registration", "submitted", "fictional"),
    ]
    assert Partnership.objects.count() == 1
    assert Letter.objects.filter(state="held").count() == 1


@pytest.mark.usefixtures("played")
def test_an_officer_reads_every_one_of_them():
    browser = browser_of(person("olga@example.org", Role.OFFICER))
    for case in Submission.objects.exclude(state="accepted"):
        assert case.document.name in text_of(browser.get(f"/en/desk/cases/{case.pk}/"))


@pytest.mark.usefixtures("played")
def test_a_partner_secretariat_can_be_played_and_sees_its_own_case_alone():
    (player,) = [each for each in actors.list_players() if not each.grants]
    queue = text_of(browser_of(player.user).get("/en/desk/cases/"))
    assert "Puits communautaires du Sahel" in queue
    assert "School Kitchens on Clean Stoves" not in queue
