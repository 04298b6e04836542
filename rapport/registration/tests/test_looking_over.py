"""The page before sending: what is missing, where it is answered and why it matters; and all that was answered."""

import pytest
from django.test import Client

from rapport.accounts.people import find_or_make
from rapport.registration.drafts import begin_change
from rapport.registration.models import Draft
from rapport.registration.steps import answers_of
from rapport.registry.models import Partnership, Submission
from rapport.testing import NOW, document, register

pytestmark = pytest.mark.django_db


def look_over(client: Client, draft: Draft) -> str:
    return client.get(f"/en/register/{draft.token}/").content.decode()


def test_what_is_missing_leads_to_its_page_and_says_why_once_a_criterion(client: Client, ready: Draft) -> None:
    del ready.answers["commitment"], ready.answers["targets"], ready.answers["why-jpoi:iv"]
    ready.answers["objectives"] = ["Fish."]
    ready.save()
    page = look_over(client, ready)
    assert f'<a href="/en/register/{ready.token}/commitments/">Name at least one agreed commitment' in page
    assert page.count("without that link it is a project like any other") == 1
    assert page.count(f'<a href="/en/register/{ready.token}/purpose/">') == 3  # two remarks, and the answers
    assert page.count("Only what was said clearly beforehand") == 1


def test_an_address_is_asked_for_before_sending_and_shown_once_it_is_there(client: Client, ready: Draft) -> None:
    assert "mere@example.org</dd>" in look_over(client, ready)
    del ready.answers["contact_email"]
    ready.save()
    page = look_over(client, ready)
    assert f'<a href="/en/register/{ready.token}/contact/">Give an e-mail address' in page


def test_what_cannot_be_read_is_not_called_nothing(client: Client, draft: Draft) -> None:
    draft.answers = {"started_on": ["soon"]}
    draft.save()
    section = look_over(client, draft).split("/time/")[-1].split("</section>")[0]
    assert "“soon” is not a date" in section
    assert "nothing yet" not in section


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ["Pacific Reef Guard"]}, "The secretariat reads this before it is public."),
        (
            {"name": ["Pacific Reef Guard"], "website": ["reefs.example"]},
            "These wait for the secretariat: Name. The rest",
        ),
    ],
)
def test_a_change_says_what_of_it_waits(client: Client, changes: dict[str, list[str]], sentence: str) -> None:
    register(P_1=document())
    partnership = Partnership.objects.get()
    answers = {**answers_of(document(), "change"), **changes}
    mere = find_or_make("mere@example.org")
    kind = Submission.Kind.CHANGE
    draft = begin_change(partnership, answers, kind=kind, author=mere, language="en", now=NOW)
    page = look_over(client, draft)
    assert sentence in page
    assert ("The rest is public at once." in page) == ("website" in changes)
