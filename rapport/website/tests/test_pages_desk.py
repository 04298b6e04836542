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
from rapport.website.tests.test_pages import add_page, home, translate

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


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_are_those_of_the_language_of_the_desk(client: Client, edith: User, language: str) -> None:
    tree = client.get(f"/{language}/desk/content/pages/", follow=True)
    assert tree.redirect_chain == [(f"/{language}/desk/content/pages/{home(language).pk}/", 302)]
    for page in (home(language), home().get_parent()):  # Wagtail knows one site, and warns of trees beside it
        assert "help-block" not in client.get(f"{PAGES}/{page.pk}/results/").content.decode()


def test_a_page_that_is_behind_says_so_in_its_tree_and_to_whoever_opens_it(client: Client, edith: User) -> None:
    page = add_page(home(), "Our way", slug="our-way")
    french = translate(page, "fr", "Notre voie")
    tree, form = f"{PAGES}/{home('fr').pk}/", f"{PAGES}/{french.pk}/edit/"
    assert cells(client, tree)["Notre voie"] == "says the same"
    assert "this one may be older" not in client.get(form).content.decode()
    page.save_revision().publish()
    assert cells(client, tree)["Notre voie"] == "behind"
    assert "this one may be older" in client.get(form).content.decode()
    assert f'href="{PAGES}/{page.pk}/edit/"' in client.get(form).content.decode()
    assert cells(client, f"{PAGES}/{home().pk}/")["Our way"] == ""
    french.unpublish()  # a draft says nothing to anybody yet
    assert cells(client, tree)["Notre voie"] == ""
    assert "this one may be older" not in client.get(form).content.decode()


def cells(client: Client, tree: str) -> dict[str, str]:
    """What the last column of a tree says of each of its pages."""
    table = client.get(tree).context["table"]
    column = next(each for each in table.columns.values() if each.name == "says_the_same")
    return {page.title: column.get_value(page) for page in table.data}


def test_the_search_of_the_desk_leads_to_every_kind_of_entry(client: Client, edith: User) -> None:
    found = client.get(f"{PAGES}/search/?q=about").content.decode()
    assert "1-1 of 1 page" in " ".join(found.split())
    page = client.get("/fr/desk/content/pages/search/?q=registre").content.decode()
    for kind in ("pages/search", "images", "snippets/website/news", "snippets/events/event"):
        assert f'href="/fr/desk/content/{kind}/?q=registre"' in page
