"""Rule sets as files: what is wrong with one is said with file, line, criterion and key."""

import pytest
from django.core.checks import Error

from rapport.criteria.checks import check_rule_sets
from rapport.criteria.files import load_files, read_file
from rapport.criteria.mistakes import RulesError
from rapport.criteria.rules_reading import parse_body

CHARTER = """\
rules: charter
in_force_from: 2015-01-01
labels: {en: Our charter}
source: Resolution 7
criteria:
  - code: clear
    labels: {en: Clear}
    why: {en: So that all see it.}
    question: {en: Is it clear?}
    right: {en: A sentence.}
    source: {en: Our statutes, fr: Nos statuts}
    paragraph: 4
    state: verified
    weight: required
    checks:
      - level: error
        when: {missing: objectives}
        message: {en: Say what it wants.}
"""


@pytest.fixture
def folder(tmp_path):
    def write(text, name="charter.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_host_writes_a_rule_set_of_its_own(folder):
    (file,) = load_files([folder(CHARTER)])
    criterion = parse_body(file.body).criteria["clear"]
    assert (file.code, file.kind, file.in_force_from.year, file.in_force_until) == (
        "charter",
        "registration",
        2015,
        None,
    )
    assert (criterion.paragraph, criterion.text("source", "fr"), criterion.checks[0].field) == (
        "4",
        "Nos statuts",
        "objectives",
    )


def test_who_has_rule_sets_of_their_own_gets_none_of_those_shipped(folder, settings):
    assert [each.code for each in load_files(settings.RAPPORT_CRITERIA)] == ["bali-2002", "csd-11-2003"]
    assert [each.code for each in load_files([*settings.RAPPORT_CRITERIA, folder(CHARTER)])] == ["charter"]


def test_a_folder_that_there_is_not_holds_nothing(tmp_path):
    assert load_files([tmp_path / "nowhere"]) == []


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("rules: charter", "rules: other", "charter.yaml, line 1, key “rules”: The rule set is named “other”"),
        ("rules: charter", "rules: The Charter", "“rules” must be the code"),
        ("rules: charter", "rulez: charter", "key “rulez”: “rulez” is not known here"),
        ("in_force_from: 2015-01-01", "in_force_from: soon", "“in_force_from” must be a day"),
        ("in_force_from: 2015-01-01", "in_force_from: 2015-02-30", "This is not YAML: day is out of range"),
        ("in_force_from: 2015-01-01", "in_force_from: 2015-01-01\nin_force_until: 2014-01-01", "must be a later day"),
        ("in_force_from: 2015-01-01", "in_force_from: 2015-01-01\nkind: 4", "“kind” must be a code"),
        ("in_force_from: 2015-01-01", "in_force_from: 2015-01-01\nnote: [4]", "“note” must be a text"),
        ("labels: {en: Our charter}", "labels: {}", "key “labels”: This must give at least one language"),
        ("labels: {en: Our charter}", "labels: {no: Our charter}", "language “False” must stand in quotation marks"),
        ("source: Resolution 7", "source: 7", "key “source”: This must give at least one language"),
        ("  - code: clear", "  - code: Very Clear", "line 6, key “code”: “Very Clear” is no code"),
        ("why: {en: So that all see it.}", "why: {en: ' '}", "criterion “clear”, key “en”: A text must have one to"),
        ("state: verified", "state: sure", "line 13, criterion “clear”, key “state”: “sure” is not possible"),
        ("weight: required", "weight: [required]", "key “weight”: “['required']” is not possible"),
        ("paragraph: 4", "paragraph: [4]", "A paragraph is a number or a short text"),
        ("level: error", "level: fatal", "must be one of error, warning, note"),
        ("{missing: objectives}", "{missing: purpose}", "line 17, criterion “clear”, key “missing”: “purpose”"),
        ("        when: {missing: objectives}\n", "", "The condition is missing"),
        ("        message:", "        field: purpose\n        message:", "“purpose” is no field of a record"),
        ("        message: {en: Say what it wants.}\n", "", "key “message”: This must give"),
        ("    checks:\n", "    checks: 4\n    chequers:\n", "“chequers” is not known here"),
        ("labels: {en: Our charter}", "labels: &a {en: Our charter}\nintroduction: *a", "An alias (*) is not allowed"),
        ("labels: {en: Our charter}", "labels: {en: A}\nlabels: {en: B}", "line 4: This is not YAML: “labels” stands"),
        ("criteria:", "criteria: [", "This is not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_place(folder, right, wrong, sentence):
    assert right in CHARTER
    with pytest.raises(RulesError) as refused:
        load_files([folder(CHARTER.replace(right, wrong))])
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("charter.yaml")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "A rule set begins with the keys rules"),
        (b"- one\n- two\n", "A rule set begins with the keys rules"),
        (b"\xff\xfe", "not in UTF-8"),
        (b"# " + b"x" * 1_000_001, "has at most 1,000,000 bytes"),
        (b"a: b: c", "line 1: This is not YAML"),
    ],
)
def test_what_is_no_rule_set_at_all_is_said_so(tmp_path, content, sentence):
    (tmp_path / "charter.yaml").write_bytes(content)
    with pytest.raises(RulesError, match=r"charter\.yaml") as refused:
        read_file(tmp_path / "charter.yaml")
    assert sentence in str(refused.value)


def test_a_code_stands_once(folder):
    twice = CHARTER + CHARTER[CHARTER.index("  - code") :]
    with pytest.raises(RulesError, match="criterion “clear”, key “code”: This code stands twice"):
        load_files([folder(twice)])


def test_two_rule_sets_are_never_in_force_on_one_day(folder):
    folder(CHARTER.replace("rules: charter", "rules: second"), "second.yaml")
    with pytest.raises(RulesError, match="charter and second would be in force on the same day"):
        load_files([folder(CHARTER)])


def test_two_rule_sets_of_different_kinds_may_be(folder):
    folder(CHARTER.replace("rules: charter", "rules: second\nkind: fair"), "second.yaml")
    assert [each.kind for each in load_files([folder(CHARTER)])] == ["fair", "registration"]


def test_the_start_says_that_a_file_cannot_be_used(folder, settings):
    assert check_rule_sets(None) == []
    settings.RAPPORT_CRITERIA = [folder(CHARTER.replace("verified", "sure"))]
    (error,) = check_rule_sets(None)
    assert isinstance(error, Error)
    assert "“sure” is not possible" in error.msg
