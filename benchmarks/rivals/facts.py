"""What rivals are given: the facet values and texts of every record of the registry, as our index has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from benchmarks.questions import FACETS
from rapport.registry.history import in_force
from rapport.sets.following import view
from rapport.sets.view import View


@dataclass(slots=True)
class Facts:
    """One record; ``values`` by facet, as the page counts them (*not known* is a value too)."""

    record: int
    name: str = ""
    text: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)


def facts(day: date) -> Iterator[Facts]:
    """Every record that the search page counts, in order of number."""
    now = view(today=day)
    values = values_by_record(now)
    for found in in_force(as_at=day):
        if found.number in now.registry:
            yield Facts(found.number, found.document.name, found.document.objectives, values.pop(found.number))


def values_by_record(now: View) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {record: {name: [] for name in FACETS} for record in now.registry}
    for facet in FACETS:
        for value, records in now.sets(facet).items():
            for record in records & now.registry:
                found[record][facet].append(value)
    return found
