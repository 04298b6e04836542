"""A letter, its link, one press: the record is confirmed, in the journal and in the sets."""

from datetime import date

import pytest

from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.search import ordered_numbers
from rapport.testing import REEF, TODAY, document, register
from rapport.upkeep.models import Answer, Duty
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, path_in, person

pytestmark = pytest.mark.django_db
CONFIRMED = date(2009, 2, 20)


@pytest.fixture
def letter():
    register(Proposal("P-1", document(REEF), confirmed_on=CONFIRMED))
    person(of="P-1")
    remind(today=TODAY)
    (written,) = letters()
    return written


def test_one_press_on_the_link_of_a_letter_keeps_the_record_green(mailbox, letter):
    thanks = mailbox.press(path_in(letter))
    assert "Thank you" in thanks.html
    assert "still true. The next word is due on" in thanks.html
    assert "1 February 2011" in thanks.html
    newest = JournalEntry.objects.last()
    assert (newest.kind, newest.happened_on, newest.role, newest.channel, newest.version) == (
        "confirmed", TODAY, "focal-point", "link", None,
    )  # fmt: skip
    green = Query.of(freshness="green")
    later = date(2011, 2, 1)
    assert view_of(green, today=later).total == len(ordered_numbers(green, today=later)) == 1


def test_opening_it_changes_nothing(mailbox, letter):
    before = JournalEntry.objects.count()
    for _times in range(3):
        mailbox.open(path_in(letter))
    mailbox.client.head(path_in(letter))
    assert (JournalEntry.objects.count(), Answer.objects.count()) == (before, 0)


def test_the_same_press_again_is_the_same_as_once(mailbox, letter):
    page = mailbox.open(path_in(letter))
    sent = {"press": page.press, "one": page.values("one")[0]}
    first, second = (mailbox.post(page.path, **sent) for _times in range(2))
    assert (first.response.status_code, second.response.status_code) == (200, 200)
    assert "Thank you" in second.html
    assert JournalEntry.objects.filter(kind="confirmed", happened_on=TODAY).count() == 1
    assert Answer.objects.count() == 1


def test_a_post_without_the_value_of_the_button_changes_nothing(mailbox, letter):
    page = mailbox.open(path_in(letter))
    answer = mailbox.post(page.path, one=page.values("one")[0])
    assert answer.response.status_code == 403
    assert "Nothing was changed" in answer.html
    assert Answer.objects.count() == 0


def test_a_text_that_changed_meanwhile_is_shown_before_it_is_confirmed(mailbox, letter):
    page = mailbox.open(path_in(letter))
    register(P_1=document(REEF, objectives="Now whales are counted too."))
    answer = mailbox.post(page.path, press=page.press, one=page.values("one")[0])
    assert answer.response.status_code == 409
    assert "Now whales are counted too." in answer.html
    assert not JournalEntry.objects.filter(kind="confirmed", happened_on=TODAY).exists()
    assert "Thank you" in mailbox.post(page.path, press=answer.press, one=answer.values("one")[0]).html


def test_the_next_duty_counts_from_the_press(mailbox, letter):
    mailbox.press(path_in(letter))
    assert dict(Duty.objects.values_list("kind", "due_on")) == {
        "confirm": date(2011, 2, 1), "report": date(2005, 6, 1),
    }  # fmt: skip
