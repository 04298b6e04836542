"""Remarks on a document: gravest first, in the reader's language, and what of a form is still missing."""

from django.utils.translation import override

from rapport.criteria.checking import MissingField, Remark, check, missing_fields
from rapport.criteria.tests.conftest import COMPLETE, DIRECTORY
from rapport.testing import REEF, document


def test_the_gravest_remark_comes_first_then_the_order_of_the_criteria(csd):
    found = check(document(REEF), csd, directory=DIRECTORY)
    assert [(each.level, each.criterion) for each in found] == [
        ("error", "agreed-goals"),
        ("error", "resources"),
        ("warning", "added-value"),
        ("warning", "dimensions"),
        ("warning", "objectives"),
        ("warning", "objectives"),
        ("warning", "monitoring"),
        ("note", "self-organizing"),
        ("note", "accountability"),
        ("note", "balance"),
    ]


def test_a_remark_speaks_the_readers_language(csd):
    with override("fr"):
        (remark,) = check(document(COMPLETE, monitoring=""), csd, directory=DIRECTORY)
    said = "Dites comment le travail est suivi, et qui répond devant qui."
    assert remark == Remark("monitoring", "warning", said, "monitoring")


def test_checking_costs_no_query(csd, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        check(document(REEF), csd, directory=DIRECTORY)


def test_what_a_step_of_a_form_lacks_comes_with_why_it_matters(csd):
    missing = missing_fields(document(REEF), csd, directory=DIRECTORY, fields=("objectives", "targets", "commitments"))
    assert [(each.field, each.level) for each in missing] == [("commitments", "error"), ("targets", "warning")]
    assert missing[1] == MissingField(
        "targets",
        "objectives",
        "warning",
        "Give targets, what is to be reached by when.",
        "Only what was said clearly beforehand can be seen to be reached, or missed, afterwards.",
    )


def test_a_field_is_missing_once_and_not_where_it_only_could_be_better(csd):
    said = document(COMPLETE, objectives="Counts corals.", mechanisms=("technology-transfer",), capacity_building="")
    assert [each.field for each in missing_fields(said, csd, directory=DIRECTORY)] == ["capacity_building"]


def test_what_a_partnership_says_it_has_none_of_is_not_missing(csd):
    said = document(COMPLETE, commitments=(), none_of=("commitments",))
    assert missing_fields(said, csd, directory=DIRECTORY) == []
    assert [each.criterion for each in check(said, csd, directory=DIRECTORY)] == ["agreed-goals"]
