"""The gate: views get public records and organizations only here. What is published is open to everybody."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from rapport.look.formats import format_day
from rapport.organizations.models import Organization
from rapport.registry.history import InForce, find_in_force
from rapport.registry.models import Partnership


@dataclass
class MissingError(Exception):
    """What was asked for is not there: ``wanted`` is what was asked, ``explanation`` a sentence for the reader."""

    wanted: str
    explanation: str


def get_partnership(public_id: str) -> Partnership:
    """The identity of a record, whatever the case of its id."""
    found = Partnership.objects.annotate(folded=Lower("public_id")).filter(folded=public_id.lower()).first()
    if found is None:
        raise MissingError(public_id, _("There is no partnership with the number “%(id)s”.") % {"id": public_id})
    return found


def get_record(public_id: str, *, as_at: date, known_at: datetime | None = None) -> InForce:
    """The version in force on a day."""
    found = find_in_force(public_id, as_at=as_at, known_at=known_at)
    if found is None:
        get_partnership(public_id)  # says so, where there is none of that number on any day
        sentence = _("The partnership “%(id)s” was not yet in the registry on %(day)s.")
        raise MissingError(public_id, sentence % {"id": public_id, "day": format_day(as_at)})
    return found


def get_organization(public_id: str) -> Organization:
    found = Organization.objects.annotate(folded=Lower("public_id")).filter(folded=public_id.lower()).first()
    if found is None:
        raise MissingError(public_id, _("There is no organization with the number “%(id)s”.") % {"id": public_id})
    return found
