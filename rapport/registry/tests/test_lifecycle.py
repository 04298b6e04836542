"""From state to state: what may follow what, and what the case log keeps of it."""

from datetime import timedelta

import pytest

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.registry import lifecycle
from rapport.registry.acceptance import ConflictError, accept, hold_against_newest, newest_version
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import CaseEntry, JournalEntry, Partnership, Submission
from rapport.testing import NOW, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db
State, Kind = Submission.State, CaseEntry.Kind


def applicant() -> Actor:
    return Actor(find_or_make("mere@example.org"), Role.FOCAL_POINT, "form")


def officer(name: str = "olga") -> Actor:
    return Actor(find_or_make(f"{name}@example.org"), Role.OFFICER, "desk")


def hand_in(**changes: object) -> Submission:
    new = document(registered_on=None, partners=(), **changes)
    return lifecycle.submit(new, kind=Submission.Kind.REGISTRATION, by=applicant(), now=NOW)


def hand_in_change(**changes: object) -> Submission:
    partnership = Partnership.objects.get(public_id="P-1")
    base = newest_version(partnership)
    changed = base.document.model_copy(update=changes)
    return lifecycle.submit(
        changed, kind=Submission.Kind.CHANGE, by=applicant(), now=NOW, partnership=partnership, base=base
    )


def kinds(submission: Submission) -> list[str]:
    return [entry.kind for entry in submission.entries.all()]


def test_a_case_goes_back_and_forth_and_every_step_is_kept() -> None:
    case = hand_in()
    lifecycle.claim(case, by=officer(), now=NOW)
    lifecycle.advise(case, "Sound.", verdict="for", by=officer("ada"), now=NOW)
    lifecycle.ask(case, "By when?", by=officer(), now=NOW)
    assert case.state == State.ASKED
    lifecycle.answer(case, "By 2012.", by=applicant(), now=NOW)
    assert case.state == State.SUBMITTED
    lifecycle.resubmit(case, document(targets="Forty reefs by 2012.", partners=()), by=applicant(), now=NOW)
    assert accept(case, by=officer(), today=TODAY, now=NOW).public_id == case.public_id
    assert kinds(case) == ["sent", "claimed", "advised", "asked", "answered", "sent", "accepted"]
    assert case.entries.filter(kind=Kind.SENT).first().told["document"] != case.body


def test_what_stays_at_the_desk_is_not_for_the_applicant() -> None:
    case = hand_in()
    lifecycle.note(case, "Ask the legal office.", by=officer(), now=NOW)
    lifecycle.advise(case, "Sound.", verdict="for", by=officer(), now=NOW)
    assert [entry.kind for entry in case.entries.all() if entry.is_for_applicant] == ["sent"]


def test_of_two_officers_at_once_the_second_is_told() -> None:
    case = hand_in()
    same = Submission.objects.get(pk=case.pk)
    lifecycle.claim(case, by=officer(), now=NOW)
    with pytest.raises(NotPossibleError, match="Somebody else"):
        lifecycle.claim(same, by=officer("ada"), now=NOW)
    assert kinds(case) == ["sent", "claimed"]


def test_a_case_is_decided_once() -> None:
    case = hand_in()
    same = Submission.objects.get(pk=case.pk)
    accept(case, by=officer(), today=TODAY, now=NOW)
    with pytest.raises(NotPossibleError, match="not possible any more"):
        accept(same, by=officer("ada"), today=TODAY, now=NOW)
    with pytest.raises(NotPossibleError):
        lifecycle.decline(same, "No.", by=officer("ada"), now=NOW, told={})
    assert Partnership.objects.count() == 1
    assert kinds(case) == ["sent", "accepted"]


def test_a_declined_applicant_appeals_once_and_another_officer_may_look() -> None:
    case = hand_in()
    lifecycle.claim(case, by=officer(), now=NOW)
    lifecycle.decline(case, "One partner alone.", by=officer(), now=NOW, told={"findings": []})
    lifecycle.appeal(case, "There are two.", by=applicant(), now=NOW)
    assert (case.state, case.owner) == (State.SUBMITTED, None)
    lifecycle.decline(case, "The second is the first.", by=officer("ada"), now=NOW, told={})
    with pytest.raises(NotPossibleError, match="again already"):
        lifecycle.appeal(case, "Once more.", by=applicant(), now=NOW)


def test_an_accepted_registration_enters_the_registry_on_that_day_confirmed() -> None:
    case = hand_in()
    partnership = accept(case, by=officer(), today=TODAY, now=NOW)
    assert case.version.document.registered_on.latest == TODAY
    assert [(entry.kind, entry.role, entry.happened_on) for entry in partnership.journal.all()] == [
        ("registered", "focal-point", TODAY),
        ("confirmed", "focal-point", TODAY),
    ]
    assert Submission.objects.count() == 1  # publishing wrote no second row


def test_new_organizations_are_entered_only_when_it_is_accepted() -> None:
    new = document(partners=({"organization": "new:1", "role": "lead"},))
    named = {"key": "new:1", "id": "", "name": "Lagoon Keepers", "type": "ngo", "country": "FJ"}
    case = lifecycle.submit(
        new, kind=Submission.Kind.REGISTRATION, by=applicant(), now=NOW, enclosed={"organizations": [named]}
    )
    accept(case, by=officer(), today=TODAY, now=NOW)
    assert [partner.organization for partner in case.version.document.partners] == ["lagoon-keepers"]


def test_a_change_is_laid_over_what_was_published_meanwhile() -> None:
    register(P_1=document())
    first, second = hand_in_change(website="https://reef.example"), hand_in_change(governance="A board of five.")
    accept(first, by=officer(), today=TODAY, now=NOW)
    accept(second, by=officer(), today=TODAY, now=NOW)
    newest = newest_version(first.partnership).document
    assert (newest.website, newest.governance) == ("https://reef.example", "A board of five.")


def test_two_changes_of_one_field_are_shown_and_nothing_is_overwritten() -> None:
    register(P_1=document())
    first, second = hand_in_change(governance="A board of five."), hand_in_change(governance="A board of six.")
    accept(first, by=officer(), today=TODAY, now=NOW)
    with pytest.raises(ConflictError) as raised:
        accept(second, by=officer(), today=TODAY, now=NOW)
    assert raised.value.fields == ["governance"]
    second.refresh_from_db()
    assert (second.state, kinds(second)) == (State.SUBMITTED, ["sent"])
    assert hold_against_newest(second).conflicts == ["governance"]
    accept(second, by=officer(), today=TODAY, now=NOW, is_overriding=True)
    assert newest_version(first.partnership).document.governance == "A board of six."


def test_a_change_that_says_nothing_new_confirms_the_record() -> None:
    register(P_1=document(WASTE))
    case = hand_in_change()
    accept(case, by=officer(), today=TODAY + timedelta(days=3), now=NOW)
    case.refresh_from_db()
    assert (case.state, case.version) == (State.ACCEPTED, None)
    newest = JournalEntry.objects.order_by("number").last()
    assert (newest.kind, newest.happened_on) == ("confirmed", TODAY)


def test_words_said_twice_by_a_double_press_stand_once() -> None:
    case = hand_in()
    lifecycle.ask(case, "By when?", by=officer(), now=NOW)
    for _press in range(2):
        lifecycle.answer(case, "By 2012.", by=applicant(), now=NOW)
        assert case.state == State.SUBMITTED
    for _press in range(2):
        lifecycle.note(case, "Ask the fishers.", by=officer(), now=NOW)
    for _press in range(2):
        lifecycle.advise(case, "Sound.", verdict="for", by=officer("ada"), now=NOW)
    lifecycle.note(case, "Ask the fishers.", by=officer(), now=NOW)
    assert kinds(case) == ["sent", "asked", "answered", "noted", "advised", "noted"]


def test_what_no_database_holds_is_left_out_of_the_words_of_a_case() -> None:
    case = hand_in()
    lifecycle.note(case, "a\0b\x07c", by=officer(), now=NOW)
    assert case.entries.get(kind=Kind.NOTED).text == "abc"
