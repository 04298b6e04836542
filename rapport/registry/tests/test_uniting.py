"""Two documents made one, field by field."""

from typing import Any

import pytest

from rapport.registry.document import PartnershipDocument
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.uniting import differing_fields, read_choices, unite, usual_choice
from rapport.testing import WASTE, document

THEIRS, OURS = document(), document(WASTE, countries=("KE",), governance="")


def united(theirs: PartnershipDocument = THEIRS, ours: PartnershipDocument = OURS, **choices: Any) -> Any:
    return unite(theirs, ours, choices)


def test_lists_are_put_together_and_of_the_rest_ours_stays() -> None:
    made = united()
    assert (made.name, made.countries) == ("Islands Without Litter", ("FJ", "KE", "WS"))
    assert {each.theme for each in made.themes} == {"oceans-seas", "education", "waste-management"}
    assert len(made.partners) == 5


def test_what_ours_does_not_say_is_taken_from_the_other() -> None:
    assert usual_choice("governance", OURS) == "theirs"
    assert united(document(governance="A board."), OURS).governance == "A board."


def test_each_field_can_be_chosen() -> None:
    assert united(name="theirs").name == "Pacific Reef Watch"
    assert united(countries="ours").countries == ("KE",)
    assert united(countries="theirs").countries == ("FJ", "WS")


def test_how_it_stands_and_where_it_came_from_is_its_own() -> None:
    theirs = document(status="completed", status_on="2009", successor="P-9", phase_of="P-8", origin="elsewhere")
    assert {"status", "status_on", "successor", "phase_of", "origin"}.isdisjoint(differing_fields(theirs, OURS))
    assert united(theirs).status == "registered"


def test_of_an_item_that_both_have_ours_stays() -> None:
    theirs = document(commitments=({"scheme": "mdg", "code": "7", "explanation": "Theirs."},))
    ours = document(WASTE, commitments=({"scheme": "mdg", "code": "7", "explanation": "Ours."},))
    assert [each.explanation for each in united(theirs, ours).commitments] == ["Ours."]
    theirs = document(deliverables=({"id": "d1", "title": "Theirs"}, {"id": "d2", "title": "Second"}))
    ours = document(WASTE, deliverables=({"id": "D1", "title": "Ours"},))
    assert [each.title for each in united(theirs, ours).deliverables] == ["Ours", "Second"]


def test_none_is_no_longer_said_where_there_is_one_now() -> None:
    ours = document(WASTE, none_of=("countries", "in-kind"))
    assert united(ours=ours).none_of == ("in-kind",)


def test_what_does_not_fit_together_gets_a_sentence() -> None:
    with pytest.raises(NotPossibleError, match="no end"):
        united(document(ends_on="2008"), document(WASTE, open_ended=True), ends_on="theirs", open_ended="ours")


def test_nonsense_in_a_form_is_left_out() -> None:
    assert read_choices({"name": "theirs", "scope": "mine", "nothing": "ours", "reason": "both"}) == {"name": "theirs"}


def test_a_record_united_with_its_like_is_itself() -> None:
    assert united(OURS, OURS) == OURS
