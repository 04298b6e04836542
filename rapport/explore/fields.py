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
from rapport.registry.field_labels import field_label
from rapport.registry.linking import LINKS
from rapport.registry.progress import Deliverable, ProgressReport
from rapport.vocabularies.schemes import installed_schemes, scheme

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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


def none_words(codes: Iterable[str]) -> list[str]:
    """What a partnership says it has none of."""
    return [str(NONE_OF.get(code, code)) for code in codes]


def items_in_words(field: str, value: Any, names: dict[str, str]) -> list[str]:
    """A value of a field as short texts; nothing where it is not known.

    ``names``: of organizations by id, and of other partnerships where whoever calls has them (``naming.name_linked``).
    """
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
    if field in LINKS:
        return names.get(item, str(item))
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
