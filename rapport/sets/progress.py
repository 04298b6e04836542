"""What the index holds of reports, of deliverables, and of the partnerships that a record belongs with.

Of each activity the day of the last report that names it: so it can be counted up to any day.
"""

from collections.abc import Collection, Iterator

from rapport.registry.document import PartnershipDocument
from rapport.registry.progress import REACHED

LINKS = ("successor", "phase_of", "replicates")
_LINK = "#"  # no word begins so


def link_token(field: str, public_id: str) -> str:
    """The token of the records that name this one as their successor, their first phase, or what they repeat."""
    return f"{_LINK}{field}:{public_id.casefold()}"


def links_of(document: PartnershipDocument) -> Iterator[str]:
    yield from (link_token(field, other) for field in LINKS if (other := getattr(document, field)))


def values_of(document: PartnershipDocument) -> Iterator[tuple[str, Collection[str]]]:
    """The values of each facet of this module that depend on no day."""
    yield "dimension", document.dimensions
    yield "added-value", document.added_value
    yield "activity", {code for report in document.reports for code in report.activities}
    is_reached = any(each.status == REACHED for each in document.deliverables)
    yield "deliverables", (("any", "reached") if is_reached else ("any",)) if document.deliverables else ()


def days_of(document: PartnershipDocument) -> Iterator[tuple[str, int]]:
    """Days as ordinals: of the last report, of the last one that names an activity; the first that is owed until."""
    last: dict[str, int] = {}
    for report in document.reports:
        day = report.reported_on.toordinal()
        for name in ("report-last", *(f"activity-last:{code}" for code in report.activities)):
            last[name] = max(last.get(name, 0), day)
    yield from last.items()
    owed = [each.owed_until.toordinal() for each in document.deliverables if each.owed_until]
    if owed:
        yield "deliverable-due", min(owed)


def texts_in(document: PartnershipDocument) -> Iterator[tuple[str, str, str]]:
    """Every text of reports and deliverables by which a record is found: field, language, text."""
    for report in document.reports:
        language = report.language or document.language
        said = (report.summary, report.lessons, report.obstacles, report.resources)
        yield from (("reports", language, text) for text in (*said, *(each.text for each in report.contributions)))
    for each in document.deliverables:
        yield from (("deliverables", document.language, text) for text in (each.title, each.indicator))
