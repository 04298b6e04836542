"""The history of a record: every entry of its journal, and what each version changed, field by field."""

from datetime import date
from time import process_time

import pytest

from rapport.explore.history import compare
from rapport.registry.document import PartnershipDocument
from rapport.registry.field_labels import LABELS
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, document, register
from rapport.vocabularies.schemes import scheme

pytestmark = pytest.mark.django_db


def changes(**changed):
    return {
        change.label: [(piece.fate, piece.text) for piece in change.pieces]
        for change in compare(document(REEF), document(REEF, **changed), {"reef-programme": "Regional Reef Programme"})
    }


def test_it_tells_what_happened_and_when_newest_first(reader):
    register(P_1=document(REEF))
    register(Proposal("P-1", document(REEF, scope="global"), happened_on=date(2009, 6, 1), role="officer"))
    text = reader.text("/en/partnerships/P-1/pacific-reef-watch/history/")
    assert text.index("1 June 2009") < text.index("1 June 2003")
    assert "Scope Regional Global" in text


def test_another_partnership_is_told_by_its_number_and_name(reader):
    register(P_1=document(REEF), P_2=document(REEF, name="Blue Harbours"))
    ended = document(REEF, status="merged", status_on="2009-06", successor="P-2")
    register(Proposal("P-1", ended, happened_on=date(2009, 6, 30), role="focal-point"))
    assert "Successor P-2 · Blue Harbours" in reader.text("/en/partnerships/P-1/pacific-reef-watch/history/")


def test_another_name_in_its_address_leads_to_its_own(reader):
    register(P_1=document(REEF))
    answer = reader.client.get("/en/partnerships/P-1/x/history/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/partnerships/P-1/pacific-reef-watch/history/")


def test_a_version_leads_to_the_record_as_it_was_then(reader):
    register(P_1=document(REEF))
    links = reader.links("/en/partnerships/P-1/pacific-reef-watch/history/")
    assert "/en/partnerships/P-1/pacific-reef-watch/?as-at=2003-06-01" in links


def test_only_what_differs_is_told():
    assert changes(scope="global") == {"Scope": [("removed", "Regional"), ("added", "Global")]}


def test_lists_are_told_by_what_came_and_went():
    assert changes(countries=("FJ", "TO")) == {"Countries": [("removed", "Samoa"), ("added", "Tonga")]}


def test_a_new_role_of_a_partner_is_told_with_its_name():
    lead, *others = REEF["partners"]
    assert changes(partners=[{**lead, "roles": ("donor",)}, *others]) == {
        "Partners": [
            ("removed", "Regional Reef Programme (Lead partner)"),
            ("added", "Regional Reef Programme (Lead partner, Donor)"),
        ]
    }


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (
            "Schools of six islands count fish.",
            "Schools of nine islands count fish.",
            "Schools of -six +nine islands count fish.",
        ),
        (
            "تعد مدارس ست جزر الأسماك كل شهر.",
            "تعد مدارس تسع جزر الأسماك كل شهر.",
            "تعد مدارس -ست +تسع جزر الأسماك كل شهر.",
        ),
        (
            "六个岛屿的学校每月数鱼。渔民记录。",
            "九个岛屿的学校每月数鱼。渔民记录。",
            "-六 +九 个岛屿的学校每月数鱼。 渔民记录。",
        ),
        ("Fish are counted.", "Nobody knows why this was.", "-Fish are counted. +Nobody knows why this was."),
        ("Fish.", "", "-Fish."),
    ],
)
def test_within_a_sentence_words_are_compared_in_every_script(was, now, told):
    (change,) = compare(document(REEF, objectives=was), document(REEF, objectives=now), {})
    signs = {"kept": "", "removed": "-", "added": "+"}
    assert " ".join(signs[piece.fate] + piece.text for piece in change.pieces) == told


def test_long_texts_are_compared_in_little_time():
    was = ". ".join(" ".join(f"word{n * m}" for n in range(60)) for m in range(300))
    begun = process_time()
    compared = list(
        compare(document(REEF, objectives=was), document(REEF, objectives=was.replace("word6", "term")), {})
    )
    assert compared
    assert process_time() - begun < 3


def test_texts_are_compared_by_sentences():
    kept = REEF["objectives"]
    assert changes(objectives=f"{kept} So do fishers.") == {"Objectives": [("kept", kept), ("added", "So do fishers.")]}


def test_what_became_known_is_added():
    assert changes(open_ended=False, finance="secured") == {
        "Open-ended": [("added", "no")],
        "Funding": [("added", "Funding secured")],
    }


def test_a_new_report_is_told_as_one_item():
    report = {"reported_on": "2009-11-20", "summary": "Forty reefs.", "activities": ["training"], "lessons": "Early."}
    words = (
        "Report of 20 November 2009 · Activities: Training sessions and courses · What was done: Forty reefs. · "
        "Lessons learned: Early."
    )
    assert changes(reports=[report]) == {"Progress reports": [("added", words)]}


def test_of_a_report_mended_only_what_differs_is_told():
    before = document(REEF, reports=[{"reported_on": "2009-11-20", "summary": "Forty reefs.", "lessons": "Early."}])
    after = document(REEF, reports=[{"reported_on": "2009-11-20", "summary": "Forty reefs.", "lessons": "Earlier."}])
    (change,) = compare(before, after, {})
    assert [(piece.fate, piece.text) for piece in change.pieces] == [
        ("kept", "Report of 20 November 2009 · What was done: Forty reefs."),
        ("removed", "Lessons learned: Early."),
        ("added", "Lessons learned: Earlier."),
    ]


def test_of_a_deliverable_the_new_value_is_told():
    before = document(REEF, deliverables=[{"id": "d1", "title": "Reefs", "value": "12"}, {"id": "d2", "title": "Book"}])
    after = document(REEF, deliverables=[{"id": "d1", "title": "Reefs", "value": "40", "status": "reached"}])
    (change,) = compare(before, after, {})
    assert [(piece.fate, piece.text) for piece in change.pieces] == [
        ("kept", "Reefs"),
        ("removed", "Last value: 12"),
        ("added", "Last value: 40 · State: Reached"),
        ("removed", "Book"),
    ]


def test_every_field_of_a_document_has_a_name():
    assert set(PartnershipDocument.model_fields) - set(LABELS) == {"schema_version"}


def test_new_fields_are_told_in_words():
    assert changes(dimensions=["social"], added_value=["new"], phase_of="P-7", targets="Forty reefs.") == {
        "Dimensions of sustainable development": [("added", "Social")],
        "Added value": [("added", scheme("added-value").label_of("new"))],
        "A further phase of": [("added", "P-7")],
        "Targets": [("added", "Forty reefs.")],
    }


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("form", "through the form"),
        ("desk", "at the desk of the registry"),
        ("bulk", "one of many records changed at once"),
        ("link", "through the link in a letter"),
        ("mail", "by mail"),
        ("telephone", "by telephone"),
        ("letter", "by letter"),
        ("in-person", "in person"),
        ("spreadsheet", "by a spreadsheet"),
        ("import", "by an import"),
        ("carrier-pigeon", "carrier pigeon"),
    ],
)
def test_it_says_in_which_role_and_through_what_it_came(reader, channel, words):
    register(P_1=document())
    register(Proposal("P-1", document(scope="global"), role="officer", channel=channel))
    assert f"the secretariat {words} " in reader.text("/en/partnerships/P-1/pacific-reef-watch/history/")


def test_an_end_is_told_with_its_day_and_its_successor():
    assert changes(status="merged", status_on="2010-01", successor="P-2") == {
        "Status": [("removed", "Registered"), ("added", "Merged with another partnership")],
        "Status since": [("added", "January 2010")],
        "Successor": [("added", "P-2")],
    }
