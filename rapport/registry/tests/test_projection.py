from datetime import date

import pytest

from rapport.registry import projection
from rapport.registry.models import Listing, Record
from rapport.registry.proposal import Happening, Proposal
from rapport.testing import NOW, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


def everything() -> tuple[list[dict], list[tuple]]:  # type: ignore[type-arg]
    records = list(Record.objects.order_by("pk").values())
    return records, list(
        Listing.objects.order_by("partnership", "organization").values_list("partnership", "organization", "is_lead")
    )


def test_rebuilding_gives_the_same_bytes() -> None:
    register(Proposal(id="reef", document=document(), confirmed_on=date(2009, 5, 1)), waste=document(WASTE))
    register(waste=document(WASTE, scope="global"))
    before = everything()
    projection.rebuild(today=TODAY)
    assert everything() == before
    assert before[0]


def test_what_comes_into_force_later_is_projected_when_its_day_comes() -> None:
    coming = Happening("changed", date(2011, 1, 1), NOW, document=document(scope="global"))
    first = Happening("registered", date(2003, 6, 1), NOW, document=document())
    register(Proposal(id="reef", document=document(scope="global"), history=(first, coming)))
    assert '"scope":"regional"' in Record.objects.get().card
    projection.bring_to(date(2011, 1, 1))
    assert '"scope":"global"' in Record.objects.get().card
    projection.bring_to(TODAY)
    assert '"scope":"regional"' in Record.objects.get().card


def test_followers_hear_of_the_records_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[set[int]] = []
    monkeypatch.setattr(projection, "followers", [lambda changed: heard.append(set(changed.numbers))])
    register(reef=document(), waste=document(WASTE))
    register(waste=document(WASTE, acronym="IWL"))
    assert heard == [{1, 2}, {2}]
