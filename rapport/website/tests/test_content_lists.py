"""Lists of the content desk on the screen and as files: the same columns, in words that a reader uses."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from rapport.accounts.models import User
from rapport.content.tests.conftest import PDF, picture, uploaded
from rapport.events.tests.conftest import hold
from rapport.lib import clock
from rapport.website.models import NewsText
from rapport.website.tests.conftest import tell
from rapport.website.tests.links import bind, forge, reach
from rapport.website.tests.test_pages import add_page, home

pytestmark = pytest.mark.django_db
SNIPPETS = "/en/desk/content/snippets"
NEWS = f"{SNIPPETS}/website/news/"


def file_of(client: Client, path: str, kind: str = "csv") -> list[dict[str, Any]]:
    """The rows of a list as a file, by the heads of its columns."""
    answer = client.get(f"{path}?export={kind}")
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(content.decode())))
    heads, *rows = load_workbook(io.BytesIO(content)).active.values
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.fixture
def news(edith: User) -> Any:
    found = tell(fr="La foire ouvre", themes=";air-pollution;transport;", partnerships=";P-1;P-2;")
    NewsText.objects.create(entry=found, language="zh-hans", title="展览会开幕")
    found.texts.filter(language="en").update(changed_at=found.latest_changed_at)
    return found


def test_the_screen_names_languages_as_its_reader_does(client: Client, news: Any) -> None:
    assert "English, French (behind), Chinese (Simplified) (behind)" in client.get(NEWS).content.decode()
    assert (
        "anglais, français (en retard), chinois (simplifié) (en retard)"
        in client.get(NEWS.replace("/en/", "/fr/")).content.decode()
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_has_the_columns_of_the_screen_in_words(client: Client, news: Any, kind: str) -> None:
    (row,) = file_of(client, NEWS, kind)
    assert row["Piece of news"] == "The fair opens"
    assert row["Languages"] == "English; French (behind); Chinese (Simplified) (behind)"
    assert row["Status"] == "live"
    assert "Changed" in row
    assert row["Themes"] == "Air pollution and atmosphere; Transport"
    assert row["Partnerships"] == "P-1; P-2"


def test_a_file_is_in_the_language_of_who_takes_it_away(client: Client, news: Any) -> None:
    with override("en"):  # as the thread is left, when the file is sent
        (row,) = file_of(client, NEWS.replace("/en/", "/fr/"))
    assert "anglais; français (en retard); chinois (simplifié) (en retard)" in row.values()


def test_a_list_says_what_waits_for_its_hour_and_what_for_approval(client: Client, news: Any) -> None:
    asked, due = tell("Asked"), tell("Due")
    asked.save_revision()
    asked.get_workflow().start(asked, news.latest_revision.user)
    due.save_revision()
    due.latest_revision.approved_go_live_at = clock.real_now()
    due.latest_revision.save()
    states = {row["Piece of news"]: row["Status"] for row in file_of(client, NEWS)}
    assert states == {"The fair opens": "live", "Asked": "live + in moderation", "Due": "live + scheduled"}


def test_a_file_of_links_and_tools_says_where_they_lead_and_what_the_checker_found(client: Client, edith: User) -> None:
    for entry, name in ((bind(speaks=";en;sw;"), "link"), (forge(speaks=";en;sw;"), "tool")):
        reach(entry, state="dead", alive_on="2010-01-04")
        (row,) = file_of(client, f"{SNIPPETS}/website/{name}/")
        assert (row["What the checker found"], row["Last seen alive"]) == ("dead", "2010-01-04")
        assert row["Address on the web"] == entry.url
        assert "4 January 2010" in client.get(f"{SNIPPETS}/website/{name}/").content.decode()
        assert "English; Swahili" in row.values()


def test_a_file_of_events_says_regions_in_words(client: Client, edith: User) -> None:
    hold(regions=";africa;", themes=";water;")
    (row,) = file_of(client, f"{SNIPPETS}/events/event/")
    assert (row["Regions"], row["Themes"], row["Time zone"]) == ("Africa", "Water", "UTC")


def titles(client: Client, asked: str) -> list[str]:
    """Of the news on the screen, in their order."""
    return [str(entry) for entry in client.get(f"{NEWS}?{asked}").context["object_list"]]


def test_entries_are_found_by_words_of_a_title_in_any_language(client: Client, edith: User) -> None:
    tell("The fair opens", ru="Ярмарка открывается"), tell("Buses without smoke", fr="Des autobus sans fumée")
    assert titles(client, "q=") == ["Buses without smoke", "The fair opens"]
    for words in ("opens FAIR", "ярмарка", "ЯРМАРКА"):
        assert titles(client, f"q={words}") == ["The fair opens"]
    assert titles(client, "q=fumee") == ["Buses without smoke"]
    assert titles(client, "q=fair smoke") == []
    assert 'name="q"' in client.get(NEWS).content.decode()


def test_entries_are_put_in_order_by_their_titles(client: Client, edith: User) -> None:
    for title in ("clean water", "Air", "Boats"):
        tell(title)
    assert titles(client, "ordering=main_title") == ["Air", "Boats", "clean water"]
    assert titles(client, "ordering=-main_title") == ["clean water", "Boats", "Air"]
    assert "ordering=main_title" in client.get(NEWS).content.decode()


@pytest.mark.parametrize("part", ["pages/{home}", "images", "documents"])
def test_pages_pictures_and_files_are_taken_away_as_every_list(
    client: Client, edith: User, settings: Any, tmp_path: Any, part: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    add_page(home(), "=2+3", slug="sum")
    get_image_model().objects.create(title="=2+3", file=uploaded("sum.png", picture()))
    get_document_model().objects.create(title="=2+3", file=uploaded("sum.pdf", PDF))
    path = f"/en/desk/content/{part.format(home=home().pk)}/"
    assert "?export=csv" in client.get(path).content.decode()
    for kind, said in (("csv", "'=2+3"), ("xlsx", "=2+3")):
        assert said in [row["Title"] for row in file_of(client, path, kind)]
    rows = file_of(client, path.replace("/en/", "/fr/"))
    assert "Titre" in rows[0]


@pytest.mark.parametrize("name", ["news", "publication", "lesson"])
def test_no_file_holds_codes_as_they_are_kept(client: Client, edith: User, news: Any, name: str) -> None:
    assert all(";a" not in value for row in file_of(client, f"{SNIPPETS}/website/{name}/") for value in row.values())


@pytest.mark.parametrize("count", [1, 3])
def test_screen_and_file_ask_the_same_however_many_there_are(
    client: Client, edith: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        tell(f"News {number}", themes=";water;")
    client.get(NEWS)
    with django_assert_num_queries(15):
        client.get(NEWS)
    with django_assert_num_queries(9):
        file_of(client, NEWS)
