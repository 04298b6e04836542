"""A self-check, and what bears a decision to decline."""

import pytest

from rapport.criteria.findings import Finding, NoGroundsError, grounds_for_decline, self_check


def test_who_has_answered_nothing_lacks_everything(csd):
    checked = self_check({}, csd)
    assert len(checked.missing) == 11
    assert [each.code for each in checked.advised] == ["accountability", "balance", "capacity"]
    assert not checked.is_ready


def test_yes_to_all_that_is_required_is_ready(csd):
    answers = {code: "yes" for code, each in csd.rules.criteria.items() if each.is_required}
    assert self_check(answers, csd).is_ready


@pytest.mark.parametrize("answer", ["no", "unsure", "", "maybe", "not-applicable", "YES"])
def test_anything_else_leaves_a_required_criterion_open(csd, answer):
    answers = dict.fromkeys(csd.rules.criteria, "yes") | {"voluntary": answer}
    assert [each.code for each in self_check(answers, csd).missing] == ["voluntary"]


def test_what_is_desirable_may_not_apply(csd):
    answers = dict.fromkeys(csd.rules.criteria, "yes") | {"capacity": "not-applicable", "balance": "no"}
    assert [each.code for each in self_check(answers, csd).advised] == ["balance"]


def against(*codes, reason="The record shows otherwise."):
    return [Finding(code, "not-met", reason) for code in codes]


def test_a_decline_rests_on_a_verified_criterion_that_is_not_met(csd):
    found = [Finding("objectives", "met"), *against("complements"), Finding("balance", "unclear")]
    assert grounds_for_decline(csd, found) == tuple(against("complements"))


def test_a_reconstructed_one_may_stand_beside_it(csd):
    assert grounds_for_decline(csd, against("complements", "dimensions")) == tuple(against("complements", "dimensions"))


@pytest.mark.parametrize(
    "codes", [("dimensions",), ("dimensions", "objectives", "monitoring"), ("dimensions", "balance")]
)
def test_no_decline_rests_on_reconstructed_criteria_alone(csd, codes):
    with pytest.raises(NoGroundsError, match="No decline rests on a reconstructed criterion alone"):
        grounds_for_decline(csd, against(*codes))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([], "at least one required criterion must be found not met"),
        ([Finding("complements", "met"), Finding("voluntary", "unclear")], "at least one required criterion"),
        (against("balance"), "at least one required criterion"),
        (against("complements", reason=" "), "what Governments owe” is found not met: give"),
        (against("beauty"), "The rule set has no criterion “beauty”"),
    ],
)  # fmt: skip
def test_it_refuses_a_decline_without_grounds(csd, found, sentence):
    with pytest.raises(NoGroundsError, match=sentence):
        grounds_for_decline(csd, found)
