"""A link, and an officer's statement, to a record that has left the registry since the letter."""

import pytest

from rapport.registry.history import find_in_force
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, TODAY, WASTE, document, register
from rapport.upkeep.links import make_link, token_of
from rapport.upkeep.tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    """The path of a link to one record."""
    register(Proposal("P-1", document(REEF)), P_2=document(WASTE))
    return link_of(person(of="P-1"))


def link_of(user, *numbers):
    link = make_link(user, [(number, "focal-point") for number in numbers or (1,)], today=TODAY)
    return f"/en/u/{token_of(link)}/"


def confirmed_today():
    return JournalEntry.objects.filter(kind="confirmed", happened_on=TODAY).count()


@pytest.mark.parametrize("status", ["completed", "withdrawn", "merged", "superseded"])
def test_of_what_has_left_the_registry_nothing_is_left_to_confirm_or_to_end(mailbox, path, status):
    before = mailbox.open(path)
    successor = "P-2" if status in ("merged", "superseded") else None
    register(P_1=document(REEF, status=status, status_on="2010-01-31", successor=successor))
    page = mailbox.open(path)
    assert "ts record is kept" in page.html
    assert "Is this still true?</p>" not in page.html
    assert "All still true" not in page.html
    assert "It has ended" not in page.html
    assert "Something changed" in page.html
    version = find_in_force("P-1", as_at=TODAY).version_id
    assert mailbox.post(path, press=before.press, one=f"P-1:{version}").response.status_code == 409
    assert confirmed_today() == 0
    ended = mailbox.post(f"{path}P-1/ended/", press=page.press, shown=f"P-1:{version}", status="completed", on="2009")
    assert "ts record is kept" in ended.html
    assert find_in_force("P-1", as_at=TODAY).document.status == status


def test_a_list_says_what_has_left_and_confirms_the_others(mailbox, path):
    register(P_3=document(REEF, name="Third", status="withdrawn"))
    both = link_of(person(of=["P-1", "P-3"]), 1, 3)
    page = mailbox.open(both)
    assert "2 partnerships; 1 of them wait" in page.html
    assert "<b>Withdrawn</b>" in page.html
    assert [each.partition(":")[0] for each in page.values("shown")] == ["P-1"]
