"""A browser that has the page already is told so, until something happens in the registry, the day or the language."""

from datetime import date

import pytest

from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db
PAGE = "/en/partnerships/"


@pytest.fixture
def etag(reader):
    register(P_1=document(REEF))
    return reader.open(PAGE).headers["ETag"]


def again(reader, etag, path=PAGE):
    return reader.client.get(path, headers={"If-None-Match": etag}).status_code


def test_nothing_happened(reader, etag):
    assert again(reader, etag) == 304


def test_a_record_came(reader, etag):
    register(P_2=document(WASTE))
    assert again(reader, etag) == 200


def test_the_day_moved(reader, etag, settings):
    settings.RAPPORT_TODAY = date(2010, 2, 2)
    assert again(reader, etag) == 200


def test_another_language_is_another_page(reader, etag):
    assert again(reader, etag, "/fr/partnerships/") == 200


def test_a_page_is_only_read(reader):
    assert reader.client.post(PAGE).status_code == 405
