"""The form in steps: saved as it was typed, taken up again from anywhere, and never in another's way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rapport.registration.models import Draft
from rapport.registration.steps import steps_of
from rapport.registration.tests.conftest import READY, token_of
from rapport.testing import NOW

pytestmark = pytest.mark.django_db
Post = Callable[..., Any]


def test_beginning_makes_a_draft_and_sets_no_cookie(client: Client) -> None:
    assert client.get("/en/register/").status_code == client.head("/en/register/").status_code == 200
    assert Draft.objects.count() == 0
    answer = client.post("/en/register/")
    draft = Draft.of_token(token_of(answer.url))
    assert draft is not None
    assert answer.url.endswith("/about/")
    assert not client.cookies


def test_every_step_opens_and_leads_to_the_next(client: Client, draft: Draft, post: Post) -> None:
    codes = [step.code for step in steps_of(draft)]
    for code, following in zip(codes, [*codes[1:], "review"], strict=True):
        assert client.get(f"/en/register/{draft.token}/{code}/").status_code == 200
        answer = post(draft, code, {"go": "next"})
        assert answer.url.endswith(f"/{following}/")
    assert client.get(answer.url).url.endswith(f"/register/{draft.token}/")


def test_what_is_typed_is_there_again_from_another_device(draft: Draft, post: Post) -> None:
    post(draft, "about", {"name": "Lagoon Watch", "acronym": "LW"})
    page = Client().get(f"/en/register/{draft.token}/about/").content.decode()
    assert 'value="Lagoon Watch"' in page
    assert 'value="LW"' in page


def test_what_cannot_be_read_is_kept_as_typed_and_said_beside_it(client: Client, draft: Draft, post: Post) -> None:
    post(draft, "time", {"started_on": "last May"})
    page = client.get(f"/en/register/{draft.token}/time/").content.decode()
    assert 'value="last May"' in page
    assert "“last May” is not a date: write 2003, 2003-05 or 2003-05-17." in page


def test_a_box_that_is_unticked_is_saved_too(draft: Draft, post: Post) -> None:
    post(draft, "themes", {"primary": ["water", "energy"]})
    post(draft, "themes", {"primary": ["energy"]})
    draft.refresh_from_db()
    assert draft.answers["primary"] == ["energy"]
    post(draft, "themes", {})
    draft.refresh_from_db()
    assert "primary" not in draft.answers


def test_two_windows_that_answer_different_questions_keep_both(draft: Draft, post: Post) -> None:
    post(draft, "about", {"name": "Lagoon Watch", "acronym": ""}, edition=0)
    post(draft, "about", {"name": "", "acronym": "LW"}, edition=0)
    draft.refresh_from_db()
    assert (draft.first("name"), draft.first("acronym")) == ("Lagoon Watch", "LW")


def test_two_windows_that_answer_one_question_are_shown_what_gave_way(client: Client, draft: Draft, post: Post) -> None:
    post(draft, "about", {"name": "Lagoon Watch"}, edition=0)
    answer = post(draft, "about", {"name": "Lagoon Guard", "go": "next"}, edition=0)
    page = client.get(answer.url).content.decode()
    assert answer.url.endswith("/about/")
    assert 'value="Lagoon Guard"' in page
    assert "<li>Name: <bdi>Lagoon Watch</bdi></li>" in page


def test_saving_by_script_answers_with_the_edition_and_what_the_criteria_say(draft: Draft, post: Post) -> None:
    answer = post(draft, "purpose", {"objectives": "Fish."}, headers={"X-Autosave": "1"}).json()
    assert answer["edition"] == 1
    assert any(remark["level"] in ("error", "warning") for remark in answer["remarks"])


def test_the_same_post_twice_is_the_same_as_once(draft: Draft, post: Post) -> None:
    for _press in range(2):
        post(draft, "about", {"name": "Lagoon Watch"}, edition=0)
    draft.refresh_from_db()
    assert (draft.edition, draft.set_aside) == (1, {})


@pytest.mark.parametrize("given", [{}, {"go": "next"}, {"edition": ""}, {"edition": "²"}, {"edition": "9" * 5000}])
def test_a_post_that_does_not_say_what_it_saw_takes_nothing_away(
    client: Client, ready: Draft, given: dict[str, str]
) -> None:
    client.post(f"/en/register/{ready.token}/purpose/", given)
    ready.refresh_from_db()
    assert ready.answers == READY


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "9" + t, lambda t: t.split(".")[0], lambda t: "x"])
def test_a_forged_link_leads_nowhere(client: Client, draft: Draft, change: Callable[[str], str]) -> None:
    assert client.get(f"/en/register/{change(draft.token)}/about/").status_code == 404


def test_a_link_that_was_replaced_leads_nowhere(client: Client, draft: Draft) -> None:
    old = draft.token
    draft.nonce = "another"
    draft.save()
    assert client.get(f"/en/register/{old}/about/").status_code == 404
    assert client.get(f"/en/register/{draft.token}/about/").status_code == 200


def test_pages_of_a_draft_stay_out_of_caches_searchers_and_referrers(client: Client, draft: Draft) -> None:
    answer = client.get(f"/en/register/{draft.token}/about/")
    wanted = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    assert {name: answer[name] for name in wanted} == wanted


def test_script_in_an_answer_is_text(client: Client, draft: Draft, post: Post) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    for step in steps_of(draft):
        form = step.form()
        post(draft, step.code, dict.fromkeys(form.fields, hostile))
        page = client.get(f"/en/register/{draft.token}/{step.code}/").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "<img src=x" not in client.get(f"/en/register/{draft.token}/").content.decode()


def test_what_no_database_can_hold_is_saved_as_what_it_can(draft: Draft, post: Post) -> None:
    post(draft, "about", {"name": "Lagoon\0 Watch"})
    draft.refresh_from_db()
    assert draft.first("name") == "Lagoon␀ Watch"


def test_a_text_that_is_too_long_is_kept_and_said(client: Client, draft: Draft, post: Post) -> None:
    post(draft, "about", {"name": "x" * 400})
    page = client.get(f"/en/register/{draft.token}/about/").content.decode()
    assert "x" * 400 in page
    assert "at most 300 characters (it has 400)" in page


def test_the_link_is_mailed_to_whoever_asks_but_not_without_end(client: Client, draft: Draft) -> None:
    from rapport.mail.models import Letter

    answers = [client.post(f"/en/register/{draft.token}/link/", {"email": "mere@example.org"}) for _n in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    letter = Letter.objects.first()
    assert letter is not None
    assert f"/en/register/{draft.token}/" in letter.as_text()


@pytest.mark.parametrize("partners", [1, 3])
def test_the_page_of_partners_costs_the_same_for_one_and_three(
    client: Client, draft: Draft, django_assert_num_queries: DjangoAssertNumQueries, partners: int
) -> None:
    ids = ("reef-programme", "unep", "divers-for-clean-seas")
    draft.answers = {f"partner-{n}-id": [ids[n]] for n in range(partners)}
    draft.save()
    client.get(f"/en/register/{draft.token}/partners/")
    with django_assert_num_queries(5):
        client.get(f"/en/register/{draft.token}/partners/")


def test_a_draft_says_when_it_was_saved(draft: Draft, post: Post) -> None:
    post(draft, "about", {"name": "Lagoon Watch"})
    draft.refresh_from_db()
    assert draft.saved_at.date() == NOW.date()


def test_a_sign_that_no_database_holds_is_kept_as_its_picture(draft: Draft, post: Post) -> None:
    post(draft, "purpose", {"objectives": "Fish\0and corals", "why-\0": "x"})
    draft.refresh_from_db()
    assert draft.answers["objectives"] == ["Fish␀and corals"]
    assert "why-␀" not in draft.answers


def test_more_than_a_form_can_hold_is_said_and_takes_nothing_away(client: Client, ready: Draft, post: Post) -> None:
    answer = post(ready, "purpose", {"objectives": "x" * 1_000_001})
    assert answer.status_code == 422
    assert "Nothing of it was saved" in answer.content.decode()
    assert "closed seasons" in answer.content.decode()
    ready.refresh_from_db()
    assert (ready.answers, ready.edition) == (READY, 0)


@pytest.mark.parametrize("rows", [1500, 10_000])
def test_more_partners_than_a_form_takes_are_said(client: Client, ready: Draft, post: Post, rows: int) -> None:
    answer = post(ready, "partners", {f"partner-{number}-name": "Divers" for number in range(rows)}, follow=True)
    page = answer.content.decode()
    ready.refresh_from_db()
    if rows > 8000:  # fields of one form
        assert answer.status_code == 400
        assert "More was sent than a form can hold. Nothing was changed" in page
        assert ready.answers == READY
    else:
        assert "There are more than 1000 rows" in page
