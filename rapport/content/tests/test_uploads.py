"""What editors upload at the content desk, one by one and many at a time, and how readers get it."""

import struct
import zlib
from typing import Any

import pytest
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from rapport.accounts.models import User
from rapport.content.files import EXTENSIONS
from rapport.content.tests.conftest import PDF, SVG, picture, uploaded

pytestmark = pytest.mark.django_db
Document, Image = get_document_model(), get_image_model()
FILES, PICTURES = "/en/desk/content/documents/", "/en/desk/content/images/"


def send(client: Client, where: str, name: str, content: bytes) -> Any:
    return client.post(f"{where}add/", {"title": "It", "file": uploaded(name, content), "collection": 1})


def send_many(client: Client, where: str, name: str, content: bytes) -> Any:
    """As the page for many files does it: by script, one after another."""
    sent = {"title": "It", "files[]": uploaded(name, content), "collection": 1}
    return client.post(f"{where}multiple/add/", sent, headers={"X-Requested-With": "XMLHttpRequest"})


def broad_png(side: int) -> bytes:
    """A picture of few bytes that says it is ``side`` pixels each way."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def test_a_file_that_is_what_it_says_is_taken(client: Client, edith: User) -> None:
    assert send(client, FILES, "guide.pdf", PDF).status_code == 302
    assert send_many(client, FILES, "guide.pdf", PDF).json()["success"] is True
    assert Document.objects.count() == 2


def test_a_page_that_calls_itself_a_document_is_refused_in_both_forms(client: Client, edith: User) -> None:
    assert "something else" in send(client, FILES, "guide.pdf", b"<html>").content.decode()
    assert "something else" in send_many(client, FILES, "guide.pdf", b"<html>").json()["error_message"]
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"<html>", "The name ends with .pdf, but what is in the file is something else, or more than that."),
        ("a.pdf", b"", "The submitted file is empty."),
        ("a.svg", SVG, f"A file must be one of these: {', '.join(EXTENSIONS)}."),
        ("a", PDF, f"A file must be one of these: {', '.join(EXTENSIONS)}."),
    ],
)
def test_a_file_is_refused_in_one_sentence(
    client: Client, edith: User, name: str, content: bytes, sentence: str
) -> None:
    assert send_many(client, FILES, name, content).json()["error_message"] == sentence
    assert send(client, FILES, name, content).context["form"].errors == {"file": [sentence]}


def test_a_file_that_is_too_big_is_refused(client: Client, edith: User, settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    assert "too big" in send(client, FILES, "guide.pdf", PDF).content.decode()
    assert not Document.objects.exists()


def test_a_changed_title_does_not_ask_for_the_file_again(client: Client, edith: User) -> None:
    send(client, FILES, "guide.pdf", PDF)
    address = f"{FILES}edit/{Document.objects.get().pk}/"
    assert client.post(address, {"title": "Other", "collection": 1}).status_code == 302
    assert Document.objects.get().title == "Other"


def test_a_picture_is_taken_and_given_in_sizes(client: Client, edith: User) -> None:
    assert send_many(client, PICTURES, "reef.png", picture()).json()["success"] is True
    rendition = Image.objects.get().get_rendition("max-20x20")
    answer = client.get(rendition.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "max-age=2592000" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer).startswith(b"\x89PNG")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pages.jpg", PDF),
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("other.jpg", picture("PNG")),
        ("cut.jpg", picture("JPEG", (400, 300))[:700]),
        ("tall.png", broad_png(8_000)),
        ("bomb.png", broad_png(60_000)),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_is_no_picture_of_a_bearable_size_is_refused_in_both_forms(
    client: Client, edith: User, name: str, content: bytes
) -> None:
    assert send(client, PICTURES, name, content).status_code == 200
    answer = send_many(client, PICTURES, name, content)
    assert answer.json()["success"] is False
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/..%2foriginal_images%2freef.png",
        "/media/images/../original_images/reef.png",
        "/media/original_images/reef.png",
        "/media/documents/guide.pdf",
        "/media/images/guide.pdf",
        "/media/images/.png",
        "/media/images/%2fetc%2fpasswd.png",
        "/media/images/none.png",
        "/media/",
    ],
)
def test_nothing_but_sizes_of_pictures_is_given_from_there(client: Client, edith: User, path: str) -> None:
    send_many(client, PICTURES, "reef.png", picture())
    send(client, FILES, "guide.pdf", PDF)
    assert client.get(path, follow=True).status_code == 404
    assert client.get(path, follow=True).status_code == 404


def test_a_file_is_a_download_that_no_browser_runs(client: Client, edith: User) -> None:
    send(client, FILES, "guide.pdf", PDF)
    answer = client.get(Document.objects.get().url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer) == PDF  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "name", "content"), [(FILES, "guide.pdf", b"<html>"), (PICTURES, "bomb.png", broad_png(60_000))]
)
def test_the_window_in_which_one_is_chosen_takes_nothing_else(
    client: Client, edith: User, where: str, name: str, content: bytes
) -> None:
    kind = "document" if where == FILES else "image"
    sent = {f"{kind}-chooser-upload-title": "It", f"{kind}-chooser-upload-file": uploaded(name, content)}
    answer = client.post(f"{where}chooser/create/", {**sent, f"{kind}-chooser-upload-collection": 1})
    assert answer.status_code == 200
    assert not Document.objects.exists()
    assert not Image.objects.exists()
    assert ("something else" if where == FILES else "too large") in answer.content.decode()
