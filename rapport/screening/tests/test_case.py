"""A case: read, talked over, decided; each decision with its letter, its reasons and its rules."""

from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.mail.models import Letter
from rapport.mail.routes import Reply
from rapport.registry import lifecycle
from rapport.registry.lifecycle import Actor, appeal
from rapport.registry.models import CaseEntry, JournalEntry, Partnership, Submission
from rapport.screening.assessing import mark_of
from rapport.screening.letters import take_reply
from rapport.screening.models import Assessment, Intake
from rapport.screening.tests.conftest import hand_in, staff
from rapport.sets.query import Query
from rapport.sets.search import answer
from rapport.testing import NOW, TODAY, document, register

pytestmark = pytest.mark.django_db
State = Submission.State


def press(client: Client, case: Submission, do: str, text: str = "", **more: str) -> Any:
    done = client.post(f"/en/desk/cases/{case.pk}/", {"do": do, "text": text, **more})
    case.refresh_from_db()
    return done


def letters(case: Submission) -> list[tuple[str, str]]:
    found = Letter.objects.filter(about=f"submission:{case.pk}", template__startswith="screening/").order_by("pk")
    return [(letter.template, letter.state) for letter in found]


def test_it_shows_what_is_proposed_the_criteria_and_what_was_said(client: Client, olga: User, case: Submission) -> None:
    page = client.get(f"/en/desk/cases/{case.pk}/").content.decode()
    assert "Fishers and schools of six islands" in page
    assert "verdict-" in page
    assert "sent in" in page


def test_a_question_goes_out_at_once_and_the_answer_comes_back_by_mail(
    client: Client, olga: User, case: Submission
) -> None:
    press(client, case, "ask", "Who pays for the boats?")
    assert (case.state, letters(case)) == (State.ASKED, [("screening/asked", "waiting")])
    letter = Letter.objects.get(template="screening/asked")
    assert "Who pays for the boats?" in letter.body
    take_reply(reply(case, letter, "The two governments."))
    case.refresh_from_db()
    assert case.state == State.SUBMITTED
    entry = case.entries.last()
    assert entry is not None
    assert (entry.kind, entry.channel, entry.text) == ("answered", "mail", "The two governments.")


def reply(case: Submission, letter: Letter | None, text: str, **more: Any) -> Reply:
    return Reply(
        reference=str(case.pk), text=text, subject="Re", sender="mere@example.org", attachments=(), letter=letter,
        received_at=NOW, **more,
    )  # fmt: skip


def test_a_mail_of_somebody_else_is_a_note_and_no_answer(client: Client, olga: User, case: Submission) -> None:
    press(client, case, "ask", "Who pays for the boats?")
    take_reply(reply(case, None, "I know nothing of this.", is_from_addressee=False))
    case.refresh_from_db()
    assert case.state == State.ASKED
    last = case.entries.last()
    assert last is not None
    assert (last.kind, last.author) == ("noted", None)


def test_accepted_it_is_public_and_counted_at_once_and_the_letter_waits_to_be_read(
    client: Client, olga: User, case: Submission
) -> None:
    press(client, case, "accept")
    assert (case.state, letters(case)) == (State.ACCEPTED, [("screening/accepted", "held")])
    found = answer(Query.of(region="asia-pacific", theme="oceans-seas", partner_type="ngo"), today=TODAY)
    assert found.total == 1
    assert client.get(f"/en/partnerships/{case.public_id}/", follow=True).status_code == 200
    assert JournalEntry.objects.filter(partnership=case.partnership, role="focal-point").count() == 2


def test_a_decline_needs_findings_that_bear_it_and_keeps_them(client: Client, olga: User, case: Submission) -> None:
    refused = press(client, case, "decline", "It does not fit.")
    assert refused.status_code == 422
    assert "It does not fit." in refused.content.decode()
    assert case.state == State.SUBMITTED
    code = next(code for code, each in rules().items() if each.is_required and each.is_verified)
    findings = {f"verdict-{code}": "not-met", f"reason-{code}": "No goal is named."}
    press(client, case, "decline", "It does not fit.", **findings)
    assert case.state == State.DECLINED
    told = case.entries.get(kind=CaseEntry.Kind.DECLINED).told
    assert told["findings"] == [{"criterion": code, "verdict": "not-met", "reason": "No goal is named."}]
    assert told["rule_set"] == "csd-11-2003/1"
    assert letters(case) == [("screening/declined", "held")]
    assert "No goal is named." in Letter.objects.get(template="screening/declined").body


def rules() -> Any:
    from rapport.criteria.versions import rule_set_on

    return rule_set_on(TODAY).rules.criteria


def test_that_it_has_ended_is_held_against_no_criterion(client: Client, olga: User) -> None:
    register(P_1=document())
    record = Partnership.objects.get(public_id="P-1")
    ended, renamed = document(status="completed", status_on="2009-12"), document(name="Reef Watch")
    author = Actor(find_or_make("mere@example.org"), Role.FOCAL_POINT, "form")
    of = {"by": author, "now": NOW, "partnership": record, "base": record.versions.get()}
    case = lifecycle.submit(ended, kind=Submission.Kind.ENDING, **of)
    assert "verdict-" not in client.get(f"/en/desk/cases/{case.pk}/").content.decode()
    press(client, case, "decline", "Its partners say that it goes on.")
    assert (case.state, letters(case)) == (State.DECLINED, [("screening/declined", "held")])
    case = lifecycle.submit(renamed, kind=Submission.Kind.CHANGE, **of)
    assert press(client, case, "decline", "No.").status_code == 422


def test_no_decline_rests_on_a_reconstructed_criterion_alone(client: Client, olga: User, case: Submission) -> None:
    guessed = [code for code, each in rules().items() if each.is_required and not each.is_verified]
    findings = {f"{part}-{code}": "not-met" for code in guessed for part in ("verdict", "reason")}
    refused = press(client, case, "decline", "No.", **findings)
    assert refused.status_code == 422
    assert case.state == State.SUBMITTED


def test_findings_are_kept_whatever_is_pressed(client: Client, olga: User, case: Submission) -> None:
    code = next(iter(rules()))
    refused = press(client, case, "ask", "", **{f"verdict-{code}": "unclear", f"reason-{code}": "Which goal?"})
    assert refused.status_code == 422  # a question needs words
    kept = Assessment.objects.get()
    assert (kept.criterion, kept.verdict, kept.reason) == (code, "unclear", "Which goal?")


@pytest.mark.parametrize("do", ["note", "advise", "claim", "keep"])
def test_findings_are_kept_beside_a_note_too(client: Client, olga: User, case: Submission, do: str) -> None:
    code = next(iter(rules()))
    press(client, case, do, "Look at the budget.", **{f"verdict-{code}": "met", f"reason-{code}": "Goal 6."})
    assert Assessment.objects.get().reason == "Goal 6."


@pytest.mark.parametrize("do", ["claim", "release", "keep", "give"])
def test_a_letter_that_was_begun_stays_where_something_else_is_pressed(
    client: Client, olga: User, case: Submission, do: str
) -> None:
    shown = press(client, case, do, "Dear friends of the reef,", officer=str(olga.pk))
    assert shown.status_code == 200
    assert "Dear friends of the reef,</textarea>" in shown.content.decode()


def test_an_old_page_does_not_take_away_what_somebody_else_found(client: Client, olga: User, case: Submission) -> None:
    code, other = list(rules())[:2]
    nothing = mark_of("", "")
    seen = {f"seen-{each}": nothing for each in (code, other)}
    press(client, case, "keep", **seen, **{f"verdict-{code}": "met", f"reason-{code}": "Goal 6."})
    press(client, case, "keep", **seen, **{f"verdict-{code}": "", f"verdict-{other}": "unclear"})
    assert set(Assessment.objects.values_list("criterion", "verdict")) == {(code, "met"), (other, "unclear")}
    told = press(client, case, "keep", **seen, **{f"verdict-{code}": "not-met", f"reason-{code}": "No goal at all."})
    assert told.status_code == 422
    page = told.content.decode()
    assert "Goal 6." in page
    assert "No goal at all." in page
    assert Assessment.objects.get(criterion=code).verdict == "met"


def test_words_that_come_after_the_decision_are_shown_again_and_change_no_finding(
    client: Client, olga: User, case: Submission
) -> None:
    press(client, case, "accept")
    code = next(iter(rules()))
    for do in ("keep", "decline", "note"):
        late = press(client, case, do, "It does not fit.", **{f"verdict-{code}": "met", f"reason-{code}": "Goal 7."})
        assert late.status_code == 422
        assert all(each in late.content.decode() for each in ("This case is closed.", "It does not fit.", "Goal 7."))
    assert not Assessment.objects.exists()


def test_who_presses_twice_has_the_case_and_is_told_nothing(client: Client, olga: User, case: Submission) -> None:
    assert [press(client, case, "claim").status_code for _twice in range(2)] == [302, 302]
    assert case.owner == olga
    assert case.entries.filter(kind=CaseEntry.Kind.CLAIMED).count() == 1


def test_the_log_says_who_decided_when_and_against_which_rules(client: Client, olga: User, case: Submission) -> None:
    code = next(iter(rules()))
    press(client, case, "return", "Please say more.", **{f"verdict-{code}": "not-met", f"reason-{code}": "No goal."})
    log = client.get(f"/en/desk/cases/{case.pk}/").content.decode().partition("What was said")[2].partition("<aside")[0]
    for said in ("returned to be reworked", "Olga", "2010", "eleventh session", "version 1", "not met", "No goal."):
        assert said in log


def test_an_appeal_is_declined_by_somebody_else(client: Client, olga: User, case: Submission) -> None:
    code = next(code for code, each in rules().items() if each.is_required and each.is_verified)
    findings = {f"verdict-{code}": "not-met", f"reason-{code}": "No goal."}
    press(client, case, "decline", "No.", **findings)
    appeal(case, "There is one: goal 6.", by=Actor(case.author, Role.FOCAL_POINT), now=NOW)
    press(client, case, "decline", "Still no.", **findings)
    assert case.state == State.DECLINED  # there is nobody else
    case.entries.filter(kind=CaseEntry.Kind.APPEALED).delete()
    appeal(case, "There is one: goal 6.", by=Actor(case.author, Role.FOCAL_POINT), now=NOW)
    other = staff("Otto", Role.OFFICER)
    refused = press(client, case, "decline", "Still no.", **findings)
    assert (refused.status_code, case.state) == (422, State.SUBMITTED)
    client.force_login(other)
    press(client, case, "decline", "Still no.", **findings)
    assert case.state == State.DECLINED


def test_a_declined_applicant_reads_what_was_found_and_why(client: Client, olga: User, case: Submission) -> None:
    code = next(code for code, each in rules().items() if each.is_required and each.is_verified)
    met = next(each for each in rules() if each != code)
    findings = {f"verdict-{code}": "not-met", f"reason-{code}": "No goal.", f"verdict-{met}": "met"}
    press(client, case, "decline", "No.", **findings, **{f"reason-{met}": "Looks fine to us."})
    page = Client().get(f"/en/register/{case.drafts.get().token}/case/").content.decode()
    assert rules()[code].label() in page
    assert "No goal." in page
    assert "Looks fine to us." not in page


def test_an_adviser_advises_and_decides_nothing(client: Client, case: Submission) -> None:
    client.force_login(staff("Ada", Role.ADVISER))
    assert press(client, case, "accept").status_code == 422
    assert Partnership.objects.count() == 0
    press(client, case, "advise", "The targets are sound.", verdict="for")
    entry = case.entries.get(kind=CaseEntry.Kind.ADVISED)
    assert (entry.role, entry.told, entry.is_for_applicant) == ("adviser", {"verdict": "for"}, False)


def test_advice_and_notes_are_shown_to_no_applicant(client: Client, olga: User, case: Submission) -> None:
    press(client, case, "note", "Ask the legal office.")
    press(client, case, "advise", "Rather not.", verdict="against")
    draft = case.drafts.get()
    page = Client().get(f"/en/register/{draft.token}/case/").content.decode()
    assert "legal office" not in page
    assert "Rather not" not in page


def test_of_two_officers_who_accept_the_second_is_told(client: Client, olga: User, case: Submission) -> None:
    press(client, case, "accept")
    again = press(client, case, "accept")
    assert again.status_code == 422
    assert "not possible any more" in again.content.decode()
    assert Partnership.objects.count() == 1


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.FOCAL_POINT])
def test_nobody_else_sees_a_case(client: Client, case: Submission, role: Role) -> None:
    client.force_login(staff("Nina", role))
    assert client.get(f"/en/desk/cases/{case.pk}/").status_code == 403


def test_a_stranger_is_led_to_sign_in(client: Client, case: Submission) -> None:
    assert client.get(f"/en/desk/cases/{case.pk}/").status_code == 302


def test_a_partner_secretariat_decides_the_cases_of_its_own_query_alone(client: Client, case: Submission) -> None:
    other = hand_in(primary=["energy"], name=["Solar Lamps"], contact_email=["sol@example.org"])
    partner = staff("Petra", Role.FOCAL_POINT)
    intake = Intake.objects.create(title="Oceans", query="theme=oceans-seas&region=asia-pacific")
    intake.people.add(partner)
    client.force_login(partner)
    page = client.get("/en/desk/cases/").content.decode()
    assert "Lagoon Watch" in page
    assert "Solar Lamps" not in page
    assert client.get(f"/en/desk/cases/{other.pk}/").status_code == 404
    press(client, case, "accept")
    assert case.state == State.ACCEPTED
