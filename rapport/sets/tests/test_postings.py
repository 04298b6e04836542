"""Organizations come with their listings, most first, also where records have changed since the sets were stored."""

from dataclasses import replace

from pyroaring import BitMap

from rapport.sets.derive import Entry
from rapport.sets.postings import ORGANIZATION, MemoryPostings, Posting

STORED = {"many": [1, 2, 3, 4, 5], "some": [1, 2, 3], "few": [1]}
EMPTY = frozenset()
ENTRY = Entry(0, EMPTY, {}, EMPTY, EMPTY, EMPTY, EMPTY, "", 0, 0)


def changed(**organizations):
    held = {ORGANIZATION + name: Posting(BitMap(records), BitMap()) for name, records in STORED.items()}
    entries = {
        int(record[1:]): replace(ENTRY, record=int(record[1:]), organizations=frozenset(listed))
        for record, listed in organizations.items()
    }
    return MemoryPostings(held).changed(entries)


def test_each_is_given_with_at_least_its_listings_and_most_come_first():
    postings = changed(_4=["few", "new"], _6=["new", "some"], _7=["few"])
    given = list(postings.organizations())
    assert [bound for _name, bound in given] == sorted((bound for _name, bound in given), reverse=True)
    found = postings.find([ORGANIZATION + name for name, _bound in given])
    assert {name: len(found[ORGANIZATION + name].wide) for name, _bound in given} == {
        "many": 4, "some": 4, "few": 3, "new": 2,
    }  # fmt: skip
    assert all(len(found[ORGANIZATION + name].wide) <= bound for name, bound in given)


def test_a_save_does_not_bring_its_organizations_to_the_front():
    assert next(changed(_1=["few"], _2=["few", "new"]).organizations())[0] == "many"
