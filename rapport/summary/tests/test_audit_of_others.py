"""The audit of reports of other kinds: ids in any style or none, wholes that are not said, sentences of all sorts."""

from collections.abc import Iterator
from itertools import count

import pytest

from rapport.summary.audit import audit
from rapport.summary.audit.classes import read_class
from rapport.summary.audit.statements import read_statements

ALL = {"base": "400", "base_what": "commitments"}
MEMBERS = {"base": "212", "base_what": "members"}
_lines: Iterator[int] = count(1)


def stated(what: str, published: object, unit: str = "percent", **more: str) -> dict[str, str]:
    row = {"id": f"F{next(_lines)}", "paragraph": "1", "what": what, "published": str(published), "unit": unit}
    return {**row, **more}


def kinds(*rows: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.level, each.kind) for each in audit(read_statements(enumerate(rows, 2)))]


def test_less_than_none() -> None:
    assert kinds(stated("financed by fees", -4, **ALL)) == [("error", "below-none")]
    assert kinds(stated("offices closed", -4, "count")) == [("error", "below-none")]
    assert kinds(stated("growth in commitments", -4, **ALL)) == []


def test_an_id_within_another_is_its_part_but_for_one_that_widens_it() -> None:
    within = [stated("reported lately", 35, "count", id="progress.reported", **ALL)]
    assert kinds(*within, stated("by mail", 64, "count", id="progress.reported.mail", **ALL))
    assert kinds(*within, stated("by any means", 64, "count", id="progress.reported.ever", **ALL)) == []


def test_growth_may_be_more_than_all_of_it_and_climate_change_not() -> None:
    assert kinds(stated("increase in commitments from 2013", 130, **ALL)) == []
    assert kinds(stated("theme: climate change", 130, **ALL)) == [("error", "above-whole")]
    assert kinds(stated("theme: climate change", 87, base="74", base_what="commitments")) == [("error", "unattainable")]


def test_a_share_of_an_amount_is_none_of_whole_things() -> None:
    amount = {"base": "7", "base_what": "million US dollars contributed"}
    assert kinds(stated("contributions from governments", 64, **amount)) == []
    assert kinds(stated("contributions from companies", 64, base="48.6", base_what="million US dollars")) == []
    assert kinds(stated("had a visit", 50, base="about 75", base_what="offices")) == []


def test_a_percentage_that_only_its_number_tells() -> None:
    assert kinds(stated("women", "17%", "", base="74", base_what="respondents")) == [("error", "unattainable")]


@pytest.mark.parametrize(
    ("classes", "is_found"),
    [
        (("under $100,000", "$100,000 to $500,000", "$500,000 to $1 million"), True),
        (("under $100,000", "$100,000 to $499,999", "$500,000 to $1 million", "over $1 million"), False),
        (("under 1 million", "1 to 4 million", "5 to 9 million"), False), (("1 to 5 million", "5 to 9 million"), True),
        (("between 18 and 25", "between 25 and 40"), True), (("between 18 and 25", "between 26 and 40"), False),
        (("10 to 14 years", "15 years or more"), False), (("10 to 15 years", "15 years or more"), True),
        (("one to five years", "five to ten years"), True),
        (("at least 1", "at least 2", "at least 5"), False), (("45-60", "60+"), True), (("14.1", "14.2"), False),
        (("Goals 1 and 2", "Goals 2 and 3"), False), (("2005 to 2010", "2010 to 2015"), True),
        (("2005 to 2009", "2010 to 2015"), False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("style", ["with a number of {}", "number: {}", "Number – {}"])
def test_classes_of_every_scale(classes: tuple[str, ...], style: str, *, is_found: bool) -> None:
    rows = [stated(style.format(each), 20, **ALL) for each in classes]
    assert ("overlapping-classes" in [kind for _level, kind in kinds(*rows)]) is is_found


def test_a_class_of_one_number() -> None:
    one, few, five = (stated(f"number of partners: {each}", 20, **ALL) for each in ("1", "2 to 5", "1 to 5"))
    assert kinds(one, few) == []
    assert kinds(one, five) == [("error", "overlapping-classes")]


def test_classes_of_two_scales_do_not_overlap() -> None:
    assert read_class("1 to 5 years") == read_class("1-5 years")
    rows = [
        stated(what, 20, **ALL) for what in ("run for 1 to 5 years", "have 2 to 10 partners", "run for 6 to 9 years")
    ]
    assert kinds(*rows) == []


@pytest.mark.parametrize(
    "style",
    [
        {"id": "{}.scope", "what": "{} commitments"}, {"id": "scope_{}", "what": "Scope – {}"},
        {"id": "r14-scope-{}", "what": "scope: {}"}, {"id": "", "what": "commitments whose scope is {}"},
    ],
)  # fmt: skip
def test_a_family_is_known_in_every_style(style: dict[str, str]) -> None:
    def rows(*shares: int) -> list[dict[str, str]]:
        names = ("global", "regional", "national", "local")
        return [
            stated(style["what"].format(name), share, **ALL, id=style["id"].format(name))
            for name, share in zip(names, shares, strict=True)
        ]

    assert kinds(*rows(40, 30, 20, 10)) == []
    assert kinds(*rows(40, 30, 20, 9)) == [("note", "rounded-sum")]
    assert "unequal-sum" in [kind for _level, kind in kinds(*rows(40, 30, 20, 14))]


def test_what_may_be_several_adds_up_to_anything() -> None:
    for what in ("source of funding: {}", "partner type: {}", "region: {}", "took part in the fair of: 200{}"):
        assert kinds(*(stated(what.format(each), 41 + each, **ALL) for each in range(3))) == []


def test_what_remains_is_apart_from_the_others() -> None:
    said = "Fees are named by 60 per cent, grants by 35 per cent, and the remaining 20 per cent live on gifts."
    rows = [stated(f"live on {each}", share, **ALL) for each, share in (("fees", 60), ("grants", 35), ("gifts", 20))]
    assert kinds(*rows) == []
    assert kinds(*({**row, "wording": said} for row in rows)) == [("error", "unequal-sum")]


def test_classes_that_are_more_than_the_whole_they_name() -> None:
    rows = [stated(f"Status – {each}", 150, "count", **ALL) for each in ("ongoing", "completed", "stopped")]
    assert kinds(*rows) == [("error", "unequal-counts")]


def test_one_thing_in_other_words() -> None:
    share = stated("scope: global", 54, **ALL)
    assert kinds(share, stated("Global scope", 216, "count", paragraph="9")) == []
    assert kinds(share, stated("Global scope", 190, "count", paragraph="9")) == [("warning", "conflict")]
    assert kinds(share, stated("Global scope", 49, **{**ALL, "paragraph": "9"})) == [("error", "conflict")]


def test_a_paragraph_of_which_nothing_agrees_is_of_a_part() -> None:
    scopes = ("global", "regional", "national")
    rows = [stated(f"scope: {each}", 30, **ALL) for each in scopes]
    part = [stated(f"scope: {each}", 12, "count", paragraph="9") for each in scopes]
    assert kinds(*rows, *part) == []


def test_the_same_name_in_two_wholes() -> None:
    row = stated("women", 54, **ALL, id="women")
    assert kinds(row, stated("women", 30, **MEMBERS, id="women")) == []
    assert kinds(row, stated("women", 47, **{**ALL, "id": "women.share", "paragraph": "9"})) == [("error", "conflict")]


def test_two_means_of_one_thing() -> None:
    first = stated("mean number of partners", "4.7", "count", id="mean")
    assert kinds(first, stated("mean number of partners", 5, "count", id="mean")) == []
    assert kinds(first, stated("mean number of partners", "5.3", "count", id="mean")) == [("error", "conflict")]


def test_a_part_of_a_whole_that_is_counted_elsewhere() -> None:
    whole = stated("regional commitments", 98, "count")
    part = stated("coastal ones", 104, "count", base_what="regional commitments")
    assert kinds(whole, part) == [("error", "part-above-whole")]
    assert kinds(whole, {**part, "published": "98"}) == []
    total = stated("commitments", 400, "count", id="total")
    assert kinds(total, stated("people trained", 500, "count"), stated("hours worked", 9000, "count")) == []


def test_a_part_by_its_words_or_its_id() -> None:
    either = stated("primary or secondary theme: oceans", 9, **ALL)
    assert kinds(either, stated("primary theme: oceans", 12, **ALL)) == [("error", "part-above-whole")]
    assert kinds(either, stated("primary theme: oceans", 9, **ALL)) == []
    one = stated("gave a source of funding", 60, **ALL)
    assert kinds(one, stated("named more than one source of funding", 70, **ALL)) == [("warning", "part-above-whole")]
    assert kinds(stated("funded by one donor", 39, **ALL), stated("funded by more than one donor", 61, **ALL)) == []
    wide = stated("Regional", 30, **ALL, id="scope.regional")
    assert ("warning", "part-above-whole") in kinds(wide, stated("Africa", 35, **ALL, id="scope.regional.africa"))


def test_a_base_that_is_used_again_and_again_is_another_whole_of_the_name() -> None:
    rows = [stated(f"with {each}", 50, base=base, base_what="members") for base in ("400", "212") for each in "abcd"]
    assert kinds(*rows) == [("warning", "unequal-bases")]
    assert kinds(*rows[:5]) == [("error", "unequal-bases")]
