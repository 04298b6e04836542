"""Answers and documents: what a record says is what the form shows, and what the form says is what is proposed."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.registration.drafts import begin_change
from rapport.registration.models import Draft
from rapport.registration.steps import answers_of, compose
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import Partnership, Submission
from rapport.sets.tests.invented import invent_document
from rapport.testing import NOW, TODAY, document, register

pytestmark = pytest.mark.django_db
CHANGE = Submission.Kind.CHANGE


def composed(draft: Draft) -> PartnershipDocument:
    return compose(draft, today=TODAY).document


def test_a_ready_form_makes_the_document_that_it_describes(ready: Draft) -> None:
    made = compose(ready, today=TODAY)
    assert made.problems == []
    assert made.organizations == []
    told = made.document.model_dump(mode="json", exclude_defaults=True)
    assert told["themes"] == [{"theme": "oceans-seas", "rank": "primary"}]
    assert told["partners"] == [
        {"organization": "divers-for-clean-seas"},
        {"organization": "reef-programme", "role": "lead"},
    ]
    assert told["commitments"][0]["explanation"].startswith("Closed seasons")
    assert (told["countries"], told["started_on"], told["open_ended"]) == (["FJ", "WS"], "2009-03", True)


def test_countries_are_read_in_any_language_with_commas_of_any_script(draft: Draft) -> None:
    draft.answers = {"countries": ["Fidji، ساموا\nCôte d’Ivoire, 肯尼亚\nBolivia (Plurinational State of)"]}
    assert composed(draft).countries == ("BO", "CI", "FJ", "KE", "WS")


def test_none_is_not_the_same_as_not_known(draft: Draft) -> None:
    draft.answers = {"no_in_kind": ["on"], "no_countries": ["on"]}
    assert composed(draft).none_of == ("countries", "in-kind")


def test_an_end_that_is_before_the_start_is_said_and_left_out(draft: Draft) -> None:
    draft.answers = {"name": ["Lagoon Watch"], "started_on": ["2009"], "ends_on": ["2008"]}
    made = compose(draft, today=TODAY)
    assert [sentence for _step, _name, sentence in made.problems] == ["The end is before the start."]
    assert (made.document.name, made.document.ends_on) == ("Lagoon Watch", None)


def test_a_name_like_others_asks_which_is_meant(draft: Draft) -> None:
    draft.answers = {"partner-0-name": ["Reef Programme"], "partner-0-type": ["ngo"]}
    made = compose(draft, today=TODAY)
    assert [each["name"] for each in made.organizations] == ["Reef Programme"]
    draft.answers["partner-0-pick"] = ["reef-programme"]
    assert composed(draft).partners[0].organization == "reef-programme"


def test_a_name_like_none_is_proposed_with_its_kind(draft: Draft) -> None:
    draft.answers = {"partner-0-name": ["Zukunft Lagune"], "partner-0-country": ["Germany"]}
    assert compose(draft, today=TODAY).problems[0][2] == "A row cannot be read; what is wrong stands beside it."
    draft.answers["partner-0-type"] = ["ngo"]
    made = compose(draft, today=TODAY)
    assert made.organizations == [
        {"key": "new:partner-0", "id": "", "name": "Zukunft Lagune", "type": "ngo", "country": "DE"}
    ]


def test_one_organization_named_twice_is_one_partner(draft: Draft) -> None:
    draft.answers = {
        "partner-0-name": ["Divers for clean seas"],
        "partner-1-id": ["divers-for-clean-seas"],
        "partner-1-role": ["lead"],
    }
    assert [(each.organization, each.role) for each in composed(draft).partners] == [("divers-for-clean-seas", "lead")]


def open_change(**changes: Any) -> Draft:
    register(P_1=document(**changes))
    partnership = Partnership.objects.get(public_id="P-1")
    base = partnership.versions.get().document
    return begin_change(
        partnership, answers_of(base, CHANGE), kind=CHANGE, author=None, language="en", now=NOW
    )  # fmt: skip


def test_a_form_that_nobody_touched_says_what_the_record_says() -> None:
    draft = open_change(commitments=({"scheme": "mdg", "code": "7", "explanation": "One."},
                                     {"scheme": "mdg", "code": "7", "explanation": "Two."}))  # fmt: skip
    assert draft.base is not None
    assert composed(draft) == draft.base.document


def test_what_no_step_asks_about_stays() -> None:
    draft = open_change(fair_participations=(2004, 2006), status="completed", status_on="2009")
    draft.answers["governance"] = ["A board of five."]
    made = composed(draft)
    assert (made.fair_participations, made.status, made.governance) == ((2004, 2006), "completed", "A board of five.")


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_document_written_into_the_form_is_read_back(chance: Random) -> None:
    invented = invent_document(chance)
    answers = answers_of(invented, CHANGE)
    draft = Draft(kind=Submission.Kind.REGISTRATION, language="en", answers=answers)
    read = compose(draft, today=TODAY)
    asked = {name for step in ("about", "purpose", "places", "time") for name in _fields(step)}
    for name in asked - {"status", "countries"}:
        assert getattr(read.document, name) == getattr(invented, name), name


def _fields(code: str) -> frozenset[str]:
    from rapport.registration.steps import STEPS

    return next(step.form.fields_of_document() for step in STEPS[CHANGE] if step.code == code)
