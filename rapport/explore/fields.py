"""What the fields of a document are called, and how any of its values reads in words."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.explore.progress import deliverable_in_words, report_in_words
from rapport.lib.dates import PartialDate
from rapport.look.formats import format_day, format_money, language_name, set_commas
from rapport.registry import document as parts
from rapport.registry.progress import Deliverable, ProgressReport
from rapport.vocabularies.schemes import installed_schemes, scheme

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: "dict[str, StrOrPromise]" = {
    "name": gettext_lazy("Name"),
    "acronym": gettext_lazy("Acronym"),
    "objectives": gettext_lazy("Objectives"),
    "language": gettext_lazy("Language of the record"),
    "implementation": gettext_lazy("How it goes about it"),
    "capacity_building": gettext_lazy("Capacity-building and technology transfer"),
    "governance": gettext_lazy("Governance and coordination"),
    "resources": gettext_lazy("On its resources"),
    "targets": gettext_lazy("Targets"),
    "monitoring": gettext_lazy("Monitoring and accountability"),
    "balance": gettext_lazy("Balance of sectors and regions"),
    "dimensions": gettext_lazy("Dimensions of sustainable development"),
    "added_value": gettext_lazy("Added value"),
    "scope": gettext_lazy("Scope"),
    "started_on": gettext_lazy("Start"),
    "ends_on": gettext_lazy("End"),
    "open_ended": gettext_lazy("Open-ended"),
    "registered_on": gettext_lazy("Registered"),
    "status": gettext_lazy("Status"),
    "status_on": gettext_lazy("Status since"),
    "successor": gettext_lazy("Successor"),
    "phase_of": gettext_lazy("A further phase of"),
    "replicates": gettext_lazy("Repeats elsewhere"),
    "website": gettext_lazy("Website"),
    "finance": gettext_lazy("Funding"),
    "finance_amount": gettext_lazy("Amount of funding"),
    "finance_currency": gettext_lazy("Currency of funding"),
    "funding_sought": gettext_lazy("Seeks funding"),
    "funding_sought_amount": gettext_lazy("Amount sought"),
    "funding_sought_currency": gettext_lazy("Currency sought"),
    "in_kind": gettext_lazy("Non-financial resources"),
    "none_of": gettext_lazy("Has none of"),
    "origin": gettext_lazy("Origin"),
    "partners": gettext_lazy("Partners"),
    "themes": gettext_lazy("Themes"),
    "regions": gettext_lazy("Regions"),
    "countries": gettext_lazy("Countries"),
    "activity_levels": gettext_lazy("Level of activity"),
    "mechanisms": gettext_lazy("Implementation mechanisms"),
    "funding_sources": gettext_lazy("Sources of funding"),
    "commitments": gettext_lazy("Agreed commitments it serves"),
    "fair_participations": gettext_lazy("Partnerships fairs"),
    "deliverables": gettext_lazy("Deliverables"),
    "reports": gettext_lazy("Progress reports"),
    "texts": gettext_lazy("In other languages"),
    "sources": gettext_lazy("What an import could not take"),
}
NONE_OF: "dict[str, StrOrPromise]" = {
    "in-kind": gettext_lazy("non-financial resources"),
    "mechanisms": gettext_lazy("implementation mechanisms"),
    "funding-sources": gettext_lazy("sources of funding"),
    "countries": gettext_lazy("countries of its own"),
    "commitments": gettext_lazy("agreed commitments"),
    "fairs": gettext_lazy("partnerships fairs"),
}
_SCHEMES = {
    "scope": "scopes",
    "status": "statuses",
    "finance": "finance",
    "in_kind": "in-kind",
    "regions": "regions",
    "countries": "countries",
    "activity_levels": "scopes",
    "mechanisms": "mechanisms",
    "dimensions": "dimensions",
    "added_value": "added-value",
}


def field_label(field: str) -> str:
    return str(LABELS.get(field, field))


def none_words(codes: Iterable[str]) -> list[str]:
    """What a partnership says it has none of."""
    return [str(NONE_OF.get(code, code)) for code in codes]


def items_in_words(field: str, value: Any, names: dict[str, str]) -> list[str]:
    """A value of a field as short texts; nothing where it is not known. ``names``: of organizations, by id."""
    if value is None or value in ("", ()):
        return []
    if isinstance(value, tuple):
        return [_item_in_words(field, item, names) for item in value]
    return [_item_in_words(field, value, names)]


def _item_in_words(field: str, item: Any, names: dict[str, str]) -> str:
    if field in _SCHEMES:
        return scheme(_SCHEMES[field]).label_of(item)
    if field == "none_of":
        return str(NONE_OF.get(item, item))
    if field == "language":
        return language_name(item)
    if isinstance(item, bool):
        return _("yes") if item else _("no")
    if isinstance(item, PartialDate | date):
        return format_day(item)
    if isinstance(item, Decimal):
        return format_money(item)
    return _part_in_words(item, names)


def _part_in_words(item: Any, names: dict[str, str]) -> str:
    match item:
        case parts.Partner():
            roles = [item.role, *item.roles]
            return f"{names.get(item.organization, item.organization)} ({_labels('partner-roles', roles)})"
        case parts.Theme():
            rank = f" ({_labels('theme-ranks', [item.rank])})" if item.rank else ""
            return f"{_labels('themes', [item.theme])}{rank}"
        case parts.FundingSource():
            return " · ".join(each for each in (_labels("funding-sources", [item.type]), item.name) if each)
        case parts.Commitment():
            known = installed_schemes().get(item.scheme)
            label = f"{known.label()}: {known.label_of(item.code)}" if known else f"{item.scheme}: {item.code}"
            return f"{label} · {item.explanation}" if item.explanation else label
        case parts.Translation():
            return f"{language_name(item.language)}, {field_label(item.field)}: {item.text}"
        case ProgressReport():
            return " · ".join(report_in_words(item))
        case Deliverable():
            return " · ".join(deliverable_in_words(item))
        case parts.SourceCell():
            return f"{item.file} {item.row} {item.column}: {item.value}"
        case _:
            return str(item)


def _labels(scheme_name: str, codes: Iterable[str]) -> str:
    return set_commas(scheme(scheme_name).label_of(code) for code in codes)
