"""``List-Unsubscribe``: who wants no more letters gets none, and the records are not forgotten."""

from datetime import date

import pytest

from rapport.accounts.models import RoleGrant
from rapport.mail.message import build_message
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, WASTE, document, register
from rapport.upkeep.addressees import LEADS, add_leads, load_people
from rapport.upkeep.links import make_link, token_of
from rapport.upkeep.models import Answer, Case, Link
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, person

pytestmark = pytest.mark.django_db
DAY = date(2010, 6, 15)


@pytest.fixture
def letter(settings):
    """The reminder of somebody who looks after two records."""
    settings.RAPPORT_TODAY = DAY
    settings.WAGTAILADMIN_BASE_URL = "https://registry.example"
    for number, about in enumerate((REEF, WASTE), 1):
        register(Proposal(f"P-{number}", document(about), confirmed_on=date(2009, 6, 15)))
    person(of=["P-1", "P-2"])
    remind(today=DAY)
    (found,) = letters()
    return found


@pytest.fixture
def path(letter):
    return letter.unsubscribe.removeprefix("https://registry.example")


def test_a_reminder_says_where_to_ask_for_no_more_of_them(letter):
    mail = build_message(letter)
    assert mail["List-Unsubscribe"] == f"<{letter.unsubscribe}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/u/" in letter.unsubscribe


def test_to_open_it_changes_nothing_and_names_what_it_is_about(mailbox, path):
    page = mailbox.open(path).html
    assert "Pacific Reef Watch" in page
    assert "Write to me no more" in page
    assert not Answer.objects.exists()


def test_a_program_of_mail_asks_for_its_reader_and_twice_is_once(client, path):
    for _time in range(2):
        done = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert (done.status_code, "no more letters" in done.content.decode()) == (200, True)
    assert not RoleGrant.objects.exists()
    assert sorted(Case.objects.values_list("kind", "partnership_id")) == [("find", 1), ("find", 2)]
    remind(today=date(2010, 8, 20))
    assert len(letters()) == 1


def test_a_test_letter_leaves_everything_as_it_is(client, path):
    Link.objects.update(is_trial=True)
    assert "nothing was changed" in client.post(path).content.decode()
    assert RoleGrant.objects.count() == 2


def test_a_forged_one_gets_a_sentence(client, path):
    assert client.post("/en/u/1~forged/no-more/").status_code == 403
    assert not Answer.objects.exists()


def test_who_was_asked_as_a_lead_partner_is_not_turned_to_again(letter, client):
    register(Proposal("P-3", document(REEF, name="Third Reef"), confirmed_on=date(2009, 6, 15)))
    lea = person("lea@example.org", of="P-3")
    link = make_link(lea, [(1, "partner")], today=DAY)

    def leads():
        found = load_people({1: "P-1"})
        add_leads(found)
        return [each.user for each in found[1].of(LEADS)]

    assert leads() == [lea]
    client.post(f"/en/u/{token_of(link)}/no-more/")
    assert leads() == []
    assert list(lea.role_grants.values_list("partnership", flat=True)) == ["P-3"]
