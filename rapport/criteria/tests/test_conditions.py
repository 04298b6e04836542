"""What each condition says of documents, and what it does not."""

import pytest

from rapport.criteria.condition_reading import read_condition
from rapport.criteria.conditions import Case
from rapport.criteria.mistakes import Place
from rapport.criteria.tests.conftest import COMPLETE, DIRECTORY
from rapport.testing import document

LEAD = {"organization": "reef-programme", "role": "lead"}
FRENCH = {"field": "objectives", "language": "fr", "text": "Compter."}
LONG = "珊瑚礁的保护与监测工作由各方共同开展并公布结果以供所有人使用"


def holds(condition, directory=DIRECTORY, **changes):
    return read_condition(condition, Place()).holds(Case(document(COMPLETE, **changes), directory))


def partners(*ids):
    return tuple({"organization": each} for each in ids)


@pytest.mark.parametrize(
    ("condition", "changes", "expected"),
    [
        ({"missing": "objectives"}, {}, False),
        ({"missing": "objectives"}, {"objectives": ""}, True),
        ({"missing": "objectives"}, {"objectives": "", "texts": (FRENCH,)}, False),
        ({"missing": "funding_sought"}, {"funding_sought": False}, False),
        ({"missing": "in_kind"}, {}, True),
        ({"missing": "in_kind"}, {"none_of": ("in-kind",)}, False),
        ({"missing": "fair_participations"}, {"none_of": ("fairs",)}, False),
        ({"empty": "in_kind"}, {"none_of": ("in-kind",)}, True),
        ({"empty": "in_kind"}, {"in_kind": ("staff",)}, False),
        ({"fewer": {"of": "partners", "than": 3}}, {}, False),
        ({"fewer": {"of": "partners", "than": 4}}, {}, True),
        ({"fewer": {"of": "partners", "than": 1}}, {"partners": ()}, True),
        ({"shorter": {"of": "objectives", "than": 80}}, {"objectives": "Counts corals."}, True),
        ({"shorter": {"of": "objectives", "than": 80}}, {}, False),
        ({"shorter": {"of": "objectives", "than": 80}}, {"objectives": ""}, False),
        ({"shorter": {"of": "objectives", "than": 80}}, {"objectives": LONG}, False),
        ({"without_number": "targets"}, {}, False),
        ({"without_number": "targets"}, {"targets": "Many reefs, soon."}, True),
        ({"without_number": "targets"}, {"targets": ""}, False),
        ({"without_number": "targets"}, {"targets": "٤٠ شعبة"}, False),
        ({"without_number": "targets"}, {"targets": "四十处珊瑚礁"}, False),
        ({"only_one_group": "partners"}, {}, False),
        ({"only_one_group": "partners"}, {"partners": partners("island-recyclers", "divers-for-clean-seas")}, True),
        ({"only_one_group": "partners"}, {"partners": partners("island-recyclers", "nobody-knows")}, False),
        ({"only_one_group": "partners"}, {"partners": partners("island-recyclers")}, False),
        ({"only_one_type": "partners"}, {"partners": partners("island-recyclers", "divers-for-clean-seas")}, False),
        ({"only_one_type": "partners"}, {"partners": partners("government-of-fiji", "government-of-samoa")}, True),
        ({"only_one_type": "partners"}, {"partners": partners("government-of-fiji", "nobody-knows")}, False),
        ({"is": {"field": "scope", "one_of": ["regional", "global"]}}, {}, True),
        ({"is": {"field": "scope", "one_of": ["regional"]}}, {"scope": None}, False),
        ({"is": {"field": "open_ended", "one_of": [True]}}, {"ends_on": None, "open_ended": True}, True),
        ({"is": {"field": "open_ended", "one_of": [False]}}, {}, False),
        ({"is": {"field": "mechanisms", "one_of": ["training"]}}, {}, True),
        ({"is": {"field": "fair_participations", "one_of": [2004]}}, {"fair_participations": (2004, 2006)}, True),
        ({"is": {"field": "partners.role", "one_of": ["lead"]}}, {}, True),
        ({"is": {"field": "partners.role", "one_of": ["lead"]}}, {"partners": partners("unep")}, False),
        ({"without": "commitments.explanation"}, {}, False),
        ({"without": "commitments.explanation"}, {"commitments": ({"scheme": "mdg", "code": "7"},)}, True),
        ({"without": "commitments.explanation"}, {"commitments": ()}, False),
        ({"before": {"field": "started_on", "than": "2004"}}, {}, True),
        ({"before": {"field": "started_on", "than": 2003}}, {}, False),
        ({"before": {"field": "started_on", "than": "2003-06-01"}}, {"started_on": "2003"}, False),
        ({"before": {"field": "started_on", "than": "2004"}}, {"started_on": None}, False),
        ({"before": {"field": "started_on", "than": "registered_on"}}, {}, True),
        ({"before": {"field": "registered_on", "than": "started_on"}}, {}, False),
        ({"before": {"field": "started_on", "than": "status_on"}}, {}, False),
        ({"not": {"missing": "objectives"}}, {}, True),
        ({"all": [{"missing": "in_kind"}, {"missing": "objectives"}]}, {}, False),
        ({"any": [{"missing": "in_kind"}, {"missing": "objectives"}]}, {}, True),
    ],
)  # fmt: skip
def test_a_condition_holds_of_what_it_says(condition, changes, expected):
    assert holds(condition, **changes) is expected


def test_an_organization_that_nobody_knows_is_no_proof_of_anything():
    assert holds({"only_one_group": "partners"}, directory={}) is False
    assert holds({"only_one_type": "partners"}, directory={}) is False
    assert holds({"not": {"only_one_type": "partners"}}, directory={}) is True


def test_a_condition_names_the_fields_that_it_asks_for():
    given = {
        "all": [
            {"missing": "targets"},
            {"not": {"before": {"field": "started_on", "than": "ends_on"}}},
            {"empty": "targets"},
        ]
    }
    assert read_condition(given, Place()).fields() == ("targets", "started_on", "ends_on")


def test_equal_conditions_are_equal_and_others_are_not():
    missing = read_condition({"missing": "targets"}, Place())
    assert missing == read_condition({"missing": "targets"}, Place())
    assert missing != read_condition({"empty": "targets"}, Place())
