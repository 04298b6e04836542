"""What partnerships may be to one another: no circles, nothing of itself, no successor that has ended."""

from datetime import date
from typing import Any

import pytest

from rapport.accounts.models import Role
from rapport.lib.dates import PartialDate
from rapport.registry import lifecycle
from rapport.registry.acceptance import accept, newest_version
from rapport.registry.lifecycle import Actor, NotPossibleError
from rapport.registry.linking import refuse_unfit_day, refuse_unfit_links
from rapport.registry.models import Partnership, Submission
from rapport.testing import NOW, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


def refuse(public_id: str = "P-1", **after: Any) -> None:
    refuse_unfit_links(public_id, document(), document(**after), today=TODAY)


def test_a_record_is_followed_by_another_that_is_at_work() -> None:
    register(P_1=document(), P_2=document(WASTE))
    refuse(status="merged", successor="P-2")
    refuse(phase_of="p-2", replicates="P-2")


@pytest.mark.parametrize(
    ("after", "why"),
    [
        ({"status": "merged"}, "Choose the partnership"),
        ({"status": "superseded"}, "Choose the partnership"),
        ({"status": "merged", "successor": "p-1"}, "itself"),
        ({"phase_of": "P-1"}, "itself"),
        ({"status": "merged", "successor": "P-9"}, "no partnership with the number “P-9”"),
        ({"status": "merged", "successor": "P-3"}, "P-3 has itself ended"),
        ({"status": "superseded", "successor": "P-4"}, "circle"),
        ({"status": "superseded", "successor": "P-5"}, "circle"),
        ({"phase_of": "P-6"}, "circle"),
    ],
)
def test_what_cannot_be_gets_a_sentence(after: dict[str, Any], why: str) -> None:
    register(
        P_1=document(),
        P_3=document(WASTE, status="completed", status_on="2009"),
        P_4=document(WASTE, status="merged", status_on="2009", successor="P-1"),
        P_5=document(WASTE, status="completed", status_on="2009", successor="P-4"),
        P_6=document(WASTE, phase_of="P-1"),
    )
    with pytest.raises(NotPossibleError, match=why):
        refuse(**after)


def test_a_further_phase_may_be_of_one_that_has_ended() -> None:
    register(P_2=document(WASTE, status="completed", status_on="2009"))
    refuse(phase_of="P-2")


def test_what_stood_before_is_left_alone() -> None:
    was = document(status="merged", successor="gone")
    refuse_unfit_links("P-1", was, document(status="merged", successor="gone", name="Renamed"), today=TODAY)


def test_an_end_has_happened_and_not_before_the_beginning() -> None:
    register(P_1=document())
    refuse_unfit_day("P-1", PartialDate(2009), today=TODAY)
    for on, why in ((PartialDate(2010), "has not come"), (PartialDate(2002), "before it was registered")):
        with pytest.raises(NotPossibleError, match=why):
            refuse_unfit_day("P-1", on, today=TODAY)


def hand_in_end(public_id: str, successor: str) -> Submission:
    partnership = Partnership.objects.get(public_id=public_id)
    base = newest_version(partnership)
    told = {"status": "merged", "status_on": PartialDate(2010, 1, 5), "successor": successor}
    return lifecycle.submit(
        base.document.model_copy(update=told), kind=Submission.Kind.ENDING, by=Actor(None, Role.FOCAL_POINT, "form"),
        now=NOW, partnership=partnership, base=base,
    )  # fmt: skip


def test_of_two_ends_that_lead_to_each_other_the_second_is_not_accepted() -> None:
    register(P_1=document(), P_2=document(WASTE))
    first, second = hand_in_end("P-1", "P-2"), hand_in_end("P-2", "P-1")
    officer = Actor(None, Role.OFFICER)
    accept(first, by=officer, today=TODAY, now=NOW)
    with pytest.raises(NotPossibleError, match="circle"):
        accept(second, by=officer, today=TODAY, now=NOW)
    second.refresh_from_db()
    assert (second.state, newest_version(second.partnership).document.status) == ("submitted", "registered")  # type: ignore[arg-type]
    assert date(2010, 1, 5) in set(first.partnership.journal.values_list("happened_on", flat=True))  # type: ignore[union-attr]
