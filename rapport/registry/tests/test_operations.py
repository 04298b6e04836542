"""One thing done to one field: what it changes, what it cannot, and that undoing it gives back what was."""

from datetime import date

import pytest

from rapport.lib.dates import PartialDate
from rapport.registry.document import PartnershipDocument
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.operations import Operation, put_back
from rapport.testing import TODAY, document

FIRST = date(2003, 6, 1)


def done(operation: Operation, **changes: object) -> PartnershipDocument:
    operation.check(today=TODAY)
    return operation.apply(document(**changes), first_on=FIRST)


def test_a_field_is_set_and_set_to_not_known() -> None:
    assert done(Operation("scope", "set", "global")).scope == "global"
    assert done(Operation("scope", "set")).scope is None
    assert done(Operation("language", "set")).language == ""
    assert done(Operation("funding_sought", "set", "no")).funding_sought is False


def test_a_code_is_added_once_and_taken_away() -> None:
    assert done(Operation("regions", "add", "africa")).regions == ("africa", "asia-pacific")
    assert done(Operation("regions", "add", "asia-pacific")) == document()
    assert done(Operation("countries", "take", "WS")).countries == ("FJ",)
    assert done(Operation("countries", "take", "KE")) == document()


def test_a_theme_has_its_rank_and_a_new_rank_takes_the_place_of_the_old() -> None:
    added = done(Operation("themes", "add", "education", "primary"))
    assert [(each.theme, each.rank) for each in added.themes] == [("education", "primary"), ("oceans-seas", "primary")]
    assert [each.theme for each in done(Operation("themes", "take", "oceans-seas")).themes] == ["education"]


def test_a_commitment_keeps_the_words_beside_it() -> None:
    told = ({"scheme": "mdg", "code": "7", "explanation": "Fish."},)
    assert done(Operation("commitments", "add", "mdg:7"), commitments=told) == document(commitments=told)
    assert done(Operation("commitments", "take", "mdg:7"), commitments=told).commitments == ()


def test_what_says_that_it_has_none_is_not_given_one() -> None:
    with pytest.raises(NotPossibleError, match="none of these"):
        done(Operation("mechanisms", "add", "training"), mechanisms=(), none_of=("mechanisms",))


def test_a_status_comes_with_its_day() -> None:
    ended = done(Operation("status", "set", "completed", on=PartialDate(2009)))
    assert (ended.status, str(ended.status_on)) == ("completed", "2009")
    assert done(Operation("status", "set", "registered"), status="completed", status_on="2009").status_on is None


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (Operation("status", "set", "completed"), "Since when"),
        (Operation("status", "set", "completed", on=PartialDate(2010)), "has not come yet"),
        (Operation("status", "set", "merged", on=PartialDate(2009)), "record by record"),
        (Operation("status", "set", "completed", on=PartialDate(2002)), "before it was registered"),
        (Operation("open_ended", "set", "yes"), "has an end"),
        (Operation("scope", "set", "galactic"), "no “galactic”"),
        (Operation("commitments", "add", "mdg:99"), "no “99”|no “mdg:99”"),
        (Operation("commitments", "add", "elsewhere:1"), "no “elsewhere:1”"),
        (Operation("themes", "add", "education", "third"), "no “third”"),
        (Operation("language", "set", "e n"), "one of the languages"),
        (Operation("open_ended", "set", "perhaps"), "yes, no"),
        (Operation("name", "set", "x"), "Choose what to do"),
        (Operation("scope", "add", "global"), "Choose what to do"),
        (Operation("scope", "drop", "global"), "Choose what to do"),
    ],
)
def test_what_cannot_be_gets_a_sentence(operation: Operation, why: str) -> None:
    with pytest.raises(NotPossibleError, match=why):
        done(operation)


def test_what_has_become_part_of_another_keeps_its_status() -> None:
    with pytest.raises(NotPossibleError, match="another"):
        done(Operation("status", "set", "registered"), status="merged", successor="P-2")


def test_what_was_changed_since_in_the_same_field_is_left() -> None:
    before, after = document(), document(scope="global")
    now = document(scope="national")
    assert put_back(before, after, now) == (now, ["scope"])
    assert put_back(before, after, before) == (before, [])
