"""What became of a record, what it was before, and which others go on from it: each leads to the other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db
PAGE, OTHER = "/en/partnerships/P-1/pacific-reef-watch/", "/en/partnerships/P-2/islands-without-litter/"


@pytest.mark.parametrize(
    ("field", "here", "there"),
    [
        ("phase_of", "A further phase of", "Further phases of it"),
        ("replicates", "Repeats elsewhere", "Repeated elsewhere by"),
    ],
)
def test_a_phase_and_a_replication_lead_both_ways(reader, field, here, there):
    register(P_1=document(REEF, **{field: "p-2"}), P_2=document(WASTE))
    assert f"{here} Islands Without Litter" in reader.text(PAGE)
    assert OTHER in reader.links(PAGE)
    assert f"{there} Pacific Reef Watch" in reader.text(OTHER)
    assert PAGE in reader.links(OTHER)


@pytest.mark.parametrize(
    ("status", "sentence", "there"),
    [
        ("merged", "It has become part of another partnership.", "Merged into it"),
        ("superseded", "Another partnership has taken its place.", "Superseded by it"),
    ],
)
def test_what_was_taken_up_leads_to_what_took_it_up(reader, status, sentence, there):
    register(P_1=document(REEF, status=status, status_on="2009-03-04", successor="P-2"), P_2=document(WASTE))
    text = reader.text(PAGE)
    assert "· 4 March 2009 · Its successor: Islands Without Litter" in text
    assert sentence in text
    assert f"{there} Pacific Reef Watch" in reader.text(OTHER)


def test_what_was_taken_up_again_and_again_leads_to_the_one_that_goes_on(reader):
    taken_up = {"status": "merged", "status_on": "2009-03-04"}
    register(
        P_1=document(REEF, successor="p-2", **taken_up), P_2=document(WASTE, successor="P-3", **taken_up),
        P_3=document(WASTE, name="Clean Quays", successor="P-4", **taken_up), P_4=document(WASTE, name="Blue Harbours"),
    )  # fmt: skip
    text = reader.text(PAGE)
    assert "Its successor: Islands Without Litter (Merged with another partnership)" in text
    assert "It goes on in: Blue Harbours" in text
    assert "It goes on in" not in reader.text("/en/partnerships/P-3/")


def test_a_circle_that_was_imported_leads_nowhere(reader):
    taken_up = {"status": "merged", "status_on": "2009-03-04"}
    register(P_1=document(REEF, successor="P-2", **taken_up), P_2=document(WASTE, successor="P-1", **taken_up))
    assert "Its successor: Islands Without Litter" in reader.text(PAGE)
    assert "It goes on in" not in reader.text(PAGE)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("withdrawn", "It was taken out of the registry."),
        ("completed", "Its work is completed."),
        ("forming", "It is still seeking partners or funding."),
    ],
)
def test_every_end_and_every_beginning_says_what_it_is_and_since_when(reader, status, sentence):
    register(
        P_1=document(REEF, status=status, status_on="2009"), P_2=document(WASTE, status=status), P_3=document(WASTE)
    )
    assert f"· 2009 {sentence}" in reader.text(PAGE)
    assert f"since when is not known {sentence}" in reader.text(OTHER)
    assert sentence not in reader.text("/en/partnerships/P-3/")
    assert sentence not in reader.text(f"{PAGE}?as-at=2008-12-31")


def test_those_that_are_forming_have_a_list_of_their_own(reader):
    register(P_1=document(REEF, status="forming"), P_2=document(WASTE))
    assert "1 is still forming" in reader.text("/en/partnerships/")
    path = "/en/partnerships/?status=forming"
    assert path in reader.links("/en/partnerships/")
    assert path in reader.links(PAGE)
    text = reader.text(path)
    assert "These partnerships are forming" in text
    assert "Pacific Reef Watch" in text
    assert "still forming" not in text
    assert "1 partnership · as at" in text.replace(" as at", " · as at")
    assert " of 1 partnership" not in text
    assert "These partnerships are forming" not in reader.text("/en/partnerships/?status=withdrawn")


def test_as_at_a_day_before_there_was_another_nothing_is_said_of_it(reader):
    register(P_1=document(REEF), P_2=document(WASTE, registered_on="2008-03-12", phase_of="P-1"))
    assert "Further phases of it" not in reader.text(f"{PAGE}?as-at=2007-01-01")
    assert "Further phases of it" in reader.text(f"{PAGE}?as-at=2009-01-01")


def test_one_that_names_what_is_nowhere_is_shown_all_the_same(reader):
    register(P_1=document(REEF, phase_of="nowhere", status="merged", successor="gone"))
    assert "Its successor: gone" in reader.text(PAGE)


def test_it_costs_the_same_for_one_further_phase_and_for_three(reader):
    def count():
        reader.open(PAGE)
        with CaptureQueriesContext(connection) as captured:
            reader.open(PAGE)
        return len(captured)

    register(P_1=document(REEF))
    without = count()
    register(P_2=document(WASTE, phase_of="P-1"))
    with_one = count()
    register(P_3=document(WASTE, phase_of="P-1"), P_4=document(WASTE, phase_of="P-1", replicates="P-1"))
    assert (without, with_one, count()) == (8, 9, 9)
