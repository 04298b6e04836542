"""What becomes public at the content desk, when, and what keeps it from becoming so."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from django.core import management
from django.test import Client
from django.utils.http import content_disposition_header
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Revision

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.content.models import EntryAddress
from rapport.content.publishing import publish_scheduled
from rapport.content.tests.conftest import PDF, picture, uploaded
from rapport.events.tests.conftest import change, hold
from rapport.lib import clock
from rapport.website.models import HomePage, Link, News, Publication, PublicationFile, PublicationText
from rapport.website.tests.conftest import tell
from rapport.website.tests.test_content_desk import EN, LIST, PUBLISH, form

pytestmark = pytest.mark.django_db
Document, Image = get_document_model(), get_image_model()


def draft_of_publication(issued: str = "2009-11") -> Publication:
    made = Publication(language="en", issued=issued, live=False)
    made.texts = [PublicationText(language="en", title="Handbook")]
    made.save()
    return made


def test_what_is_to_be_public_later_waits_for_its_hour(
    client: Client, edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.real_now() + timedelta(hours=2)
    sent = form(EN, go_live_at=later.strftime("%Y-%m-%d %H:%M"), **PUBLISH)
    assert client.post(f"{LIST}add/", sent).status_code == 302
    publish_scheduled(now=later)
    assert Client().get("/en/news/fair/").status_code == 404
    for name in ("django.utils.timezone.now", "rapport.lib.clock.real_now"):
        monkeypatch.setattr(name, lambda: later)
    publish_scheduled(now=later)
    assert Client().get("/en/news/fair/").status_code == 200


def test_the_forms_of_entries_and_pages_ask_when(client: Client, edith: User) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    pages = "/en/desk/content/pages/"
    for address in (f"{LIST}add/", f"{pages}add/website/textpage/{home.pk}/", f"{pages}{home.pk}/edit/"):
        page = client.get(address).content.decode()
        assert 'name="go_live_at"' in page, address
        assert 'name="expire_at"' in page, address


def test_a_picture_without_words_is_not_published(client: Client, edith: User, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    shown = Image.objects.create(title="Quay", file=uploaded("quay.png", picture()))
    answer = client.post(f"{LIST}add/", form(EN, picture=shown.pk, **PUBLISH))
    assert "Say what the picture shows" in answer.content.decode()
    assert not News.objects.exists()
    assert client.post(f"{LIST}add/", form(EN, picture=shown.pk)).status_code == 302  # a draft may wait for it
    whole = {**EN, "picture_alt": "A quay at dawn"}
    assert client.post(f"{LIST}add/", form(whole, picture=shown.pk, slug="b", **PUBLISH)).status_code == 302
    assert 'alt="A quay at dawn" lang="en" dir="ltr"' in client.get("/ar/news/b/").content.decode()


def test_an_address_that_was_taken_meanwhile_is_told_to_who_approves(
    client: Client, edith: User, settings: Any
) -> None:
    officer = find_or_make("olga@example.org", name="Olga")
    grant(officer, Role.OFFICER)
    writing = Client()
    writing.force_login(officer)
    first = tell("First")
    text = {**EN, "id": str(first.texts.get().pk)}
    writing.post(f"{LIST}edit/{first.pk}/", form(text, slug="fair", **{"action-submit": "1"}))
    tell("Fair")
    task = News.objects.get(pk=first.pk).current_workflow_task_state
    approve = f"{LIST}workflow/action/{first.pk}/approve/{task.pk}/"
    edit = f"{LIST}edit/{first.pk}/"
    by_script = client.post(approve, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert by_script.json() == {"step": "success", "redirect": edit}
    assert "Another has this address by now" in client.get(edit).content.decode()
    answer = client.post(approve, {"comment": ""}, follow=True)
    assert "Another has this address by now" in answer.content.decode()
    assert News.objects.get(pk=first.pk).slug == "first"


def test_a_draft_that_cannot_be_published_keeps_no_other_from_its_hour(foundation: None) -> None:
    blocked, free = tell("Blocked"), tell("Free")
    blocked.slug = "taken"
    due = [blocked.save_revision(), free.save_revision()]
    Revision.objects.filter(pk__in=[each.pk for each in due]).update(approved_go_live_at=clock.real_now())
    tell("Taken")
    free.unpublish()
    Revision.objects.filter(pk=due[1].pk).update(approved_go_live_at=clock.real_now())
    publish_scheduled(now=clock.real_now())
    assert News.objects.get(pk=free.pk).live
    assert News.objects.get(pk=blocked.pk).slug == "blocked"
    management.call_command("publish_scheduled", verbosity=0)  # nothing that fails is left


def test_a_file_is_for_writers_alone_until_something_public_leads_to_it(
    client: Client, edith: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    held = Document.objects.create(title="Handbook", file=uploaded("handbook.pdf", PDF))
    assert (client.get(held.url).status_code, Client().get(held.url).status_code) == (200, 404)
    draft = draft_of_publication()
    PublicationFile.objects.create(publication=draft, language="en", document=held)
    Publication.objects.get().save()
    assert Client().get(held.url).status_code == 404
    Publication.objects.get().save_revision().publish()
    assert Client().get(held.url).status_code == 200
    Publication.objects.get().unpublish()
    assert Client().get(held.url).status_code == 404


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ({"version": "2nd edition", "issued_on": "2009-11-02"}, "handbook-en-2nd-edition.pdf"),
        ({"version": "2e édition"}, "handbook-en-2e-édition.pdf"),
        ({"issued_on": "2009-11-02"}, "handbook-en-2009-11-02.pdf"),
        ({}, "handbook-en.pdf"),
    ],
)
def test_a_file_is_called_by_its_publication_language_and_version_whatever_the_storage_calls_it(
    edith: User, settings: Any, tmp_path: Any, told: dict[str, str], called: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for _upload in range(2):
        held = Document.objects.create(title="Handbook", file=uploaded("scan 3.pdf", PDF))
    assert held.filename not in ("scan 3.pdf", "scan_3.pdf")
    PublicationFile.objects.create(publication=draft_of_publication(), language="en", document=held, **told)
    Publication.objects.get().save_revision().publish()
    page = Client().get("/en/publications/handbook/").content.decode()
    href = re.search(r'href="(/en/publications/handbook/files/[^"]+)"', page)[1]  # type: ignore[index]
    assert unquote(href).endswith(f"/{called}")
    answer = Client().get(href)
    assert answer.headers["Content-Disposition"] == content_disposition_header(as_attachment=True, filename=called)
    assert b"".join(answer.streaming_content) == PDF


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many_files_there_are(
    client: Client, foundation: None, settings: Any, tmp_path: Any, count: int, django_assert_num_queries: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    held = Document.objects.create(title="Handbook", file=uploaded("handbook.pdf", PDF))
    draft = draft_of_publication()
    for number in range(count):
        PublicationFile.objects.create(publication=draft, language="en", document=held, version=f"edition {number}")
    Publication.objects.get().save_revision().publish()
    client.get("/en/publications/")
    with django_assert_num_queries(6):
        client.get("/en/publications/")


def test_a_publication_without_a_day_can_be_previewed_with_its_files(
    client: Client, edith: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    held = Document.objects.create(title="Handbook", file=uploaded("handbook.pdf", PDF))
    draft = draft_of_publication("")
    address = f"/en/desk/content/snippets/website/publication/preview/{draft.pk}/"
    sent = {
        "language": "en", "issued": "", "slug": "h", "partnerships": "", "authors": "", "publisher": "", "symbol": "",
        "texts-TOTAL_FORMS": 1, "texts-INITIAL_FORMS": 1, "texts-0-id": draft.texts.get().pk,
        "texts-0-language": "en", "texts-0-title": "Handbook", "texts-0-summary": "", "texts-0-says_the_same": "on",
        "files-TOTAL_FORMS": 1, "files-INITIAL_FORMS": 0, "files-0-language": "en", "files-0-document": held.pk,
        "files-0-version": "", "files-0-issued_on": "", "files-0-id": "",
    }  # fmt: skip
    assert client.post(address, sent).json()["is_valid"]
    page = client.get(address).content.decode()
    assert "Handbook" in page
    assert "PDF" in page


def test_languages_of_a_publication_are_listed_with_the_comma_of_the_reader(
    client: Client, foundation: None, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = draft_of_publication()
    for language in ("en", "fr"):
        held = Document.objects.create(title="Handbook", file=uploaded("handbook.pdf", PDF))
        PublicationFile.objects.create(publication=made, language=language, document=held)
    Publication.objects.get().save_revision().publish()
    assert "英语、法语" in client.get("/zh-hans/publications/").content.decode()
    page = client.get(f"/ar/publications/{made.slug}/").content.decode()
    assert "<bdi>PDF</bdi> · " in page
    assert "PDF, " not in page


def test_control_characters_reach_no_feed_and_no_sheet(client: Client, edith: User) -> None:
    client.post(f"{LIST}add/", form({"language": "en", "title": "Vert\x0bical", "summary": "a\x01b"}, **PUBLISH))
    assert feedparser.parse(client.get("/en/news/feed.atom").content).entries[0].title == "Vertical"
    for kind in ("csv", "xlsx"):
        assert client.get(f"{LIST}?export={kind}").status_code == 200


def test_a_cell_of_an_exported_list_is_no_formula(client: Client, edith: User) -> None:
    tell('=HYPERLINK("https://evil.example","x")')
    written = b"".join(client.get(f"{LIST}?export=csv")).decode()  # type: ignore[arg-type]
    assert "'=HYPERLINK" in written


def test_what_has_moved_is_found_where_it_was_with_all_that_stands_below_it(client: Client) -> None:
    event = hold("Midnight", slug="midnight", takes_sign_ups=True)
    for slug in ("midnight-b", "полночь"):
        event = change(event, slug=slug)
    for below in ("", "event.ics", "card.png", "sign-up/"):
        answer = client.get(f"/fr/events/midnight/{below}", {"q": "é"})
        assert answer.status_code == 301
        assert unquote(answer["Location"]) == f"/fr/events/полночь/{below}?q=é"
        assert client.get(f"/fr/events/midnight/{below}", follow=True).status_code == 200
    hold("Another", slug="midnight-b")
    assert "Another" in client.get("/en/events/midnight-b/").content.decode()
    event.unpublish()
    assert client.get("/en/events/midnight/").status_code == 404
    event.delete()
    assert EntryAddress.objects.filter(kind="event").count() == 1


def test_an_address_that_changed_is_found_by_its_new_one_alone(client: Client, foundation: None) -> None:
    news = tell("Gamma rays")
    news.slug = "rays"
    news.save_revision().publish()
    page = client.get("/en/search/?q=gamma").content.decode()
    assert "/en/news/rays/" in page
    assert "/en/news/gamma-rays/" not in page


def test_a_link_cannot_take_the_address_of_the_form_for_suggestions(foundation: None) -> None:
    assert Link(language="en").free_slug("Suggest") == "link-suggest"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_labels_of_a_form_speak_the_language_of_who_writes(client: Client, edith: User, language: str) -> None:
    page = client.get(f"/{language}/desk/content/snippets/events/event/add/").content.decode()
    assert not [
        label for label in (">\n        Themes", ">\n        Regions", ">\n        Partnerships") if label in page
    ]
    assert {"fr": "Thèmes", "ar": "المواضيع"}[language] in page
