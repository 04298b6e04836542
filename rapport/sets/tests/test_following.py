"""Every worker follows the journal; whatever is killed whenever, the numbers are right."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rapport.registry.history import in_force
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.sets import following
from rapport.sets.folding import fold
from rapport.sets.following import current, forget, view
from rapport.sets.models import IndexDoc, IndexState, TokenBitmap
from rapport.sets.packing import pack_index
from rapport.sets.postings import MemoryPostings
from rapport.sets.query import Query
from rapport.sets.search import answer
from rapport.sets.store import rebuild
from rapport.sets.tests.invented import Registry
from rapport.sets.tests.slow_twin import Twin
from rapport.testing import NOW, TODAY, WASTE, document, register

slowly = settings(max_examples=20, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


def size(query, *, today):
    return len(following.view_of(query, today=today).select(query))


class Workers:
    """Processes, played by what each of them keeps."""

    def __init__(self) -> None:
        self.kept: dict[str, object] = {}
        self.now = ""

    def take_turn(self, name: str) -> None:
        if self.now:
            self.kept[self.now] = dict(following._local.__dict__), following._worker.snapshot
        forget()
        self.now = name
        local, following._worker.snapshot = self.kept.get(name, ({}, None))
        following._local.__dict__.update(local)


def everything_of(index) -> dict[str, object]:
    """All that an index says, to be compared."""
    postings = index.postings
    if isinstance(postings, MemoryPostings):
        tokens = sorted({*postings.held, *postings.overlay.recent})
    else:
        rows = (bytes(token).decode() for token in TokenBitmap.objects.values_list("token", flat=True))
        tokens = sorted({*rows, *postings._laid.overlay.recent})
    found = {token: (set(held.wide), set(held.narrow)) for token, held in postings.find(tokens).items()}
    orders = [order.order.tolist() for order in (index.orders.name, index.orders.newest, index.orders.known)]
    facets = {name: {value: set(held) for value, held in values.items()} for name, values in index.facets.items()}
    numbers = {name: {record: held.number(record) for record in held.known} for name, held in index.numbers.items()}
    return {
        "everything": set(index.everything),
        "facets": {name: values for name, values in facets.items() if values},
        "numbers": numbers,
        "orders": orders,
        "tokens": found,
    }


@pytest.mark.django_db
@slowly
@given(st.integers(0, 2**32), st.integers(2, 14))
def test_however_it_came_about_an_index_is_that_of_a_rebuild(seed, steps):
    chance, workers = Random(seed), Workers()  # noqa: S311
    with transaction.atomic():
        registry = Registry(chance)
        for _step in range(steps):
            workers.take_turn(chance.choice("abc"))
            chance.choice((registry.step, registry.step, lambda: current(registry.today), lambda: fold_(registry)))()
        followed = {}
        for name in "abc":
            workers.take_turn(name)
            followed[name] = everything_of(current(registry.today).index)
        forget()
        rebuild(today=registry.today)
        anew = everything_of(current(registry.today).index)
        forget()
        transaction.set_rollback(True)
    assert followed == {"a": anew, "b": anew, "c": anew}


def fold_(registry: Registry) -> None:
    fold(today=registry.today)


@pytest.mark.django_db
@slowly
@given(st.integers(0, 2**32), st.integers(1, 8))
def test_the_day_may_move_either_way(seed, steps):
    chance = Random(seed)  # noqa: S311
    with transaction.atomic():
        registry = Registry(chance)
        for _step in range(steps):
            registry.step()
        for day in chance.choices(registry.days(), k=4):
            twin = Twin(in_force(as_at=day), day)
            assert set(answer(Query(), today=day).numbers) == twin.registry()
            if chance.random() < 0.3:
                fold(today=day)
        forget()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_worker_sees_what_another_published_at_its_next_request():
    workers = Workers()
    register(reef=document())
    for name in "ab":
        workers.take_turn(name)
        assert size(Query.of("coral"), today=TODAY) == 1
    workers.take_turn("a")
    register(waste=document(WASTE, objectives="Coral again."))
    workers.take_turn("b")
    assert size(Query.of("coral"), today=TODAY) == 2


@pytest.mark.django_db
def test_what_is_rolled_back_was_never_there():
    register(reef=document())
    assert size(Query(), today=TODAY) == 1
    with transaction.atomic():
        register(waste=document(WASTE))
        assert size(Query(), today=TODAY) == 2
        transaction.set_rollback(True)
    assert size(Query(), today=TODAY) == 1
    register(other=document(WASTE, name="Other"))
    assert answer(Query.of("other"), today=TODAY).total == 1


@pytest.mark.django_db
def test_a_fold_that_is_killed_leaves_the_state_before_it(monkeypatch):
    register(reef=document())
    current(TODAY)
    register(waste=document(WASTE))

    def kill(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rapport.sets.folding._fold_tokens", kill)
    with pytest.raises(KeyboardInterrupt):
        fold(today=TODAY)
    forget()
    assert IndexState.objects.get().number < JournalEntry.objects.count()
    assert answer(Query.of("waste"), today=TODAY).numbers == [2]


@pytest.mark.django_db
def test_an_answer_given_while_another_folds_is_of_one_state():
    register(reef=document())
    before = view(today=TODAY)
    register(waste=document(WASTE, objectives="Coral again."))
    fold(today=TODAY)
    # The view is of the time before; the stored tokens are of after.
    assert before.select(Query.of("coral")).to_array().tolist() == [1]
    assert before.words("again").wide.to_array().tolist() == []


@pytest.mark.django_db
def test_it_rebuilds_itself_where_it_is_missing_or_of_other_rules():
    register(reef=document())
    for damage in (IndexState.objects.all().delete, lambda: IndexState.objects.update(format="older")):
        damage()
        forget()
        assert size(Query.of("coral"), today=TODAY) == 1


@pytest.mark.django_db
def test_a_record_that_nobody_indexed_is_derived_by_whoever_asks():
    register(reef=document())
    current(TODAY)
    register(waste=document(WASTE))
    IndexDoc.objects.all().delete()
    assert size(Query.of("waste"), today=TODAY) == 1


@pytest.mark.django_db
def test_what_happens_tomorrow_is_there_tomorrow():
    tomorrow = TODAY + timedelta(days=1)
    register(reef=document())
    proposal = Proposal(id="reef", document=document(name="Atoll Watch"), happened_on=tomorrow)
    publish([proposal], today=TODAY, now=NOW)
    assert size(Query.of("atoll"), today=TODAY) == 0
    assert size(Query.of("atoll"), today=tomorrow) == 1
    assert size(Query.of("atoll"), today=TODAY) == 0


@pytest.mark.django_db
def test_a_fold_makes_the_stored_index_that_of_a_rebuild():
    register(reef=document(), waste=document(WASTE))
    current(TODAY)
    register(reef=document(name="Atoll Watch", partners=()))
    assert fold(today=TODAY) == 1
    assert not IndexDoc.objects.exists()
    forget()
    folded = dict(pack_index(current(TODAY).index))
    rebuild(today=TODAY)
    forget()
    assert folded == dict(pack_index(current(TODAY).index))
