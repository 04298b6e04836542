"""The form in the hands of an officer: public at once, in their own role, and no confirmation."""

from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role, RoleGrant, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.registration.drafts import begin_change
from rapport.registration.models import DESK, Draft
from rapport.registration.sending import send
from rapport.registration.steps import answers_of, steps_of
from rapport.registry.acceptance import newest_version
from rapport.registry.document import PartnershipDocument
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.models import JournalEntry, Partnership, Submission
from rapport.testing import NOW, TODAY, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(db: Any, settings: Any) -> User:
    settings.RAPPORT_DEMO = True  # no second factor
    register(P_1=document())
    person = find_or_make("olga@example.org")
    grant(person, Role.OFFICER)
    return person


def begin(person: User, channel: str = DESK, kind: Submission.Kind = Submission.Kind.CHANGE, **answers: str) -> Draft:
    partnership = Partnership.objects.get(public_id="P-1")
    written = answers_of(newest_version(partnership).document, kind)
    draft = begin_change(partnership, written, kind=kind, author=person, language="en", now=NOW, channel=channel)
    draft.answers |= {name: [given] for name, given in answers.items()}
    draft.save()
    return draft


def now_says() -> PartnershipDocument:
    return newest_version(Partnership.objects.get(public_id="P-1")).document


def told() -> list[tuple[str, str, str]]:
    return list(JournalEntry.objects.order_by("number").values_list("kind", "role", "channel"))[1:]


def test_what_an_officer_sends_is_public_at_once_also_what_others_must_wait_for(olga: User) -> None:
    sent = send(begin(olga, name="Reef Watch"), today=TODAY, now=NOW)
    assert (sent.waiting, now_says().name) == (None, "Reef Watch")


def test_it_is_in_the_role_of_the_officer_and_confirms_nothing(olga: User) -> None:
    send(begin(olga, name="Reef Watch"), today=TODAY, now=NOW)
    assert told() == [("changed", "officer", "desk")]


def test_the_log_of_the_case_says_who_and_why(olga: User) -> None:
    send(begin(olga, name="Reef Watch", word="A slip of the pen."), today=TODAY, now=NOW)
    entries = Submission.objects.get(state="accepted", entries__kind="accepted").entries.all()
    assert [(each.kind, each.author, each.role, each.text) for each in entries] == [
        ("sent", olga, "officer", "A slip of the pen."),
        ("accepted", olga, "officer", ""),
    ]


def test_with_nothing_changed_nothing_is_sent_and_nothing_confirmed(olga: User) -> None:
    with pytest.raises(NotPossibleError, match="nothing to send"):
        send(begin(olga), today=TODAY, now=NOW)
    assert told() == []


def test_an_officer_ends_a_record_at_once(olga: User) -> None:
    draft = begin(olga, kind=Submission.Kind.ENDING, status="withdrawn", status_on="2010-01-31", word="Their letter.")
    send(draft, today=TODAY, now=NOW)
    assert (now_says().status, told()) == ("withdrawn", [("corrected", "officer", "desk")])
    assert Submission.objects.get(kind="ending").state == "accepted"


def test_it_makes_nobody_a_focal_point(olga: User) -> None:
    send(begin(olga, name="Reef Watch"), today=TODAY, now=NOW)
    assert list(RoleGrant.objects.values_list("role", flat=True)) == ["officer"]


def test_the_link_of_an_officers_form_opens_for_officers_alone(client: Client, olga: User) -> None:
    draft = begin(olga, name="Reef Watch")
    pages = ["", "about/", "case/", "sheet/"]
    assert {client.get(f"/en/register/{draft.token}/{page}").status_code for page in pages} == {302}
    client.force_login(find_or_make("mere@example.org"))
    assert {client.get(f"/en/register/{draft.token}/{page}").status_code for page in pages} == {403}
    assert client.post(f"/en/register/{draft.token}/").status_code == 403
    assert now_says().name == "Pacific Reef Watch"
    client.force_login(olga)
    assert client.get(f"/en/register/{draft.token}/about/").status_code == 200


def test_who_is_no_officer_any_more_sends_nothing(olga: User) -> None:
    draft = begin(olga, name="Reef Watch")
    RoleGrant.objects.all().delete()
    with pytest.raises(NotPossibleError, match="Only an officer"):
        send(draft, today=TODAY, now=NOW)
    draft.refresh_from_db()
    assert draft.is_open


def test_an_officer_who_also_speaks_for_the_record_has_two_forms(olga: User) -> None:
    grant(olga, Role.FOCAL_POINT, partnership="P-1")
    of_desk, own = begin(olga), begin(olga, channel="form", governance="A board of five.")
    assert of_desk != own
    assert [begin(olga), begin(olga, channel="link")] == [of_desk, own]
    send(own, today=TODAY, now=NOW)
    assert told() == [("changed", "focal-point", "form"), ("confirmed", "focal-point", "form")]


def test_an_officer_is_asked_why_and_not_who_they_are(client: Client, olga: User) -> None:
    draft = begin(olga, name="Reef Watch")
    assert [step.code for step in steps_of(draft)][-1] == "why"
    client.force_login(olga)
    page = client.get(f"/en/register/{draft.token}/").content.decode()
    assert "confirms nothing on behalf of the focal point" in page
    assert "These wait for the secretariat" not in page
    assert str(draft.token) not in client.get("/en/mine/").content.decode()
