"""Every page of the content desk that an editor opens, in every language, without a word of Wagtail's English."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override, to_locale

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.content.rights import entry_models
from rapport.events.tests.conftest import hold
from rapport.locale import lacking
from rapport.locale.lacking import english_texts
from rapport.website.foundation import lay_foundation
from rapport.website.pages import HomePage
from rapport.website.tests.conftest import tell
from rapport.website.tests.test_pages import add_page
from tests.test_pages_in_every_language import LANGUAGES, Texts

pytestmark = [pytest.mark.django_db, pytest.mark.slow_once]
DESK = "desk/content/"
FILLED_IN = re.compile(r"%\(\w+\)[sd]|{\w+}")
HIDDEN = {"None"}  # in a counter that is shown once it counts


@pytest.fixture
def editor(client: Client, settings: Any) -> Client:
    settings.RAPPORT_DEMO = True
    lay_foundation()
    tell("Zzfair")
    hold("Zzday")
    add_page(HomePage.objects.get(locale__language_code="en"), "Zzpage", slug="zzpage")
    person = find_or_make("zz@zz.zz", name="Zz")
    grant(person, Role.EDITOR)
    client.force_login(person)
    return client


def paths() -> Iterator[str]:
    """Lists, forms, what stands beside them; and what scripts say."""
    for model in entry_models():
        kind = f"snippets/{model._meta.app_label}/{model._meta.model_name}/"
        yield from (kind, f"{kind}add/")
        if entry := model.objects.first():
            yield from (f"{kind}{each}/{entry.pk}/" for each in ("edit", "history", "usage", "delete", "unpublish"))
    home = HomePage.objects.get(locale__language_code="en")
    below = home.get_children().get(slug="zzpage")
    yield from (
        f"pages/{home.get_parent().pk}/",
        f"pages/{home.pk}/",
        f"pages/add/website/textpage/{home.pk}/",
        "snippets/",
        "account/",
    )
    for each in ("edit", "history", "usage", "delete", "unpublish", "copy", "move"):
        yield f"pages/{below.pk}/{each}/"
    yield "pages/search/?q=zzpage"
    for part in ("images/", "documents/"):
        yield from (part, f"{part}multiple/add/")
    yield from ("redirects/", "redirects/add/", "redirects/import/", "images/chooser/", "documents/chooser/")


@cache
def english_pattern(language: str) -> re.Pattern[str]:
    """The English texts of Wagtail that have another translation, with anything in the places that are filled in."""
    with override(language):
        translations = {text: gettext(text) for text in english_texts("django") - HIDDEN}
    spoken = {said.casefold() for said in translations.values()}
    foreign = {text for text, said in translations.items() if said != text and text.casefold() not in spoken}
    # One word beside a place may be a word of another language too: “Status %(status)s”.
    sure = {text for text in foreign if text.isalpha() or len(re.findall("[A-Za-z]{3,}", FILLED_IN.sub("", text))) > 1}
    return re.compile("|".join(".+".join(map(re.escape, FILLED_IN.split(text))) for text in sure))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_a_text_of_wagtail_in_english_nor_its_name(editor: Client, language: str) -> None:
    shown, titles = {}, []
    for path in paths():
        answer = editor.get(f"/{language}/{DESK}{path}")
        assert answer.status_code == 200, path
        is_window = answer["Content-Type"].startswith("application/json")
        page = answer.json()["html"] if is_window else answer.content.decode()
        titles += re.findall("<title>(.*?)</title>", page)
        shown |= dict.fromkeys(Texts(page).texts, path)
    english = english_pattern(language)
    assert {text: path for text, path in shown.items() if english.fullmatch(text)} == {}
    assert [title for title in titles if not title.endswith(f" - {settings.RAPPORT_NAME}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_its_scripts_is_translated(editor: Client, language: str) -> None:
    script = editor.get(f"/{language}/{DESK}jsi18n/").content.decode()
    catalogue = json.loads(re.search(r"const newcatalog = ({.*?});\n", script, re.DOTALL)[1])
    assert "A server error occurred." in catalogue
    assert len(lacking.gather_lacking(to_locale(language), "djangojs")) <= len(catalogue)


def test_an_english_page_would_be_found(editor: Client) -> None:
    texts = Texts(editor.get(f"/en/{DESK}pages/", follow=True).content.decode()).texts
    assert {"Actions", "Keyboard shortcuts"} <= {text for text in texts if english_pattern("ar").fullmatch(text)}
