"""What is sent is compressed for whoever can read it so: pages, style sheets, the mark; and not twice."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
STYLE = "/static/look/style.css"


def fetch(path: str, accept: str = "gzip") -> tuple[bytes, str]:
    response = Client().get(path, headers={"accept-encoding": accept})
    assert response.status_code == 200
    return b"".join(response), response.get("Content-Encoding", "")


@pytest.mark.parametrize("path", ["/en/partnerships/", STYLE])
@pytest.mark.parametrize(
    ("accept", "used", "unpack"),
    [
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("BRO, gzip", "gzip", gzip.decompress),
    ],
)
def test_it_sends_the_same_text_smaller(path: str, accept: str, used: str, unpack: Callable[[bytes], bytes]) -> None:
    compressed, encoding = fetch(path, accept)
    whole, _none = fetch(path, "identity")
    assert encoding == used
    assert len(compressed) < len(whole) / 2
    assert unpack(compressed) == whole


@pytest.mark.parametrize("accept", ["gzip", "br"])
def test_the_size_of_a_page_varies_so_that_it_tells_nothing(accept: str) -> None:
    sizes = {len(Client().get("/en/themes/", headers={"accept-encoding": accept})["X-Padding"]) for _time in range(20)}
    assert len(sizes) > 5
    assert "X-Padding" not in Client().get(STYLE, headers={"accept-encoding": accept})


def test_it_sends_it_as_it_is_to_who_cannot_read_it_compressed() -> None:
    assert fetch(STYLE, "identity")[1] == ""


def test_a_part_of_a_file_is_sent_as_it_is() -> None:
    response = Client().get(STYLE, headers={"accept-encoding": "gzip", "range": "bytes=0-9"})
    assert response.status_code == 206
    assert len(b"".join(response)) == 10


def test_its_length_is_that_of_what_is_sent() -> None:
    response = Client().get(STYLE, headers={"accept-encoding": "gzip"})
    assert int(response["Content-Length"]) == len(b"".join(response))


def test_a_page_names_its_style_sheet_before_it_arrives() -> None:
    answer = Client().get("/en/themes/")
    link = answer["Link"]
    assert link.endswith("; rel=preload; as=style")
    assert f'<link rel="stylesheet" href="{link[1 : link.index(">")]}">' in answer.content.decode()
    assert "Link" not in Client().get("/en/partnerships.csv")
