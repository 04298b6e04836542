"""Words of size: what they claim is held against their own number, and against no other."""

import pytest

from rapport.summary.audit import audit
from rapport.summary.audit.statements import read_statements

BORNE_OUT = [
    ("Partners come from all regions (44 per cent).", 44),
    ("All told, 44 per cent report.", 44),
    ("The third most common theme is water (12 per cent).", 12),
    ("A third theme, energy (19 per cent), follows.", 19),
    ("In the first half of 2009 (12 per cent) fewer came.", 12),
    ("No more than half of the partnerships (43 per cent) report.", 43),
    ("No fewer than half (52 per cent) report.", 52),
    ("Not a majority (45 per cent), but many, report.", 45),
    ("Just over half (51 per cent) report, and nearly one in ten (9 per cent) do not.", 9),
    ("While most are global, 35 per cent are regional.", 35),
    ("The majority are global and 35 per cent are regional.", 35),
    ("Of the partnerships, 35 per cent are regional, most of them in Africa.", 35),
    ("Regional ones (35 per cent), most of which are in Africa, follow.", 35),
    ("Fully two thirds publish accounts, and a mere 17 per cent have them audited.", 17),
    ("Most are global, almost half of them of one country (46 per cent).", 46),
    ("The other half (45 per cent) is open-ended.", 45),
    ("Two out of three (66 per cent) report.", 66),
    ("Around one in three (36 per cent) report.", 36),
    ("Roughly three fifths (58 per cent) report.", 58),
    ("Half a million people were reached by 12 per cent of them.", 12),
    ("They are led by the majority group of farmers (22 per cent).", 22),
    ("Fewer than half report (40 per cent), against a majority (55 per cent) in 2008.", 40),
    ("Almost 50 per cent (48 per cent) report.", 48),
    ("While most are global, almost half report.", 46),
]
NOT_BORNE_OUT = [
    ("Nearly two thirds (58 per cent) report.", 58),
    ("A majority of them, 48 per cent, report.", 48),
    ("Some 41 per cent of initiatives, a clear majority, report.", 41),
    ("Some 45 per cent (a majority) report.", 45),
    ("45 per cent, or more than half, report.", 45),
    ("Over half of the 348 registered partnerships (45 per cent) report.", 45),
    ("At least half (48 per cent) report.", 48),
    ("No more than a third (36 per cent) report.", 36),
    ("One in four commitments (34 per cent) reports.", 34),
    ("Nine out of ten partnerships (79 per cent) report.", 79),
    ("Two in five (22 per cent) report.", 22),
    ("Fewer than one in ten (13 per cent) report.", 13),
    ("Three-quarters of partnerships (66 per cent) report.", 66),
    ("Almost half (60 per cent) report.", 60),
    ("Under a quarter (29%) report.", 29),
    ("The bulk of partnerships (41 per cent) report.", 41),
    ("In most cases (41 per cent) they report.", 41),
    ("Only a handful (31 per cent) report.", 31),
    ("Fewer than half of them report.", 52),
]


def false_claims(wording: str, published: int, unit: str = "percent", base: str = "100") -> list[str]:
    row = {"id": "x", "paragraph": "1", "what": "report", "wording": wording, "published": str(published)}
    row |= {"unit": unit, "base": base, "base_what": "partnerships"}
    return [each.sentence for each in audit(read_statements([(2, row)])) if each.kind == "false-claim"]


@pytest.mark.parametrize(("wording", "published"), BORNE_OUT)
def test_what_is_true_or_said_of_another_number_is_left_alone(wording: str, published: int) -> None:
    assert false_claims(wording, published) == []


@pytest.mark.parametrize(("wording", "published"), NOT_BORNE_OUT)
def test_what_its_number_does_not_bear_out_is_told_once(wording: str, published: int) -> None:
    assert len(false_claims(wording, published)) == 1


def test_a_count_is_held_against_its_whole() -> None:
    assert false_claims("More than half of the 43 programmes (19) report.", 19, "count", "43")
    assert not false_claims("Two thirds of the 43 programmes (29) report.", 29, "count", "43")
    assert not false_claims("More than half of them (19 per cent) report.", 19, "count", "43")
