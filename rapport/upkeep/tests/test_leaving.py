"""A focal point who leaves does not leave the record alone."""

import pytest

from rapport.accounts.handover import leave
from rapport.accounts.models import Role
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.testing import TODAY, document, register
from rapport.upkeep.bounces import lose_mailbox
from rapport.upkeep.models import Case

pytestmark = pytest.mark.django_db


def test_the_last_focal_point_leaves_and_an_officer_looks_for_another():
    register(P_1=document())
    held = grant(find_or_make("mere@example.org"), Role.FOCAL_POINT, partnership="P-1")
    leave(held, word="Tomasi may know.", today=TODAY)
    case = Case.objects.get()
    assert (case.kind, case.partnership.public_id, case.note) == (Case.Kind.FIND, "P-1", "Tomasi may know.")


def test_nobody_is_looked_for_where_it_has_ended():
    register(P_1=document())
    held = grant(find_or_make("mere@example.org"), Role.FOCAL_POINT, partnership="P-1")
    leave(held, word="Tomasi may know.", today=TODAY)
    register(P_1=document(status="completed", status_on="2009"))
    assert (Case.objects.get().closed_on, Case.objects.get().outcome) == (TODAY, "ended")
    held = grant(find_or_make("mere@example.org"), Role.FOCAL_POINT, partnership="P-1")
    leave(held, word="It is over.", today=TODAY)
    lose_mailbox(grant(held.user, Role.DEPUTY, partnership="P-1").user, today=TODAY)
    assert not Case.objects.filter(closed_on=None).exists()


def test_while_somebody_is_left_there_is_no_case():
    register(P_1=document())
    held = grant(find_or_make("mere@example.org"), Role.FOCAL_POINT, partnership="P-1")
    grant(find_or_make("tomasi@example.org"), Role.FOCAL_POINT, partnership="P-1")
    leave(held, word="", today=TODAY)
    assert Case.objects.count() == 0
