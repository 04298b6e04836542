"""What partnerships may be to one another: no circles, nothing of itself, no successor that has itself ended."""

from datetime import date

from django.utils.translation import gettext as _

from rapport.lib.dates import PartialDate
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import find_in_force
from rapport.registry.lifecycle import NotPossibleError
from rapport.registry.operations import TAKEN_UP

LINKS = ("successor", "phase_of", "replicates")
ENDED = ("completed", "withdrawn", *TAKEN_UP)
_LONGEST_CHAIN = 100


def refuse_unfit_day(public_id: str, on: PartialDate, *, today: date) -> None:
    """An end has happened, and not before the beginning. Raises NotPossibleError."""
    if on.latest > today:
        raise NotPossibleError(_("That day has not come yet: write a day, a month or a year that is over."))
    found = find_in_force(public_id, as_at=date.max)
    if found and on.latest < found.first_on:
        raise NotPossibleError(_("That is before it was registered."))


def refuse_unfit_links(
    public_id: str, before: PartnershipDocument | None, after: PartnershipDocument, *, today: date
) -> None:
    """Raises NotPossibleError where a link that is new in ``after`` cannot be. What stood before is left alone.

    Two queries a link, and two for each further member of its chain. Whoever publishes calls it under the lock of the
    journal: two records could else be made each other's successor at once.
    """
    if after.status in TAKEN_UP and not after.successor:
        raise NotPossibleError(_("Choose the partnership that it has become part of, or that has taken its place."))
    for link in LINKS:
        other = getattr(after, link)
        if other and (before is None or other != getattr(before, link)):
            _refuse(public_id, link, other, today=today)


def _refuse(public_id: str, link: str, other: str, *, today: date) -> None:
    if other.casefold() == public_id.casefold():
        raise NotPossibleError(_("A partnership cannot be followed by itself, or be a part of itself."))
    found = find_in_force(other, as_at=today)
    if found is None:
        raise NotPossibleError(_("There is no partnership with the number “%(id)s”.") % {"id": other[:80]})
    _refuse_circle(public_id, link, found.document, today=today)
    if link == "successor" and found.document.status_at(today) in ENDED:
        raise NotPossibleError(_("%(id)s has itself ended: choose one that is at work.") % {"id": found.public_id})


def _refuse_circle(public_id: str, link: str, document: PartnershipDocument, *, today: date) -> None:
    following = getattr(document, link)
    for _step in range(_LONGEST_CHAIN):
        if not following:
            return
        if following.casefold() == public_id.casefold():
            raise NotPossibleError(_("That would be a circle: the other one already leads back to this partnership."))
        found = find_in_force(following, as_at=today)
        following = getattr(found.document, link) if found else None
