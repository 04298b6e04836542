"""Bulk change: what it writes, what it leaves, and that undoing it gives back what was."""

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.accounts.models import Role, User
from rapport.lib.dates import PartialDate
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import find_in_force, newest_entry
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.models import JournalEntry, Submission
from rapport.registry.operations import LISTS, SETTABLE, Operation, put_back
from rapport.registry.proposal import Proposal
from rapport.screening.bulk import SetChangedError, apply_change, find_numbers, fingerprint_of, preview, read_set
from rapport.screening.models import BulkChange
from rapport.screening.undoing import plan_undo, undo
from rapport.sets.following import view_of
from rapport.sets.query import Query
from rapport.sets.tests.invented import enter_organizations, invent_document
from rapport.testing import NOW, TODAY, WASTE, document, register
from rapport.vocabularies.schemes import scheme

FIRST = date(2003, 6, 1)
EVERYTHING = Query.of(status=("registered", "completed", "withdrawn", "merged", "superseded", "forming"))
GLOBAL = Operation("scope", "set", "global")


def change(operation: Operation = GLOBAL, query: Query = EVERYTHING, by: User | None = None) -> BulkChange:
    shown = preview(query, operation, today=TODAY)
    return apply_change(
        query, operation, fingerprint=shown.fingerprint, reason="The survey.", by=Actor(by, Role.OFFICER), today=TODAY,
        now=NOW,
    )  # fmt: skip


def take_back(done: BulkChange) -> None:
    undo(done, by=Actor(None, Role.OFFICER), today=TODAY, now=NOW)


def now_says(public_id: str, day: date = TODAY) -> PartnershipDocument:
    found = find_in_force(public_id, as_at=day)
    assert found
    return found.document


def fates(done: BulkChange) -> dict[str, str]:
    return dict(done.items.values_list("partnership__public_id", "fate"))


@pytest.mark.django_db
def test_it_publishes_as_the_secretariat_in_bulk_and_confirms_nothing() -> None:
    register(Proposal("P-1", document(), confirmed_on=date(2008, 5, 1)), P_2=document(scope="global"))
    before = view_of(Query(), today=TODAY).counts("freshness", view_of(Query(), today=TODAY).select(Query()))
    done = change()
    entries = JournalEntry.objects.filter(partnership__public_id="P-1").order_by("number")
    assert [(each.kind, each.role, each.channel) for each in entries][-1] == ("changed", "officer", "bulk")
    assert fates(done) == {"P-1": "changed"}
    assert view_of(Query(), today=TODAY).counts("freshness", view_of(Query(), today=TODAY).select(Query())) == before
    found = find_in_force("P-1", as_at=TODAY)
    assert found
    assert found.confirmed_on == date(2008, 5, 1)


@pytest.mark.django_db
def test_the_log_says_who_what_why_and_which_versions() -> None:
    register(P_1=document())
    done = change(query=Query.of(theme="oceans-seas"))
    item = done.items.get()
    assert (done.query, done.reason, done.count) == ("theme=oceans-seas", "The survey.", 1)
    assert done.operation == {"field": "scope", "do": "set", "code": "global", "rank": "", "on": ""}
    assert (item.before.number, item.after.number) == (1, 2)


@pytest.mark.django_db
def test_it_is_no_case_of_the_desk() -> None:
    register(P_1=document())
    change()
    assert not Submission.objects.filter(entries__isnull=False).exists()


@pytest.mark.django_db
def test_the_sets_count_it_at_once() -> None:
    register(P_1=document(), P_2=document(WASTE))
    change()
    assert find_numbers(Query.of(scope="global"), today=TODAY) == [1, 2]


@pytest.mark.django_db
def test_a_preview_writes_nothing_and_says_which_cannot_and_why() -> None:
    register(P_1=document(), P_2=document(WASTE), P_3=document(WASTE, open_ended=False))
    entry = newest_entry()
    shown = preview(Query(), Operation("open_ended", "set", "yes"), today=TODAY)
    assert (shown.total, shown.changing, shown.same, shown.refused.total()) == (3, 1, 1, 1)
    assert [(each.public_id, each.after.open_ended) for each in shown.sample] == [("P-3", True)]
    assert [(public_id, "has an end" in why) for public_id, _name, why in shown.shown_refused] == [("P-1", True)]
    assert newest_entry() == entry


@pytest.mark.django_db
def test_those_that_cannot_are_left_and_the_others_changed() -> None:
    register(P_1=document(), P_2=document(WASTE, open_ended=None))
    assert fates(change(Operation("open_ended", "set", "yes"))) == {"P-2": "changed"}


@pytest.mark.django_db
@pytest.mark.parametrize("then", [{"P_3": document(name="New")}, {"P_1": document(name="Other")}])
def test_what_was_shown_is_what_is_done_or_nothing(then: dict[str, PartnershipDocument]) -> None:
    register(P_1=document(), P_2=document(WASTE))
    shown = preview(Query(), GLOBAL, today=TODAY)
    register(**then)
    by = Actor(None, Role.OFFICER)
    with pytest.raises(SetChangedError):
        apply_change(
            Query(), GLOBAL, fingerprint=shown.fingerprint, reason="x", by=by, today=TODAY, now=NOW
        )  # fmt: skip
    assert (BulkChange.objects.count(), now_says("P-1").scope) == (0, "regional")


@pytest.mark.django_db
def test_another_change_than_the_one_shown_is_not_done() -> None:
    register(P_1=document())
    numbers = find_numbers(Query(), today=TODAY)
    assert fingerprint_of(numbers, GLOBAL) != fingerprint_of(numbers, Operation("scope", "set", "national"))


@pytest.mark.django_db
def test_where_nothing_would_change_nothing_is_logged() -> None:
    register(P_1=document(scope="global"))
    with pytest.raises(NotPossibleError, match="Nothing would change"):
        change()
    assert not BulkChange.objects.exists()


@pytest.mark.django_db
def test_undone_it_leaves_and_lists_what_was_changed_since() -> None:
    register(P_1=document(), P_2=document(WASTE), P_3=document(WASTE, name="Third"))
    done = change()
    register(P_1=document(scope="national"), P_3=document(WASTE, name="Renamed", scope="global"))
    plan = plan_undo(done)
    assert (plan.restored, plan.left_count) == (2, 1)
    assert [(each.public_id, each.labels) for each in plan.left] == [("P-1", ["Scope"])]
    take_back(done)
    assert fates(done) == {"P-1": "left", "P-2": "restored", "P-3": "restored"}
    assert [now_says(each).scope for each in ("P-1", "P-2", "P-3")] == ["national", "subregional", "subregional"]
    assert now_says("P-3").name == "Renamed"


@pytest.mark.django_db
def test_undone_by_hand_already_it_is_as_it_was_and_nothing_is_written() -> None:
    register(P_1=document())
    done = change()
    register(P_1=document())
    entry = newest_entry()
    take_back(done)
    assert (newest_entry(), fates(done)) == (entry, {"P-1": "restored"})


@pytest.mark.django_db
def test_it_is_undone_once() -> None:
    register(P_1=document())
    done = change()
    take_back(done)
    with pytest.raises(NotPossibleError, match="already"):
        take_back(done)


@pytest.mark.django_db
def test_a_status_of_an_earlier_day_is_given_for_that_day_and_taken_back_for_it_too() -> None:
    register(P_1=document())
    done = change(Operation("status", "set", "completed", on=PartialDate(2008, 5)))
    assert [now_says("P-1", day).status for day in (date(2008, 5, 30), date(2008, 6, 1), TODAY)] == [
        "registered", "completed", "completed",
    ]  # fmt: skip
    take_back(done)
    assert [now_says("P-1", day).status for day in (date(2008, 6, 1), TODAY)] == ["registered", "registered"]


def test_a_day_in_the_set_is_left_out_with_a_sentence() -> None:
    query, sentences = read_set("/fr/partnerships/?scope=global&as-at=2004-01-01&order=name")
    assert (query.query_string(), len(sentences)) == ("scope=global", 1)


def codes_of(field: str) -> st.SearchStrategy[str]:
    if field in ("funding_sought", "open_ended"):
        return st.sampled_from(["yes", "no", ""])
    if field == "language":
        return st.sampled_from(["en", "fr", "zh-Hans", ""])
    if field == "commitments":
        return st.sampled_from(["sdg:6", "sdg:6.1", "mdg:7"])
    name = SETTABLE.get(field) or LISTS[field]
    return st.sampled_from([code for code in scheme(name).codes if code not in ("merged", "superseded")])


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    field = draw(st.sampled_from([*SETTABLE, *LISTS]))
    do = "set" if field in SETTABLE else draw(st.sampled_from(["add", "take"]))
    rank = draw(st.sampled_from(["primary", "secondary"])) if field == "themes" else ""
    on = draw(st.sampled_from([PartialDate(2003, 7), PartialDate(2009)])) if field == "status" else None
    return Operation(field, do, draw(codes_of(field)), rank, on)


@given(seed=st.integers(), operation=operations())
def test_undone_it_is_as_if_it_had_never_been(seed: int, operation: Operation) -> None:
    before = invent_document(Random(seed))  # noqa: S311
    try:
        after = operation.apply(before, first_on=FIRST)
    except NotPossibleError:
        return
    assert operation.apply(after, first_on=FIRST) == after
    assert put_back(before, after, after) == (before, [])


@given(seed=st.integers(), operation=operations(), name=st.text(max_size=5))
def test_undone_what_others_changed_elsewhere_stays(seed: int, operation: Operation, name: str) -> None:
    before = invent_document(Random(seed))  # noqa: S311
    try:
        after = operation.apply(before, first_on=FIRST)
    except NotPossibleError:
        return
    now = PartnershipDocument.model_validate({**dict(after), "governance": name})
    assert put_back(before, after, now) == (before.model_copy(update={"governance": now.governance}), [])


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(), operation=operations())
def test_in_the_registry_too(db: Any, seed: int, operation: Operation) -> None:
    chance = Random(seed)  # noqa: S311
    enter_organizations()
    names = [f"H-{newest_entry()}-{place}" for place in range(5)]
    register(*(Proposal(name, invent_document(chance)) for name in names))
    before = {name: now_says(name) for name in names}
    try:
        done = change(operation)
    except NotPossibleError:
        return
    take_back(done)
    assert {name: now_says(name) for name in names} == before
    assert set(fates(done).values()) <= {"restored"}
