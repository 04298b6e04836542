"""Publications: their cover; and what is made up says so in whatever is taken away from it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.images.models import Image

from rapport.content.tests.conftest import picture, uploaded
from rapport.events.tests.conftest import hold, read_calendar
from rapport.look.social import draw_social_card
from rapport.website.models import Publication, PublicationText

pytestmark = pytest.mark.django_db
SAID = "fictional, for demonstration"


def issue(**fields: Any) -> Publication:
    publication = Publication(language="en", issued="2009-11", **fields)
    publication.texts = [PublicationText(language=code, title=f"Handbook ({code})") for code in ("en", "fr")]
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
