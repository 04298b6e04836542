"""What is made up is told apart from what is real."""

import pytest

from rapport.registry.fiction import tell_of_real_records
from rapport.testing import WASTE, document, register


@pytest.mark.django_db
def test_real_records_are_told_apart_from_made_up_ones():
    register(P_1=document(), P_2=document(WASTE, origin="report: box 2"))
    assert tell_of_real_records() == ""
    register(P_3=document(origin="", objectives='"origin":"fictional'))
    assert "P-3" in tell_of_real_records()
