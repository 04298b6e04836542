"""How the cells of a row become one record."""

import pytest

from rapport.exchange.drafts import Draft, list_once
from rapport.exchange.readers.taking import ListedPartner
from rapport.lib.dates import PartialDate


def test_texts_join_lists_grow_and_single_values_are_said_once():
    draft = Draft({"countries": ("FJ",)})
    draft.add("a", {"objectives": "One.", "countries": ("WS", "FJ"), "scope": "global"})
    draft.add("b", {"objectives": "Two."})
    assert draft.fields == {"objectives": "One.\n\nTwo.", "countries": ("FJ", "WS"), "scope": "global"}
    assert draft.contradiction("c", {"scope": "local"}) == "The column “a” already says global."
    assert draft.contradiction("c", {"scope": "global"}) == ""


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            {"started_on": PartialDate(2005)},
            {"ends_on": PartialDate(2004)},
            "The end (2004) is before the start (2005).",
        ),
        ({"started_on": PartialDate(2005)}, {"ends_on": PartialDate(2005, 1)}, ""),
        ({"open_ended": True}, {"ends_on": PartialDate(2004)}, "What is open-ended has no end."),
    ],
)
def test_a_time_frame_that_cannot_be_is_taken_back_from_both_columns(first, second, why):
    draft = Draft({})
    draft.add("a", first)
    draft.add("b", second)
    assert draft.take_back_time_frame() == (why, ("a", "b") if why else ())
    assert draft.fields == ({} if why else first | second)


def test_a_name_with_and_without_its_country_is_one_within_a_record():
    partners, organizations = list_once(
        [ListedPartner("Tide Club"), ListedPartner("TIDE CLUB", "ngo", "FJ", lines=("TIDE CLUB (Fiji)",))]
    )
    assert [(each.name, each.type, each.country) for each in organizations] == [("Tide Club", "ngo", "FJ")]
    assert partners[0].as_listed == ("TIDE CLUB (Fiji)",)


def test_one_name_in_two_countries_is_two_organizations():
    _partners, organizations = list_once(
        [ListedPartner("Tide Club", "ngo", "FJ"), ListedPartner("Tide Club", "ngo", "WS")]
    )
    assert len(organizations) == 2
