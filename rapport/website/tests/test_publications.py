"""Publications: their cover; and what is made up says so in whatever is taken away from it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images.models import Image

from rapport.content.tests.conftest import PDF, picture, uploaded
from rapport.events.tests.conftest import hold, read_calendar
from rapport.look.social import draw_social_card
from rapport.website.models import Publication, PublicationFile, PublicationText

pytestmark = pytest.mark.django_db
SAID = "fictional, for demonstration"


def issue(*files: str, **fields: Any) -> Publication:
    """With texts in English and French, and files in the languages given."""
    publication = Publication(**{"language": "en", "issued": "2009-11", **fields})
    publication.texts = [PublicationText(language=code, title=f"Handbook ({code})") for code in ("en", "fr")]
    if files:
        document = get_document_model().objects.create(title="Handbook", file=uploaded("handbook.pdf", PDF))
        publication.files = [PublicationFile(language=code, document=document) for code in files]
    publication.save()
    publication.save_revision().publish()
    return publication


@pytest.mark.parametrize("language", ["en", "ar"])
def test_its_cover_stands_on_its_page_at_a_size_for_pages(
    client: Client, settings: Any, tmp_path: Any, language: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    cover = Image.objects.create(title="Cover", file=uploaded("cover.png", picture()))
    shown = client.get(f"/{language}/publications/{issue(cover=cover).slug}/").content.decode()
    image = re.search(r'<img class="cover" src="(/media/images/[^"]+\.webp)" width="\d+" height="\d+" alt=""', shown)
    assert image is not None
    assert client.get(image[1]).status_code == 200
    assert f'"image":"http://127.0.0.1:8000{image[1]}"' in shown  # for machines too
    assert "cover" not in client.get(f"/{language}/publications/{issue().slug}/").content.decode()


@pytest.mark.parametrize(("is_fictional", "times"), [(True, 1), (False, 0)])
def test_a_citation_says_what_is_made_up(client: Client, is_fictional: bool, times: int) -> None:
    issue(slug="handbook", is_fictional=is_fictional)
    for form in ("bib", "ris"):
        assert client.get(f"/en/publications/handbook/cite.{form}").content.decode().count(SAID) == times
    assert client.get("/en/publications/feed.atom").content.decode().count(SAID) == times


@pytest.mark.parametrize(("is_fictional", "facts"), [(True, [SAID]), (False, [])])
def test_a_social_card_says_what_is_made_up_and_the_day_as_it_is_known(
    client: Client, settings: Any, tmp_path: Any, is_fictional: bool, facts: list[str]
) -> None:
    settings.RAPPORT_HOME = tmp_path
    issue(slug="handbook", is_fictional=is_fictional)
    card = draw_social_card("Handbook (en)", ["November 2009", *facts], kind="Publications", language="en")
    assert client.get("/en/publications/handbook/card.png").content == card


def test_an_event_says_it_in_calendars_and_on_its_card_with_all_of_its_days(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.RAPPORT_HOME = tmp_path
    event = hold("Fair", is_fictional=True, themes=";water;", ends_on=date(2010, 5, 5))
    (told,) = read_calendar(client)
    assert told["CATEGORIES"].cats == [SAID, "Water"]
    card = draw_social_card("Fair", ["3 May 2010 to 5 May 2010", SAID], kind="Events", language="en")
    assert client.get(f"/en/events/{event.slug}/card.png").content == card


@pytest.mark.parametrize(
    ("files", "reader", "title", "language"),
    [
        ([], "fr", "Handbook (fr)", "fr"),
        (["en", "fr"], "fr", "Handbook (fr)", "fr"),
        (["en"], "fr", "Handbook (en)", "en"),
        (["en", "ru"], "fr", "Handbook (en)", "en"),  # the main language before another
        (["ru"], "fr", "Handbook (en)", "ru"),
    ],
)
def test_a_citation_says_the_language_of_a_file_that_there_is(
    client: Client, settings: Any, tmp_path: Any, files: list[str], reader: str, title: str, language: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    issue(*files, slug="handbook")
    cited = client.get(f"/{reader}/publications/handbook/cite.ris").content.decode()
    assert (f"TI  - {title}\r\n" in cited, f"LA  - {language}\r\n" in cited) == (True, True)


def test_no_two_citations_have_one_key_in_whatever_letters_their_addresses_are(client: Client) -> None:
    entries = [issue(slug=slug) for slug in ("手册", "报告", "handbook")]
    cited = [client.get(f"/en/publications/{each.slug}/cite.bib").content.decode() for each in entries]
    keys = [each.partition("{")[2].partition(",")[0] for each in cited]
    assert keys == [f"publication-{entries[0].pk}", f"publication-{entries[1].pk}", "publication-handbook"]
    assert "/en/publications/%E6%89%8B%E5%86%8C/}" in cited[0]


def test_in_arabic_what_is_said_of_a_file_and_its_numbers_stand_apart(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    issue("en", slug="handbook", symbol="A/CONF.199/20", isbn="978-3-16-148410-0", authors="Reef School")
    page = " ".join(client.get("/ar/publications/handbook/").content.decode().split())
    assert "<bdi>PDF</bdi> · <bdi>18 كيلوبايت</bdi>" in page
    for said in (
        "<bdi>A/CONF.199/20</bdi>",
        "<li><bdi>Reef School</bdi></li>",
        '<bdi dir="ltr">978-3-16-148410-0</bdi>',
    ):
        assert said in page
