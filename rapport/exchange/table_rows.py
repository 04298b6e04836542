"""The rows of a document in each table of its parts."""

from collections.abc import Iterator
from typing import Any

from rapport.exchange.tables import CONTRIBUTIONS, REPORTS, Table
from rapport.registry.document import PartnershipDocument


def parts_of(table: Table, document: PartnershipDocument) -> Iterator[dict[str, Any]]:
    """What a document says in a table of its parts, row by row, without the id."""
    if table.name == "partners":
        for partner in document.partners:
            yield {**dict(partner), "organization_id": partner.organization}
    elif table.name == "places":
        yield from ({"kind": "country", "code": code} for code in document.countries)
        yield from ({"kind": "region", "code": code} for code in document.regions)
    elif table.name == "activity_levels":
        yield from ({"level": level} for level in document.activity_levels)
    elif table.name == "mechanisms":
        yield from ({"mechanism": mechanism} for mechanism in document.mechanisms)
    elif table.name == "fair_participations":
        yield from ({"year": year} for year in document.fair_participations)
    elif table is REPORTS:
        yield from ({"number": number, **dict(report)} for number, report in enumerate(document.reports, start=1))
    elif table is CONTRIBUTIONS:
        for number, report in enumerate(document.reports, start=1):
            yield from ({"report": number, **dict(each)} for each in report.contributions)
    else:
        yield from (dict(part) for part in getattr(document, table.name))
