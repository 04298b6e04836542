"""A record shows what was reported and delivered, and how its last signs of life came, each apart from the others."""

import json
import re
from datetime import date

import pytest
from django.utils.html import format_html

from rapport.look import panels
from rapport.registry.proposal import Proposal
from rapport.testing import PROGRESS, REEF, WASTE, document, register

pytestmark = pytest.mark.django_db
PAGE = "/en/partnerships/P-1/"


def test_it_shows_all_that_was_reported(reader):
    register(P_1=document(REEF, **PROGRESS))
    text = reader.text(PAGE)
    for said in (
        "Report of 20 November 2009", "the time since February 2007", "Thirty-one reefs were counted.", "Training",
        "Begin before the storms.", "Boats are few.", "One boat more.", "Counted reefs are guarded.", "Annex 2",
        "Report of 1 February 2007", "Begun on two islands.", "Forty reefs counted each year.",
        "Each school tells the council.", "Schools, divers and fishers of six islands.", "Social",
        "Environmental",
    ):  # fmt: skip
        assert said in text
    assert "https://reports.example.org/reefs" in reader.links(PAGE)
    assert "/en/partnerships/?activity=training" in reader.links(PAGE)
    assert text.index("Thirty-one reefs") < text.index("Report of 1 February 2007")


def test_a_deliverable_stands_with_its_measure_and_what_is_late_says_so(reader):
    register(P_1=document(REEF, **PROGRESS))
    row = "Reefs counted Reefs in the open list 0 reefs 40 reefs December 2009 31 reefs (20 November 2009) Under way"
    assert f"{row} overdue" in reader.text(PAGE)
    assert "Reached overdue" not in reader.text(PAGE)
    assert "overdue" not in reader.text(f"{PAGE}?as-at=2009-12-31")


def test_evidence_of_a_strange_scheme_is_no_link_and_hostile_text_is_text(reader):
    hostile = "<script>alert(1)</script>"
    report = {"reported_on": "2009-01-01", "summary": hostile, "lessons": hostile, "evidence": ["javascript:alert(1)"]}
    register(P_1=document(REEF, reports=[report], deliverables=[{"id": "d1", "title": hostile, "value": hostile}]))
    assert "<script>alert" not in reader.read(PAGE)
    assert "javascript:alert(1)" not in reader.links(PAGE)


def test_three_signs_of_life_are_kept_apart(reader):
    register(Proposal("P-1", document(REEF), confirmed_on=date(2008, 3, 4), confirmed_by_role="focal-point"))
    register(Proposal("P-1", document(REEF, acronym="PRW"), happened_on=date(2009, 1, 2)))
    text = reader.text(PAGE)
    assert "Last confirmed 4 March 2008 · by the focal point" in text
    assert "Last changed 2 January 2009" in text
    assert "Last reported never since it was registered" in text
    register(P_1=document(REEF, acronym="PRW", **PROGRESS))
    assert "Last reported 20 November 2009 · with evidence" in reader.text(PAGE)


def test_a_list_says_of_a_change_and_of_evidence_what_the_light_does_not(reader):
    register(P_1=document(REEF), P_2=document(WASTE, **PROGRESS))
    register(Proposal("P-1", document(REEF, acronym="PRW"), happened_on=date(2009, 12, 1)))
    text = reader.text("/en/partnerships/")
    assert "never confirmed changed 2 months ago" in text
    assert "reported 2 months ago with evidence" in text
    assert "1 of 2 partnerships" in reader.text("/en/partnerships/?updated=changed")


def test_a_panel_of_a_room_above_stands_beside_the_facts_and_the_page_varies_by_no_cookie(reader, monkeypatch):
    register(P_1=document(REEF, **PROGRESS))
    monkeypatch.setattr(panels, "_panels", {slot: {} for slot in panels.SLOTS})
    panels.add_panel("record", "contact", lambda _request, found: format_html("<i>To {}</i>", found.public_id), rank=1)
    panels.add_panel("organization", "all", lambda _request, one: format_html("<i>Of {}</i>", one.public_id), rank=1)
    response = reader.open(PAGE)
    page = response.content.decode()
    assert page.index("<aside") < page.index("<i>To P-1</i>") < page.index("</aside>")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    assert "<i>Of unep</i>" in reader.read("/en/organizations/unep/")


def test_the_files_say_it_too(reader):
    register(P_1=document(REEF, **PROGRESS))
    whole = reader.open("/en/partnerships/P-1.json").json()
    assert (whole["updated"], whole["reported_with_evidence"], whole["changed_on"]) == (
        "reported-with-evidence", True, None,
    )  # fmt: skip
    assert len(whole["partnership"]["reports"]) == 2
    row = reader.open("/en/partnerships.json")
    told = json.loads(b"".join(row.streaming_content))["partnerships"][0]
    assert (told["updated"], told["reports"], told["deliverables"]) == ("reported-with-evidence", 2, 2)
    assert told["activities"] == ["training", "websites"]
    assert told["dimensions"] == ["environmental", "social"]


def test_a_word_of_a_report_finds_the_record(reader):
    register(P_1=document(REEF, **PROGRESS), P_2=document(WASTE))
    for words in ("storms", "guarded", '"open list"', "council"):
        assert "1 of 2 partnerships" in reader.text(f"/en/partnerships/?q={words}")


def test_on_a_record_without_any_of_it_nothing_is_said_of_it(reader):
    register(P_1=document(REEF))
    page = reader.read(PAGE)
    assert not re.search(r'id="(reports|deliverables)"', page)
    assert "Before it, after it" not in page
