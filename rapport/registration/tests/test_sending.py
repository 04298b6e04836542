"""Sending: what is missing is said, what needs no leave is public at once, and nothing is overwritten."""

from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role, RoleGrant
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.lib import clock
from rapport.mail.models import Letter
from rapport.registration.drafts import begin_change
from rapport.registration.models import Draft
from rapport.registration.sending import ChangedMeanwhileError, NotReadyError, rebase, send
from rapport.registration.steps import answers_of, compose
from rapport.registry.acceptance import accept, newest_version
from rapport.registry.lifecycle import Actor, NotPossibleError, ask, decline
from rapport.registry.models import Partnership, Submission
from rapport.testing import NOW, TODAY, document, register

pytestmark = pytest.mark.django_db
State = Submission.State
OFFICER = Actor(role=Role.OFFICER)


def test_a_ready_form_is_sent_once_however_often_it_is_pressed(client: Client, ready: Draft) -> None:
    answers = [client.post(f"/en/register/{ready.token}/") for _press in range(3)]
    assert {answer.url for answer in answers} == {f"/en/register/{ready.token}/case/"}
    assert Submission.objects.count() == 1
    assert "it has arrived" in client.get(answers[0].url).content.decode()


def test_the_sender_gets_a_letter_with_the_link_in_their_language(ready: Draft) -> None:
    ready.answers["contact_language"] = ["fr"]
    ready.save()
    send(ready, today=TODAY, now=NOW)
    letter = Letter.objects.get(template="registration/received")
    assert (letter.email, letter.language) == ("mere@example.org", "fr")
    assert f"/register/{ready.token}/" in letter.as_text()


def test_what_is_required_and_missing_stops_a_partnership_at_work_but_not_one_in_formation(ready: Draft) -> None:
    ready.answers.pop("commitment")
    ready.save()
    with pytest.raises(NotReadyError, match="required"):
        send(ready, today=TODAY, now=NOW)
    assert ready.is_open
    ready.answers["status"] = ["forming"]
    sent = send(ready, today=TODAY, now=NOW)
    assert sent.waiting is not None
    assert sent.waiting.document.status == "forming"


@pytest.mark.parametrize(("name", "sentence"), [("name", "It needs a name."), ("contact_email", "e-mail address")])
def test_without_a_name_or_an_address_nothing_is_sent(ready: Draft, name: str, sentence: str) -> None:
    ready.answers.pop(name)
    ready.answers["status"] = ["forming"]
    ready.save()
    with pytest.raises(NotReadyError, match=sentence):
        send(ready, today=TODAY, now=NOW)
    ready.refresh_from_db()
    assert ready.is_open
    assert Submission.objects.count() == 0


def test_what_cannot_be_read_is_said_and_not_sent(client: Client, ready: Draft) -> None:
    ready.answers["started_on"] = ["last May"]
    ready.save()
    answer = client.post(f"/en/register/{ready.token}/")
    assert answer.status_code == 422
    assert "“last May” is not a date" in answer.content.decode()


def test_an_accepted_registration_makes_its_sender_the_focal_point(ready: Draft) -> None:
    submission = send(ready, today=TODAY, now=NOW).waiting
    assert submission is not None
    partnership = accept(submission, by=OFFICER, today=TODAY, now=NOW)
    held = RoleGrant.objects.get()
    assert (held.user.email, held.role, held.partnership) == ("mere@example.org", "focal-point", partnership.public_id)


def test_asked_for_more_the_sender_reworks_the_same_form(client: Client, ready: Draft) -> None:
    submission = send(ready, today=TODAY, now=NOW).waiting
    assert submission is not None
    ask(submission, "Until when?", by=OFFICER, now=NOW)
    case = f"/en/register/{ready.token}/case/"
    assert "Until when?" in client.get(case).content.decode()
    assert client.post(case, {"do": "rework"}).url == f"/en/register/{ready.token}/"
    client.post(f"/en/register/{ready.token}/time/", {"edition": 0, "started_on": "2009-03", "ends_on": "2014"})
    client.post(f"/en/register/{ready.token}/")
    submission.refresh_from_db()
    assert (submission.state, str(submission.document.ends_on)) == (State.SUBMITTED, "2014")
    assert Submission.objects.count() == 1


def test_a_declined_sender_appeals(client: Client, ready: Draft) -> None:
    submission = send(ready, today=TODAY, now=NOW).waiting
    assert submission is not None
    decline(submission, "One kind of partner.", by=OFFICER, now=NOW, told={})
    case = f"/en/register/{ready.token}/case/"
    assert client.post(case, {"do": "appeal", "text": " "}).status_code == 422
    client.post(case, {"do": "appeal", "text": "There are two kinds."})
    submission.refresh_from_db()
    assert submission.state == State.SUBMITTED


def begin(kind: Submission.Kind = Submission.Kind.CHANGE) -> Draft:
    partnership = Partnership.objects.get(public_id="P-1")
    person = find_or_make("mere@example.org")
    grant(person, Role.FOCAL_POINT, partnership="P-1")
    answers = answers_of(newest_version(partnership).document, kind)
    return begin_change(partnership, answers, kind=kind, author=person, language="en", now=NOW)


def test_a_change_that_needs_no_leave_is_public_at_once_and_confirms_the_record() -> None:
    register(P_1=document())
    draft = begin()
    draft.answers["governance"] = ["A board of five."]
    sent = send(draft, today=TODAY, now=NOW)
    assert sent.waiting is None
    partnership = Partnership.objects.get()
    assert newest_version(partnership).document.governance == "A board of five."
    assert [(entry.kind, entry.role) for entry in partnership.journal.order_by("number")][1:] == [
        ("changed", "focal-point"),
        ("confirmed", "focal-point"),
    ]


@pytest.mark.parametrize("kind", [Submission.Kind.CHANGE, Submission.Kind.REPORT])
def test_who_speaks_for_it_no_more_sends_nothing_by_a_link_of_then(client: Client, kind: Submission.Kind) -> None:
    register(P_1=document())
    draft = begin(kind)
    draft.answers |= {"governance": ["A board of five."], "summary": ["Done."]}
    draft.save()
    RoleGrant.objects.all().delete()
    answer = client.post(f"/en/register/{draft.token}/")
    assert answer.status_code == 422
    assert "You do not speak for a partnership of this number." in answer.content.decode()
    Draft.objects.update(author=None)  # the person was erased
    assert client.post(f"/en/register/{draft.token}/").status_code == 422
    draft.refresh_from_db()
    assert (draft.is_open, Partnership.objects.get().versions.count()) == (True, 1)


def test_of_a_change_what_needs_leave_waits_and_the_rest_is_public() -> None:
    register(P_1=document())
    draft = begin()
    draft.answers |= {"governance": ["A board of five."], "name": ["Reef Watch of the Pacific"]}
    sent = send(draft, today=TODAY, now=NOW)
    now_says = newest_version(Partnership.objects.get()).document
    assert (now_says.name, now_says.governance) == ("Pacific Reef Watch", "A board of five.")
    assert sent.waiting is not None
    assert sent.waiting.document.name == "Reef Watch of the Pacific"
    accept(sent.waiting, by=OFFICER, today=TODAY, now=NOW)
    assert newest_version(Partnership.objects.get()).document.name == "Reef Watch of the Pacific"


def test_a_form_that_nobody_touched_confirms_the_record() -> None:
    register(P_1=document())
    send(begin(), today=TODAY, now=NOW)
    assert [entry.kind for entry in Partnership.objects.get().journal.order_by("number")] == ["registered", "confirmed"]


def test_of_two_people_at_once_the_second_is_shown_the_difference(client: Client) -> None:
    register(P_1=document())
    first, second = begin(), None
    first.answers["governance"] = ["A board of five."]
    first.save()
    other = find_or_make("tomasi@example.org")
    grant(other, Role.DEPUTY, partnership="P-1")
    partnership = Partnership.objects.get()
    answers: dict[str, Any] = {
        **answers_of(newest_version(partnership).document, Submission.Kind.CHANGE), "governance": ["A board of six."]
    }  # fmt: skip
    second = begin_change(
        partnership, answers, kind=Submission.Kind.CHANGE, author=other, language="en", now=NOW
    )  # fmt: skip
    send(first, today=TODAY, now=clock.now())
    answer = client.post(f"/en/register/{second.token}/")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Your text is kept" in page
    assert '<del class="removed">five.</del> <ins class="added">six.</ins>' in page
    assert newest_version(partnership).document.governance == "A board of five."
    assert client.post(f"/en/register/{second.token}/").status_code == 302
    assert newest_version(partnership).document.governance == "A board of six."


def test_a_conflict_leaves_the_words_of_the_second_in_the_form() -> None:
    register(P_1=document())
    draft = begin()
    draft.answers["name"] = ["Mine"]
    draft.save()
    register(P_1=document(name="Theirs"))
    with pytest.raises(ChangedMeanwhileError) as raised:
        send(draft, today=TODAY, now=NOW)
    assert raised.value.fields == ["name"]
    draft.refresh_from_db()
    assert rebase(draft, today=TODAY) == ["name"]
    assert compose(draft, today=TODAY).document.name == "Mine"


def test_a_report_is_public_with_its_date_and_its_activities() -> None:
    register(P_1=document(commitments=({"scheme": "mdg", "code": "7", "explanation": "Fish."},)))
    draft = begin(Submission.Kind.REPORT)
    draft.answers |= {
        "summary": ["Two workshops were held."],
        "activities": ["workshops"],
        "did-mdg:7": ["Catches fell by a fifth."],
        "evidence": ["https://reef.example/report.pdf"],
    }
    send(draft, today=TODAY, now=NOW)
    (report,) = newest_version(Partnership.objects.get()).document.reports
    assert (report.reported_on, report.activities) == (TODAY, ("workshops",))
    assert report.contributions[0].text == "Catches fell by a fifth."
    assert "reported" in {entry.kind for entry in Partnership.objects.get().journal.all()}


def test_a_form_without_a_record_cannot_be_a_change() -> None:
    draft = Draft(kind=Submission.Kind.CHANGE, language="en", started_at=NOW, saved_at=NOW)
    with pytest.raises(NotPossibleError):
        rebase(draft, today=TODAY)
