"""/reports/: the editions and the report of today; each number opens the partnerships behind it, as at its day."""

import csv
import io
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.summary import editing
from rapport.summary.alone import write_html
from rapport.summary.editions import Workshop
from rapport.summary.models import Edition
from rapport.summary.report import Paragraph, Said
from rapport.summary.tests.documents import LANGUAGES, of_blocks
from rapport.testing import NOW, PROGRESS, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def of_the_day(settings):
    settings.RAPPORT_TODAY = TODAY
    register(P_1=document(REEF, **PROGRESS), P_2=document(WASTE))


@pytest.fixture
def frozen(officer) -> Edition:
    made = Edition(name="Report 2010", as_at=TODAY, cycle="2010-2011", languages=["en", "ar"], featured=["P-1"])
    made.published = [
        {"id": "total", "paragraph": "9", "what": "all", "published": "2", "unit": "count"},
        {"id": "scope.global", "paragraph": "14", "what": "global", "published": "17", "unit": "percent", "base": "2"},
        {"id": "something.else", "paragraph": "15", "what": "other things", "published": "4", "unit": "count"},
    ]
    editing.open_edition(made, officer, now=NOW)
    editing.approve(Workshop(made, TODAY), officer, now=NOW)
    editing.freeze(made, now=NOW, is_marked=True)
    return Edition.objects.get(pk=made.pk)


def soup(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_opens_as_many_partnerships(client: Client, language: str) -> None:
    links = soup(client, f"/{language}/reports/today/").select("article p a.num")
    assert len(links) > 10
    for link in links[:6]:
        assert "as-at=2010-02-01" in link["href"]
        opened = soup(client, link["href"])
        if not re.search(r"%|per cent|процент|المائة", link.text):
            assert re.search(rf"\b{link.text}\b", opened.select_one("main").text)


def test_paragraphs_are_numbered_through_and_can_be_named(client: Client) -> None:
    page = soup(client, "/en/reports/today/")
    numbers = [each["id"] for each in page.select("article p.prose[id]")]
    assert len(numbers) > 30
    assert numbers == [f"p{number}" for number in range(1, len(numbers) + 1)]
    headings = [each.text for each in page.select("article section > h2")]
    assert headings[:2] == ["I. Introduction", "II. Partnership trends"]


def test_contents_notes_and_charts_lead_where_they_say(client: Client) -> None:
    page = soup(client, "/en/reports/today/")
    ids = {each["id"] for each in page.select("[id]")}
    inner = [each["href"][1:] for each in page.select("article a[href^='#']")]
    assert inner
    assert set(inner) <= ids
    charts = page.select("article figure.bars")
    assert [each["id"] for each in charts] == [
        f"figure-{n}" for n in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
    ]
    for chart in charts:
        assert chart.select("tbody td a[href]")
        assert len(chart.select("tbody td svg.bar")) == len(chart.select("tbody td a[href]"))
        assert client.get(chart.select_one("figcaption a")["href"])["Content-Type"].startswith("image/svg+xml")
    assert page.select_one(".fiction").text.startswith("2 partnerships of the set are fictional")


def test_an_edition_is_read_cited_and_taken_away(client: Client, frozen: Edition) -> None:
    assert "Report 2010" in soup(client, "/en/reports/").select_one("main").text
    page = soup(client, "/en/reports/report-2010/")
    assert frozen.fingerprint in page.select_one(".cite").text
    assert page.select_one("aside.box h3").text == "Pacific Reef Watch"
    assert page.select_one("figure.quotation blockquote").text.strip() == "Thirty-one reefs were counted."
    for link in page.select(".take-away a[rel=nofollow]"):
        answer = client.get(link["href"])
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert len(answer.content) > 1000


def test_the_name_of_an_edition_is_marked_with_the_language_of_the_registry(client: Client, frozen: Edition) -> None:
    page = client.get("/ar/reports/").content.decode()
    assert f'<a href="/ar/reports/{frozen.slug}/" lang="en" dir="ltr">{frozen.name}</a>' in page


def test_numbers_of_a_frozen_edition_open_what_was_known_then(client: Client, frozen: Edition) -> None:
    register(P_3=document(REEF, name="Late", registered_on="2009-05-01"), now=NOW.replace(month=3))
    total = next(each for each in soup(client, "/en/reports/report-2010/").select("article a.num") if each.text == "2")
    assert "known-at=" in total["href"]
    assert "Late" not in soup(client, total["href"]).text
    assert "Late" in soup(client, "/en/partnerships/").text


def test_a_language_that_is_not_made_gets_the_first_and_says_which(client: Client, frozen: Edition) -> None:
    assert soup(client, "/fr/reports/report-2010/").select_one("article.report")["lang"] == "en"
    arabic = soup(client, "/ar/reports/report-2010/").select_one("article.report")
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert arabic.select_one("aside.box p[lang=en]").text.startswith("Divers and schools")


def test_published_figures_stand_beside_ours(client: Client, frozen: Edition) -> None:
    page = soup(client, "/en/reports/report-2010/published/")
    rows = [[cell.text.strip() for cell in row.select("td")] for row in page.select("table.compared tr")[1:]]
    assert [row[:3] for row in rows] == [["9", "2", "2"], ["14", "17 %", "0 %"], ["15", "4", "–"]]
    assert "No whole count gives 17 per cent of 2" in page.text
    said = " ".join(page.select_one(".said").text.split())
    assert said == "3 figures 1 the same 1 another number 1 that are not counted here"


def test_each_language_has_its_files_and_their_weight(client: Client, frozen: Edition) -> None:
    page = soup(client, "/en/reports/")
    links = [each["href"] for each in page.select(".writings a")]
    assert links == [
        f"/{language}/reports/report-2010/{file}" for language in ("en", "ar")
        for file in ("", "report.pdf", "report.docx", "report.html")
    ]  # fmt: skip
    size = len(client.get("/ar/reports/report-2010/report.docx").content)
    assert f"({-(-size // 1024)} " in soup(client, "/ar/reports/report-2010/").select_one(".take-away").text


def test_the_annex_has_every_figure(client: Client, frozen: Edition) -> None:
    text = client.get("/en/reports/report-2010/figures.csv").content.decode("utf-8-sig")
    ids = [row["id"] for row in csv.DictReader(io.StringIO(text))]
    assert len(ids) == len(set(ids)) == len(frozen.figures)


def test_one_file_alone_asks_for_nothing(client: Client) -> None:
    html = client.get("/en/reports/today/report.html").content.decode()
    page = BeautifulSoup(html, "html.parser")
    assert not page.select("script, link, img, iframe")
    assert all(each["href"].startswith(("http", "#")) for each in page.select("a[href]"))
    assert "url(" not in html


def test_a_footnote_is_marked_however_often_and_has_one_way_back() -> None:
    said = (Said("Words", note=1), Said(" and words", note=1))
    html = write_html(of_blocks(Paragraph(1, "x", said), notes=((Said("The note."),),)))
    page = BeautifulSoup(html, "html.parser")
    assert page.select_one("#p1").text == "1. Words1 and words1"
    assert [each.get("id") for each in page.select("a.mark")] == ["m1", None]


@pytest.mark.parametrize("path", ["none/", "none/report.pdf", "today/report.exe", "today/published/", "TODAY/"])
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/reports/{path}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_and_for_three(client: Client, frozen: Edition, number: int) -> None:
    for place in range(1, number):
        register(**{f"Q_{place}": document(REEF, name=f"Q {place}")})
        Edition.objects.create(
            slug=f"e{place}", name="E", state="frozen", as_at=TODAY, cycle="x", languages=["en"], opened_at=NOW
        )  # fmt: skip
    for path, cost in (("", 3), ("today/", 8), ("report-2010/", 3)):
        client.get(f"/en/reports/{path}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/reports/{path}")
        assert (path, len(queries)) == (path, cost)


def test_a_template_can_speak_of_one_organization(client: Client, settings, narratives) -> None:
    settings.RAPPORT_REPORT = "small"
    text = "Fiji: {count listings.organization.government-of-fiji}, Nauru: {count listings.organization.nauru}."
    narratives(en=f"paragraphs:\n  first: '{text}'\n  second: x\n")
    assert "Fiji: 1, Nauru: 0." in soup(client, "/en/reports/today/").select_one("article").text


def test_a_language_that_the_template_has_not_gets_the_language_of_the_registry(client, settings, narratives) -> None:
    settings.RAPPORT_REPORT, settings.LANGUAGE_CODE = "small", "fr"
    narratives()
    assert "2 en tout." in soup(client, "/es/reports/today/").select_one("article[lang=fr]").text


def test_a_mistake_in_a_template_is_a_page_that_names_it(client: Client, settings, narratives) -> None:
    settings.RAPPORT_REPORT = "small"
    narratives()
    assert "2 in all." in soup(client, "/en/reports/today/").select_one("article").text
    narratives(en="paragraphs:\n  first: '{percent scope.lunar}'\n  second: x\n")
    answer = client.get("/en/reports/today/")
    assert answer.status_code == 503
    assert (
        "small/en.yaml, line 5, slot {percent scope.lunar}: There is no figure “scope.lunar”."
        in answer.content.decode()
    )
    narratives(en="paragraphs:\n  first: '{for x in y}'\n  second: x\n")
    assert "There is no slot “for”" in client.get("/en/reports/today/report.pdf").content.decode()
