"""A set is counted the same by its rows as by the bitmaps, whatever is loose."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from rapport.sets.rows import WIDTH, Rows, Turned

records = st.sets(st.integers(0, 40))
facets = st.dictionaries(
    st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), records, max_size=3), max_size=3
)


def bitmaps(given_facets):
    return {facet: {value: BitMap(held) for value, held in values.items()} for facet, values in given_facets.items()}


def count(chosen, held):
    return {
        facet: {value: number for value, each in values.items() if (number := len(chosen & each))}
        for facet, values in held.items()
    }


@given(facets, facets, records, records)
def test_rows_and_bitmaps_agree_after_a_change_too(before, after, gone, chosen):
    then, now = bitmaps(before), bitmaps(after)
    touched = BitMap(gone)
    merged = {
        facet: {
            value: (then.get(facet, {}).get(value, BitMap()) - touched)
            | (now.get(facet, {}).get(value, BitMap()) & touched)
            for value in "xyz"
        }
        for facet in "abc"
    }
    rows = Rows.of(then, BitMap(range(41))).without(touched)
    counted = rows.counts(BitMap(chosen), merged)
    assert counted is None or counted == count(BitMap(chosen), merged)


def test_a_record_with_more_values_than_a_row_holds_is_counted_all_the_same():
    held = {"country": {f"{code}": BitMap([1, 2] if code < 5 else [1]) for code in range(WIDTH + 10)}}
    rows = Rows.of(held, BitMap(range(9)))
    assert rows.loose == BitMap([1])
    assert rows.counts(BitMap(range(9)), held) == count(BitMap(range(9)), held)


def test_a_large_set_is_left_to_the_bitmaps():
    everything = BitMap(range(10_000))
    assert Rows.of({"scope": {"global": everything}}, everything).counts(everything, {}) is None


def test_rows_are_made_anew_where_much_has_changed():
    everything = BitMap(range(100))
    turned = Turned(Rows.of({"scope": {"global": everything}}, everything))
    assert turned.without(BitMap([1])).rows({}, everything).loose == BitMap([1])
    assert not turned.without(BitMap(range(50))).rows({}, everything).loose
