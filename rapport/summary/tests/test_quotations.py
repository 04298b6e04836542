"""Reports that are quoted: the newest of each partnership of a set, as at a day, as known at a time."""

import pytest
from pyroaring import BitMap

from rapport.registry.models import Partnership
from rapport.summary import featuring
from rapport.summary.featuring import quote
from rapport.testing import PROGRESS, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("few", [0, 500], ids=["by the day", "by the partnership"])
def test_the_same_are_found_in_a_large_set_and_in_a_small_one(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(featuring, "FEW", few)
    register(
        P_1=document(REEF, **PROGRESS), P_2=document(WASTE), P_3=document(REEF, name="Third", **PROGRESS),
    )  # fmt: skip
    numbers = dict(Partnership.objects.values_list("public_id", "pk"))

    def quoted(*ids: str, most: int = 9) -> list[str]:
        chosen = BitMap(numbers[each] for each in ids)
        return sorted(each.public_id for each in quote(chosen, most, as_at=TODAY, known_at=None))

    assert quoted("P-1", "P-2", "P-3") == ["P-1", "P-3"]
    assert quoted("P-1", "P-2") == ["P-1"]
    assert len(quoted("P-1", "P-3", most=1)) == 1
    assert quoted("P-2") == quoted() == []
