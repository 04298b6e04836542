"""A focal point tells an end, or what the record is to another: by the form, through the policy, with a case."""

from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.registration.models import Draft
from rapport.registry.acceptance import accept, newest_version
from rapport.registry.document import PartnershipDocument
from rapport.registry.lifecycle import Actor
from rapport.registry.models import JournalEntry, Partnership, Submission
from rapport.testing import NOW, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def mere(client: Client, db: Any) -> User:
    register(P_1=document(none_of=("in-kind",)), P_2=document(WASTE), P_3=document(WASTE, name="Islands Without Smoke"))
    person = find_or_make("mere@example.org")
    grant(person, Role.FOCAL_POINT, partnership="P-1")
    client.force_login(person)
    return person


def now_says(public_id: str = "P-1") -> PartnershipDocument:
    return newest_version(Partnership.objects.get(public_id=public_id)).document


def fill_in(client: Client, **answers: str) -> tuple[Draft, str]:
    """Begin the form, answer it, and look at the page again."""
    address = client.post("/en/mine/P-1/end/").url
    draft = Draft.objects.get(kind="ending")
    client.post(address, {"edition": draft.edition, **answers})
    draft.refresh_from_db()
    return draft, client.get(address).content.decode()


def send(client: Client, draft: Draft) -> Any:
    return client.post(f"/en/register/{draft.token}/")


def test_the_page_says_what_an_end_means_and_begins_nothing(client: Client, mere: User) -> None:
    page = client.get("/en/mine/P-1/end/").content.decode()
    assert "Nothing is deleted" in page
    assert "secretariat reads an end" in page
    assert not Draft.objects.exists()
    assert "/en/mine/P-1/end/" in client.get("/en/mine/").content.decode()


def test_what_was_told_and_waits_is_shown_before_it_is_told_again(client: Client, mere: User) -> None:
    draft, _page = fill_in(client, status="completed", status_on="2009-12")
    send(client, draft)
    assert f"/en/register/{draft.token}/case/" in client.get("/en/mine/P-1/end/").content.decode()
    accept(Submission.objects.get(kind="ending"), by=Actor(None, Role.OFFICER), today=TODAY, now=NOW)
    assert f"/en/register/{draft.token}/case/" not in client.get("/en/mine/P-1/end/").content.decode()


def test_of_one_that_has_ended_the_page_says_how_and_shows_the_way_back(client: Client, mere: User) -> None:
    register(P_1=document(status="completed", status_on="2009-12"))
    page = client.get("/en/mine/P-1/end/").content.decode()
    assert "Completed · December 2009." in page
    assert "goes on again" in page
    assert "Has it ended?" not in page


@pytest.mark.parametrize("address", ["/en/mine/P-2/end/", "/en/mine/P-9/end/"])
def test_nobody_ends_the_record_of_others(client: Client, mere: User, address: str) -> None:
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_an_end_waits_for_the_desk_as_a_case_of_its_own_kind(client: Client, mere: User) -> None:
    draft, _page = fill_in(client, status="completed", status_on="2009-12", word="All reefs are counted.")
    assert send(client, draft).status_code == 302
    case = Submission.objects.get(kind="ending")
    assert (case.state, case.author, case.entries.get().text) == ("submitted", mere, "All reefs are counted.")
    assert now_says().status == "registered"
    accept(case, by=Actor(None, Role.OFFICER), today=TODAY, now=NOW)
    assert (now_says().status, str(now_says().status_on), now_says().none_of) == ("completed", "2009-12", ("in-kind",))


def test_an_end_confirms_nothing(client: Client, mere: User) -> None:
    draft, _page = fill_in(client, status="withdrawn", status_on="2010-01-31")
    send(client, draft)
    accept(Submission.objects.get(kind="ending"), by=Actor(None, Role.OFFICER), today=TODAY, now=NOW)
    assert not JournalEntry.objects.filter(kind="confirmed").exists()


def test_the_policy_of_a_host_may_publish_it_at_once(client: Client, mere: User, settings: Any, tmp_path: Any) -> None:
    settings.RAPPORT_HOME = tmp_path
    (tmp_path / "policy.yaml").write_text("at_once: [status, status_on]")
    assert "secretariat reads" not in client.get("/en/mine/P-1/end/").content.decode()
    draft, _page = fill_in(client, status="withdrawn", status_on="2010-01-31")
    send(client, draft)
    assert now_says().status == "withdrawn"


def test_the_other_is_chosen_by_its_number_in_any_case(client: Client, mere: User) -> None:
    draft, page = fill_in(client, status="merged", status_on="2010-01", successor="p-2")
    assert 'role="status"' not in page.partition("<form")[0]
    send(client, draft)
    assert Submission.objects.get(kind="ending").document.successor == "P-2"


def test_the_other_is_found_by_words_and_chosen(client: Client, mere: User) -> None:
    words = {"status": "superseded", "status_on": "2010-01", "successor": "islands without"}
    draft, page = fill_in(client, **words)
    assert "Which of these do you mean?" in page
    assert 'name="pick-successor" value="P-2"' in page
    assert send(client, draft).status_code == 422
    draft, page = fill_in(client, **words, **{"pick-successor": "P-3"})
    assert "Which of these" not in page
    send(client, draft)
    assert Submission.objects.get(kind="ending").document.successor == "P-3"


@pytest.mark.parametrize("go", ["next", "review"])
def test_where_there_is_something_to_choose_the_page_comes_back(client: Client, mere: User, go: str) -> None:
    address = client.post("/en/mine/P-1/end/").url
    words = {"status": "superseded", "status_on": "2010-01", "successor": "islands without", "go": go}
    assert client.post(address, {"edition": 0, **words}).url == address
    assert client.post(address, {"edition": 1, "pick-successor": "P-3", **words}).url != address


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"status": "completed"}, "Since when?"),
        ({"status": "completed", "status_on": "2011"}, "has not come yet"),
        ({"status": "completed", "status_on": "1999"}, "before it was registered"),
        ({"status_on": "2009"}, "Choose how it ended"),
        ({"status": "merged", "status_on": "2009"}, "Choose the partnership"),
        ({"status": "merged", "status_on": "2009", "successor": "P-1"}, "itself"),
        ({"status": "merged", "status_on": "2009", "successor": "zebras"}, "Nothing like this"),
        ({"phase_of": "P-1"}, "itself"),
    ],
)
def test_what_cannot_be_is_said_beside_the_question_and_not_sent(
    client: Client, mere: User, answers: dict[str, str], sentence: str
) -> None:
    draft, page = fill_in(client, **answers)
    assert sentence in page
    assert send(client, draft).status_code == 422
    assert not Submission.objects.filter(entries__isnull=False).exists()


def test_what_it_is_to_another_is_a_change_and_no_end(client: Client, mere: User) -> None:
    draft, _page = fill_in(client, phase_of="P-2", replicates="P-3")
    send(client, draft)
    case = Submission.objects.get(kind="change", state="submitted")
    accept(case, by=Actor(None, Role.OFFICER), today=TODAY, now=NOW)
    assert (now_says().phase_of, now_says().replicates, now_says().status) == ("P-2", "P-3", "registered")
    assert not JournalEntry.objects.filter(kind="confirmed").exists()


def test_with_nothing_said_nothing_is_sent(client: Client, mere: User) -> None:
    draft, _page = fill_in(client)
    answer = send(client, draft)
    assert (answer.status_code, "nothing to send" in answer.content.decode()) == (422, True)
    assert not JournalEntry.objects.filter(kind="confirmed").exists()


def test_a_record_that_had_ended_goes_on(client: Client, mere: User) -> None:
    register(P_1=document(status="completed", status_on="2009", none_of=("in-kind",)))
    draft, page = fill_in(client, status="", status_on="2009")
    assert "Choose how it ended" not in page
    send(client, draft)
    case = Submission.objects.get(kind="ending")
    assert (case.document.status, case.document.status_on) == ("registered", None)


def test_returned_it_is_reworked_in_the_same_form(client: Client, mere: User) -> None:
    draft, _page = fill_in(client, status="completed", status_on="2009-12")
    send(client, draft)
    case = f"/en/register/{draft.token}/case/"
    assert client.post(case, {"do": "rework"}).url == f"/en/register/{draft.token}/"
    draft.refresh_from_db()
    client.post(
        f"/en/register/{draft.token}/end/", {"edition": draft.edition, "status": "completed", "status_on": "2008-12"}
    )
    send(client, draft)
    found = Submission.objects.get(kind="ending")
    assert (str(found.document.status_on), found.entries.count()) == ("2008-12", 2)


def test_the_form_can_be_taken_as_a_file(client: Client, mere: User) -> None:
    draft, _page = fill_in(client, status="completed", status_on="2009-12")
    assert client.get(f"/en/register/{draft.token}/sheet/").status_code == 200


@pytest.mark.parametrize("words", ["litter", "islands"])
def test_the_step_costs_the_same_however_many_are_found(
    client: Client, mere: User, django_assert_num_queries: Any, words: str
) -> None:
    register(P_4=document(WASTE, name="Islands Without Noise"))
    draft, _page = fill_in(client, successor=words)
    address = f"/en/register/{draft.token}/end/"
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
