"""Organizations looked up: by id with what the sets count with, and by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db import connection
from django.db.models import QuerySet

from rapport.lib.folding import fold
from rapport.organizations.models import Organization

_MOST_WORDS = 8
# Ids are unique whatever their case, so that is what has an index: without it every organization would be read.
_COLUMNS = f"SELECT id, public_id, name, type, country FROM {Organization._meta.db_table}"  # noqa: S608 the model's own


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
    if public_ids is None:
        columns = Organization.objects.order_by().values_list("pk", "public_id", "name", "type", "country")
        return {row[1]: Entry(*row) for row in columns.iterator(chunk_size=5000)}
    found: dict[str, Entry] = {}
    folded = iter([each.lower() for each in public_ids])
    # By hand, for the page of a record: putting the query together would take longer than answering it.
    with connection.cursor() as cursor:
        while chunk := list(islice(folded, 5000)):
            cursor.execute(f"{_COLUMNS} WHERE lower(public_id) IN ({', '.join(['%s'] * len(chunk))})", chunk)
            found.update((row[1], Entry(*row)) for row in cursor.fetchall())
    return found


def find_organizations(words: str, *, country: str = "", type_code: str = "") -> QuerySet[Organization]:
    """Those whose name holds every word, whatever its case and accents, in order of name."""
    found = Organization.objects.order_by("folded_name", "public_id")
    for word in fold(words).split()[:_MOST_WORDS]:
        found = found.filter(folded_name__contains=word)
    known = {"country": country, "type": type_code}
    return found.filter(**{field: code for field, code in known.items() if code})


def as_written(public_ids: Iterable[str]) -> list[str]:
    """Ids as the authority file writes them, for they are one whatever their case; those it has not, as they came."""
    asked = list(public_ids)
    known = {entry.public_id.lower(): entry.public_id for entry in load_directory(asked).values()}
    return list(dict.fromkeys(known.get(each.lower(), each) for each in asked))
