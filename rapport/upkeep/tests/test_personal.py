"""What we hold of a person is given out; erased, the history of records stays whole."""

import json

import pytest

from rapport.accounts import personal as of_people
from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.registry.models import JournalEntry
from rapport.testing import NOW, REEF, TODAY, document, register
from rapport.upkeep.models import Answer, Asked, Case, Link, Message, Statement
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, path_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(mailbox):
    register(P_1=document(REEF))
    user = find_or_make("ana@example.org", name="Ana Teo", language="en")
    grant(user, Role.FOCAL_POINT, partnership="P-1")
    remind(today=TODAY)
    mailbox.press(path_in(letters()[0]))
    told = {"partnership_id": 1, "said_on": TODAY, "said": "true", "channel": "telephone", "taken_at": NOW}
    Statement.objects.create(person="Ana Teo", user=user, role="focal-point", evidence="She called.", **told)
    note = "A letter to ana@example.org came back.\nThe ministry knows more.\nAna Teo is ill."
    Case.objects.create(kind="find", partnership_id=1, opened_on=TODAY, about=user, note=note)
    Message.objects.create(partnership_id=1, name="Ana", email="Ana@example.org", text="Hello", sent_on=TODAY)
    return user


def test_it_gives_out_everything_as_plain_data(ana):
    exported = of_people.holders["upkeep"].export(ana)
    assert exported["asked"] == [["P-1", "focal-point", "2010-02-01"]]
    assert exported["statements"] == [["P-1", "Ana Teo", "telephone", "2010-02-01", "She called."]]
    assert exported["messages"] == [["2010-02-01", "Ana", "Hello"]]
    assert json.loads(json.dumps(exported)) == exported


def test_erased_nothing_of_the_person_is_left_and_the_history_is_whole(ana):
    before = list(JournalEntry.objects.values_list("number", "kind", "role", "channel"))
    of_people.holders["upkeep"].erase(ana)
    assert list(JournalEntry.objects.values_list("number", "kind", "role", "channel")) == before
    assert not Link.objects.exists()
    assert not Message.objects.exists()
    assert (Asked.objects.get().user, Answer.objects.get().kind) == (None, "true")
    assert Statement.objects.get().person == "•••@•••"
    assert Case.objects.get().note == "•••@•••\nThe ministry knows more.\n•••@•••"
    ana.delete()
    assert Case.objects.get().about is None
