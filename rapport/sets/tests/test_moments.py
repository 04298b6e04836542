"""The past does not change: an index of it is kept in a file, and a file that is spoiled is made again."""

from datetime import date
from random import Random

import pytest

from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.sets import moments
from rapport.sets.cabinet import SpoiledError, read_index, write_index
from rapport.sets.index import Index, build
from rapport.sets.query import Query
from rapport.sets.search import answer
from rapport.sets.store import derive_entries
from rapport.sets.tests.invented import ORGANIZATIONS, Registry
from rapport.sets.view import View
from rapport.testing import NOW, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> Index:
    registry = Registry(Random(3))  # noqa: S311
    for _step in range(12):
        registry.step()
    entries = derive_entries(range(1, 30), as_at=registry.today)
    return build(entry for entry in entries.values() if entry)


def texts_of(_records):
    raise AssertionError("no phrase was asked for")


@pytest.fixture
def folder(settings, tmp_path):
    """Files are kept, as in a real installation; and nothing in memory."""
    settings.RAPPORT_HOME, settings.TESTING = tmp_path, False
    moments.forget()
    yield tmp_path / "cache" / "sets"
    moments.forget()


def test_an_index_comes_back_from_its_file(index, tmp_path):
    write_index(tmp_path / "a.sets", index)
    again = read_index(tmp_path / "a.sets")
    then, now = (View(each, TODAY, read_texts=texts_of) for each in (index, again))
    for query in (
        Query(),
        Query("water"),
        Query("пл*"),
        Query.of(organization=ORGANIZATIONS[0]),
        Query.of(status="withdrawn"),
    ):
        assert then.select(query) == now.select(query)
    assert then.organizations_most_listed(3) == now.organizations_most_listed(3)
    assert again.orders.name.order.tolist() == index.orders.name.order.tolist()
    assert again.postings.starting_with([""], 10_000) == index.postings.starting_with([""], 10_000)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.sets"]


@pytest.mark.parametrize("place", [0, 20, 500, -1])
def test_a_file_of_which_one_byte_is_wrong_is_as_good_as_none(index, tmp_path, place):
    path = tmp_path / "a.sets"
    write_index(path, index)
    held = bytearray(path.read_bytes())
    held[place] ^= 1
    path.write_bytes(held)
    with pytest.raises(SpoiledError):
        read_index(path)


@pytest.mark.parametrize("size", [0, 10, 100])
def test_a_file_cut_short_is_as_good_as_none(index, tmp_path, size):
    path = tmp_path / "a.sets"
    write_index(path, index)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(SpoiledError):
        read_index(path)


def test_a_moment_is_kept_and_read_again(folder):
    register(reef=document(), waste=document(WASTE))
    past = Query.of("coral").at(as_at=date(2003, 7, 1))
    assert answer(past, today=TODAY).total == 1
    (kept,) = folder.glob("*.sets")
    before = kept.read_bytes()
    moments.forget()
    assert answer(past.at(as_at=date(2003, 9, 1)), today=TODAY).total == 1  # nothing happened between
    assert kept.read_bytes() == before
    kept.write_bytes(b"spoiled")
    moments.forget()
    assert answer(past, today=TODAY).total == 1
    assert kept.read_bytes() == before


def test_a_day_since_which_nothing_happened_needs_no_index_of_its_own(folder):
    register(reef=document(), waste=document(WASTE))
    assert answer(Query().at(as_at=date(2009, 1, 1)), today=TODAY).total == 2
    assert not folder.exists()


def test_a_late_correction_makes_another_moment(folder):
    register(reef=document(), waste=document(WASTE))
    past = Query.of("coral").at(as_at=date(2003, 7, 1))
    assert answer(past, today=TODAY).total == 1
    corrected = Proposal(id="reef", document=document(objectives="None."), happened_on=date(2003, 6, 30))
    publish([corrected], today=TODAY, now=NOW.replace(hour=11))
    assert answer(past, today=TODAY).total == 0
    assert answer(past.at(as_at=past.as_at, known_at=NOW), today=TODAY).total == 1


def test_only_so_many_files_are_kept(folder, monkeypatch):
    monkeypatch.setattr(moments, "MOST_FILES", 2)
    register(reef=document(), waste=document(WASTE), other=document(WASTE, name="O", registered_on="2005-01-01"))
    register(more=document(WASTE, name="M", registered_on="2006-01-01"))
    for year in (2002, 2003, 2004, 2005):
        answer(Query().at(as_at=date(year, 12, 31)), today=TODAY)
    assert len(list(folder.glob("*.sets"))) == 2
