"""Versions of rule sets: one is in force on a day, and what was in force never changes."""

import json
from datetime import date, timedelta

import pytest

from rapport.criteria import versions
from rapport.criteria.mistakes import RulesError
from rapport.criteria.models import FrozenError, RuleSet
from rapport.criteria.tests.test_files import CHARTER
from rapport.criteria.versions import NotPossibleError, draft_from, put_in_force, rule_set_on
from rapport.testing import TODAY

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
SPRING, AUTUMN = date(2010, 4, 1), date(2010, 10, 1)


def named(rule_set):
    return rule_set.code, rule_set.version


def test_the_first_question_takes_up_the_files():
    assert RuleSet.objects.count() == 0
    assert named(rule_set_on(TODAY)) == ("csd-11-2003", 1)
    assert sorted(RuleSet.objects.values_list("code", "state")) == [
        ("bali-2002", "retired"),
        ("csd-11-2003", "in-force"),
    ]


def test_every_later_question_costs_one_query(django_assert_num_queries):
    rule_set_on(TODAY)
    with django_assert_num_queries(1):
        assert rule_set_on(TODAY).rules


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2002, 6, 7), "bali-2002"),
        (date(2003, 5, 8), "bali-2002"),
        (date(2003, 5, 9), "csd-11-2003"),
        (date(2030, 1, 1), "csd-11-2003"),
    ],
)
def test_a_day_has_its_rule_set(day, code):
    assert rule_set_on(day).code == code


@pytest.mark.parametrize(("day", "kind"), [(date(2002, 6, 6), "registration"), (TODAY, "fair")])
def test_where_nothing_was_in_force_it_says_so(day, kind):
    with pytest.raises(NotPossibleError, match="No criteria were in force on"):
        rule_set_on(day, kind)


def test_files_change_nothing_once_they_are_taken_up(tmp_path, settings):
    rule_set_on(TODAY)
    (tmp_path / "charter.yaml").write_text(CHARTER)
    settings.RAPPORT_CRITERIA = [tmp_path]
    assert rule_set_on(date(2016, 1, 1)).code == "csd-11-2003"
    assert not versions.take_up_files()
    (file,) = versions.files_not_taken_up()
    draft = versions.draft_from_file(file)
    assert (draft.code, draft.version, draft.state, draft.rules.label()) == ("charter", 1, "draft", "Our charter")
    assert versions.files_not_taken_up() == []


def test_a_host_with_its_own_file_never_meets_the_shipped_ones(tmp_path, settings):
    (tmp_path / "charter.yaml").write_text(CHARTER)
    settings.RAPPORT_CRITERIA = [*settings.RAPPORT_CRITERIA, tmp_path]
    assert rule_set_on(date(2016, 1, 1)).code == "charter"
    assert RuleSet.objects.count() == 1


def test_a_draft_says_the_same_and_is_in_force_on_no_day():
    first = rule_set_on(TODAY)
    draft = draft_from(first, note="The targets need a number.")
    assert (named(draft), draft.body, draft.state) == (("csd-11-2003", 2), first.body, "draft")
    assert draft_from(first).version == 3
    assert rule_set_on(date(2030, 1, 1)) == first


def test_a_draft_put_in_force_ends_what_was_before():
    first = rule_set_on(TODAY)
    second = put_in_force(draft_from(first), on=SPRING, today=TODAY)
    first.refresh_from_db()
    assert (first.state, first.in_force_until, second.state, second.in_force_until) == (
        "retired",
        SPRING,
        "in-force",
        None,
    )
    assert rule_set_on(SPRING - timedelta(days=1)) == first
    assert rule_set_on(SPRING) == second


def test_it_may_begin_today():
    second = put_in_force(draft_from(rule_set_on(TODAY)), on=TODAY, today=TODAY)
    assert rule_set_on(TODAY) == second


def test_between_two_it_ends_where_the_next_begins():
    first = rule_set_on(TODAY)
    late = put_in_force(draft_from(first), on=AUTUMN, today=TODAY)
    early = put_in_force(draft_from(first), on=SPRING, today=TODAY)
    assert (early.in_force_from, early.in_force_until, early.state) == (SPRING, AUTUMN, "retired")
    assert [rule_set_on(day) for day in (TODAY, SPRING, AUTUMN)] == [first, early, late]


def test_it_refuses_a_day_that_has_passed():
    with pytest.raises(
        NotPossibleError, match="cannot be in force from a day that has passed; today is 1 February 2010"
    ):
        put_in_force(draft_from(rule_set_on(TODAY)), on=date(2010, 1, 31), today=TODAY)


def test_it_refuses_two_on_one_day_and_changes_nothing():
    first = rule_set_on(TODAY)
    second = put_in_force(draft_from(first), on=SPRING, today=TODAY)
    with pytest.raises(NotPossibleError, match="Another rule set begins on that day"):
        put_in_force(draft_from(first), on=SPRING, today=TODAY)
    assert rule_set_on(SPRING) == second
    assert rule_set_on(TODAY) == first


def test_the_same_draft_is_put_in_force_once():
    draft = draft_from(rule_set_on(TODAY))
    put_in_force(draft, on=SPRING, today=TODAY)
    with pytest.raises(NotPossibleError, match="changed or put in force meanwhile"):
        put_in_force(draft, on=AUTUMN, today=TODAY)


def test_a_draft_changed_since_it_was_read_is_not_put_in_force():
    draft = draft_from(rule_set_on(TODAY))
    versions.change_draft(RuleSet.objects.get(pk=draft.pk), json.loads(draft.body) | {"labels": {"en": "Other"}})
    with pytest.raises(NotPossibleError, match="changed or put in force meanwhile"):
        put_in_force(draft, on=SPRING, today=TODAY)


def test_what_was_in_force_never_changes():
    first = rule_set_on(TODAY)
    first.body = "{}"
    with pytest.raises(FrozenError, match="csd-11-2003 version 1 has been in force"):
        first.save()
    with pytest.raises(FrozenError):
        first.delete()
    first.refresh_from_db()
    with pytest.raises(NotPossibleError, match="meanwhile"):
        versions.change_draft(first, json.loads(first.body) | {"labels": {"en": "Other"}})
    with pytest.raises(NotPossibleError, match="Only a draft can be discarded"):
        versions.discard_draft(first)
    assert rule_set_on(TODAY).rules.label("en") == "Criteria and guidelines of the eleventh session"


def test_a_draft_can_be_changed_and_discarded():
    draft = draft_from(rule_set_on(TODAY))
    versions.change_draft(draft, json.loads(draft.body) | {"labels": {"en": "Other"}}, note="A test.")
    again = RuleSet.objects.get(pk=draft.pk)
    assert (again.rules.label(), again.note) == ("Other", "A test.")
    versions.discard_draft(draft)
    assert not RuleSet.objects.filter(pk=draft.pk).exists()


def test_nonsense_is_never_written_into_a_draft():
    draft = draft_from(rule_set_on(TODAY))
    with pytest.raises(RulesError, match="one to 100 criteria"):
        versions.change_draft(draft, json.loads(draft.body) | {"criteria": []})
    assert RuleSet.objects.get(pk=draft.pk).body == draft.body


def test_of_two_who_change_a_draft_the_second_is_told():
    draft = draft_from(rule_set_on(TODAY))
    other = RuleSet.objects.get(pk=draft.pk)
    versions.change_draft(draft, json.loads(draft.body) | {"labels": {"en": "Mine"}})
    with pytest.raises(NotPossibleError, match="changed or put in force meanwhile"):
        versions.change_draft(other, json.loads(other.body) | {"labels": {"en": "Theirs"}})
    assert RuleSet.objects.get(pk=draft.pk).rules.label() == "Mine"
