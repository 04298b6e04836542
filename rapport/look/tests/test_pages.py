"""What every page has: language, direction, the way to the content, the same page in other languages."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils.translation import override

STYLE = Path(__file__).parent.parent / "static" / "look" / "style.css"


def render(path="/en/partnerships/?q=water", language="en", template="404.html", **context):
    with override(language):
        return get_template(template).render(context, RequestFactory().get(path))


def test_a_page_in_arabic_runs_from_right_to_left():
    assert '<html lang="ar" dir="rtl">' in render("/ar/", "ar")


def test_the_same_page_in_another_language_keeps_path_and_query():
    assert 'href="/fr/partnerships/?q=water" lang="fr"' in render()


def test_readers_of_no_language_of_the_site_are_led_to_the_main_one(settings):
    settings.LANGUAGE_CODE = "fr"
    assert 'hreflang="x-default" href="http://127.0.0.1:8000/fr/partnerships/?q=water"' in render()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "answered"),
    [("/zh/themes/?x=1", "/zh-hans/themes/?x=1"), ("/zh/", "/zh-hans/"), ("/fr-CA/map/", "/fr/map/")],
)
def test_a_language_written_as_its_kin_leads_to_that_of_the_site(client, asked, answered):
    assert client.get(asked)["Location"] == answered


def test_a_query_cannot_break_out_of_the_link_to_another_language():
    assert "<script>" not in render('/en/?q="><script>')


def test_the_day_on_which_a_demonstration_stands_is_said(settings):
    settings.RAPPORT_TODAY = date(2010, 2, 1)
    assert "This demonstration stands on <strong>1 February 2010</strong>" in render()


def test_a_registry_of_the_present_says_no_such_thing(settings):
    settings.RAPPORT_TODAY = None
    assert "demonstration" not in render()


def test_a_missing_page_offers_what_the_view_found_and_a_search():
    page = render(suggestions=[{"label": "Water <for> all", "href": "/en/partnerships/P-1/", "language": ""}])
    assert '<a href="/en/partnerships/P-1/" dir="auto">Water &lt;for&gt; all</a>' in page
    assert 'role="search"' in page


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "405.html", "500.html"])
def test_an_error_page_needs_no_request(template):
    with override("en"):
        assert "<h1>" in get_template(template).render()


def test_no_page_holds_an_inline_style_or_script():
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", render())


def test_the_style_uses_logical_properties_only():
    physical = r"(margin|padding|border)-(left|right)\b|(^|[;{\s])(left|right):|text-align: (left|right)|float:"
    assert not re.search(physical, STYLE.read_text())


def test_a_page_does_not_carry_the_indentation_of_its_template():
    assert re.search(r"^[ \t]", render(), re.MULTILINE) is None
