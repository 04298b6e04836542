"""Remarks on a document: gravest first, in the reader's language, with why they matter."""

from django.utils.translation import override

from rapport.criteria.checking import Remark, check
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
    assert remark.why == csd.rules.criteria["monitoring"].text("why", "fr")


def test_checking_costs_no_query(csd, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        check(document(REEF), csd, directory=DIRECTORY)


def test_what_a_partnership_says_it_has_none_of_is_remarked_upon_all_the_same(csd):
    said = document(COMPLETE, commitments=(), none_of=("commitments",))
    assert [each.criterion for each in check(said, csd, directory=DIRECTORY)] == ["agreed-goals"]
