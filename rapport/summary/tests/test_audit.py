"""The audit: what cannot be true is found, what is true is left alone."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.exchange.sheets import SheetError
from rapport.summary.audit import audit
from rapport.summary.audit.amounts import read_amount
from rapport.summary.audit.findings import Finding
from rapport.summary.audit.statements import read_statements
from rapport.summary.audit.table import read_table
from rapport.testing import REPOSITORY

CLUSTER = {"base": "74", "base_what": "partnerships of the cluster"}
REGISTRY = {"base": "348", "base_what": "registered partnerships"}


def stated(id_: str, published: object, unit: str = "percent", **more: str) -> dict[str, str]:
    what = more.pop("what", id_.replace(".", ": "))
    return {"id": id_, "paragraph": "1", "what": what, "published": str(published), "unit": unit, **more}


def found(*rows: dict[str, str]) -> list[Finding]:
    return audit(read_statements(enumerate(rows, 2)))


def kinds(*rows: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.level, each.kind) for each in found(*rows)]


@pytest.mark.parametrize(("share", "base"), [("17", "74"), ("87", "74"), ("50", "3"), ("1", "7"), ("33.4", "9")])
def test_a_share_that_no_whole_count_gives(share: str, base: str) -> None:
    (finding,) = found(stated("a", share, base=base, base_what="all"))
    assert (finding.level, finding.kind) == ("error", "unattainable")
    assert f"{share} per cent of {base}" in finding.sentence


@given(base=st.integers(1, 5000), count=st.integers(0, 5000), decimals=st.integers(0, 2))
def test_a_share_that_was_counted_is_never_found(base: int, count: int, decimals: int) -> None:
    count = min(count, base)
    scale = 10**decimals
    rounded = Fraction((2 * 100 * scale * count + base) // (2 * base), scale)
    amount = read_amount(f"{float(rounded):.{decimals}f}")
    assert amount is not None
    assert count in amount.counts_of(base)
    assert kinds(stated("a", f"{float(rounded):.{decimals}f}", base=str(base), base_what="all")) == []


@pytest.mark.parametrize(
    ("published", "low", "high"),
    [
        ("348", 348, 348), ("7,877", 7877, 7877), ("7\u00a0877", 7877, 7877), ("more than 60", 60, None),
        ("less than 33", None, 33), ("at least 5", 5, None), ("no more than 10", None, 10), ("about 10", 9.5, 10.5),
        ("> 60", 60, None), ("-4", -4, -4), ("−4 per cent", -4, -4), ("12,5", 12.5, 12.5), ("45 to 50", 45, 50),
        ("68–71", 68, 71), ("between 10 and 16 years", 10, 16), ("1.2 million", 1_150_000, 1_250_000),
        ("1,204,300", 1_204_300, 1_204_300), ("not more than 10", None, 10), ("100+", 100, None),
    ],
)  # fmt: skip
def test_what_a_published_number_leaves_open(published: str, low: float | None, high: float | None) -> None:
    amount = read_amount(published)
    assert amount is not None
    assert (amount.low, amount.high) == (low, high)


def test_what_is_no_number_is_told() -> None:
    assert kinds(stated("a", "many", "count")) == [("warning", "unread")]


def test_a_count_and_its_share_in_two_paragraphs() -> None:
    assert kinds(stated("limited", 218, "count"), stated("limited", 63, **REGISTRY)) == []
    (finding,) = found(stated("limited", 230, "count"), stated("limited", 63, **REGISTRY))
    assert finding.kind == "conflict"
    assert "63 per cent of 348, which is 218 to 220" in finding.sentence


def test_the_same_words_of_the_same_whole_under_two_names() -> None:
    one = stated("a.open", 37, what="open-ended", **REGISTRY)
    assert kinds(one, stated("b.open", 130, "count", what="Open-ended", **REGISTRY)) == []
    assert kinds(one, stated("b.open", 120, "count", what="Open-ended", **REGISTRY)) == [("error", "conflict")]


def test_a_part_that_its_own_kind_makes_is_all_of_it() -> None:
    wide = stated("themes.any.mining", 5, what="primary or secondary theme: mining", **REGISTRY)
    part = {"base": "170", "base_what": "with a primary or secondary theme in the cluster"}
    narrow = stated("cluster.themes.any.mining", 20, "count", what="primary or secondary theme: mining")
    beside = stated("cluster.themes.any.mining", 12, what="primary or secondary theme: mining", **part)
    assert ("error", "conflict") in kinds(wide, narrow, beside)
    other = stated("cluster.themes.primary.coal", 3, "count", what="primary theme: coal")
    assert kinds(wide, {**narrow, "published": "18"}, {**beside, "published": "11"}) == []
    assert kinds(wide, {**narrow, "published": "10"}, {**beside, "published": "6"}, other) == []


def test_a_part_is_not_greater_than_its_whole() -> None:
    wide = stated("scope.local", 1, what="scope: local", **REGISTRY)
    assert kinds(wide, stated("cluster.scope.local", 5, what="scope: local", **CLUSTER)) == []
    assert kinds(wide, stated("cluster.scope.local", 14, what="scope: local", **CLUSTER)) == [("error", "conflict")]
    total = stated("total", 348, "count", what="registered partnerships as at today")
    assert kinds(total, stated("fairs", 400, "count", what="took part in a fair")) == [("warning", "part-above-whole")]


def test_who_says_more_has_said_something() -> None:
    informed = stated("informed", 87, what="gave information on resources", **REGISTRY)
    assert kinds(informed, stated("source", 305, "count", what="gave a source", **REGISTRY)) == [
        ("warning", "part-above-whole")
    ]
    assert kinds(informed, stated("source", 300, "count", what="gave a source", **REGISTRY)) == []


@given(st.lists(st.integers(0, 400), min_size=2, max_size=8).filter(any))
def test_what_was_counted_of_a_true_registry_is_never_more_than_a_note(counts: list[int]) -> None:
    base = sum(counts)
    whole = {"base": str(base), "base_what": "registered partnerships"}
    rows = [stated("total", base, "count", what="registered partnerships as at today")]
    for place, count in enumerate(counts):
        rows.append(stated(f"scope.{place}", count, "count", what=f"scope: s{place}"))
        rows.append(stated(f"scope.{place}", (200 * count + base) // (2 * base), what=f"scope: s{place}", **whole))
        rows.append(stated(f"cluster.scope.{place}", count // 2, "count", what=f"scope: s{place}"))
    rows.append(stated("cluster.total", sum(count // 2 for count in counts), "count", what="of the cluster"))
    assert {each.level for each in found(*rows)} <= {"note"}


SCOPES = ("global", "regional", "subregional", "national", "local")


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((52, 20, 22, 5, 1), []),
        ((52, 20, 23, 5, 1), [("note", "rounded-sum")]),
        ((51, 20, 22, 5, 1), [("note", "rounded-sum")]),
        ((52, 28, 22, 5, 1), [("error", "unequal-sum")]),
        ((45, 20, 22, 5, 1), [("error", "unequal-sum")]),
        ((20, 20, 10, 5, 1), []),
        ((54, 20, 22, 5, 1), [("note", "rounded-sum")]),
        ((55, 20, 22, 5, 1), [("error", "unequal-sum")]),
    ],
)
def test_shares_of_one_whole_add_up_but_for_rounding(shares: tuple[int, ...], expected: list[Any]) -> None:
    rows = [stated(f"scope.{code}", share, **REGISTRY) for code, share in zip(SCOPES, shares, strict=True)]
    assert kinds(*rows) == expected


def test_shares_that_add_up_to_a_hundred_though_their_counts_do_not() -> None:
    shares = {"0 to 4": 33, "5 to 9": 44, "10 and more": 23}
    rows = [
        stated(f"age.{age}", share, what=f"age: {age}", base="90", base_what="all") for age, share in shares.items()
    ]
    (finding,) = found(*rows)
    assert (finding.level, finding.kind) == ("error", "unequal-sum")
    assert "are 91 together, and the whole is 90" in finding.sentence


def test_shares_of_what_may_be_several_do_not_add_up_to_a_whole() -> None:
    shares = {"ngo": 30, "business": 38, "science": 18, "local": 9, "women": 1, "youth": 1, "farmers": 3}
    rows = [stated(f"with.{code}", share, what=f"have a partner: {code}", **REGISTRY) for code, share in shares.items()]
    assert kinds(*rows) == [("warning", "shares-of-something-else")]
    rows[0]["published"] = "60"
    assert kinds(*rows) == []


def test_counts_of_one_whole_give_the_whole() -> None:
    shares = [stated("time.limited", 63, **REGISTRY), stated("time.open", 37, **REGISTRY)]
    counts = [stated("time.limited", 218, "count"), stated("time.open", 130, "count")]
    assert kinds(*shares, *counts) == []
    counts[1]["published"] = "128"
    assert ("error", "unequal-counts") in kinds(*shares, *counts)


@pytest.mark.parametrize(
    ("classes", "is_found"),
    [
        (("1 to 5", "5 to 10", "10 to 16"), True), (("1 to 5", "6 to 10", "11 to 16"), False),
        (("up to 1 million", "1 to 5 million"), True), (("under 5", "5 to 10", "10 and more"), True),
        (("under 5", "5 to 9", "10 and more"), False), (("up to 9", "over 9"), False),
        (("2_to_10", "11_to_20"), False), (("2-10", "9-20"), True), (("0–9", "10–19"), False),
    ],
)  # fmt: skip
def test_classes_that_overlap(classes: tuple[str, ...], is_found: bool) -> None:
    rows = [stated(f"years.{each}", 20, what=f"duration: {each}", base="100", base_what="all") for each in classes]
    assert [kind for _level, kind in kinds(*rows) if kind == "overlapping-classes"] == (
        ["overlapping-classes"] if is_found else []
    )


def test_a_missing_base_is_told_once_for_all_that_share_it() -> None:
    rows = [stated(f"funding.{code}", 50, base_what="mentions of a source") for code in ("public", "private")]
    assert kinds(*rows) == [("warning", "missing-base")]


def test_one_whole_has_one_number() -> None:
    rows = [stated("a.one", 50, base="348", base_what="all"), stated("b.one", 50, base="350", base_what="All")]
    assert kinds(*rows) == [("error", "unequal-bases")]


@pytest.mark.parametrize(
    ("wording", "share", "is_false"),
    [
        ("Of these the majority (35 per cent) are", 35, True),
        ("the majority of partnerships (43 per cent) having no more than 10 partners", 43, True),
        ("the majority of partnerships (53 per cent)", 53, False),
        ("a significant majority of partnerships (83 per cent)", 83, False),
        ("The majority of those remaining are either regional (20 per cent)", 20, False),
        ("More than half of all are on means (46 per cent)", 46, True),
        ("More than half of all are on means (56 per cent) or on water (40 per cent)", 40, False),
        ("Less than one third (35 per cent) registered", 35, True),
        ("Nearly two thirds of those partnerships (62 per cent)", 62, False),
        ("Nearly two thirds of those partnerships (52 per cent)", 52, True),
        ("Almost all partnerships (88 per cent)", 88, True),
        ("Most partnerships (45 per cent)", 45, True),
        ("The most frequent kind (45 per cent)", 45, False),
        ("They are in 35 per cent, the majority of all", 35, True),
        ("35 per cent, or a majority of those that remain, are regional", 35, False),
        ("Slightly less than half of all (46 per cent)", 46, False),
        ("Slightly less than half of all (31 per cent)", 31, True),
    ],
)
def test_words_are_held_against_the_number_beside_them(wording: str, share: int, is_false: bool) -> None:
    expected = [("error", "false-claim")] if is_false else []
    assert kinds(stated("a", share, wording=wording, base="100", base_what="all")) == expected


def test_columns_that_are_not_named_are_never_read() -> None:
    row = stated("a", 56, **REGISTRY)
    assert kinds({**row, "attainable": "no", "note": "conflict", "count_min": "1", "count_max": "0"}) == []


def test_of_the_report_of_2010() -> None:
    findings = audit(read_table(REPOSITORY / "demo" / "report_2010" / "statistics.csv"))
    told = {(each.level, each.kind, each.statements[0].id) for each in findings}
    assert {each[2] for each in told if each[1] == "unattainable"} == {
        "cluster.started.2007", "cluster.started.2009", "cluster.partners.21_to_30", "cluster.funding.none",
        "cluster.mechanisms.education-awareness",
    }  # fmt: skip
    assert ("error", "conflict", "themes.any.consumption-production") in told
    assert ("error", "overlapping-classes", "cluster.duration.1_to_5_years") in told
    assert ("warning", "shares-of-something-else", "partners.with.ngo") in told
    assert ("warning", "part-above-whole", "resources.informed") in told
    assert {each[2] for each in told if each[0] == "note"} == {
        "scope.global", "leads.share.major-group", "cluster.funding_sources.government", "cluster.in_kind.staff",
    }  # fmt: skip
    assert len([each for each in told if each[0] == "error"]) == 7, "nothing that could be true is called an error"


def test_a_table_without_its_columns_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,value\nx,1\n")
    with pytest.raises(SheetError, match="no column “what”"):
        read_table(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("wording", "published", "is_false"),
    [
        ("All partnerships (87 per cent) report.", 87, True), ("All partnerships (100 per cent) report.", 100, False),
        ("More than half of all partnerships (56 per cent) do.", 56, False), ("In all 44 per cent do.", 44, False),
        ("Almost all (93 per cent) do.", 93, False), ("A quarter of them (35 per cent) do.", 35, True),
        ("A quarter of them (26 per cent) do.", 26, False), ("Nearly a quarter of them (22 per cent) do.", 22, False),
        ("One third (41 per cent) do.", 41, True), ("Half of them (50 per cent) do.", 50, False),
        ("Few of them (44 per cent) do.", 44, True), ("A small number (5 per cent) do.", 5, False),
        ("Named most often is training (42 per cent).", 42, False), ("Most of them (42 per cent) do.", 42, True),
        ("The most popular theme is water (40 per cent).", 40, False),
        ("At most 40 per cent (38 per cent) do.", 38, False),
        ("More than 60 per cent (58 per cent) do.", 58, True), ("More than 60 per cent (61 per cent) do.", 61, False),
        ("Less than 33 per cent (34 per cent) do.", 34, True), ("At least 60 per cent (60 per cent) do.", 60, False),
        ("None of them (7 per cent) do.", 7, True),
    ],
)  # fmt: skip
def test_words_of_every_size_are_held_against_their_number(wording: str, published: int, is_false: bool) -> None:
    row = {"id": "x", "paragraph": "1", "what": "do", "wording": wording, "published": str(published)}
    row |= {"unit": "percent", "base": "100", "base_what": "partnerships"}
    found = [each for each in audit(read_statements([(2, row)])) if each.kind == "false-claim"]
    assert bool(found) is is_false
