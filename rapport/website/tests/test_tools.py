"""The toolbox: resources by stage and kind, each a page elsewhere or a file of ours."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from rapport.website.models import Tool
from rapport.website.tests.links import forge, reach

pytestmark = pytest.mark.django_db


@pytest.fixture
def handbook(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return get_document_model().objects.create(
        title="Handbook", file=ContentFile(b"%PDF-1.4 " + b"x" * 3000, "handbook.pdf"), file_size=3009
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(
    client: Client, handbook: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        forge(f"Tool {number}", document=handbook, url=f"https://tools.example/{number}")
    with django_assert_num_queries(7):
        page = client.get("/en/toolbox/")
    assert page.content.decode().count('class="hit"') == count


def test_it_is_narrowed_by_stage_kind_and_language(client: Client) -> None:
    forge("A", stage="preparing", kind_of="guide", speaks=";fr;")
    forge("B", stage="measuring", kind_of="guide", speaks=";fr;en;", themes=";water;")
    for query, count in (
        ("stage=preparing", 1),
        ("kind=guide", 2),
        ("speaks=en", 1),
        ("theme=water&stage=measuring", 1),
    ):
        assert client.get(f"/en/toolbox/?{query}").content.decode().count('class="hit"') == count


def test_a_file_is_downloaded(client: Client, handbook: Any) -> None:
    forge(document=handbook, body="<p>Begin with <b>trust</b>.</p>")
    page = client.get("/en/toolbox/a-checklist/").content.decode()
    assert re.search(r">Download ·\s+<bdi>PDF</bdi> · <bdi>4 kB</bdi></a>", page)
    assert "<b>trust</b>" in page
    answer = client.get(re.search(r'href="(/documents/[^"]+)"', page)[1])  # type: ignore[index]
    assert answer["Content-Disposition"] == 'attachment; filename="handbook.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_page_elsewhere_is_linked_until_it_is_dead(client: Client) -> None:
    tool = forge()
    assert (
        'href="https://tools.example/checklist" rel="external'
        in client.get("/en/toolbox/a-checklist/").content.decode()
    )
    reach(tool, state="dead", failing_since=date(2010, 1, 25))
    page = client.get("/en/toolbox/a-checklist/").content.decode()
    assert "not reachable since 25 January 2010" in page
    assert 'href="https://tools.example' not in page


def test_a_file_that_was_taken_away_is_told(client: Client, handbook: Any) -> None:
    forge(document=handbook)
    handbook.delete()
    assert "Its file was taken away." in client.get("/en/toolbox/a-checklist/").content.decode()


def test_machines_read_it_as_a_resource_to_learn_from(client: Client) -> None:
    forge()
    page = client.get("/en/toolbox/a-checklist/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])  # type: ignore[index]
    assert (data["@type"], data["learningResourceType"]) == ("LearningResource", "Checklist")
    assert data["sameAs"] == "https://tools.example/checklist"


def test_it_needs_an_address_or_a_file() -> None:
    with pytest.raises(ValidationError, match="Write the address of the resource, or choose its file"):
        Tool(language="en").clean()


def test_languages_are_said_unless_a_reader_expects_them(client: Client) -> None:
    forge("A", speaks=";en;")
    forge("B", speaks=";en;ar;")
    page = client.get("/en/toolbox/").content.decode()
    assert page.count("<li>English and Arabic</li>") == 1
    assert "<li>English</li>" not in page
