"""What is sent is compressed for whoever can read it so: pages, style sheets, the mark; and not twice."""

import gzip

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
STYLE = "/static/look/style.css"


def fetch(path: str, accept: str = "gzip") -> tuple[bytes, str]:
    response = Client().get(path, headers={"accept-encoding": accept})
    assert response.status_code == 200
    return b"".join(response), response.get("Content-Encoding", "")


@pytest.mark.parametrize("path", ["/en/partnerships/", STYLE])
def test_it_sends_the_same_text_smaller(path: str) -> None:
    compressed, encoding = fetch(path)
    whole, _none = fetch(path, "identity")
    assert encoding == "gzip"
    assert len(compressed) < len(whole) / 2
    assert gzip.decompress(compressed) == whole


def test_it_sends_it_as_it_is_to_who_cannot_read_it_compressed() -> None:
    assert fetch(STYLE, "identity")[1] == ""


def test_a_part_of_a_file_is_sent_as_it_is() -> None:
    response = Client().get(STYLE, headers={"accept-encoding": "gzip", "range": "bytes=0-9"})
    assert response.status_code == 206
    assert len(b"".join(response)) == 10


def test_its_length_is_that_of_what_is_sent() -> None:
    response = Client().get(STYLE, headers={"accept-encoding": "gzip"})
    assert int(response["Content-Length"]) == len(b"".join(response))
