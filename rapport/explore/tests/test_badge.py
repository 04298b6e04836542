"""The badge of a record: small, without script, for any site, in the reader's language, whatever the name is."""

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.explore.badge import shorten, write_snippet
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, document, empty_registry, register

pytestmark = pytest.mark.django_db
BADGE = "/en/partnerships/P-1/badge.svg"
SVG = "{http://www.w3.org/2000/svg}"


def lines(response):
    return [each.text for each in ElementTree.fromstring(response.content).iter(f"{SVG}text")]  # noqa: S314 - our own


def confirmed(**changes):
    return Proposal("P-1", document(REEF, **changes), confirmed_on=date(2010, 1, 11))


def test_it_says_the_name_and_how_fresh_the_record_is(reader):
    register(confirmed())
    response = reader.open(BADGE)
    assert lines(response) == ["\u2068Pacific Reef Watch\u2069", "fictional · confirmed 3 weeks ago"]
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"


def test_however_long_its_words_it_says_that_it_is_fictional(reader):
    register(Proposal("P-1", document(REEF), confirmed_on=date(2008, 4, 28)))
    assert lines(reader.open(BADGE))[1].startswith("fictional · not confirmed for 21 months")


def test_another_site_may_show_it_and_keep_it_for_an_hour(reader):
    register(confirmed())
    response = reader.open(BADGE)
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=3600" in response.headers["Cache-Control"]
    assert "public" in response.headers["Cache-Control"]
    assert "Cookie" not in response.headers.get("Vary", "")
    assert reader.client.get(BADGE, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_in_arabic_it_runs_from_the_right(reader):
    register(confirmed())
    page = reader.read("/ar/partnerships/P-1/badge.svg")
    assert 'direction="rtl"' in page
    assert 'x="288"' in page


def test_what_was_withdrawn_does_not_look_fresh(reader):
    register(confirmed(status="withdrawn", origin="a real source"))
    assert lines(reader.open(BADGE))[1] == "Withdrawn"
    assert "#2b7a4b" not in reader.read(BADGE)


def test_of_a_record_that_is_not_there_there_is_no_badge(reader):
    assert reader.open(BADGE).status_code == 404


HOSTILE = ('"><script>alert(1)</script>', "\ufffe\x0b]]>&amp;", "\u202egnp.exe", "字" * 300, "a" * 5000, "ا" * 300)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_the_name_it_is_a_small_picture(reader, name):
    register(confirmed(name=name))
    response = reader.open(BADGE)
    root = ElementTree.fromstring(response.content)  # noqa: S314
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {"svg", "title", "rect", "g", "text", "circle"}
    assert len(response.content) < 2048


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=80))
def test_any_name_makes_a_picture_that_can_be_read(reader, name):
    empty_registry()
    register(confirmed(name=name.encode(errors="replace").decode()))
    assert len(lines(reader.open(BADGE))) == 2


@given(st.text(max_size=80), st.integers(2, 40))
def test_a_shortened_text_has_room(text, room):
    assert len(shorten(text.replace("\u0301", ""), room)) <= max(len(text), 1)


def test_the_snippet_to_copy_holds_the_name_as_text(reader):
    register(P_1=document(REEF, name='Reef "Watch" <b>'))
    assert "&quot;Watch&quot; &lt;b&gt;" in write_snippet(
        "https://a.example/", "https://a.example/b.svg", 'R "Watch" <b>'
    )
    text = reader.text("/en/partnerships/P-1/")
    assert '<img src="http://testserver/en/partnerships/P-1/badge.svg" alt="Reef &quot;Watch&quot; &lt;b&gt;"' in text
