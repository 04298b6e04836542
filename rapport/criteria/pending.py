"""Submissions that wait for a decision, as a change of the rules would meet them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapport.organizations.directory import Entry, load_directory
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import OPEN_STATES, Submission

MOST = 2000  # documents in memory at once: some 10 MB


@dataclass(frozen=True, slots=True)
class Pending:
    """The newest submissions that wait, by number; ``total`` is how many wait in all."""

    documents: dict[int, PartnershipDocument]
    directory: dict[str, Entry]
    total: int


def load_pending() -> Pending:
    """Three queries, whatever their number."""
    waiting = Submission.objects.filter(state__in=OPEN_STATES).exclude(body="")
    rows = list(waiting.order_by("-submitted_at", "-pk").values_list("pk", "body", "enclosed")[:MOST])
    documents = {pk: PartnershipDocument.model_validate_json(body) for pk, body, _enclosed in rows}
    listed = {partner.organization for each in documents.values() for partner in each.partners}
    directory = dict(_enclosed_entries(enclosed for _pk, _body, enclosed in rows))
    directory |= load_directory(listed)
    return Pending(documents, directory, waiting.count())


def _enclosed_entries(enclosed: Iterable[dict[str, Any]]) -> Iterable[tuple[str, Entry]]:
    """Organizations that come with a submission, by the keys that its document names them by."""
    for each in enclosed:
        for given in each.get("organizations", ()):
            key, name = str(given.get("key", "")), str(given.get("name", ""))
            yield key, Entry(0, key, name, str(given.get("type", "")), str(given.get("country", "")))
