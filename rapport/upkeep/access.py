"""The gates of the desk: a view gets a case, a round or a record only here."""

from django.http import Http404
from django.utils.translation import gettext as _

from rapport.explore.access import get_record
from rapport.lib import clock
from rapport.registry.history import InForce
from rapport.upkeep.models import Case, Round


def get_case(number: int) -> Case:
    found = Case.objects.select_related("partnership", "owner", "about").filter(pk=number).first()
    if found is None:
        raise Http404(_("There is no such case."))
    return found


def get_round(number: int) -> Round:
    found = Round.objects.filter(pk=number).first()
    if found is None:
        raise Http404(_("There is no such round."))
    return found


def get_record_now(public_id: str) -> InForce:
    """The record as it is today (``MissingError`` where there is none)."""
    return get_record(public_id, as_at=clock.today())
