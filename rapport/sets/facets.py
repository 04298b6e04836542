"""The facets: what a set of partnerships can be asked by, in the order of addresses and pages.

Everything that treats facets alike (parsing, counting, labels) reads this one table. How the values of a record follow
from its document stands in ``derive.py``; those that depend on the day asked in ``view.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Union

from django.utils.translation import gettext_lazy as _

from rapport.look.formats import language_name
from rapport.vocabularies.schemes import installed_schemes, scheme

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label = Union[str, "_StrPromise"]  # a text, or one to be translated when it is shown
NOT_KNOWN = "not-known"
NONE = "none"


class Kind(StrEnum):
    """How the values of a facet are written, and how they are counted."""

    CODES = "codes"  # few values, all of them in memory and counted
    ORGANIZATIONS = "organizations"  # ids without number, read when asked for
    DATES = "dates"  # ranges of years, months, days
    NUMBERS = "numbers"  # ranges of whole numbers


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to ask. ``none_of`` names what a document says in ``none_of`` where it has none of this."""

    name: str
    label: Label
    kind: Kind = Kind.CODES
    scheme: str = ""
    none_of: str = ""
    can_be_unknown: bool = True
    values: Mapping[str, Label] | None = None  # where the values are ours, not those of a scheme
    depends_on_day: bool = False

    @property
    def is_range(self) -> bool:
        return self.kind in (Kind.DATES, Kind.NUMBERS)


_FUNDING = {
    "sought": _("Funding sought"),
    "sought-with-amount": _("Funding sought, amount given"),
    "not-sought": _("No funding sought"),
}
_TIME_FRAME = {"limited": _("With an end"), "open-ended": _("Open-ended")}
_ENDED = {"yes": _("Its end has passed"), "no": _("Its end has not passed")}
_UPDATED = {
    "confirmed": _("Confirmed, nothing changed"),
    "changed": _("Changed"),
    "reported": _("Reported, without evidence"),
    "reported-with-evidence": _("Reported, with evidence"),
    "never": _("Never since it was registered"),
}
_PROGRESS = {"recent": _("Within the last two years"), "earlier": _("Before that")}
_DELIVERABLES = {"any": _("Some are listed"), "reached": _("Some are reached"), "overdue": _("Some are overdue")}
_ORIGIN = {"real": _("Real"), "fictional": _("Fictional, for demonstration")}
_MARK = {
    "no-title": _("Without a title"),
    "no-partner": _("No partner listed"),
    "one-partner": _("Only one partner listed"),
}

_TABLE = (
    Facet("theme", _("Theme"), scheme="themes"),
    Facet("primary", _("Primary theme"), scheme="themes"),
    Facet("secondary", _("Secondary theme"), scheme="themes"),
    Facet("scope", _("Scope"), scheme="scopes"),
    Facet("level", _("Level of activity"), scheme="scopes"),
    Facet("region", _("Region"), scheme="regions"),
    Facet("country", _("Country"), scheme="countries", none_of="countries"),
    Facet("mechanism", _("Implementation mechanism"), scheme="mechanisms", none_of="mechanisms"),
    Facet("finance", _("Funding"), scheme="finance"),
    Facet("source", _("Source of funding"), scheme="funding-sources", none_of="funding-sources"),
    Facet("in-kind", _("Non-financial resources"), scheme="in-kind", none_of="in-kind"),
    Facet("language", _("Language of the record")),
    Facet("partner", _("Partners"), scheme="organization-groups"),
    Facet("lead", _("Lead partners"), scheme="organization-groups"),
    Facet("partner-type", _("Type of partner"), scheme="organization-types"),
    Facet("lead-type", _("Type of lead partner"), scheme="organization-types"),
    Facet("organization", _("Organization"), kind=Kind.ORGANIZATIONS),
    Facet("led-by", _("Led by"), kind=Kind.ORGANIZATIONS),
    Facet("serves", _("Agreement served"), none_of="commitments"),
    Facet("commitment", _("Commitment served"), none_of="commitments"),
    Facet("fair", _("Partnerships fair"), none_of="fairs"),
    Facet("resources", _("Information on resources"), values={"informed": _("Given")}),
    Facet("funding", _("Funding sought"), values=_FUNDING),
    Facet("time-frame", _("Time frame"), values=_TIME_FRAME),
    Facet("ended", _("Ended"), values=_ENDED, depends_on_day=True),
    Facet("freshness", _("Freshness"), scheme="freshness", can_be_unknown=False, depends_on_day=True),
    Facet("updated", _("Last sign of life"), can_be_unknown=False, values=_UPDATED),
    Facet("progress", _("Progress reports"), values=_PROGRESS, depends_on_day=True),
    Facet("activity", _("Activity reported"), scheme="activities"),
    Facet("recent-activity", _("Activity reported in the last two years"), scheme="activities", depends_on_day=True),
    Facet("deliverables", _("Deliverables"), values=_DELIVERABLES, depends_on_day=True),
    Facet("dimension", _("Dimension of sustainable development"), scheme="dimensions"),
    Facet("added-value", _("Added value"), scheme="added-value"),
    Facet("status", _("Status"), scheme="statuses", can_be_unknown=False, depends_on_day=True),
    Facet("origin", _("Origin"), can_be_unknown=False, values=_ORIGIN),
    Facet("mark", _("Mark"), can_be_unknown=False, values=_MARK),
    Facet("registered", _("Registered"), kind=Kind.DATES),
    Facet("started", _("Started"), kind=Kind.DATES),
    Facet("ends", _("Ends"), kind=Kind.DATES),
    Facet("duration", _("Duration in whole years"), kind=Kind.NUMBERS),
    Facet("partners", _("Number of partners"), kind=Kind.NUMBERS),
    Facet("sources", _("Number of types of funding source"), kind=Kind.NUMBERS),
)

FACETS: Mapping[str, Facet] = {facet.name: facet for facet in _TABLE}
CODED = tuple(facet.name for facet in _TABLE if facet.kind is Kind.CODES)
RANGES = tuple(facet.name for facet in _TABLE if facet.is_range)


def listed_values(name: str) -> tuple[str, ...]:
    """The values that a facet always shows, in their order, zeros too: those of its scheme, or ours."""
    facet = FACETS[name]
    if facet.values is not None:
        return tuple(facet.values)
    return scheme(facet.scheme).codes if facet.scheme else ()


@lru_cache(maxsize=1000)
def in_order(name: str, values: tuple[str, ...]) -> list[str]:
    """Values of a facet in the order of its scheme, then what else there is."""
    places = {value: place for place, value in enumerate(listed_values(name))}
    return sorted(values, key=lambda value: (places.get(value, len(places)), value))


def closing_values(name: str) -> tuple[str, ...]:
    """What stands after the values proper: *none* where it can be said, and *not known*."""
    facet = FACETS[name]
    none = (NONE,) if facet.none_of else ()
    return (*none, NOT_KNOWN) if facet.can_be_unknown else none


def facet_label(name: str) -> str:
    return str(FACETS[name].label)


def value_label(name: str, value: str, language: str | None = None) -> str:
    """What a value is called: the label of its code, or the value itself (a year, a code since dropped)."""
    facet = FACETS[name]
    if value == NOT_KNOWN:
        return str(_("Not known"))
    if facet.scheme and value in scheme(facet.scheme):
        return scheme(facet.scheme).label_of(value, language)
    if value == NONE:
        return str(_("None"))
    if facet.values is not None:
        return str(facet.values.get(value, value))
    if name == "serves":
        return installed_schemes()[value].label(language) if value in installed_schemes() else value
    if name == "commitment":
        return _commitment_label(value, language)
    return language_name(value) if name == "language" else value


def _commitment_label(value: str, language: str | None) -> str:
    name, _colon, code = value.partition(":")
    schemes = installed_schemes()
    return f"{schemes[name].label(language)}: {schemes[name].label_of(code, language)}" if name in schemes else value
