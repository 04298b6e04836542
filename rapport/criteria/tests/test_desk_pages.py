"""The desk's pages: drafts, their forms, what they would change, and putting them in force."""

import html
import json
import re

import pytest
from django.test import Client

from rapport.accounts.models import Role
from rapport.criteria.desk_views import mark_of
from rapport.criteria.models import RuleSet
from rapport.criteria.tests.conftest import signed_in
from rapport.criteria.tests.test_files import CHARTER
from rapport.criteria.versions import change_draft, draft_from, rule_set_on
from rapport.testing import TODAY

pytestmark = pytest.mark.django_db
DESK = "/en/desk/criteria/"


def text(response):
    body = response.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def path_to(rule_set, rest=""):
    return f"{DESK}{rule_set.pk}/{rest}"


def filled(draft, code):
    """The form of a criterion as it is first shown, as a browser would send it back."""
    from rapport.criteria.forms import CheckFormSet, CriterionForm, languages_of

    content = json.loads(draft.body)
    criterion = next((each for each in content["criteria"] if each["code"] == code), {})
    languages = languages_of(content)
    checks = CheckFormSet.of(None, criterion, languages)
    sent = {"seen": mark_of(draft)}
    for form in (CriterionForm(criterion=criterion, languages=languages), checks.management_form, *checks):
        sent |= {field.html_name: field.value() for field in form}
    return {name: value for name, value in sent.items() if value is not None and value is not False}


def criterion_of(draft, code):
    return RuleSet.objects.get(pk=draft.pk).rules.criteria[code]


def test_only_officers_and_administrators_come_in(draft):
    pages = [DESK, *(path_to(draft, rest) for rest in ("", "head/", "add/", "criteria/objectives/", "preview/"))]
    actions = [path_to(draft, rest) for rest in ("draft/", "discard/", "in-force/", "criteria/objectives/remove/")]
    for path in pages:
        assert Client().get(path).status_code == 302
        assert signed_in(Role.FOCAL_POINT, Role.ADVISER).get(path).status_code == 403
        assert signed_in(Role.ADMINISTRATOR).get(path).status_code == 200
    for path in actions:
        assert Client().post(path).status_code == 302
        assert signed_in(Role.EDITOR).post(path).status_code == 403
    assert RuleSet.objects.count() == 3


def test_the_list_names_every_version_with_its_days(officer, draft):
    page = text(officer.get(DESK))
    assert "Bali guiding principles bali-2002 1 Was in force from 7 June 2002 until 9 May 2003" in page
    assert "csd-11-2003 2 Draft" in page
    assert "csd-11-2003 1 In force since 9 May 2003" in page


def test_the_first_visit_takes_up_the_files(officer):
    assert "csd-11-2003 1 In force since 9 May 2003" in text(officer.get(DESK))


def test_the_list_costs_the_same_for_two_versions_and_for_five(officer, django_assert_num_queries):
    first = rule_set_on(TODAY)
    with django_assert_num_queries(7):
        officer.get(DESK)
    for _number in range(3):
        draft_from(first)
    with django_assert_num_queries(7):
        officer.get(DESK)


def test_a_draft_is_made_by_pressing(officer):
    response = officer.post(path_to(rule_set_on(TODAY), "draft/"))
    made = RuleSet.objects.get(state="draft")
    assert (response.status_code, response["Location"]) == (302, path_to(made))
    assert "csd-11-2003 version 2 Draft" in text(officer.get(path_to(made)))


def test_a_file_of_a_host_is_taken_up_as_a_draft(officer, tmp_path, settings):
    rule_set_on(TODAY)
    (tmp_path / "charter.yaml").write_text(CHARTER)
    settings.RAPPORT_CRITERIA = [tmp_path]
    assert "charter.yaml Take up as a draft" in text(officer.get(DESK))
    officer.post(f"{DESK}file/", {"code": "charter"})
    assert RuleSet.objects.get(code="charter").state == "draft"
    again = officer.post(f"{DESK}file/", {"code": "charter"})
    assert again.status_code == 409
    assert "There is no such file, or it was taken up already." in text(again)


def test_a_file_that_cannot_be_used_is_named_and_the_list_still_stands(officer, tmp_path, settings):
    rule_set_on(TODAY)
    (tmp_path / "charter.yaml").write_text(CHARTER.replace("verified", "sure"))
    settings.RAPPORT_CRITERIA = [tmp_path]
    page = text(officer.get(DESK))
    assert "charter.yaml, line 13, criterion “clear”, key “state”: “sure” is not possible" in page
    assert "csd-11-2003 1 " in page


def test_saving_a_form_as_it_is_changes_nothing(officer, draft):
    for code in draft.rules.criteria:
        response = officer.post(path_to(draft, f"criteria/{code}/"), filled(draft, code))
        assert response.status_code == 302, text(response)
        draft.refresh_from_db()
    assert draft.rules == rule_set_on(TODAY).rules


def test_texts_weight_and_level_are_changed_in_a_form(officer, draft):
    sent = filled(draft, "objectives") | {"why-fr": "Parce que.", "weight": "desirable", "checks-2-level": "error"}
    officer.post(path_to(draft, "criteria/objectives/"), sent)
    changed = criterion_of(draft, "objectives")
    assert (changed.text("why", "fr"), changed.weight, changed.checks[2].level) == ("Parce que.", "desirable", "error")
    assert rule_set_on(TODAY).rules.criteria["objectives"].weight == "required"


def test_a_check_is_added_and_another_taken_out(officer, draft):
    sent = filled(draft, "balance") | {
        "checks-0-DELETE": "on",
        "checks-1-level": "warning",
        "checks-1-when": "all:\n- missing: balance\n- fewer: {of: regions, than: 2}",
        "checks-1-field": "regions",
        "checks-1-message-en": "Say more of the regions.",
    }
    officer.post(path_to(draft, "criteria/balance/"), sent)
    (check,) = criterion_of(draft, "balance").checks
    assert (check.level, check.text("en"), check.field, check.when.fields()) == (
        "warning",
        "Say more of the regions.",
        "regions",
        ("balance", "regions"),
    )


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("missing: purpose", "key “missing”: “purpose” is no field that can be asked for here; it must be one of name"),
        ("fewer: {of: partners}", "key “fewer”: This needs exactly the keys of, than."),
        ("missing: [objectives", "This is not YAML"),
        ("{}", "A condition is one key with what it asks"),
        ("!!python/object/apply:os.system ['true']", "This is not YAML"),
        ("a: &a [*a]", "not allowed"),
        ("", "This field is required."),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused_and_what_was_typed_is_still_there(
    officer, draft, condition, sentence
):
    sent = filled(draft, "balance") | {"checks-0-when": condition, "why-en": "Because it is so."}
    response = officer.post(path_to(draft, "criteria/balance/"), sent)
    assert response.status_code == 200
    assert sentence in text(response)
    assert "Nothing was saved." in text(response)
    assert "Because it is so." in text(response)
    assert html.escape(condition) in response.content.decode() or condition == ""
    assert RuleSet.objects.get(pk=draft.pk).body == draft.body


def test_a_text_is_given_in_one_language_at_least(officer, draft):
    sent = {name: "" if name.startswith("why-") else value for name, value in filled(draft, "balance").items()}
    assert "Give this in one language at least." in text(officer.post(path_to(draft, "criteria/balance/"), sent))


def test_a_criterion_is_added_moved_and_taken_out(officer, draft):
    texts = {f"{name}-en": "Words." for name in ("labels", "why", "question", "right", "source")}
    sent = filled(draft, "") | texts | {"code": "thrift", "weight": "desirable", "state": "reconstructed"}
    assert officer.post(path_to(draft, "add/"), sent).status_code == 302
    assert list(RuleSet.objects.get(pk=draft.pk).rules.criteria)[-1] == "thrift"
    draft.refresh_from_db()
    officer.post(path_to(draft, "criteria/thrift/move/"), {"seen": mark_of(draft)})
    assert list(RuleSet.objects.get(pk=draft.pk).rules.criteria)[-2] == "thrift"
    draft.refresh_from_db()
    officer.post(path_to(draft, "criteria/thrift/remove/"), {"seen": mark_of(draft)})
    assert RuleSet.objects.get(pk=draft.pk).rules == rule_set_on(TODAY).rules


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("Not A Code", "Small letters, digits and hyphens."), ("balance", "This code stands twice."), ("", "required")],
)
def test_a_criterion_needs_a_code_of_its_own(officer, draft, code, sentence):
    texts = {f"{name}-en": "Words." for name in ("labels", "why", "question", "right", "source")}
    sent = filled(draft, "") | texts | {"code": code, "weight": "desirable", "state": "reconstructed"}
    assert sentence in text(officer.post(path_to(draft, "add/"), sent))


def test_the_head_is_changed_in_a_form(officer, draft):
    sent = {"seen": mark_of(draft), "labels-en": "Our criteria", "source-en": "Resolution 7", "note": "A trial."}
    assert officer.post(path_to(draft, "head/"), sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.rules.label("fr"), draft.rules.text("introduction"), draft.note) == ("Our criteria", "", "A trial.")


def test_of_two_officers_at_one_draft_the_second_is_told_and_nothing_is_overwritten(officer, draft):
    sent = filled(draft, "balance") | {"why-en": "Mine."}
    change_draft(draft, json.loads(draft.body) | {"labels": {"en": "Theirs"}})
    response = officer.post(path_to(draft, "criteria/balance/"), sent)
    assert "Somebody else has changed this draft since you opened it." in text(response)
    assert "Mine." in text(response)
    again = officer.post(path_to(draft, "criteria/balance/"), sent)
    assert "Somebody else has changed this draft since you opened it." in text(again)
    assert criterion_of(draft, "balance").text("why", "en") != "Mine."
    assert RuleSet.objects.get(pk=draft.pk).rules.label() == "Theirs"


def test_what_is_in_force_has_no_forms(officer):
    first = rule_set_on(TODAY)
    for rest in ("head/", "add/", "criteria/objectives/", "preview/"):
        assert officer.get(path_to(first, rest)).status_code == 404
    assert officer.post(path_to(first, "criteria/objectives/remove/"), {"seen": mark_of(first)}).status_code == 404
    assert officer.post(path_to(first, "discard/"), {"seen": mark_of(first)}).status_code == 409
    assert rule_set_on(TODAY) == first


def test_what_there_is_not_is_not_found(officer, draft):
    assert officer.get(f"{DESK}999/").status_code == 404
    assert officer.get(path_to(draft, "criteria/beauty/")).status_code == 404


def test_a_draft_is_put_in_force_from_a_day_on(officer, draft):
    assert officer.post(path_to(draft, "in-force/"), {"on": "2010-03-01", "seen": mark_of(draft)}).status_code == 302
    assert rule_set_on(TODAY.replace(month=3)).version == 2
    assert "In force from 1 March 2010 on" in text(officer.get(path_to(draft)))


@pytest.mark.parametrize(
    ("day", "status", "sentence"),
    [
        ("2010-01-31", 409, "cannot be in force from a day that has passed; today is 1 February 2010"),
        ("soon", 200, "Enter a valid date."),
        ("", 200, "This field is required."),
    ],
)
def test_a_day_that_cannot_be_is_refused(officer, draft, day, status, sentence):
    response = officer.post(path_to(draft, "in-force/"), {"on": day, "seen": mark_of(draft)})
    assert (response.status_code, RuleSet.objects.get(pk=draft.pk).state) == (status, "draft")
    assert sentence in text(response)


def test_pressing_twice_puts_it_in_force_once(officer, draft):
    officer.post(path_to(draft, "in-force/"), {"on": "2010-03-01", "seen": mark_of(draft)})
    again = officer.post(path_to(draft, "in-force/"), {"on": "2010-04-01", "seen": mark_of(draft)})
    assert again.status_code == 409
    assert str(RuleSet.objects.get(pk=draft.pk).in_force_from) == "2010-03-01"


@pytest.mark.parametrize("rest", ["in-force/", "discard/"])
def test_what_somebody_else_changed_meanwhile_is_looked_at_first(officer, draft, rest):
    seen = mark_of(draft)
    change_draft(draft, json.loads(draft.body) | {"labels": {"en": "Theirs"}})
    refused = officer.post(path_to(draft, rest), {"on": "2010-03-01", "seen": seen})
    assert refused.status_code == 409
    assert "was changed or put in force meanwhile" in text(refused)
    assert RuleSet.objects.get(pk=draft.pk).is_draft


def test_fields_of_the_form_are_called_as_on_the_form(officer, draft):
    page = officer.get(path_to(draft, "criteria/objectives/")).content.decode()
    assert '<option value="capacity_building">Capacity-building and technology transfer</option>' in page
    assert '<option value="capacity_building">capacity_building' not in page


def test_a_draft_is_discarded(officer, draft):
    assert officer.post(path_to(draft, "discard/"), {"seen": mark_of(draft)})["Location"] == DESK
    assert not RuleSet.objects.filter(pk=draft.pk).exists()


def test_nothing_is_changed_by_following_a_link(officer, draft):
    for rest in ("draft/", "discard/", "in-force/", "criteria/balance/move/", "criteria/balance/remove/"):
        assert officer.get(path_to(draft, rest)).status_code == 405
