from datetime import date, datetime, timedelta

import pytest

from rapport.lib.addresses import MASK
from rapport.registry import projection
from rapport.registry.acceptance import newest_version
from rapport.registry.models import JournalEntry, Listing, Partnership, Record, Submission, Version
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.registry.recounting import note_changed_organizations
from rapport.testing import NOW, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db
Kind = JournalEntry.Kind
LATER, LATER_NOW = TODAY + timedelta(30), NOW + timedelta(30)


def journal() -> list[tuple[str, date]]:
    return list(JournalEntry.objects.values_list("kind", "happened_on"))


def test_a_new_record_enters_on_the_day_it_registered() -> None:
    register(reef=document())
    assert journal() == [(Kind.REGISTERED, date(2003, 6, 1))]


def test_a_record_without_that_day_enters_on_the_day_of_import() -> None:
    register(reef=document(registered_on=None))
    assert journal() == [(Kind.REGISTERED, TODAY)]


@pytest.mark.parametrize(
    ("registered_on", "enters"),
    [("2003", date(2003, 12, 31)), ("2003-06", date(2003, 6, 30)), ("2010", TODAY), ("2010-02", TODAY)],
)
def test_a_partial_day_is_its_last_but_never_after_today(registered_on: str, enters: date) -> None:
    register(reef=document(registered_on=registered_on))
    assert journal() == [(Kind.REGISTERED, enters)]


def test_publishing_the_same_twice_changes_nothing() -> None:
    register(reef=document(), waste=document(WASTE))
    outcome = register(reef=document(), waste=document(WASTE), today=LATER, now=LATER_NOW)
    assert outcome.unchanged == ["reef", "waste"]
    assert (Version.objects.count(), JournalEntry.objects.count()) == (2, 2)


def test_a_change_is_a_new_version_that_happens_today() -> None:
    register(reef=document())
    register(reef=document(scope="global"), today=LATER, now=LATER_NOW)
    assert journal()[-1] == (Kind.CHANGED, LATER)
    assert [version.document.scope for version in Version.objects.order_by("number")] == ["regional", "global"]


def test_a_late_correction_happens_when_it_was_so() -> None:
    register(reef=document())
    correction = Proposal(id="reef", document=document(scope="global"), happened_on=date(2009, 1, 1))
    publish([correction], today=TODAY, now=NOW)
    assert journal()[-1] == (Kind.CORRECTED, date(2009, 1, 1))


def test_a_change_is_held_against_what_is_in_force_last_not_against_what_was_corrected_of_before() -> None:
    register(reef=document())
    register(reef=document(scope="global"), today=LATER, now=LATER_NOW)
    correction = Proposal(id="reef", document=document(scope="local"), happened_on=date(2009, 1, 1))
    publish([correction], today=LATER, now=LATER_NOW)
    assert newest_version(Partnership.objects.get()).document.scope == "global"


def test_a_status_learned_late_happens_on_its_own_day() -> None:
    withdrawn = document(status="withdrawn", status_on="2009-06-01", acronym="PRW")
    register(reef=document())
    register(reef=withdrawn, today=LATER, now=LATER_NOW)
    assert journal()[1:] == [(Kind.CORRECTED, date(2009, 6, 1)), (Kind.CHANGED, LATER)]
    told = [(each.document.status, each.document.acronym) for each in Version.objects.order_by("number")]
    assert told == [("registered", ""), ("withdrawn", ""), ("withdrawn", "PRW")]
    assert register(reef=withdrawn, today=LATER, now=LATER_NOW).unchanged == ["reef"]


def test_a_confirmation_is_a_journal_row_without_a_version() -> None:
    proposal = Proposal(id="reef", document=document(), confirmed_on=date(2009, 5, 1), confirmed_by_role="focal-point")
    register(proposal)
    entry = JournalEntry.objects.get(kind=Kind.CONFIRMED)
    assert (entry.version, entry.happened_on, entry.role) == (None, date(2009, 5, 1), "focal-point")
    assert publish([proposal], today=TODAY, now=NOW).unchanged == ["reef"]


def test_an_earlier_confirmation_is_written_once_too() -> None:
    for day in (date(2009, 5, 1), date(2008, 5, 1), date(2009, 5, 1), date(2008, 5, 1)):
        outcome = register(Proposal(id="reef", document=document(), confirmed_on=day, reported_on=day))
    assert outcome.unchanged == ["reef"]
    assert JournalEntry.objects.count() == 5


def test_a_change_never_happens_before_what_it_changes() -> None:
    register(reef=document())
    register(reef=document(scope="global"), today=TODAY + timedelta(30))
    for _twice in range(2):  # the clock of the rules went back
        register(reef=document(scope="local"), today=TODAY)
    assert [happened_on for _kind, happened_on in journal()][1:] == [TODAY + timedelta(30)] * 2


def test_ids_are_kept_and_are_one_whatever_their_case() -> None:
    register(Reef=document())
    assert register(reef=document(acronym="PRW")).changed == ["Reef"]
    assert Partnership.objects.get().public_id == "Reef"


def test_a_wished_id_that_is_taken_gets_a_number() -> None:
    register(reef=document())
    register(Proposal(id="reef", origin_key="sheet:7", document=document(WASTE)))
    assert set(Partnership.objects.values_list("public_id", flat=True)) == {"reef", "reef-2"}


def test_an_id_that_we_make_is_never_one_that_is_there() -> None:
    register(Proposal(id="R~000002", document=document()))
    register(Proposal(id="", origin_key="sheet:1", document=document(WASTE)))
    assert set(Partnership.objects.values_list("public_id", flat=True)) == {"R~000002", "R~000002-2"}


def test_origin_and_key_find_the_same_record_again() -> None:
    row = Proposal(id="row-7", origin_key="sheet:7", document=document())
    register(row)
    changed = Proposal(id="row-7", origin_key="sheet:7", document=document(acronym="PRW"))
    assert register(changed).changed == ["row-7"]
    assert Partnership.objects.count() == 1


def test_an_address_never_reaches_a_version_and_stays_on_the_submission() -> None:
    register(reef=document(objectives="Write to ada@example.org."))
    assert MASK in Version.objects.get().document.objectives
    assert "ada@example.org" not in Version.objects.get().body + Record.objects.get().card
    assert "ada@example.org" in Submission.objects.get().body


def test_journal_numbers_have_no_gaps() -> None:
    register(reef=document(), waste=document(WASTE))
    register(reef=document(scope="global"))
    assert list(JournalEntry.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_batch_that_fails_leaves_nothing() -> None:
    def proposals():  # type: ignore[no-untyped-def]
        yield Proposal(id="reef", document=document())
        raise RuntimeError("the line went dead")

    with pytest.raises(RuntimeError):
        publish(proposals(), today=TODAY, now=NOW)
    assert (Partnership.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_another_type_of_an_organization_is_written_to_the_journal_of_its_records() -> None:
    register(reef=document(), waste=document(WASTE))
    note_changed_organizations({"island-recyclers"}, today=LATER, now=LATER_NOW)
    entry = JournalEntry.objects.latest("number")
    assert (entry.kind, entry.partnership.public_id) == (Kind.ORGANIZATION_CHANGED, "waste")


def test_listings_are_projected_with_their_leads() -> None:
    register(reef=document())
    leads = Listing.objects.filter(is_lead=True).values_list("organization__public_id", flat=True)
    assert (Listing.objects.count(), list(leads)) == (3, ["reef-programme"])


def test_the_same_number_of_queries_serves_one_record_and_three(  # type: ignore[no-untyped-def]
    django_assert_num_queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "followers", [])  # the rooms above count their own
    register(Proposal(id="first", document=document()))  # the head's row is made once
    for proposals in ([Proposal(id="a", document=document())], [Proposal(id=x, document=document()) for x in "bcd"]):
        with django_assert_num_queries(17):
            publish(proposals, today=TODAY, now=datetime.now(NOW.tzinfo))


def test_a_key_that_looks_like_the_id_of_another_record_is_not_that_record() -> None:
    register(a=document())
    register(Proposal(id="b", origin_key="a", document=document(WASTE)))
    assert set(Partnership.objects.values_list("public_id", "origin_key")) == {("a", None), ("b", "a")}
