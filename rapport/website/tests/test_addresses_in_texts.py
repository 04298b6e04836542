"""No e-mail address becomes public by an editor: forms refuse it by name, and what was typed stays."""

from typing import Any

import pytest
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.documents import get_document_model
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from rapport.accounts.models import User
from rapport.content.addresses import check_no_address
from rapport.content.rich_text import FEATURES
from rapport.content.tests.conftest import PDF, uploaded
from rapport.events.models import Event
from rapport.events.tests.test_content_desk import LIST as EVENTS
from rapport.events.tests.test_content_desk import form as form_of_event
from rapport.website.models import HomePage, News, Publication, TextPage
from rapport.website.tests.test_content_desk import EN, LIST, PUBLISH, form
from rapport.website.tests.test_publications_desk import DESK
from rapport.website.tests.test_publications_desk import form as form_of_publication

pytestmark = pytest.mark.django_db
REFUSED = "“somebody@example.org” is an e-mail address, and none is ever public: take it out."


def edited(html: str) -> str:
    """Rich text as its editor sends it."""
    return str(ContentstateConverter(FEATURES).from_database_format(html))


@pytest.mark.parametrize("action", [PUBLISH, {}, {"action-submit": "1"}], ids=["published", "draft", "for approval"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ({"title": "Mail somebody@example.org"}, 'value="Mail somebody@example.org"'),
        ({"summary": "mail somebody@example.org now"}, "mail somebody@example.org now"),
        ({"body": edited("<p>Mail <b>somebody</b>@<i>example.org</i>!</p>")}, "Mail somebody@example.org!"),
        (
            {"body": edited('<p>Write <a href="mailto:somebody@example.org">to us</a></p>')},
            "mailto:somebody@example.org",
        ),
        ({"picture_alt": "A sign: somebody@example.org"}, "A sign: somebody@example.org"),
    ],
)
def test_no_text_of_news_holds_one(
    client: Client, edith: User, text: dict[str, str], shown: str, action: dict[str, str]
) -> None:
    page = client.post(f"{LIST}add/", form({**EN, **text}, **action)).content.decode()
    assert "is an e-mail address, and none is ever public: take it out." in page
    assert shown in page
    assert not News.objects.exists()


def test_it_is_named_at_its_field(client: Client, edith: User) -> None:
    sent = form({**EN, "summary": "mail somebody@example.org now"}, **PUBLISH)
    (text,) = client.post(f"{LIST}add/", sent).context["form"].formsets["texts"].forms
    assert text.errors == {"summary": [f"{REFUSED} Readers write through the contact form."]}


@pytest.mark.parametrize("name", ["texts-0-place", "texts-0-outcome", "online"])
def test_none_stands_in_an_event(client: Client, edith: User, name: str) -> None:
    written = {
        "texts-0-outcome": edited("<p>Ask somebody@example.org</p>"), "online": "https://meet.example/somebody@example.org",
    }  # fmt: skip
    page = client.post(f"{EVENTS}add/", form_of_event(**{name: written.get(name, "Ask somebody@example.org")}))
    assert REFUSED in page.content.decode()
    assert not Event.objects.exists()


def test_none_stands_among_the_authors_of_a_publication(client: Client, edith: User) -> None:
    page = client.post(f"{DESK}/publication/add/", form_of_publication(authors="A. Writer <somebody@example.org>"))
    assert REFUSED in page.content.decode()
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("fields", "blocks"),
    [
        ({"lede": "Ask somebody@example.org"}, []),
        ({}, [("text", rich_text("<p>Ask <b>somebody</b>@example.org</p>", features=FEATURES))]),
        ({}, [("quotation", {"words": "Ask me", "said_by": "somebody@example.org"})]),
    ],
)
def test_none_stands_on_a_page(client: Client, edith: User, fields: dict[str, str], blocks: list[Any]) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    page = {"title": "Who we are", "slug": "who", "lede": "", "body": streamfield(blocks), "says_the_same": "on"}
    address = f"/en/desk/content/pages/add/website/textpage/{home.pk}/"
    answer = client.post(address, nested_form_data({**page, **fields, "action-publish": "1"}))
    assert "is an e-mail address, and none is ever public: take it out." in answer.content.decode().replace(
        "\\u201d", "”"
    )
    assert not TextPage.objects.filter(slug="who").exists()


def test_none_is_the_title_of_a_file(client: Client, edith: User, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    sent = {"title": "Ask somebody@example.org", "file": uploaded("guide.pdf", PDF), "collection": 1}
    assert REFUSED in client.post("/en/desk/content/documents/add/", sent).content.decode()
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize(
    "text",
    ["", "Ask •••@•••", "https://video.example/@reefs", "Two boats @ 40 dollars", RichText("<p>At 9.30</p>").source],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    check_no_address(text)
