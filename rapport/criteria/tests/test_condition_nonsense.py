"""Nonsense is refused with a sentence that says where, what, and what would be right; nothing else comes out of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.criteria.condition_reading import DEEPEST, READERS, read_condition
from rapport.criteria.conditions import Case
from rapport.criteria.document_fields import Kind, kinds, parts_of
from rapport.criteria.mistakes import Place, RulesError
from rapport.criteria.tests.conftest import DIRECTORY
from rapport.registry.document import NONE_OF, PartnershipDocument


@pytest.mark.parametrize(
    ("nonsense", "sentence"),
    [
        (None, "A condition is one key"),
        ("missing: objectives", "A condition is one key"),
        ({}, "A condition is one key"),
        ({"missing": "objectives", "empty": "targets"}, "A condition is one key"),
        ({"absent": "objectives"}, "“absent” is no condition; known are missing, empty, fewer"),
        ({3: "objectives"}, "“3” is no condition"),
        ({"missing": "goals"}, "“goals” is no field that can be asked for here"),
        ({"missing": ["objectives"]}, "is no field that can be asked for here"),
        ({"missing": "schema_version"}, "is no field"),
        ({"fewer": {"of": "partners"}}, "exactly the keys of, than"),
        ({"fewer": {"of": "partners", "than": 2, "but": 1}}, "exactly the keys of, than"),
        ({"fewer": {"of": "objectives", "than": 2}}, "must be one of dimensions, added_value"),
        ({"fewer": {"of": "partners", "than": 0}}, "whole number of at least 1"),
        ({"fewer": {"of": "partners", "than": True}}, "whole number of at least 1"),
        ({"fewer": {"of": "partners", "than": "2"}}, "whole number of at least 1"),
        ({"shorter": {"of": "partners", "than": 80}}, "is no field that can be asked for here"),
        ({"without_number": "partners"}, "is no field that can be asked for here"),
        ({"only_one_group": "themes"}, "“themes” does not list organizations"),
        ({"is": {"field": "started_on", "one_of": ["2003"]}}, "holds no codes"),
        ({"is": {"field": "partners", "one_of": ["lead"]}}, "holds no codes"),
        ({"is": {"field": "partners.colour", "one_of": ["lead"]}}, "have no “colour”; they have organization, role"),
        ({"is": {"field": "scope.role", "one_of": ["lead"]}}, "is no field that can be asked for here"),
        ({"is": {"field": "scope", "one_of": []}}, "a list of one to 50 values"),
        ({"is": {"field": "scope", "one_of": "global"}}, "a list of one to 50 values"),
        ({"is": {"field": "scope", "one_of": [True]}}, "write a code, in quotation marks"),
        ({"is": {"field": "open_ended", "one_of": ["yes"]}}, "write true or false"),
        ({"without": "commitments"}, "such as commitments.explanation"),
        ({"without": "commitments.reason"}, "they have scheme, code, explanation"),
        ({"before": {"field": "started_on", "than": "soon"}}, "“soon” is neither a date"),
        ({"before": {"field": "started_on", "than": "2003-02-30"}}, "neither a date"),
        ({"before": {"field": "started_on", "than": 20}}, "neither a date"),
        ({"before": {"field": "started_on", "than": None}}, "neither a date"),
        ({"before": {"field": "started_on", "than": "scope"}}, "neither a date"),
        ({"before": {"field": "scope", "than": "2003"}}, "is no field that can be asked for here"),
        ({"any": []}, "a list of one to 50 conditions"),
        ({"all": {"missing": "targets"}}, "a list of one to 50 conditions"),
        ({"not": None}, "A condition is one key"),
        ({"all": [{"missing": "targets"}, {"missing": "nothing"}]}, "“nothing” is no field"),
    ],
)
def test_it_refuses_with_a_sentence(nonsense, sentence):
    with pytest.raises(RulesError) as refused:
        read_condition(nonsense, Place(file="ours.yaml", criterion="clear", steps=("when",)))
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("ours.yaml, criterion “clear”, key “")


def test_the_sentence_names_the_key_that_is_wrong():
    with pytest.raises(RulesError, match="key “than”: “0” must be a whole number"):
        read_condition({"fewer": {"of": "partners", "than": 0}}, Place())


def test_conditions_within_each_other_have_an_end():
    deep = {"missing": "targets"}
    for _level in range(DEEPEST):
        deep = {"not": deep}
    with pytest.raises(RulesError, match="At most 8 conditions"):
        read_condition(deep, Place())
    assert read_condition(deep["not"], Place())


def of_kind(*wanted):
    return st.sampled_from([name for name, kind in kinds().items() if kind in wanted])


CODES = st.sampled_from(["lead", "global", "new", "training", "x"])
DAYS = st.one_of(st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str), st.just("2002"), of_kind(Kind.DAY))
PARTS = of_kind(Kind.PARTS).flatmap(
    lambda name: st.sampled_from(sorted(parts_of(name))).map(lambda part: f"{name}.{part}")
)
NUMBERS = st.integers(1, 100)
LEAVES = st.one_of(
    st.fixed_dictionaries({"missing": st.sampled_from(sorted(kinds()))}),
    st.fixed_dictionaries({"empty": st.sampled_from(sorted(kinds()))}),
    st.fixed_dictionaries({"fewer": st.fixed_dictionaries({"of": of_kind(Kind.CODES, Kind.PARTS), "than": NUMBERS})}),
    st.fixed_dictionaries({"shorter": st.fixed_dictionaries({"of": of_kind(Kind.TEXT), "than": NUMBERS})}),
    st.fixed_dictionaries({"without_number": of_kind(Kind.TEXT)}),
    st.sampled_from([{"only_one_group": "partners"}, {"only_one_type": "partners"}]),
    st.fixed_dictionaries(
        {"is": st.fixed_dictionaries({"field": of_kind(Kind.TEXT, Kind.CODES), "one_of": st.lists(CODES, min_size=1)})}
    ),
    st.sampled_from(
        [{"is": {"field": "open_ended", "one_of": [False]}}, {"is": {"field": "partners.role", "one_of": ["lead"]}}]
    ),
    st.fixed_dictionaries({"without": PARTS}),
    st.fixed_dictionaries({"before": st.fixed_dictionaries({"field": of_kind(Kind.DAY), "than": DAYS})}),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"not": inner}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
    ),
    max_leaves=5,
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DOCUMENTS = st.builds(
    dict,
    objectives=TEXTS,
    targets=TEXTS,
    scope=st.one_of(st.none(), TEXTS),
    started_on=st.one_of(st.none(), st.sampled_from(["0001", "2003-05", "9999-12-31"])),
    status_on=st.one_of(st.none(), st.sampled_from(["0001", "2003-05", "9999-12-31"])),
    open_ended=st.one_of(st.none(), st.booleans()),
    none_of=st.lists(st.sampled_from(NONE_OF), max_size=3),
    dimensions=st.lists(TEXTS, max_size=4),
    finance_amount=st.one_of(st.none(), st.integers(0, 10**12)),
    partners=st.lists(
        st.builds(
            dict, organization=st.sampled_from([*DIRECTORY, "nobody", ""]), role=st.sampled_from(["lead", "partner"])
        ),
        max_size=4,
        unique_by=lambda each: each["organization"],
    ),
    commitments=st.lists(st.builds(dict, scheme=CODES, code=CODES, explanation=TEXTS), max_size=3),
    deliverables=st.lists(st.builds(dict, id=CODES, title=TEXTS), max_size=3, unique_by=lambda each: each["id"]),
    texts=st.lists(
        st.builds(dict, field=st.sampled_from(["objectives", "nothing"]), language=CODES, text=TEXTS), max_size=2
    ),
)


@given(condition=CONDITIONS, said=DOCUMENTS, knows=st.booleans())
def test_every_condition_is_true_or_false_of_every_document(condition, said, knows):
    read = read_condition(condition, Place())
    case = Case(PartnershipDocument.model_validate(said), DIRECTORY if knows else {})
    assert read.holds(case) in (True, False)
    assert read_condition({"not": condition}, Place()).holds(case) is not read.holds(case)
    assert set(read.fields()) <= set(kinds())


ANYTHING = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.dates(), st.sampled_from([*READERS, *kinds()])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.sampled_from([*READERS, "of", "than", "field", "one_of"]), st.integers(), st.none()), inner
        ),
    ),
    max_leaves=8,
)


@given(nonsense=ANYTHING)
def test_whatever_is_written_is_read_or_refused(nonsense):
    try:
        condition = read_condition(nonsense, Place())
    except RulesError as refused:
        assert str(refused).endswith((".", "”"))  # noqa: PT017 either way out is right
    else:
        assert condition.holds(Case(PartnershipDocument(), {})) in (True, False)
