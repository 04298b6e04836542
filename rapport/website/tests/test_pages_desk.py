"""Pages at the content desk: their addresses, their translations."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from rapport.accounts.models import User
from rapport.website.foundation import is_laid, lay_foundation
from rapport.website.pages import TextPage
from rapport.website.tests.test_content_desk import LIST, PUBLISH, form
from rapport.website.tests.test_pages import add_page, home

pytestmark = pytest.mark.django_db
PAGES = "/en/desk/content/pages"


def publish(client: Client, title: str, language: str = "en", **fields: Any) -> TextPage:
    sent = {"title": title, "slug": "", "lede": "", "body": streamfield([]), "says_the_same": "on", **fields}
    address = f"{PAGES}/add/website/textpage/{home(language).pk}/"
    answer = client.post(address, nested_form_data({**sent, "action-publish": "1"}))
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    return TextPage.objects.get(title=title, live=True)


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("Our way", "en", "our-way"),
        ("我们的路", "zh-hans", "我们的路"),
        ("طريقنا", "ar", "طريقنا"),
        ("?!", "en", "page"),
    ],
)
def test_a_page_without_an_address_gets_one_from_its_title(
    client: Client, edith: User, title: str, language: str, slug: str
) -> None:
    page = publish(client, title, language)
    assert page.slug == slug
    assert title in client.get(page.url).content.decode()


def test_an_address_made_from_a_title_is_that_of_no_other_page(client: Client, edith: User) -> None:
    add_page(home(), "Our way", slug="our-way")
    assert publish(client, "Our way!").slug == "our-way-2"
    assert publish(client, "News").slug == "news-2"  # at /news/ stands the shelf


def test_a_public_page_whose_address_is_emptied_keeps_it(client: Client, edith: User) -> None:
    page = add_page(home(), "Our way", slug="our-way")
    sent = {"title": "Another way", "slug": "", "lede": "", "body": streamfield([]), "action-publish": "1"}
    assert client.post(f"{PAGES}/{page.pk}/edit/", nested_form_data(sent)).status_code == 302
    assert TextPage.objects.get(title="Another way").slug == "our-way"


def test_an_editor_translates_a_page_that_is_missing_in_a_language(client: Client, edith: User) -> None:
    page = add_page(home(), "Our way", slug="our-way")
    missing = f"/en/desk/content/translation/submit/page/{page.pk}/"
    assert f'href="{missing}"' in client.get("/en/desk/translations/?q=our+way").content.decode()
    french = Locale.objects.get(language_code="fr")
    answer = client.post(missing, {"locales": [french.pk]}, follow=True)
    draft = Page.objects.get(translation_key=page.translation_key, locale=french)
    assert answer.redirect_chain == [(f"{PAGES}/{draft.pk}/edit/", 302)]
    assert (answer.status_code, draft.live) == (200, False)


def test_a_home_of_an_earlier_version_gets_the_rights_that_came_since(foundation: None) -> None:
    assert is_laid()
    group = Group.objects.get(name="content: writers")
    group.permissions.remove(*group.permissions.filter(codename="submit_translation"))
    assert not is_laid()
    lay_foundation()
    assert is_laid()


@pytest.mark.parametrize(
    "body",
    [
        '{"blocks": [{"key": "a", "type": "unstyled", "text": "Fair", "depth": 0, "inlineStyleRanges": [],'
        ' "entityRanges": [{"key": 7, "offset": 0, "length": 4}]}], "entityMap": {}}',
        '{"blocks": [{"text": 1}]}',
        "[]",
        "7",
        "Fair",
    ],
)
def test_rich_text_that_no_editor_sends_is_refused(client: Client, edith: User, body: str) -> None:
    sent = form({"language": "en", "title": "Fair", "body": body}, **PUBLISH)
    assert client.post(f"{LIST}add/", sent).status_code == 400
