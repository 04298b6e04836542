"""What the shipped rule sets say: all that the issue lists, in six languages, and honest about what is known."""

import re

import pytest
from django.conf import settings

from rapport.criteria.checking import check
from rapport.criteria.files import load_files
from rapport.criteria.rules_reading import parse_body
from rapport.criteria.tests.conftest import COMPLETE, DIRECTORY
from rapport.testing import document
from rapport.vocabularies.schemes import scheme

FILES = {each.code: each for each in load_files(settings.RAPPORT_CRITERIA)}
RULES = {code: parse_body(file.body) for code, file in FILES.items()}
LANGUAGES = {"en", "fr", "es", "ru", "zh-hans", "ar"}
NOBODY_LEADS = ({"organization": "unep"}, {"organization": "island-recyclers"})
COMMON = [
    "agreed-goals", "how-served", "complements", "voluntary", "self-organizing", "several-partners", "added-value",
    "dimensions", "objectives", "monitoring", "resources", "balance", "capacity",
]  # fmt: skip


def texts(rules):
    yield "labels", rules.labels
    yield "introduction", rules.introduction
    for criterion in rules.criteria.values():
        for name in ("labels", "why", "question", "right"):
            yield f"{criterion.code} {name}", getattr(criterion, name)
        for number, each in enumerate(criterion.checks):
            yield f"{criterion.code} check {number}", each.message


@pytest.mark.parametrize("code", RULES)
def test_every_text_stands_in_six_languages(code):
    assert [
        f"{what} lacks {LANGUAGES - set(said)}" for what, said in texts(RULES[code]) if set(said) != LANGUAGES
    ] == []


@pytest.mark.parametrize(("language", "letters"), [("ru", "а-я"), ("ar", "ا-ي"), ("zh-hans", "一-龥")])
def test_every_text_is_in_the_script_of_its_language(language, letters):
    strangers = [
        what
        for rules in RULES.values()
        for what, said in texts(rules)
        if re.search(r"[A-Za-z]{3}", said[language].replace("XXI", ""))
        or not re.search(f"[{letters}]", said[language].lower())
    ]
    assert strangers == []


def test_french_signs_are_set_apart_by_spaces_that_do_not_break():
    assert [
        what for rules in RULES.values() for what, said in texts(rules) if re.search(r" [;:?!»]|« ", said["fr"])
    ] == []


def test_one_is_in_force_until_the_other_is():
    assert [(code, str(file.in_force_from), str(file.in_force_until)) for code, file in FILES.items()] == [
        ("bali-2002", "2002-06-07", "2003-05-09"),
        ("csd-11-2003", "2003-05-09", "None"),
    ]


def test_they_ask_for_the_same_but_for_what_each_has_alone():
    assert [code for code in RULES["csd-11-2003"].criteria if code not in COMMON] == ["accountability"]
    assert [code for code in RULES["bali-2002"].criteria if code not in COMMON] == ["international"]
    assert all(set(COMMON) <= set(rules.criteria) for rules in RULES.values())


def test_only_what_the_report_of_2010_says_is_verified():
    stated = {
        code: {each.code: each.paragraph for each in rules.criteria.values() if each.is_verified}
        for code, rules in RULES.items()
    }
    assert stated == {
        "csd-11-2003": {
            "agreed-goals": "2", "complements": "2", "voluntary": "1, 19", "several-partners": "8, 19",
            "added-value": "16", "accountability": "54", "resources": "8, 23", "balance": "8",
        },
        "bali-2002": {
            "agreed-goals": "8", "complements": "2", "voluntary": "1, 19", "several-partners": "8, 19",
            "added-value": "16", "resources": "8", "balance": "8",
        },
    }  # fmt: skip
    sources = {
        each.text("source", "en") for rules in RULES.values() for each in rules.criteria.values() if each.is_verified
    }
    assert sources == {"E/CN.17/2010/13"}


def test_what_no_machine_can_decide_has_only_a_question():
    for rules in RULES.values():
        assert [each.code for each in rules.criteria.values() if not each.checks] == ["complements", "voluntary"]


def remarks(rules, directory=DIRECTORY, **changes):
    found = check(document(COMPLETE, **changes), rules, directory=directory)
    return [(remark.criterion, remark.level) for remark in found]


def test_nothing_is_remarked_on_a_complete_partnership(csd, bali):
    assert (remarks(csd), remarks(bali)) == ([], [])


def partners(*ids):
    return ({"organization": ids[0], "role": "lead"}, *({"organization": each} for each in ids[1:]))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"commitments": ()}, [("agreed-goals", "error")]),
        ({"commitments": (), "none_of": ("commitments",)}, [("agreed-goals", "error")]),
        ({"commitments": ({"scheme": "mdg", "code": "7"},)}, [("how-served", "error")]),
        ({"governance": ""}, [("self-organizing", "note")]),
        ({"partners": partners("unep")}, [("several-partners", "error")]),
        ({"partners": ()}, [("several-partners", "error")]),
        ({"partners": partners("government-of-fiji", "government-of-samoa")}, [("several-partners", "warning")]),
        ({"partners": partners("island-recyclers", "divers-for-clean-seas")}, [("several-partners", "note")]),
        ({"partners": NOBODY_LEADS}, [("accountability", "warning")]),
        ({"started_on": "2001"}, [("added-value", "error")]),
        ({"started_on": "2001", "added_value": ()}, [("added-value", "error")]),
        ({"started_on": "2001", "added_value": ("new-partners",)}, []),
        ({"added_value": ()}, [("added-value", "warning")]),
        ({"dimensions": ()}, [("dimensions", "warning")]),
        ({"dimensions": ("social",)}, [("dimensions", "note")]),
        ({"objectives": ""}, [("objectives", "error")]),
        ({"objectives": "Counts corals."}, [("objectives", "warning")]),
        ({"targets": ""}, [("objectives", "warning")]),
        ({"targets": "Many reefs."}, [("objectives", "note")]),
        ({"started_on": None}, [("objectives", "warning")]),
        ({"ends_on": None}, [("objectives", "warning")]),
        ({"ends_on": None, "open_ended": True}, []),
        ({"website": ""}, [("accountability", "note")]),
        ({"monitoring": ""}, [("monitoring", "warning")]),
        ({"deliverables": ({"id": "d1", "title": "A map"},)}, [("monitoring", "note")]),
        ({"finance": None}, [("resources", "error")]),
        ({"finance": None, "resources": "Members give time."}, []),
        ({"finance": "none"}, [("resources", "warning")]),
        ({"finance": "none", "in_kind": ("staff",)}, []),
        ({"finance": "none", "funding_sought": True}, [("resources", "note")]),
        ({"funding_sought": True, "funding_sought_amount": "5000"}, []),
        ({"balance": ""}, [("balance", "note")]),
        ({"mechanisms": (), "capacity_building": ""}, [("capacity", "note")]),
        ({"mechanisms": ("technology-transfer",), "capacity_building": ""}, [("capacity", "note")]),
        ({"mechanisms": ("training",), "capacity_building": ""}, []),
    ],
)  # fmt: skip
def test_each_check_of_2003_makes_its_remark_and_no_other(csd, changes, expected):
    assert remarks(csd, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"scope": "national"}, [("international", "warning")]),
        ({"scope": None}, [("international", "warning")]),
        ({"website": ""}, []),
        ({"partners": NOBODY_LEADS}, [("monitoring", "warning")]),
        ({"commitments": ()}, [("agreed-goals", "error")]),
    ],
)
def test_the_checks_of_2002_differ_where_the_principles_did(bali, changes, expected):
    assert remarks(bali, **changes) == expected


def test_the_codes_that_conditions_name_are_those_of_the_vocabularies():
    named = set(re.findall(r'"one_of":\[([^\]]*)\]', "".join(file.body for file in FILES.values())))
    known = {"true"}
    for name in ("added-value", "scopes", "partner-roles", "finance", "mechanisms"):
        known |= {f'"{code}"' for code in scheme(name).codes}
    assert {code for each in named for code in each.split(",")} <= known
