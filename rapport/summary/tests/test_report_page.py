"""The report as the registry writes it today: each number opens the partnerships behind it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.testing import REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def of_the_day(settings):
    settings.RAPPORT_TODAY = TODAY
    register(P_1=document(REEF), P_2=document(WASTE))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh-hans"])
def test_each_number_opens_as_many_partnerships(client: Client, language: str) -> None:
    page = BeautifulSoup(client.get(f"/{language}/reports/").content, "html.parser")
    links = page.select("article a.num")
    assert len(links) > 10
    for link in links[:6]:
        assert "as-at=2010-02-01" in link["href"]
        opened = BeautifulSoup(client.get(link["href"]).content, "html.parser")
        if not re.search(r"%|per cent|процент|المائة", link.text):
            assert re.search(rf"\b{link.text}\b", opened.select_one("main").text)


def test_paragraphs_are_numbered_through_and_can_be_named(client: Client) -> None:
    page = BeautifulSoup(client.get("/en/reports/").content, "html.parser")
    numbers = [each["id"] for each in page.select("article p.prose")]
    assert len(numbers) > 10
    assert numbers == [f"p{number}" for number in range(1, len(numbers) + 1)]
    assert [each.text for each in page.select("h2")][:2] == ["I. Introduction", "II. Partnership trends"]


def test_it_costs_the_same_for_one_and_for_three(client: Client) -> None:
    def cost() -> int:
        client.get("/en/reports/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/reports/", {"again": "1"})
        return len(queries)

    before = cost()
    register(P_3=document(REEF, name="Third"))
    assert cost() == before
