"""Two changes of one record: each keeps what it meant."""

from hypothesis import given
from hypothesis import strategies as st

from rapport.registry.merging import merge_documents
from rapport.registry.policy import changed_fields
from rapport.testing import document

FIELDS = ("name", "objectives", "website", "governance")
changes = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["a", "b", "c"]))
BASE = document()


@given(theirs=changes, mine=changes)
def test_nothing_that_either_changed_is_lost_unless_it_is_told(theirs: dict[str, str], mine: dict[str, str]) -> None:
    merged, conflicts = merge_documents(BASE, document(**theirs), document(**mine))
    for field in FIELDS:
        if field in mine:
            assert getattr(merged, field) == mine[field]
        elif field in theirs:
            assert getattr(merged, field) == theirs[field]
        else:
            assert getattr(merged, field) == getattr(BASE, field)
    assert set(conflicts) == {field for field in theirs if field in mine and theirs[field] != mine[field]}


@given(mine=changes)
def test_a_change_over_its_own_base_is_itself(mine: dict[str, str]) -> None:
    merged, conflicts = merge_documents(BASE, BASE, document(**mine))
    assert (changed_fields(merged, document(**mine)), conflicts) == ([], [])
