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


def test_what_both_promise_under_one_number_is_two_promises() -> None:
    theirs = document(deliverables=({"id": "d1", "title": "Theirs"}, {"id": "d2", "title": "Second"}))
    ours = document(WASTE, deliverables=({"id": "D1", "title": "Ours"},))
    made = united(theirs, ours).deliverables
    assert {each.id: each.title for each in made} == {"D1": "Ours", "d2": "Second", "d3": "Theirs"}
    assert united(theirs, document(WASTE, deliverables=theirs.deliverables)).deliverables == theirs.deliverables


def test_a_translation_follows_its_text() -> None:
    """Else a record would bear the name of the other for all who read in that language."""
    theirs = document(texts=({"field": "name", "language": "fr", "text": "Veille des récifs"},))
    ours = document(WASTE, texts=({"field": "name", "language": "es", "text": "Islas sin basura"},))
    assert united(theirs, ours).by_language("name") == {"en": "Islands Without Litter", "es": "Islas sin basura"}
    taken = {"en": "Pacific Reef Watch", "fr": "Veille des récifs"}
    assert united(theirs, ours, name="theirs").by_language("name") == taken
    assert "texts" not in differing_fields(theirs, ours)


def test_a_text_in_another_language_than_that_of_the_record_is_taken_as_a_translation() -> None:
    governance = {"field": "governance", "language": "en", "text": "A board."}
    theirs = document(language="fr", name="Veille", governance="Un conseil.", texts=(governance,))
    assert united(theirs).by_language("governance") == {"en": "A board.", "fr": "Un conseil."}
    alone = document(language="fr", name="Veille", governance="Un conseil.")
    assert united(alone).by_language("governance") == {"fr": "Un conseil."}
    assert united(alone).governance == ""
    # Never without a name of its own.
    assert united(alone, name="theirs").name == "Veille"
    assert united(alone, name="theirs", language="theirs").by_language("name") == {"fr": "Veille"}


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
