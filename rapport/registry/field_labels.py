"""What the fields of a document are called: on records, in diffs, in forms of the desk."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

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


def field_label(field: str) -> str:
    return str(LABELS.get(field, field))
