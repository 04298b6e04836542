"""Publications and lessons at the content desk: what is typed wrong is refused with a sentence at its field."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.documents import get_document_model

from rapport.accounts.models import User
from rapport.content.tests.conftest import PDF, uploaded
from rapport.testing import PROGRESS, REEF, document, register
from rapport.website.models import Lesson, Publication

pytestmark = pytest.mark.django_db
DESK = "/en/desk/content/snippets/website"


def form(*files: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What a browser sends of the form of a publication with one text, and published."""
    sent = {
        "language": "en", "issued": "2009", "slug": "", "partnerships": "", "authors": "", "publisher": "",
        "symbol": "", "isbn": "", "doi": "", "texts-TOTAL_FORMS": 1, "texts-INITIAL_FORMS": 0, "texts-0-id": "",
        "texts-0-language": "en", "texts-0-title": "Handbook", "texts-0-summary": "", "texts-0-says_the_same": "on",
        "files-TOTAL_FORMS": len(files), "files-INITIAL_FORMS": 0, "action-publish": "1",
    }  # fmt: skip
    for number, file in enumerate(files):
        whole = {"language": "en", "version": "", "issued_on": "", "id": "", **file}
        sent |= {f"files-{number}-{name}": value for name, value in whole.items()}
    return sent | fields


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"isbn": "1234"}, "An ISBN has 13 digits and begins with 978 or 979, or has 10: “1234” is none."),
        ({"isbn": "978-92-1-101378-9"}, "The last digit of “978-92-1-101378-9” does not follow from the others"),
        ({"isbn": "0-306-40615-X"}, "The last digit of “0-306-40615-X” does not follow from the others"),
        ({"doi": "doi:10.1000/182"}, "A DOI looks like 10.1000/182: write what stands behind https://doi.org/"),
        ({"partnerships": "P-9999"}, "The registry has no partnership with this id: P-9999"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_a_sentence(
    client: Client, edith: User, fields: dict[str, str], sentence: str
) -> None:
    page = client.post(f"{DESK}/publication/add/", form(**fields)).content.decode()
    assert sentence in page
    assert f'value="{next(iter(fields.values()))}"' in page
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    "isbn", ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "080442957X", "978 92 1 101378 8"]
)
def test_an_isbn_is_taken_however_it_is_written(client: Client, edith: User, isbn: str) -> None:
    assert client.post(f"{DESK}/publication/add/", form(isbn=isbn)).status_code == 302
    assert Publication.objects.get().isbn == isbn


def test_two_files_of_one_version_in_one_language_are_refused(
    client: Client, edith: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    held = get_document_model().objects.create(title="Handbook", file=uploaded("handbook.pdf", PDF)).pk
    address = f"{DESK}/publication/add/"
    for version in ("", "2nd edition"):
        twice = [{"document": held, "version": version}, {"document": held, "version": version}]
        page = client.post(address, form(*twice)).content.decode()
        assert "There are two files in English of the same version." in page
    assert not Publication.objects.exists()
    others = [{"document": held}, {"document": held, "version": "2nd edition"}, {"document": held, "language": "fr"}]
    assert client.post(address, form(*others)).status_code == 302


def test_a_lesson_is_told_by_a_partnership_of_the_registry(client: Client, edith: User) -> None:
    register(P_1=document())
    sent = form(learned_on="2010-01-20", source_partnership="P-99", source_reported_on="") | {
        f"texts-0-{name}": "" for name in ("problem", "tried", "outcome")
    }
    page = client.post(f"{DESK}/lesson/add/", sent).content.decode()
    assert "The registry has no partnership with this id: P-99" in page
    assert client.post(f"{DESK}/lesson/add/", sent | {"source_partnership": "p-1"}).status_code == 302
    assert Lesson.objects.get().source_partnership == "P-1"


def test_a_lesson_names_a_report_that_there_is(client: Client, edith: User) -> None:
    register(P_1=document({**REEF, **PROGRESS}), P_2=document())
    sent = form(learned_on="2010-01-20", source_partnership="P-1", source_reported_on="2009-01-01") | {
        f"texts-0-{name}": "" for name in ("problem", "tried", "outcome")
    }
    page = client.post(f"{DESK}/lesson/add/", sent).content.decode()
    assert (
        "This partnership has no report of that day. Its reports are of 20 November 2009 and 1 February 2007." in page
    )
    page = client.post(f"{DESK}/lesson/add/", sent | {"source_partnership": "P-2"}).content.decode()
    assert "This partnership has not reported yet." in page
    client.post(f"{DESK}/lesson/add/", sent | {"source_reported_on": "2009-11-20", "action-publish": "1"})
    lesson = Lesson.objects.get()
    page = client.get(f"/en/lessons/{lesson.slug}/").content.decode()
    assert re.search('<a href="/en/partnerships/P-1/[^"]*#reports" dir="auto">Pacific Reef Watch</a>', page)
    assert "in its report of 20 November 2009" in page
