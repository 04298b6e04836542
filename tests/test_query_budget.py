"""No public page asks the database more than ten questions, and as many for few things as for many."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.content.shelves import shelf_of
from rapport.testing import PROGRESS, REEF, WASTE, document, register
from rapport.website.foundation import lay_foundation

pytestmark = pytest.mark.django_db
MOST = 10
KINDS: dict[str, dict[str, Any]] = {
    "news": {"published_on": date(2010, 1, 15)},
    "publication": {"issued": "2009-11"},
    "lesson": {"learned_on": date(2009, 5, 1), "source_partnership": "P-1"},
    "link": {"url": "https://elsewhere.example.org/{n}", "speaks": ";en;"},
    "tool": {"url": "https://tools.example.org/{n}", "speaks": ";en;"},
    "event": {"starts_on": date(2010, 5, 3), "ends_on": date(2010, 5, 5), "takes_sign_ups": True},
}
PATHS = (
    "/", "/partnerships/", "/partnerships/?q=reef&theme=education", "/partnerships/P-1/pacific-reef-watch/",
    "/partnerships/P-1/pacific-reef-watch/history/", "/organizations/",
    "/organizations/reef-programme/regional-reef-programme/",
    "/themes/", "/themes/education/", "/countries/", "/countries/FJ/", "/map/", "/statistics/", "/statistics/figures/",
    "/reports/", "/reports/today/", "/guidelines/", "/search/?q=reef", "/about/", "/news/",
    "/news/?theme=education&year=2010",
    "/news/news-0/", "/publications/", "/publications/publication-0/", "/lessons/", "/lessons/lesson-0/", "/links/",
    "/links/link-0/", "/links/suggest/", "/toolbox/", "/toolbox/tool-0/", "/events/", "/events/month/2010-05/",
    "/events/event-0/", "/events/calendar.ics", "/news/feed.atom", "/styleguide/", "/register/", "/sitemap.xml",
    "/sitemap-content.xml", "/sitemap-partnerships-0.xml", "/no/such/page/", "/search/?q=zzzz+yyyy",
)  # fmt: skip


def publish(kind: str, number: int) -> None:
    model = shelf_of(kind).model
    fields = {name: value.format(n=number) if isinstance(value, str) else value for name, value in KINDS[kind].items()}
    entry = model(slug=f"{kind}-{number}", language="en", themes=";education;", partnerships=";P-1;", **fields)
    text = model._meta.get_field("texts").related_model
    entry.texts = [text(language=code, title=f"Reef {kind} {number}") for code in ("en", "fr")]
    entry.save()
    entry.save_revision().publish()


def fill(count: int) -> None:
    lay_foundation()
    register(P_1=document(REEF, **PROGRESS), P_2=document(WASTE))
    register(**{f"P_{n}": document(REEF, name=f"Reef {n}") for n in range(3, count + 2)})
    for kind in KINDS:
        for number in range(count):
            publish(kind, number)


def questions(client: Client, path: str) -> int:
    address = path if path.startswith("/sitemap") else f"/fr{path}"
    client.get(address)  # what a worker remembers is there
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code in (200, 404), address
    return len(asked)


def test_no_page_asks_more_than_ten_questions_nor_more_of_many_than_of_few(client: Client) -> None:
    fill(2)
    of_few = {path: questions(client, path) for path in PATHS}
    for kind in KINDS:
        for number in range(2, 9):
            publish(kind, number)
    register(**{f"P_{n}": document(REEF, name=f"Reef {n}") for n in range(4, 12)})
    of_many = {path: questions(client, path) for path in PATHS}
    assert {path: count for path, count in of_many.items() if count > MOST} == {}
    assert of_many == of_few


# Nothing of these words is remembered from a request before: each is looked up, and where it is nowhere, its like.
SLIPS = (
    "wattre+reeff+enrgy+frmers+projcts",
    "wat*+fore*+re*+zz*",
    "reeef",
    "zreef",
    "reef+edu",
    "reef+qxq",
    "珊瑚+reff",
    "wattre-2009",
)


@pytest.mark.parametrize("words", SLIPS)
@pytest.mark.parametrize("page", ["search", "partnerships", "organizations"])
def test_words_that_nobody_asked_for_before_cost_no_more(client: Client, page: str, words: str) -> None:
    fill(2)
    client.get("/en/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/{page}/?q={words}").status_code == 200
    assert len(asked) <= MOST
