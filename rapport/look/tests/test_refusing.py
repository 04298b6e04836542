"""What cannot be taken gets a sentence."""

import pytest
from django.core.exceptions import SuspiciousOperation, TooManyFieldsSent
from django.test import Client, RequestFactory

from rapport.look.refusing import bad_request

pytestmark = pytest.mark.django_db


def test_too_much_at_once_is_said_to_be_that() -> None:
    page = bad_request(RequestFactory().post("/en/register/"), TooManyFieldsSent())
    assert (page.status_code, "Nothing was changed" in page.content.decode()) == (400, True)


def test_anything_else_is_not_explained_by_what_it_is_not() -> None:
    page = bad_request(RequestFactory().get("/en/"), SuspiciousOperation("of a kind"))
    assert "This address cannot be understood" in page.content.decode()
    assert "of a kind" not in page.content.decode()


def test_an_address_asked_in_a_way_that_it_does_not_know_answers_with_a_sentence() -> None:
    answer = Client().put("/fr/map/")
    page = answer.content.decode()
    assert (answer.status_code, '<html lang="fr"' in page, "<h1>" in page) == (405, True, True)
    assert "GET" in answer["Allow"]
