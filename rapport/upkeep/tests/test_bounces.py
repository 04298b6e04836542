"""A letter that comes back opens the case at once, and turns to the deputy."""

from datetime import timedelta

import pytest

from rapport.accounts.models import Role
from rapport.mail.models import Letter
from rapport.testing import NOW, REEF, TODAY, WASTE, document, register
from rapport.upkeep.bounces import find_mailbox, take_bounce
from rapport.upkeep.models import Case
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, path_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    register(P_1=document(REEF), P_2=document(WASTE))
    person("ana@example.org", of=["P-1", "P-2"])
    person("ben@example.org", of="P-1", role=Role.DEPUTY)
    remind(today=TODAY)
    (written,) = letters()
    return written


def test_a_hard_bounce_opens_the_case_of_each_record_at_once(letter):
    take_bounce(letter, hard=True, now=NOW)
    assert list(Case.objects.order_by("partnership").values_list("kind", "partnership", "opened_on")) == [
        ("find", 1, TODAY), ("find", 2, TODAY),
    ]  # fmt: skip


def test_the_deputy_is_turned_to_and_the_lost_mailbox_never_again(letter):
    take_bounce(letter, hard=True, now=NOW)
    for number in range(1, 60):
        remind(today=TODAY + timedelta(days=number))
    assert [each.email for each in letters()][1] == "ben@example.org"
    assert "ana@example.org" not in [each.email for each in letters()][1:]


def test_its_link_opens_nothing_any_more(letter, mailbox):
    take_bounce(letter, hard=True, now=NOW)
    assert mailbox.open(path_in(letter)).response.status_code == 403


def test_a_soft_bounce_is_the_matter_of_the_outbox(letter):
    take_bounce(letter, hard=False, now=NOW)
    assert not Case.objects.exists()


def test_told_twice_it_is_the_same_as_once(letter):
    for _times in range(2):
        take_bounce(letter, hard=True, now=NOW)
    assert Case.objects.count() == 2


def test_a_letter_of_another_room_tells_of_a_lost_mailbox_too(letter):
    take_bounce(Letter(template="screening/asked", person=letter.person, email=letter.email), hard=True, now=NOW)
    assert Case.objects.count() == 2


def test_the_bounce_of_an_old_address_or_of_nobody_we_know_loses_nobody(letter):
    old = Letter(template="upkeep/reminder", person=letter.person, email="former@example.org")
    for each in (old, Letter(template="upkeep/contact_answer", person="", email="x@example.org")):
        take_bounce(each, hard=True, now=NOW)
    assert not Case.objects.exists()


def test_a_mailbox_that_works_again_is_written_to(letter):
    take_bounce(letter, hard=True, now=NOW)
    find_mailbox(person("ana@example.org"))
    remind(today=TODAY + timedelta(days=31))
    assert letters()[-1].email == "ana@example.org"
