"""The slow twin: what a query means, said again over the documents, one by one.

It shares nothing with the sets but the vocabulary.
"""

from collections.abc import Iterable
from datetime import date

from rapport.lib.dates import PartialDate, whole_years
from rapport.organizations.models import Organization
from rapport.registry.history import InForce
from rapport.registry.progress import ProgressReport
from rapport.sets.query import Query
from rapport.vocabularies.organization_types import organization_group
from rapport.vocabularies.schemes import scheme


class Twin:
    """The records in force on a day, and every question answered by looking at each."""

    def __init__(self, records: Iterable[InForce], day: date) -> None:
        self.records, self.day = list(records), day
        self.types = dict(Organization.objects.values_list("public_id", "type"))

    def members(self, query: Query) -> set[int]:
        return {found.number for found in self.records if self.has(found, query)}

    def registry(self) -> set[int]:
        return {each.number for each in self.records if self.values(each, "status") & {"registered", "completed"}}

    def has(self, found: InForce, query: Query) -> bool:
        if not query.values("status") and found.number not in self.registry():
            return False
        for facet, values in (*query.included, *query.further):
            if not any(self.matches(found, facet, value) for value in values):
                return False
        return not any(self.matches(found, facet, value) for facet, values in query.excluded for value in values)

    def matches(self, found: InForce, facet: str, value: str) -> bool:
        if facet in ("registered", "started", "ends"):
            return self._date_matches(self._date(found, facet), value)
        if facet in ("duration", "partners", "sources"):
            return self._number_matches(self.number(found, facet), value)
        values = self.values(found, facet)
        return value in (values or {"not-known"})

    def _date(self, found: InForce, facet: str) -> PartialDate | None:
        names = {"registered": "registered_on", "started": "started_on", "ends": "ends_on"}
        return getattr(found.document, names[facet])

    def _date_matches(self, when: PartialDate | None, value: str) -> bool:
        if when is None or value == "not-known":
            return when is None and value == "not-known"
        low, dots, high = value.partition("..")
        high = high if dots else low
        above = not low or PartialDate.parse(low).earliest <= when.earliest
        return above and (not high or when.latest <= PartialDate.parse(high).latest)

    def _number_matches(self, number: int | None, value: str) -> bool:
        if number is None or value == "not-known":
            return number is None and value == "not-known"
        low, dots, high = value.partition("..")
        high = high if dots else low
        return (not low or int(low) <= number) and (not high or number <= int(high))

    def number(self, found: InForce, facet: str) -> int | None:
        document = found.document
        if facet == "partners":
            return len(document.partners) or None
        if facet == "sources":
            types = {source.type for source in document.funding_sources}
            return len(types) if types or "funding-sources" in document.none_of else None
        if document.started_on and document.ends_on:
            return whole_years(document.started_on, document.ends_on)
        return None

    def values(self, found: InForce, facet: str) -> set[str]:  # noqa: C901 a table in the form of a function
        """The values of a record; an empty set is not known."""
        document = found.document
        none = {"none"}
        match facet:
            case "theme":
                return {tag.theme for tag in document.themes}
            case "primary" | "secondary":
                return {tag.theme for tag in document.themes if tag.rank == facet}
            case "scope" | "finance":
                value = getattr(document, facet)
                return {value} if value else set()
            case "level":
                return set(document.activity_levels)
            case "region":
                return set(document.regions)
            case "country":
                return set(document.countries) or (none if "countries" in document.none_of else set())
            case "mechanism":
                return set(document.mechanisms) or (none if "mechanisms" in document.none_of else set())
            case "in-kind":
                return set(document.in_kind) or (none if "in-kind" in document.none_of else set())
            case "source":
                types = {source.type for source in document.funding_sources}
                return types or (none if "funding-sources" in document.none_of else set())
            case "fair":
                years = {str(year) for year in document.fair_participations}
                return years or (none if "fairs" in document.none_of else set())
            case "commitment" | "serves":
                return self._commitments(found, facet) or (none if "commitments" in document.none_of else set())
            case "language":
                return {document.language.lower()} - {""}
            case "partner-type" | "lead-type" | "partner" | "lead" | "organization" | "led-by":
                return self._partners(found, facet)
            case _:
                return self._facts(found, facet)

    def _commitments(self, found: InForce, facet: str) -> set[str]:
        served = found.document.commitments
        if facet == "serves":
            return {each.scheme for each in served}
        goals = {f"sdg:{goal}" for each in served for goal in scheme("sdg")[each.code].groups}
        return {f"{each.scheme}:{each.code}" for each in served} | goals

    def _partners(self, found: InForce, facet: str) -> set[str]:
        is_lead = facet.startswith("le")
        partners = [each for each in found.document.partners if each.role == "lead" or not is_lead]
        if facet in ("organization", "led-by"):
            return {each.organization for each in partners}
        types = {self.types[each.organization] for each in partners} - {""}
        return types if facet.endswith("-type") else {organization_group(each) for each in types}

    def _facts(self, found: InForce, facet: str) -> set[str]:  # noqa: C901
        document, day = found.document, self.day
        match facet:
            case "resources":
                informed = document.finance is not None or document.in_kind or "in-kind" in document.none_of
                return {"informed"} if informed else set()
            case "funding":
                if document.funding_sought is None:
                    return set()
                amount = {"sought-with-amount"} if document.funding_sought_amount is not None else set()
                return {"sought", *amount} if document.funding_sought else {"not-sought"}
            case "time-frame":
                return {"limited"} if document.ends_on else {"open-ended"} if document.open_ended else set()
            case "ended":
                if document.ends_on:
                    return {"yes" if document.ends_on.certainly_before(day) else "no"}
                return {"no"} if document.open_ended else set()
            case "status":
                return {document.status_at(day)}
            case "origin":
                return {"fictional" if document.is_fictional else "real"}
            case "mark":
                marks = {0: {"no-partner"}, 1: {"one-partner"}}.get(len(document.partners), set())
                return marks | (set() if document.name else {"no-title"})
            case "freshness":
                return {self._freshness(found)}
            case "updated":
                return {self._updated(found)}
        return self._progress(found, facet)

    def _progress(self, found: InForce, facet: str) -> set[str]:
        document = found.document
        match facet:
            case "dimension":
                return set(document.dimensions)
            case "added-value":
                return set(document.added_value)
            case "activity":
                return {code for report in document.reports for code in report.activities}
            case "recent-activity":
                return {code for report in document.reports if self._is_recent(report) for code in report.activities}
            case "progress":
                recent = [self._is_recent(report) for report in document.reports]
                return {"recent" if any(recent) else "earlier"} if recent else set()
            case "deliverables":
                return self._deliverables(found)
        raise AssertionError(facet)

    def _is_recent(self, report: ProgressReport) -> bool:
        return self.day <= _years_after(report.reported_on, 2)

    def _deliverables(self, found: InForce) -> set[str]:
        listed = found.document.deliverables
        reached = {"reached"} if any(each.status == "reached" for each in listed) else set()
        late = [each for each in listed if each.due_on and each.due_on.certainly_before(self.day)]
        overdue = any(each.status in ("", "not-started", "under-way") for each in late)
        return ({"any"} if listed else set()) | reached | ({"overdue"} if overdue else set())

    def _updated(self, found: InForce) -> str:
        evidence = [bool(each.evidence) for each in found.document.reports if each.reported_on == found.reported_on]
        report = "reported-with-evidence" if any(evidence) else "reported"
        told = [(found.reported_on, 3, report), (found.changed_on, 2, "changed"), (found.confirmed_on, 1, "confirmed")]
        return max(((day, rank, how) for day, rank, how in told if day), default=(None, 0, "never"))[2]

    def _freshness(self, found: InForce) -> str:
        known = [day for day in (found.confirmed_on, found.reported_on) if day]
        if not known:
            return "unknown"
        for code, years in (("green", 1), ("amber", 2), ("red", 3)):
            if self.day <= _years_after(max(known), years):
                return code
        return "dormant"


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)
