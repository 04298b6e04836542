"""Every organization's type and country, as the sets count with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.functions import Lower

from rapport.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Entry:
    """What counting and lists need of an organization."""

    number: int
    public_id: str
    name: str
    type: str
    country: str


def load_directory(public_ids: Iterable[str] | None = None) -> dict[str, Entry]:
    """Entries by public id: those asked for, or all (memory: some 300 bytes an organization)."""
    rows = Organization.objects.all()
    if public_ids is not None:
        # Ids are unique whatever their case, so that is what has an index: without it every organization would be read.
        rows = rows.alias(folded=Lower("public_id")).filter(folded__in=[each.lower() for each in public_ids])
    columns = rows.order_by().values_list("pk", "public_id", "name", "type", "country")
    return {row[1]: Entry(*row) for row in columns.iterator(chunk_size=5000)}
