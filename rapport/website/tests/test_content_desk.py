"""The content desk: who may enter, what an editor does there, and what follows."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from rapport.accounts.models import Role, RoleGrant, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant, revoke
from rapport.content.card_models import Card
from rapport.content.rich_text import FEATURES
from rapport.testing import document, register
from rapport.website.blocks import BarsBlock, NewestBlock
from rapport.website.models import News
from rapport.website.pages import HomePage
from rapport.website.tests.conftest import tell

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "1"}
EN, FR = {"language": "en", "title": "Fair"}, {"language": "fr", "title": "Foire"}
LIST = "/en/desk/content/snippets/website/news/"


def form(*texts: dict[str, str], **fields: Any) -> dict[str, Any]:
    """What a browser sends of the form of a piece of news."""
    sent = {
        "language": "en", "published_on": "2010-01-20", "slug": "", "partnerships": "",
        "texts-TOTAL_FORMS": len(texts), "texts-INITIAL_FORMS": sum("id" in text for text in texts),
        "texts-MIN_NUM_FORMS": 1, "texts-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for number, text in enumerate(texts):
        ticked = {"says_the_same": "on", "shown_as_the_same": "True"}
        whole = {"summary": "", "body": "null", "picture_alt": "", "id": "", **ticked, **text}
        sent |= {f"texts-{number}-{name}": value for name, value in whole.items() if value is not None}
    return sent | fields


def test_an_editor_publishes_news_in_three_languages(client: Client, edith: User) -> None:
    texts = [
        {"language": "en", "title": "Fair"},
        {"language": "fr", "title": "Foire"},
        {"language": "ar", "title": "معرض"},
    ]
    answer = client.post(f"{LIST}add/", form(*texts, themes=["water"], **PUBLISH))
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    news = News.objects.get()
    assert (news.slug, news.live, news.themes) == ("fair", True, ";water;")
    assert news.languages() == ["en", "ar", "fr"]
    assert news.stale_languages() == []
    assert "Foire" in client.get("/fr/news/fair/").content.decode()
    assert Card.objects.filter(kind="news", path="/news/fair/").count() == 3


def test_a_changed_main_text_makes_the_others_stale_until_somebody_says_otherwise(client: Client, edith: User) -> None:
    client.post(
        f"{LIST}add/",
        form({"language": "en", "title": "Fair"}, {"language": "fr", "title": "Foire"}, **PUBLISH),
    )
    news = News.objects.get()
    english, french = (str(news.texts.get(language=code).pk) for code in ("en", "fr"))
    kept = {"language": "fr", "title": "Foire", "id": french}
    address = f"{LIST}edit/{news.pk}/"
    changed = form({"language": "en", "title": "Great fair", "id": english}, kept, slug="fair", **PUBLISH)
    assert client.post(address, changed).status_code == 302
    assert News.objects.get().stale_languages() == ["fr"]
    page = client.get(address).content.decode()
    assert page.count('name="texts-1-says_the_same"') == 1
    assert '<input type="hidden" name="texts-1-shown_as_the_same" value="False"' in page
    assert News.objects.get().slug == "fair"
    kept["shown_as_the_same"] = "False"  # as that page has it; its tick is set by hand
    again = form({"language": "en", "title": "Great fair", "id": english}, kept, slug="fair", **PUBLISH)
    client.post(address, again)
    assert News.objects.get().stale_languages() == []


def test_a_draft_that_is_kept_while_one_types_sets_no_tick(client: Client, edith: User) -> None:
    news = tell("Fair", fr="Foire")
    ids = {text.language: str(text.pk) for text in news.texts.all()}
    english = {**EN, "title": "Great fair", "summary": "Fair.", "id": ids["en"]}
    changed = form(english, {**FR, "summary": "Foire.", "id": ids["fr"]}, slug="fair")
    for action in ({}, {}, PUBLISH):  # the same form: the browser sends it by itself, and then the editor
        client.post(f"{LIST}edit/{news.pk}/", changed | action)
    assert News.objects.get().stale_languages() == ["fr"]


def test_only_what_somebody_rewrote_counts_as_changed_in_texts_that_a_program_wrote(
    client: Client, edith: User
) -> None:
    written = "<p>It is <em>open</em>.\nCome!</p>\n<ul>\n<li>By boat</li>\n</ul>\n"
    news = tell("Fair", fr="Foire")
    news.texts.update(summary="One line\nanother", body=written)
    News.objects.get().save_revision().publish()
    # The editor of rich text and the browser put the same words otherwise.
    body = ContentstateConverter(FEATURES).from_database_format(written)
    kept = {
        text.language: {"language": text.language, "title": text.title, "summary": "One line\r\nanother", "body": body,
                        "id": str(text.pk)}
        for text in News.objects.get().texts.all()
    }  # fmt: skip
    address = f"{LIST}edit/{news.pk}/"
    client.post(address, form(*kept.values(), slug="fair", **PUBLISH))
    assert News.objects.get().stale_languages() == []
    kept["en"]["title"] = "Great fair"
    client.post(address, form(*kept.values(), slug="fair", **PUBLISH))
    assert News.objects.get().stale_languages() == ["fr"]
    kept["fr"]["body"] = kept["fr"]["body"].replace("By boat", "En bateau")
    client.post(address, form(*kept.values(), slug="fair", **PUBLISH))
    assert News.objects.get().stale_languages() == []


def test_two_texts_in_one_language_are_refused_and_what_was_typed_stays(client: Client, edith: User) -> None:
    answer = client.post(f"{LIST}add/", form({"language": "en", "title": "Fair"}, {"language": "en", "title": "Again"}))
    assert answer.status_code == 200
    assert "There are two texts in English. Keep one" in answer.content.decode()
    assert "duplicate" not in answer.content.decode()
    assert "Again" in answer.content.decode()
    assert not News.objects.exists()


def test_what_has_no_text_is_refused_with_a_sentence(client: Client, edith: User) -> None:
    page = client.post(f"{LIST}add/", form(**PUBLISH)).content.decode()
    assert "Write a text in one language at least." in page
    assert "at least 1 form" not in page


def test_an_address_that_another_has_is_refused_with_a_sentence(client: Client, edith: User) -> None:
    tell("Fair")
    page = client.post(f"{LIST}add/", form(EN, slug="fair", **PUBLISH)).content.decode()
    assert "Another page has this address. Choose another." in page
    assert "already exists" not in page


def test_partnerships_that_the_registry_does_not_have_are_named(client: Client, edith: User) -> None:
    register(P_1=document())
    page = client.post(f"{LIST}add/", form(EN, partnerships="P-9999, foo P-1", **PUBLISH)).content.decode()
    assert "The registry has no partnership with this id: P-9999, foo" in page
    assert 'value="P-9999, foo P-1"' in page
    assert not News.objects.exists()
    address = "https://registry.example/fr/partnerships/P-1/pacific-reef-watch/"
    for typed in ("p-1", address):
        client.post(f"{LIST}add/", form({**EN, "title": typed}, partnerships=typed, **PUBLISH))
    assert [news.partnerships for news in News.objects.all()] == [";P-1;", ";P-1;"]


def test_a_main_language_without_a_text_is_refused(client: Client, edith: User) -> None:
    answer = client.post(f"{LIST}add/", form({"language": "fr", "title": "Foire"}))
    assert "There is no text in this language" in answer.content.decode()


def fields_of(page: str) -> dict[str, str]:
    """The tags of text fields by their names."""
    return {
        name: tag for tag, name in re.findall(r'(<(?:input type="text"|textarea)[^>]*? name="([^"]+)"[^>]*>)', page)
    }


def test_words_stand_in_their_own_language_whatever_that_of_the_desk(client: Client, edith: User) -> None:
    news = tell("Fair", ar="معرض")
    desk = LIST.replace("/en/", "/ar/")
    assert '<span lang="en" dir="ltr">Fair</span>' in client.get(desk).content.decode()
    page = client.get(f"{desk}edit/{news.pk}/").content.decode()
    fields = fields_of(page)
    for name in ("title", "summary", "picture_alt"):
        assert 'lang="en" dir="ltr"' in fields[f"texts-0-{name}"]
        assert 'lang="ar" dir="rtl"' in fields[f"texts-1-{name}"]
        assert 'dir="auto"' in fields[f"texts-__prefix__-{name}"]  # of a text whose language nobody has chosen yet
    assert '<div lang="en"><input type="hidden" name="texts-0-body"' in page


def test_a_page_is_written_in_the_language_of_its_tree(client: Client, edith: User) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    for address in (f"add/website/textpage/{home.pk}/", f"{home.pk}/edit/"):
        page = client.get(f"/ar/desk/content/pages/{address}").content.decode()
        assert 'lang="en" dir="ltr"' in fields_of(page)["title"]


def test_an_officer_writes_drafts_that_an_editor_approves(client: Client, foundation: None, settings: Any) -> None:
    settings.RAPPORT_DEMO = True
    officer = find_or_make("olga@example.org", name="Olga")
    grant(officer, Role.OFFICER)
    client.force_login(officer)
    client.post(f"{LIST}add/", form({"language": "en", "title": "Fair"}, **PUBLISH))
    assert not News.objects.get().live
    address = f"{LIST}edit/{News.objects.get().pk}/"
    text = str(News.objects.get().texts.get().pk) if News.objects.get().texts.exists() else ""
    client.post(address, form({"language": "en", "title": "Fair", "id": text}, slug="fair", **{"action-submit": "1"}))
    assert News.objects.get().current_workflow_state is not None


@pytest.mark.parametrize("role", [Role.ADVISER, Role.MODERATOR])
def test_who_does_not_write_is_refused(client: Client, foundation: None, settings: Any, role: Role) -> None:
    settings.RAPPORT_DEMO = True
    person = find_or_make("ada@example.org", name="Ada")
    grant(person, role)
    client.force_login(person)
    assert client.get(LIST).status_code == 403


def test_a_stranger_is_led_to_sign_in(client: Client, foundation: None) -> None:
    assert client.get(LIST)["Location"].startswith("/en/accounts/login/")


def test_a_role_that_ended_ends_the_right_to_write(client: Client, edith: User) -> None:
    assert client.get(LIST).status_code == 200
    revoke(RoleGrant.objects.get(user=edith))
    assert client.get(LIST).status_code == 403
    assert not edith.groups.exists()


def test_without_a_second_factor_it_stays_shut(client: Client, edith: User, settings: Any) -> None:
    settings.RAPPORT_DEMO = False
    assert "second-factor" in client.get(LIST)["Location"]


def test_the_policy_for_scripts_is_loosened_here_alone(client: Client, edith: User) -> None:
    assert "'unsafe-inline'" in client.get(LIST)["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/en/news/")["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/en/desk/")["Content-Security-Policy"]


def test_its_first_page_is_that_of_the_desk(client: Client, edith: User) -> None:
    assert client.get("/en/desk/content/")["Location"] == "/en/desk/"
    assert client.get("/en/desk/").status_code == 200


def test_what_a_chart_counts_is_asked_in_words_of_its_own(edith: User) -> None:
    """“of” between two numbers is another word in many languages."""
    for block, name in ((BarsBlock(), "facet"), (NewestBlock(), "kind")):
        assert str(block.child_blocks[name].label) not in ("of", "")
