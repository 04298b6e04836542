"""A record as the cells of a row make it: what they say is put together, and checked to be one thing."""

from collections.abc import Iterable
from typing import Any

from rapport.exchange.readers.taking import ListedPartner
from rapport.lib.dates import PartialDate
from rapport.lib.folding import fold
from rapport.organizations.authority import Named
from rapport.organizations.models import match_key
from rapport.registry.document import TEXT_FIELDS, Partner

BESIDE = ("confirmed_on", "reported_on")  # said of the record, not in its document


class Draft:
    """The fields said so far, and by which column."""

    def __init__(self, constants: dict[str, Any]) -> None:
        self.fields: dict[str, Any] = dict(constants)
        self._said_by: dict[str, str] = {}

    def contradiction(self, column: str, said: dict[str, Any]) -> str:
        """Why this cannot be said as well, or nothing."""
        for name, value in said.items():
            is_single = name not in TEXT_FIELDS and not isinstance(value, tuple)
            if is_single and name in self._said_by and self.fields[name] != value:
                return f"The column “{self._said_by[name]}” already says {self.fields[name]}."
        return ""

    def add(self, column: str, said: dict[str, Any]) -> None:
        """Texts of several columns become one, in the order of the mapping; lists grow; anything else is said once."""
        for name, value in said.items():
            before = self.fields.get(name)
            if before and name in TEXT_FIELDS:
                value = f"{before}\n\n{value}"
            elif before and isinstance(value, tuple):
                value = (*before, *(each for each in value if each not in before))
            self.fields[name] = value
            self._said_by.setdefault(name, column)

    def take_back_time_frame(self) -> tuple[str, tuple[str, ...]]:
        """Why start and end cannot both be so, and the columns that said them; neither is said any more then."""
        start, end = self.fields.get("started_on"), self.fields.get("ends_on")
        if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.certainly_before(start):
            why, names = f"The end ({end}) is before the start ({start}).", ("started_on", "ends_on")
        elif end and self.fields.get("open_ended"):
            why, names = "What is open-ended has no end.", ("open_ended", "ends_on")
        else:
            return "", ()
        for name in names:
            del self.fields[name]
        return why, tuple(dict.fromkeys(self._said_by[name] for name in names if name in self._said_by))


def list_once(partners: Iterable[ListedPartner]) -> tuple[tuple[Partner, ...], tuple[Named, ...]]:
    """Each organization once, lead if it is anywhere, with all its raw lines.

    Within one record a name with a country or type and the same name without are one: not known is not another.
    """
    merged: dict[str, list[ListedPartner]] = {}
    for partner in partners:
        same_name = merged.setdefault(fold(partner.name), [])
        for at, other in enumerate(same_name):
            if _agree(partner.type, other.type) and _agree(partner.country, other.country):
                same_name[at] = _together(other, partner)
                break
        else:
            same_name.append(partner)
    listings: dict[str, Partner] = {}
    organizations: dict[str, Named] = {}
    for partner in (each for same_name in merged.values() for each in same_name):
        key = match_key(partner.name, partner.type, partner.country)
        listings[key] = Partner(
            organization=key, role="lead" if partner.is_lead else "partner", as_listed=partner.lines
        )
        organizations[key] = Named(key, "", partner.name, partner.type, partner.country)
    return tuple(listings.values()), tuple(organizations.values())


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _together(one: ListedPartner, other: ListedPartner) -> ListedPartner:
    lines = [*one.lines, *other.lines]
    lines += [other.name] if not other.lines and other.name != one.name else []
    return ListedPartner(
        one.name,
        one.type or other.type,
        one.country or other.country,
        one.is_lead or other.is_lead,
        tuple(dict.fromkeys(lines)),
    )
