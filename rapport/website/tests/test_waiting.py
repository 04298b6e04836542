"""What the first page of the desk says to an editor of pages and entries."""

from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.website.models import News, NewsText
from rapport.website.tests.conftest import tell
from rapport.website.tests.test_content_desk import EN, FR, LIST, PUBLISH, form

pytestmark = pytest.mark.django_db
TODAY, MISSING, BEHIND = "/en/desk/", "?state=missing", "?state=behind"


def test_it_counts_what_lacks_a_translation_as_the_list_does_to_which_it_leads(client: Client, edith: User) -> None:
    assert MISSING not in client.get(TODAY).content.decode()
    tell("In two languages", fr="En deux langues")
    whole = tell("In all", fr="Partout", ar="في كل مكان", ru="Везде")
    for code in ("es", "zh-hans"):
        NewsText.objects.create(entry=whole, language=code, title="In all")
    told = f'<a href="/en/desk/translations/{MISSING}">1 page or entry lacks a translation</a>'
    assert told in client.get(TODAY).content.decode()
    page = client.get(f"/en/desk/translations/{MISSING}").content.decode()
    assert ("<strong>1</strong> page or entry" in page, "In two languages" in page) == (True, True)


def test_it_counts_what_is_behind(client: Client, edith: User) -> None:
    client.post(f"{LIST}add/", form(EN, FR, **PUBLISH))
    assert BEHIND not in client.get(TODAY).content.decode()
    news = News.objects.get()
    numbers = {text.language: str(text.pk) for text in news.texts.all()}
    texts = [{**EN, "title": "Great fair", "id": numbers["en"]}, {**FR, "id": numbers["fr"]}]
    client.post(f"{LIST}edit/{news.pk}/", form(*texts, slug="fair", **PUBLISH))
    assert "1 text is behind its main language" in client.get(TODAY).content.decode()


def test_it_counts_the_drafts_that_wait_for_approval(client: Client, edith: User) -> None:
    officer = find_or_make("olga@example.org", name="Olga")
    grant(officer, Role.OFFICER)
    writing = Client()
    writing.force_login(officer)
    writing.post(f"{LIST}add/", form(EN, **{"action-submit": "1"}))
    assert News.objects.get().current_workflow_state is not None
    page = client.get(TODAY).content.decode()
    assert '<a href="/en/desk/content/reports/workflow_tasks/">1 draft waits for approval</a>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_however_much_waits(
    client: Client, edith: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        tell(f"News {number}")
    client.get(TODAY)
    with django_assert_num_queries(17):
        client.get(TODAY)


def test_titles_of_what_lacks_a_translation_say_their_language(client: Client, edith: User) -> None:
    tell("The fair opens")
    assert ' lang="en" dir="ltr">The fair opens</a>' in client.get("/fr/desk/translations/").content.decode()
