import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.lib.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "COTE D'IVOIRE"),
        ("  Ministry of  Water ", "ministry of water"),
        ("ﬁsh", "fish"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_writings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_marks_of_direction_are_no_part_of_a_name() -> None:
    assert fold("\u200fمصر\u200e") == fold("مصر")


def test_other_scripts_keep_their_letters() -> None:
    assert fold("Министерство") == "министерство"
    assert fold("环境部") == "环境部"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
