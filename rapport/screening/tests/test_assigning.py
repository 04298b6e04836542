"""The open cases of the records of a set, given to one officer."""

import pytest
from django.test import Client

from rapport.accounts.models import Role, User
from rapport.registry import lifecycle
from rapport.registry.acceptance import newest_version
from rapport.registry.lifecycle import Actor
from rapport.registry.models import Partnership, Submission
from rapport.screening.models import BulkChange
from rapport.screening.tests.conftest import hand_in, staff
from rapport.screening.tests.test_bulk import change
from rapport.screening.traces import erase_traces, export_traces
from rapport.testing import NOW, WASTE, document, register

pytestmark = pytest.mark.django_db


def hand_in_change(public_id: str) -> Submission:
    partnership = Partnership.objects.get(public_id=public_id)
    base = newest_version(partnership)
    changed = base.document.model_copy(update={"name": "Renamed"})
    return lifecycle.submit(
        changed, kind=Submission.Kind.CHANGE, by=Actor(None, Role.FOCAL_POINT, "form"), now=NOW,
        partnership=partnership, base=base,
    )  # fmt: skip


def test_open_cases_of_the_set_are_given_and_no_others(client: Client, olga: User) -> None:
    register(P_1=document(), P_2=document(WASTE))
    reef, closed, waste = hand_in_change("P-1"), hand_in_change("P-1"), hand_in_change("P-2")
    lifecycle.withdraw(closed, "No.", by=Actor(None, Role.FOCAL_POINT), now=NOW)
    new = hand_in()  # a registration has no record yet: it is in no set
    otto = staff("Otto", Role.OFFICER)
    assert "1 open case of these records" in client.get("/en/desk/bulk/?theme=oceans-seas").content.decode()
    answer = client.post("/en/desk/bulk/assign/", {"query": "theme=oceans-seas", "officer": str(otto.pk)})
    assert "1 case was given." in answer.content.decode()
    owners = [Submission.objects.get(pk=each.pk).owner for each in (reef, closed, waste, new)]
    assert owners == [otto, None, None, None]
    assert reef.entries.latest("pk").author == olga


def test_somebody_who_is_no_officer_is_given_nothing(client: Client, olga: User) -> None:
    register(P_1=document())
    case = hand_in_change("P-1")
    lifecycle.claim(case, by=Actor(olga, Role.OFFICER), now=NOW)
    ada = staff("Ada", Role.ADVISER)
    assert client.post("/en/desk/bulk/assign/", {"query": "", "officer": str(ada.pk)}).status_code == 404
    case.refresh_from_db()
    assert case.owner == olga


def test_who_is_erased_leaves_the_log_without_a_name(olga: User) -> None:
    register(P_1=document())
    change(by=olga)
    assert export_traces(olga)["bulk"][0]["reason"] == "The survey."
    erase_traces(olga)
    assert BulkChange.objects.get().made_by is None
