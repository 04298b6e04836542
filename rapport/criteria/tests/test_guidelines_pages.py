"""The public pages: what is asked today, what was asked before, and a check of one's own."""

import html
import re

import pytest
from django.test import Client

from rapport.criteria.versions import draft_from, put_in_force, rule_set_on
from rapport.testing import TODAY

pytestmark = pytest.mark.django_db


def text(response):
    body = response.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def open_page(path, **query):
    response = Client().get(path, query)
    assert response.status_code == 200, path
    return text(response)


def test_each_criterion_stands_with_weight_source_paragraph_and_state():
    page = open_page("/en/guidelines/")
    assert "New, or of shown added value Required E/CN.17/2010/13 para. 16 Verified" in page
    assert "Joins the three dimensions Required E/CN.17/2003/6 para. 21–24 Reconstructed" in page
    assert "Balance of sectors and regions Desirable E/CN.17/2010/13 para. 8 Verified" in page
    assert "A new label on old work changes nothing." in page
    assert "In force since 9 May 2003" in page
    assert "Nobody is declined on a reconstructed criterion alone" in page


def test_what_the_form_remarks_on_is_told_and_what_only_people_decide():
    page = open_page("/en/guidelines/")
    assert "Error Name at least one agreed commitment" in page
    assert page.count("Only a person can decide this") == 2


def test_earlier_rules_have_their_own_address_and_say_when_they_were_in_force():
    assert "Bali guiding principles Was in force from 7 June 2002 until 9 May 2003" in open_page("/en/guidelines/")
    page = open_page("/en/guidelines/bali-2002/")
    assert "Was in force from 7 June 2002 until 9 May 2003 What is asked today" in page
    assert "Reaches beyond one country" in page
    assert open_page("/en/guidelines/bali-2002/1/") == page


@pytest.mark.parametrize("path", ["nothing/", "bali-2002/2/", "csd-11-2003/0/"])
def test_what_there_is_not_is_not_found(path):
    rule_set_on(TODAY)
    assert Client().get(f"/en/guidelines/{path}").status_code == 404


def test_a_draft_is_nowhere_in_public():
    draft_from(rule_set_on(TODAY))
    assert Client().get("/en/guidelines/csd-11-2003/2/").status_code == 404
    assert "Version 1" in open_page("/en/guidelines/csd-11-2003/")


def test_a_new_version_shows_from_its_day_on(settings):
    put_in_force(draft_from(rule_set_on(TODAY)), on=TODAY.replace(day=15), today=TODAY)
    assert "Version 1" in open_page("/en/guidelines/")
    assert "In force from 15 February 2010 on" in open_page("/en/guidelines/")
    settings.RAPPORT_TODAY = TODAY.replace(day=15)
    assert "Version 2" in open_page("/en/guidelines/")


def test_before_the_first_rules_it_says_that_none_are_in_force(settings):
    settings.RAPPORT_TODAY = TODAY.replace(year=2001)
    assert "No criteria are in force today. Criteria and guidelines of the eleventh session" in open_page(
        "/en/guidelines/"
    )
    assert "No criteria are in force today." in open_page("/en/guidelines/self-check/")


@pytest.mark.parametrize(
    ("language", "label"),
    [("fr", "Sert des objectifs convenus"), ("zh-hans", "促进商定目标"), ("ar", "تخدم أهدافا متفقا عليها")],
)
def test_the_criteria_speak_the_readers_language(language, label):
    assert label in open_page(f"/{language}/guidelines/")


@pytest.mark.parametrize("path", ["", "csd-11-2003/", "bali-2002/1/"])
def test_a_page_that_a_reader_has_is_sent_again_once_other_rules_are_decided(path, django_assert_num_queries):
    rule_set_on(TODAY)
    kept = {"If-None-Match": Client().get(f"/en/guidelines/{path}").headers["ETag"]}
    with django_assert_num_queries(1):
        assert Client().get(f"/en/guidelines/{path}", headers=kept).status_code == 304
    assert Client().get(f"/fr/guidelines/{path}", headers=kept).status_code == 200
    put_in_force(draft_from(rule_set_on(TODAY)), on=TODAY.replace(day=15), today=TODAY)
    assert Client().get(f"/en/guidelines/{path}", headers=kept).status_code == 200


@pytest.mark.parametrize(("path", "queries"), [("", 2), ("csd-11-2003/", 3), ("csd-11-2003/1/", 3), ("self-check/", 1)])
def test_a_page_costs_the_same_for_two_versions_and_for_five(path, queries, django_assert_num_queries):
    first = rule_set_on(TODAY)
    with django_assert_num_queries(queries):
        open_page(f"/en/guidelines/{path}")
    for day in (3, 5, 7):
        put_in_force(draft_from(first), on=TODAY.replace(day=day), today=TODAY)
    with django_assert_num_queries(queries):
        open_page(f"/en/guidelines/{path}")


def test_the_self_check_asks_and_keeps_nothing():
    page = open_page("/en/guidelines/self-check/")
    assert "Has every partner joined of its own will? Required" in page
    assert "still open" not in page
    assert not Client().get("/en/guidelines/self-check/", {"check": "1", "voluntary": "yes"}).cookies


def test_the_self_check_says_what_is_missing_and_keeps_the_answers_in_sight():
    criteria = rule_set_on(TODAY).rules.criteria
    answers = dict.fromkeys(criteria, "yes") | {"resources": "no", "balance": "unsure", "capacity": "not-applicable"}
    response = Client().get("/en/guidelines/self-check/", {"check": "1", **answers})
    assert (
        "1 required criterion is still open Predictable and sustained resources Funding and contributions in kind are"
        in text(response)
    )
    assert "Desirable, and still open: Balance of sectors and regions" in text(response)
    assert 'name="resources" value="no" checked' in response.content.decode()
    assert 'name="capacity" value="not-applicable" checked' in response.content.decode()
    assert 'name="resources" value="not-applicable"' not in response.content.decode()


def test_the_self_check_says_that_all_is_there():
    answers = dict.fromkeys(rule_set_on(TODAY).rules.criteria, "yes")
    assert "Everything that is required is there." in open_page("/en/guidelines/self-check/", check="1", **answers)


def test_answers_that_make_no_sense_count_as_none():
    page = open_page("/en/guidelines/self-check/", check="1", voluntary="<script>", nothing="yes")
    assert "11 required criteria are still open" in page
    assert "<script>" not in page


def test_pages_are_read_only():
    assert Client().post("/en/guidelines/self-check/").status_code == 405
