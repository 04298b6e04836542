"""What the pages of a focal point weigh on the line, compressed: no step of the form moves more than 15 KB.

Each page is asked for in Russian, whose words are the heaviest, with as many partners as a partnership has on average.
The limits are literal, so that a page that grows is seen to grow.
"""

import gzip
import re
from typing import Any

import pytest
from django.test import Client
from django.test.client import Client as Browser

from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.organizations.authority import Authority, Named
from rapport.registration.drafts import begin_registration
from rapport.registration.models import Draft
from rapport.registration.steps import steps_of
from rapport.registration.tests.conftest import READY
from rapport.registry.models import Partnership
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.testing import NOW, TODAY, WASTE, document, register
from rapport.upkeep.links import make_link, token_of

pytestmark = pytest.mark.django_db
KB = 1024
STEPS = {
    "about": 3.0, "purpose": 3.0, "themes": 4.5, "commitments": 6.0, "partners": 8.5, "places": 5.5, "time": 3.0,
    "means": 4.0, "governance": 3.0, "deliverables": 3.0, "contact": 3.0,
}  # fmt: skip
PARTNERS = 22


@pytest.fixture
def draft() -> Draft:
    """A form with nothing left to ask, and 22 partners."""
    named = [Named(f"p-{n}", f"p-{n}", f"Общество охраны рифов {n}", "ngo", "FJ") for n in range(PARTNERS)]
    Authority().enter(named)
    register()
    made = begin_registration(language="ru", now=NOW)
    partners = {f"partner-{n}-id": [f"p-{n}"] for n in range(PARTNERS)}
    made.answers = {**{name: given for name, given in READY.items() if not name.startswith("partner-")}, **partners}
    made.save()
    return made


def weigh(client: Client, path: str) -> tuple[float, str]:
    """KB on the line, and the page."""
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer["Content-Encoding"]) == (200, "gzip"), path
    content = b"".join(answer) if answer.streaming else answer.content
    return len(content) / KB, gzip.decompress(content).decode()


def weigh_parts(client: Client, page: str) -> float:
    """Style sheets, scripts and the mark of a page: what a first visit moves besides."""
    parts = re.findall(r'<(?:link rel="(?:stylesheet|icon)" href|script[^>]* src|img[^>]* src)="([^"]+)"', page)
    assert len(parts) >= 2
    return sum(weigh(client, part)[0] for part in parts)


@pytest.mark.parametrize("code", STEPS)
def test_a_step_of_the_form_is_light_and_with_all_it_loads_at_most_15_kb(
    client: Client, draft: Draft, code: str
) -> None:
    weight, page = weigh(client, f"/ru/register/{draft.token}/{code}/")
    assert weight <= STEPS[code]
    assert weight + weigh_parts(client, page) <= 15


def test_every_step_has_its_limit(draft: Draft) -> None:
    assert [step.code for step in steps_of(draft)] == list(STEPS)


@pytest.mark.parametrize(("path", "limit"), [("", 4.5), ("case/", 3.0)])
def test_the_pages_before_and_after_sending_are_light(client: Client, draft: Draft, path: str, limit: float) -> None:
    if path:
        client.post(f"/ru/register/{draft.token}/")
    weight, page = weigh(client, f"/ru/register/{draft.token}/{path}")
    assert weight <= limit
    assert weight + weigh_parts(client, page) <= 15


def test_the_door_of_the_form_is_light(client: Client) -> None:
    weight, page = weigh(client, "/ru/register/")
    assert weight <= 2.5
    assert weight + weigh_parts(client, page) <= 15


@pytest.fixture
def link() -> str:
    """The token of a letter on a record with as much text as any."""
    text = "Рыбаки и школы шести островов считают рыбу в лагунах. " * 300
    names = ("objectives", "implementation", "governance", "targets", "monitoring", "resources")
    long = dict.fromkeys(names, text)
    register(P_1=document(WASTE, **long))
    person = find_or_make("ana@example.org", language="ru")
    grant(person, Role.FOCAL_POINT, partnership="P-1")
    partnership = Partnership.objects.get(public_id="P-1")
    return token_of(make_link(person, [(partnership.pk, Role.FOCAL_POINT)], today=TODAY))


@pytest.mark.parametrize(("page", "limit"), [("", 8.0), ("P-1/ended/", 2.5), ("P-1/not-me/", 2.5)])
def test_the_page_behind_a_letter_weighs_at_most_8_kb(client: Client, link: str, page: str, limit: float) -> None:
    assert weigh(client, f"/ru/u/{link}/{page}")[0] <= limit


def test_the_thanks_are_light(client: Client, link: str) -> None:
    _weight, page = weigh(client, f"/ru/u/{link}/")
    given = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("press", "one")}  # type: ignore[index]
    answer = client.post(f"/ru/u/{link}/", given, headers={"accept-encoding": "gzip"})
    assert (answer.status_code, len(answer.content) <= 2 * KB) == (200, True)


def test_the_list_of_eighty_records_behind_a_letter_is_no_heavier(client: Client) -> None:
    register()
    publish([Proposal(f"S-{n}", document(name=f"Сеть {n} островов")) for n in range(80)], today=TODAY, now=NOW)
    person = find_or_make("ana@example.org", language="ru")
    asked: list[Any] = []
    for each in Partnership.objects.all():
        grant(person, Role.FOCAL_POINT, partnership=each.public_id)
        asked.append((each.pk, Role.FOCAL_POINT))
    token = token_of(make_link(person, asked, today=TODAY))
    assert weigh(client, f"/ru/u/{token}/")[0] <= 8


def test_the_form_to_write_to_a_partnership_is_light(client: Client, link: str) -> None:
    assert weigh(client, "/ru/contact/P-1/")[0] <= 2.5


@pytest.mark.parametrize(("records", "limit"), [(1, 2.5), (20, 5.0)])
def test_the_desk_of_a_focal_point_is_light(client: Browser, records: int, limit: float) -> None:
    register()
    publish([Proposal(f"S-{n}", document(name=f"Сеть {n} островов")) for n in range(records)], today=TODAY, now=NOW)
    person = find_or_make("ana@example.org", language="ru")
    for number in range(records):
        grant(person, Role.FOCAL_POINT, partnership=f"S-{number}")
    client.force_login(person)
    weight, page = weigh(client, "/ru/mine/")
    assert weight <= limit
    assert weight + weigh_parts(client, page) <= 15
