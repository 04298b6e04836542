"""The history of a record: every entry of its journal, and what each version changed, field by field."""

from datetime import date

import pytest

from rapport.explore.history import compare
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, document, register

pytestmark = pytest.mark.django_db


def changes(**changed):
    return {
        change.label: [(piece.fate, piece.text) for piece in change.pieces]
        for change in compare(document(REEF), document(REEF, **changed), {"reef-programme": "Regional Reef Programme"})
    }


def test_it_tells_what_happened_and_when_newest_first(reader):
    register(P_1=document(REEF))
    register(Proposal("P-1", document(REEF, scope="global"), happened_on=date(2009, 6, 1), role="officer"))
    text = reader.text("/en/partnerships/P-1/x/history/")
    assert text.index("1 June 2009") < text.index("1 June 2003")
    assert "Scope Regional Global" in text


def test_a_version_leads_to_the_record_as_it_was_then(reader):
    register(P_1=document(REEF))
    links = reader.links("/en/partnerships/P-1/x/history/")
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


def test_texts_are_compared_by_sentences():
    kept = REEF["objectives"]
    assert changes(objectives=f"{kept} So do fishers.") == {"Objectives": [("kept", kept), ("added", "So do fishers.")]}


def test_what_became_known_is_added():
    assert changes(open_ended=False, finance="secured") == {
        "Open-ended": [("added", "no")],
        "Funding": [("added", "Funding secured")],
    }
